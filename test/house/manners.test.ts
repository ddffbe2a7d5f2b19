/** What every file of the house keeps to, where the linter has no rule for it. */

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const FILES = listFiles()
const MODULES = FILES.filter((path) => /^(src|connectors|scripts|test)\/.*\.(ts|tsx|mjs)$/.test(path))
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|.*-?manager|.*-?service)\.(ts|tsx|mjs)$/

/** Tracked files and new ones that are not ignored; in an exported tree without git, nothing would be proven. */
function listFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return listed.split('\0').filter((path) => path !== '')
}

function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean }>
  >
}
interface Manifest {
  readonly workspaces: readonly string[]
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

describe('the manners of the house', () => {
  it('reads a tree that has modules', () => {
    expect(MODULES.length).toBeGreaterThan(50)
  })

  it('opens every module with a sentence that says what it is for', () => {
    const code = MODULES.filter((path) => !path.startsWith('test/'))
    expect(code.filter((path) => !/^(#!.*\n)?\/(\*|\/)/.test(readText(path)))).toEqual([])
  })

  it('has no file whose name says nothing', () => {
    expect(MODULES.filter((path) => EMPTY_NAMES.test(basename(path)))).toEqual([])
  })

  it('silences no check in a comment', () => {
    const silencer = new RegExp(
      ['@ts-(ignore|nocheck|expect-error)', '(es|ox)lint-(disable)', 'knip-(ignore)'].join('|'),
    )
    expect(MODULES.filter((path) => silencer.test(readText(path).replaceAll(/'[^'\n]*'/g, '')))).toEqual([])
  })

  it('has one statement in every SQL file of store, named verb_noun', () => {
    const statements = FILES.filter((path) => path.startsWith('src/store/') && path.endsWith('.sql'))
    const misnamed = statements.filter((path) => !/^[a-z]+(_[a-z0-9]+)+\.sql$/.test(basename(path)))
    const several = statements.filter((path) => {
      const text = readText(path)
        .replaceAll(/--.*$/gm, '')
        .replaceAll(/'[^']*'/g, '')
      return text.trim().replace(/;$/, '').includes(';')
    })
    expect({ misnamed, several }).toEqual({ misnamed: [], several: [] })
  })

  it('holds every dependency at one exact version', () => {
    const manifest = JSON.parse(readText('package.json')) as Manifest
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('locks as a folder of our own what package.json names as a workspace, and nothing else', () => {
    const { packages } = JSON.parse(readText('package-lock.json')) as Lock
    const folders = Object.keys(packages).filter((path) => path !== '' && !path.includes('node_modules/'))
    expect(folders).toEqual((JSON.parse(readText('package.json')) as Manifest).workspaces)
  })

  it('locks every package by its content and by no registry', () => {
    const { packages } = JSON.parse(readText('package-lock.json')) as Lock
    // A folder of our own (a workspace) has neither; whatever is installed has its content and nothing else.
    const entries = Object.entries(packages).filter(
      ([path, entry]) => path.includes('node_modules/') && entry.link !== true,
    )
    expect(entries.filter(([, entry]) => entry.resolved !== undefined || entry.integrity === undefined)).toEqual([])
  })
})
