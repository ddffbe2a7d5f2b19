/** The package by its name: every export leads somewhere, the README runs, and it needs nothing of Staffroom. */

import { execFile, spawn } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../connectors/oneroster-client/options.ts'
import { answerPage, sendJson, serve } from './provider.ts'
import type { Provider } from './provider.ts'

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const FOLDER = join(ROOT, 'connectors', 'oneroster-client')
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

interface Ended {
  readonly code: number
  readonly output: string
}

function run(name: string, program: string, inside = 'package'): Promise<Ended> {
  const path = join(folder, inside, name)
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

const [example = ''] = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

/** A provider of one user. */
function oneUser(): Promise<Provider> {
  return serve((seen, response) => {
    if (seen.method === 'POST') sendJson(response, { access_token: 'good' })
    else {
      const roles = [{ roleType: 'primary', role: 'teacher', org: { sourcedId: 'o-1' } }]
      answerPage({ key: 'users', rows: [{ sourcedId: 'u-1', roles }], total: () => '1' }, seen, response)
    }
  })
}

/** The example of the README with that provider's address. */
function forTrial(program: string, { url }: Provider): string {
  const changed = program
    .replaceAll('https://sis.example', url)
    .replace("version: '1.2',", "version: '1.2',\n  allowPrivateNetwork: true,")
  expect(changed).not.toBe(program)
  return changed
}

describe('the package for everybody else', () => {
  const tool = promisify(execFile)
  /** Where the folder is packed, as it stands in the repository, and where the package is installed. */
  let source: string
  let project: string
  let before: string

  beforeAll(async () => {
    source = join(folder, 'connectors', 'oneroster-client')
    cpSync(FOLDER, source, { recursive: true })
    copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'connectors', 'node_modules'))
    before = readFileSync(join(source, 'package.json'), 'utf8')
    project = join(folder, 'elsewhere')
    mkdirSync(project)
    const PATH = `${join(ROOT, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`
    await tool('npm', ['pack', '--pack-destination', project], { cwd: source, env: { ...process.env, PATH } })
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
    const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? ''
    await tool('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: project })
  }, 120_000)

  it('holds what runs, its types, the README and the licence, and nothing else', () => {
    const installed = join(project, 'node_modules', 'oneroster-client')
    expect(readdirSync(installed).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
    const stems = readdirSync(FOLDER).flatMap((name) => (name.endsWith('.ts') ? [name.slice(0, -3)] : []))
    expect(readdirSync(join(installed, 'dist')).toSorted()).toEqual(
      stems.flatMap((stem) => [`${stem}.d.ts`, `${stem}.js`]).toSorted(),
    )
  })

  it('leaves the folder as it was', () => {
    expect(readFileSync(join(source, 'package.json'), 'utf8')).toBe(before)
    expect(readdirSync(source).toSorted()).toEqual(readdirSync(FOLDER).toSorted())
  })

  it('runs the example of the README as it stands, in plain JavaScript below node_modules', async () => {
    const provider = await oneUser()
    const ended = await run('example.mjs', forTrial(example, provider), 'elsewhere')
    await provider.close()
    expect(ended).toEqual({ code: 0, output: 'u-1 1 0\n[]\n' })
  })

  it('is loaded by all its parts', async () => {
    const names = Object.keys(MANIFEST.exports).filter((name) => !name.endsWith('.json'))
    const loads = names.map((name) => `await import(${JSON.stringify(`oneroster-client${name.slice(1)}`)})`)
    const ended = await run('loads.mjs', `${loads.join('\n')}\nconsole.log('loaded')\n`, 'elsewhere')
    expect(ended).toEqual({ code: 0, output: 'loaded\n' })
  })

  it('has the types of every record and option, checked with the declarations themselves', async () => {
    const used = `
import type { UserRecord } from 'oneroster-client/records'
import { DEFAULT_LIMITS } from 'oneroster-client/options'
import { OneRosterError } from 'oneroster-client/errors'
export const familyNameOf = (user: UserRecord): string | null => user.familyName
export const isOurs = (error: unknown): boolean => error instanceof OneRosterError && error.code === 'UNAUTHORIZED'
for await (const { record } of client.rows('classes')) console.log(record.title, DEFAULT_LIMITS.pageLimit)
`
    expect(await typesOf('right.ts', example + used)).toBe('')
    const wrong = `
for await (const { record } of client.rows('classes')) console.log(record.roles)
createOneRosterClient({ baseUrl: 'https://sis.example', version: '2.0', credentials: { kind: 'bearer', token: 't' } })
`
    const said = await typesOf('wrong.ts', example + wrong)
    expect(said).toMatch(/Property 'roles' does not exist/)
    expect(said).toMatch(/"2\.0"' is not assignable/)
  }, 120_000)

  /** What the compiler has against a program beside the installed package; '' where it has nothing. */
  async function typesOf(name: string, program: string): Promise<string> {
    writeFileSync(join(project, name), program)
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', '']
    const lib = ['--lib', 'es2023,dom,dom.iterable']
    const checked = tool(join(ROOT, 'node_modules', '.bin', 'tsc'), [...options, ...lib, name], { cwd: project })
    return checked.then(
      ({ stdout }) => stdout,
      (error: unknown) => String(error instanceof Error && 'stdout' in error ? error.stdout : error),
    )
  }

  it('uses nothing that Node 20 lacks', () => {
    const newer = /URL\.parse\(|withResolvers|Promise\.try|fromAsync|Iterator\.|RegExp\.escape|Error\.isError|\busing /
    for (const name of readdirSync(join(project, 'node_modules', 'oneroster-client', 'dist')))
      expect(readFileSync(join(project, 'node_modules', 'oneroster-client', 'dist', name), 'utf8'), name).not.toMatch(
        newer,
      )
  })
})

describe('the README', () => {
  it('has a first example that runs as it stands, but for the addresses', async () => {
    const provider = await oneUser()
    const ended = await run('example.ts', forTrial(example, provider))
    await provider.close()
    expect(ended).toEqual({ code: 0, output: 'u-1 1 0\n[]\n' })
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
