/**
 * The shelf: packages that were fetched, kept on this machine's disk for as long as their server may say that nothing has
 * changed. One per source, sealed, beside a sealed note of what it is. A package whose note doesn't fit it in every point
 * is no package: the next read fetches anew.
 */

import { createHash } from 'node:crypto'
import { lstat, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../roster/failure.ts'
import { type FileSeal, openSealedFile, sealFile } from './sealed-file.ts'
import { removeStagedFile, stageFile } from './staging.ts'
import { isValidator, type Validator } from './validators.ts'

/** The source that a package is of, and its configuration as it is stored: another one may be another feed. */
export interface ShelfPlace {
  readonly districtId: string
  readonly sourceId: string
  readonly config: unknown
}

/** What is known of a file that was just fetched. */
export interface FetchedFile {
  readonly path: string
  /** Everything that the request was made of. */
  readonly request: string
  /** Where the answer came from in the end. */
  readonly url: string
  readonly validator: Validator
  readonly fetchedAt: Date
  readonly size: number
  /** In hexadecimal. */
  readonly sha256: string
}

/** A kept package that may be asked about. */
export interface KeptPackage {
  readonly validator: Validator
  readonly fetchedAt: Date
  /** Whether it came from there. */
  readonly isFrom: (url: string) => boolean
  /** Opens it into a scratch file, for the caller to remove; null: it is gone or damaged, and nothing is left of it. */
  readonly unpack: () => Promise<string | null>
}

/** The place of one source on the shelf, as a read may use it. */
export interface ShelfSlot {
  /** What was kept of this very request; null: nothing that can be asked about. */
  readonly find: (request: string) => Promise<KeptPackage | null>
  /** Keeps a sealed copy of the file in place of the one before. Never throws. */
  readonly keep: (file: FetchedFile) => Promise<void>
  /** Removes what is kept. Never throws. */
  readonly forget: () => Promise<void>
}

export interface SlotOptions {
  /** False: nothing is found, so that everything is fetched anew. */
  readonly finds: boolean
  /** False: the shelf stays as it is. */
  readonly keeps: boolean
  /** Told why a package could not be kept or removed: a code of the system. */
  readonly onTrouble: (code: string) => void
}

/** A package as the shelf's keeper sees it. */
export interface ShelvedPackage {
  /** Its file, without the ending. */
  readonly name: string
  /** Null: its note is missing, unreadable, or of another file. */
  readonly note: Pick<PackageNote, 'districtId' | 'sourceId' | 'configMark' | 'fetchedAt'> | null
}

export interface PackageShelf {
  readonly slot: (place: ShelfPlace, options: SlotOptions) => ShelfSlot
  /** Everything on it. */
  readonly list: () => Promise<readonly ShelvedPackage[]>
  readonly remove: (name: string) => Promise<void>
  /** Whether it was fetched longer ago than packages are kept. */
  readonly isExpired: (note: Pick<PackageNote, 'fetchedAt'>) => boolean
}

export interface ShelfOptions {
  /** Where the packages are kept. */
  readonly folder: string
  /** The staging folder, on one file system with it: for what is not kept. */
  readonly scratch: string
  /** A package is kept for so many days after it was fetched; 0: none is. */
  readonly daysMax: number
  readonly now: () => Date
  /** Seals a note for its file: elsewhere it doesn't open. */
  readonly box: {
    readonly seal: (plain: string, context: string) => string
    readonly open: (sealed: string, context: string) => string
  }
}

/** Lies sealed, and opens the package; requests, addresses and configurations are digests. */
interface PackageNote {
  readonly districtId: string
  readonly sourceId: string
  readonly configMark: string
  readonly requestMark: string
  readonly urlMark: string
  readonly validator: Validator
  /** ISO 8601. */
  readonly fetchedAt: string
  /** Of the package as it came. */
  readonly size: number
  readonly sha256: string
  readonly seal: FileSeal
}

const PREFIX = 'kept-'
const PACKAGE = '.package'
const NOTE = '.note'
const DAY_MS = 24 * 3_600_000

/** Opens the shelf; the folder is made when something is kept. */
export function openPackageShelf(options: ShelfOptions): PackageShelf {
  const { folder } = options
  return {
    slot: (place, how) => openSlot(options, place, how),
    list: async () => {
      const files = await readdir(folder).catch(() => [])
      const names = new Set(files.filter((file) => file.startsWith(PREFIX)).map(nameOf))
      return Promise.all([...names].map(async (name) => ({ name, note: await readFitting(options, name) })))
    },
    remove: (name) => removeKept(folder, name),
    isExpired: (note) => isExpired(options, note),
  }
}

/** The digest of a stored configuration, as a note has it. */
export function markOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

function openSlot(options: ShelfOptions, place: ShelfPlace, how: SlotOptions): ShelfSlot {
  const { districtId, sourceId } = place
  const name = `${PREFIX}${markOf([districtId, sourceId]).slice(0, 32)}`
  const configMark = markOf(place.config)
  const troubled = (error: unknown): void => how.onTrouble(codeOf(error))
  const forget = (): Promise<void> => removeKept(options.folder, name).catch(troubled)
  return {
    find: async (request) => {
      if (!how.finds) return null
      const note = await readFitting(options, name)
      const fits = note?.configMark === configMark && note.requestMark === markOf(request) && !isExpired(options, note)
      if (!fits) await forget()
      return fits ? toKept(note, () => openSealed(options, name, note), forget) : null
    },
    keep: async (file) => {
      if (!how.keeps) return
      const { validator, size, sha256 } = file
      const marks = { configMark, requestMark: markOf(file.request), urlMark: markOf(file.url) }
      const fetchedAt = file.fetchedAt.toISOString()
      const note = { districtId, sourceId, ...marks, validator, fetchedAt, size, sha256 }
      try {
        await (options.daysMax > 0 ? putDown(options, name, { path: file.path, note }) : forget())
      } catch (error) {
        troubled(error)
        await forget()
      }
    },
    forget: async () => (how.keeps ? forget() : undefined),
  }
}

/** The file first: a crash between the two leaves a note that doesn't fit, never a file that is taken for another. */
async function putDown(
  { folder, scratch, box }: ShelfOptions,
  name: string,
  { path, note }: { readonly path: string; readonly note: Omit<PackageNote, 'seal'> },
): Promise<void> {
  const { path: staged, ...seal } = await sealFile(path, scratch)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await moveTo(join(folder, name + PACKAGE), staged)
  const sealed = box.seal(JSON.stringify({ ...note, seal }), contextOf(name))
  await moveTo(join(folder, name + NOTE), await stageFile(scratch, onePiece(Buffer.from(sealed, 'latin1'))))
}

async function moveTo(place: string, staged: string): Promise<void> {
  try {
    await rename(staged, place)
  } catch (error) {
    await removeStagedFile(staged)
    throw error
  }
}

function toKept(note: PackageNote, open: () => Promise<string | null>, forget: () => Promise<void>): KeptPackage {
  return {
    validator: note.validator,
    fetchedAt: new Date(note.fetchedAt),
    isFrom: (url) => markOf(url) === note.urlMark,
    unpack: async () => {
      const path = await open()
      if (path === null) await forget()
      return path
    },
  }
}

function openSealed({ folder, scratch }: ShelfOptions, name: string, note: PackageNote): Promise<string | null> {
  return openSealedFile(join(folder, name + PACKAGE), { ...note, ...note.seal }, scratch)
}

/** The note, where it is one of this name and the file beside it has the size that it says. */
async function readFitting(options: ShelfOptions, name: string): Promise<PackageNote | null> {
  const note = await readNote(options, name)
  const file = note === null ? null : await lstat(join(options.folder, name + PACKAGE)).catch(() => null)
  return file?.isFile() === true && file.size === note?.size ? note : null
}

async function readNote({ folder, box }: ShelfOptions, name: string): Promise<PackageNote | null> {
  const sealed = await readFile(join(folder, name + NOTE), 'latin1').catch(() => null)
  if (sealed === null) return null
  try {
    const note: unknown = JSON.parse(box.open(sealed, contextOf(name)))
    return isNote(note) ? note : null
  } catch (error) {
    // Changed, of another package, or sealed with a key that is gone.
    if (error instanceof Failure || error instanceof SyntaxError) return null
    throw error
  }
}

/** A note from the future is of a clock that was wrong. */
function isExpired({ daysMax, now }: ShelfOptions, { fetchedAt }: Pick<PackageNote, 'fetchedAt'>): boolean {
  const ageMs = now().getTime() - Date.parse(fetchedAt)
  return !(ageMs >= 0 && ageMs < daysMax * DAY_MS)
}

const TEXTS = ['districtId', 'sourceId', 'configMark', 'requestMark', 'urlMark', 'fetchedAt', 'sha256'] as const

function isNote(value: unknown): value is PackageNote {
  if (typeof value !== 'object' || value === null) return false
  const note: Readonly<Record<string, unknown>> = { ...value }
  return TEXTS.every((key) => typeof note[key] === 'string') && isValidator(note['validator']) && isSeal(note['seal'])
}

function isSeal(value: unknown): value is FileSeal {
  if (typeof value !== 'object' || value === null) return false
  return 'key' in value && 'nonce' in value && 'tag' in value
}

/** Whatever lies in their place. */
async function removeKept(folder: string, name: string): Promise<void> {
  const files = [PACKAGE, NOTE].map((ending) => join(folder, name + ending))
  await Promise.all(files.map((file) => rm(file, { force: true, recursive: true })))
}

function contextOf(name: string): string {
  return `package/${name}`
}

function nameOf(file: string): string {
  const dot = file.lastIndexOf('.')
  return dot === -1 ? file : file.slice(0, dot)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNEXPECTED'
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
