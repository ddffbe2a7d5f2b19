/** Opens a zip or a folder as a package: finds the files that matter, in one folder at most, and says what was odd. */

import { stat } from 'node:fs/promises'
import type { Diagnostic } from '../roster/diagnostic.ts'
import { Failure } from '../roster/failure.ts'
import { openFolder } from './folder.ts'
import type { FeedLimits } from './limits.ts'
import type { FeedPackage, FoundFile, OpenContainer, PackageFile } from './package.ts'
import { openZip } from './zip.ts'

/**
 * Opens the package at `path`. `names` are the standard names of the files that may matter; everything else is
 * left alone. The caller closes the package.
 *
 * Throws `Failure`: `PACKAGE_NOT_FOUND` (retry: a drop may be late), `PACKAGE_UNREADABLE`, `PACKAGE_LIMIT`,
 * `PACKAGE_UNSAFE` (links, paths that lead outside, encryption), `PACKAGE_AMBIGUOUS` (one name twice, or the files in
 * several folders), `PACKAGE_NESTED` (a zip inside).
 */
export async function openPackage(path: string, names: readonly string[], limits: FeedLimits): Promise<FeedPackage> {
  const container = await openContainer(path, limits)
  try {
    return selectFiles(container, names)
  } catch (error) {
    await container.close()
    throw error
  }
}

async function openContainer(path: string, limits: FeedLimits): Promise<OpenContainer> {
  let found
  try {
    found = await stat(path)
  } catch (error) {
    throw new Failure(
      'PACKAGE_NOT_FOUND',
      'retry',
      'There is nothing at the path of this source, or it cannot be read. Check the path and its permissions; if the export is only late, the run is tried again.',
      { cause: error },
    )
  }
  if (found.isDirectory()) return openFolder(path, limits)
  // Opening a pipe waits for somebody to write into it, perhaps for ever, and a device may never end.
  if (found.isFile()) return openZip(path, limits)
  throw new Failure(
    'PACKAGE_UNSAFE',
    'operator',
    'The path of this source is a pipe or a device, not a zip file or a folder. Give the path of the file itself.',
  )
}

function selectFiles(container: OpenContainer, names: readonly string[]): FeedPackage {
  const standard = new Map(names.map((name) => [name.toLowerCase(), name]))
  const candidates = container.files.filter(
    (file) => !isJunk(file.path) && (standard.has(baseName(file.path).toLowerCase()) || isZip(file.path)),
  )
  const known = candidates.filter((file) => !isZip(file.path))
  refuseNested(candidates)
  const folder = commonFolder(known)
  const files = new Map<string, PackageFile>()
  const diagnostics: Diagnostic[] = []
  for (const found of known.filter((file) => folderOf(file.path) === folder)) {
    const name = standard.get(baseName(found.path).toLowerCase()) ?? baseName(found.path)
    if (files.has(name)) throw ambiguous(`${name} stands in it twice`)
    if (baseName(found.path) !== name) diagnostics.push(about('file_name_case', name, name))
    files.set(name, { ...found, name })
  }
  if (folder !== '') diagnostics.unshift(about('file_in_folder', '', 'the files themselves at the root of the zip'))
  return { ...container, files, diagnostics }
}

function about(code: 'file_name_case' | 'file_in_folder', file: string, expected: string): Diagnostic {
  return { code, file, row: null, field: null, expected }
}

/** The folder that the files stand in: the root where any of them does, else the only one that has any. */
function commonFolder(known: readonly FoundFile[]): string {
  const folders = new Set(known.map((file) => folderOf(file.path)))
  if (folders.size === 0 || folders.has('')) return ''
  if (folders.size > 1) throw ambiguous('its files stand in several folders')
  return [...folders].join('')
}

function refuseNested(candidates: readonly FoundFile[]): void {
  if (!candidates.some((file) => isZip(file.path))) return
  throw new Failure(
    'PACKAGE_NESTED',
    'operator',
    'The package holds another zip file. Zip the CSV files themselves, not the zip that an export made.',
  )
}

function ambiguous(what: string): Failure {
  return new Failure(
    'PACKAGE_AMBIGUOUS',
    'operator',
    `The package is ambiguous: ${what}. Nobody can say which is meant, so nothing was read. Send one set of files.`,
  )
}

const JUNK_NAMES = new Set(['thumbs.db', 'desktop.ini'])

/** What operating systems leave in packages. */
function isJunk(path: string): boolean {
  const parts = path.split('/')
  return (
    parts.some((part) => part === '__MACOSX' || part.startsWith('.')) || JUNK_NAMES.has(baseName(path).toLowerCase())
  )
}

function isZip(path: string): boolean {
  return path.toLowerCase().endsWith('.zip')
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
