/** Opens a OneRoster package and finds out, before any row is read, whether a roster can be read from it. */

import type { Header } from '../../src/feed/csv-header.ts'
import { foldName, matchHeader } from '../../src/feed/csv-header.ts'
import { CsvFile } from '../../src/feed/csv-file.ts'
import type { FeedIo } from '../../src/feed/connector.ts'
import { openPackage } from '../../src/feed/open-package.ts'
import type { FeedPackage, PackageFile } from '../../src/feed/package.ts'
import type { Diagnostic } from '../../src/roster/diagnostic.ts'
import { filesOf, headerSpec, MANIFEST, OTHER_FILES, ROSTER_FILES } from './files.ts'
import type { OneRosterVersion, RosterFile } from './files.ts'
import { readManifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { isDeltaPackage, NO_MODES, refusePackage } from './modes.ts'
import type { Modes } from './modes.ts'

export interface OpenFile {
  readonly name: RosterFile
  readonly file: PackageFile
  readonly header: Header
  /** False: the manifest doesn't announce it as a complete set, so nothing is proven by what it leaves out. */
  readonly wholeSet: boolean
  /** The manifest announces it as changes only: every row says what became of a record, and when. */
  readonly delta: boolean
}

/** A package that a roster can be read from. */
export interface OpenRoster {
  readonly version: OneRosterVersion
  readonly files: ReadonlyMap<RosterFile, OpenFile>
  /** Bytes of the files that will be read. */
  readonly bytesTotal: number
  readonly diagnostics: readonly Diagnostic[]
  /** Whether there is a manifest and it ends with a line break, as the other files of its exporter then should. */
  readonly manifestTerminated: boolean
  readonly package: FeedPackage
}

/**
 * Opens the package, reads the manifest and every header, and refuses before anything is read what must not be read.
 * The caller closes `package`.
 *
 * Throws `Failure`: those of `openPackage` and `matchHeader`, and `FILE_MISSING`, `FILE_EMPTY`, `HEADER_UNREADABLE`,
 * `MANIFEST_CONTRADICTED`, `MODE_UNSUPPORTED`, `VERSION_UNSUPPORTED`.
 */
export async function openRoster(path: string, io: FeedIo): Promise<OpenRoster> {
  const opened = await openPackage(path, [MANIFEST, ...ROSTER_FILES, ...OTHER_FILES], io.limits)
  try {
    return await inspect(opened, io)
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function inspect(opened: FeedPackage, io: FeedIo): Promise<OpenRoster> {
  const manifestFile = opened.files.get(MANIFEST)
  const manifest = manifestFile === undefined ? null : await readManifest(manifestFile, io.signal, io.limits)
  const diagnostics = [...opened.diagnostics, ...(manifest?.diagnostics ?? [])]
  if (manifest === null)
    diagnostics.push(about('manifest_missing', MANIFEST, 'manifest.csv with the version and every file'))
  const headers = await readHeaders(opened, io)
  const version = recogniseVersion(manifest, headers, diagnostics)
  // A manifest that is no part of a zip may have been cut: what it doesn't mention may be a delta.
  const strict = manifest !== null && opened.kind === 'folder'
  const files = openFiles({ version, opened, headers, modes: manifest?.modes ?? NO_MODES, strict }, diagnostics)
  const bytesTotal = [...files.values()].reduce((sum, { file }) => sum + file.size, 0)
  return { version, files, bytesTotal, diagnostics, manifestTerminated: manifest?.terminated === true, package: opened }
}

interface Inspected {
  readonly version: OneRosterVersion
  readonly opened: FeedPackage
  readonly headers: ReadonlyMap<RosterFile, RawHeader>
  readonly modes: Modes
  /** What the manifest doesn't mention proves nothing by what it leaves out. */
  readonly strict: boolean
}

function openFiles(found: Inspected, diagnostics: Diagnostic[]): Map<RosterFile, OpenFile> {
  const { version, opened, headers, modes } = found
  refusePackage(version, opened, modes)
  const hasDelta = isDeltaPackage(version, opened, modes)
  const unclear = hasDelta || found.strict
  const files = new Map<RosterFile, OpenFile>()
  for (const name of filesOf(version)) {
    const mode = modes.get(name.toLowerCase())
    const file = opened.files.get(name)
    const raw = headers.get(name)
    if (file === undefined || raw === undefined) {
      // A delta package leaves out the files in which nothing changed.
      if (!(mode === 'absent' && hasDelta))
        diagnostics.push(about('file_absent', name, `${name}; without it what is known of its table stays as it is`))
      continue
    }
    // What stands beside deltas without a word may be one.
    if (mode === 'absent' || (mode === undefined && unclear))
      diagnostics.push(manifestInvalid(`file.${name.slice(0, -4)} as bulk or delta, since ${name} is there`))
    const header = matchHeader(raw.header, headerSpec(name, version))
    if (raw.byteOrderMark) diagnostics.push(about('file_bom', name, 'UTF-8 without a byte order mark'))
    diagnostics.push(...header.diagnostics)
    const wholeSet = mode === 'bulk' || (mode === undefined && !unclear)
    files.set(name, { name, file, header, wholeSet, delta: mode === 'delta' })
  }
  return files
}

type RawHeader = Awaited<ReturnType<CsvFile['readHeader']>>

async function readHeaders(opened: FeedPackage, io: FeedIo): Promise<Map<RosterFile, RawHeader>> {
  const headers = new Map<RosterFile, RawHeader>()
  for (const name of ROSTER_FILES) {
    const file = opened.files.get(name)
    if (file !== undefined) headers.set(name, await new CsvFile(file, io).readHeader())
  }
  return headers
}

/** The manifest's word, unless the headers plainly contradict it; without a manifest, the headers. */
function recogniseVersion(
  manifest: Manifest | null,
  headers: ReadonlyMap<RosterFile, RawHeader>,
  diagnostics: Diagnostic[],
): OneRosterVersion {
  const users = new Set((headers.get('users.csv')?.header ?? []).map(foldName))
  const hasRoles = users.has('role')
  const looks12 =
    !hasRoles && (headers.has('roles.csv') || users.has('usermasteridentifier') || users.has('primaryorgsourcedid'))
  if (manifest?.version === '1.1' && looks12 && headers.has('roles.csv')) {
    diagnostics.push(manifestInvalid('oneroster.version 1.2, since there is a roles.csv and users.csv has no roles'))
    return '1.2'
  }
  return manifest?.version ?? (looks12 ? '1.2' : '1.1')
}

function about(code: Diagnostic['code'], file: string, expected: string): Diagnostic {
  return { code, file, row: null, field: null, expected }
}

function manifestInvalid(expected: string): Diagnostic {
  return about('manifest_invalid', MANIFEST, expected)
}
