/** The package by its name: every export leads somewhere, the README runs, and it needs nothing of Staffroom. */

import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../connectors/oneroster-client/options.ts'
import { answerPage, sendJson, serve } from './provider.ts'

const FOLDER = join(
  dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))),
  'connectors',
  'oneroster-client',
)
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8')
const MANIFEST = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | Readonly<Record<'types' | 'default', string>>>>
  readonly dependencies?: object
}

/** A program beside a copy of the package, far from Staffroom. It lies outside of node_modules, as a workspace does. */
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oneroster-client-'))
  mkdirSync(join(folder, 'package'))
  cpSync(FOLDER, join(folder, 'package'), { recursive: true })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(name: string, program: string): Promise<{ readonly code: number; readonly output: string }> {
  const path = join(folder, 'package', name)
  writeFileSync(path, program)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (data: Buffer) => (output += data.toString()))
    child.stderr.on('data', (data: Buffer) => (output += data.toString()))
    child.on('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

describe('the package', () => {
  it('leads by every export to a file that is there', () => {
    const targets = Object.values(MANIFEST.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    )
    expect(targets.length).toBeGreaterThan(10)
    expect(targets.filter((target) => !existsSync(join(FOLDER, target)))).toEqual([])
  })

  it('depends on nothing', () => {
    expect(MANIFEST.dependencies).toBeUndefined()
    const imports = readdirSync(FOLDER)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1]),
      )
    expect(imports.length).toBeGreaterThan(50)
    expect(imports.filter((path) => !/^(node:|\.\/)/.test(path ?? ''))).toEqual([])
  })

  it('is loaded by its own name and all its parts, with nothing else installed', async () => {
    const names = Object.keys(MANIFEST.exports).filter((name) => !name.endsWith('.json'))
    const loads = names.map((name) => `await import(${JSON.stringify(`oneroster-client${name.slice(1)}`)})`)
    const { code, output } = await run('loads.ts', `${loads.join('\n')}\nconsole.log('loaded')\n`)
    expect({ code, output }).toEqual({ code: 0, output: 'loaded\n' })
  })
})

describe('the README', () => {
  const [example = ''] = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

  it('has a first example that runs as it stands, but for the addresses', async () => {
    const provider = await serve((seen, response) => {
      if (seen.method === 'POST') sendJson(response, { access_token: 'good' })
      else {
        const roles = [{ roleType: 'primary', role: 'teacher', org: { sourcedId: 'o-1' } }]
        answerPage({ key: 'users', rows: [{ sourcedId: 'u-1', roles }], total: () => '1' }, seen, response)
      }
    })
    const program = example
      .replaceAll('https://sis.example', provider.url)
      .replace("version: '1.2',", "version: '1.2',\n  allowPrivateNetwork: true,")
    expect(program).not.toBe(example)
    const { code, output } = await run('example.ts', program)
    await provider.close()
    expect({ code, output }).toEqual({ code: 0, output: 'u-1 1 0\n[]\n' })
  })

  it('names every export', () => {
    const names = Object.keys(MANIFEST.exports).filter((name) => name !== '.' && !name.endsWith('.json'))
    expect(
      names.filter(
        (name) => !README.includes(`\`oneroster-client${name.slice(1)}\``) && !README.includes(`\`${name.slice(1)}\``),
      ),
    ).toEqual([])
  })

  it('names every limit', () => {
    expect(Object.keys(DEFAULT_LIMITS).filter((name) => !README.includes(`\`${name}\``))).toEqual([])
  })
})
