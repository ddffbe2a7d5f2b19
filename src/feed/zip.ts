/**
 * Reads a zip as a package, with our own limits and checks: a zip library alone inflates a megabyte to a gigabyte,
 * accepts one name twice and doesn't compare check sums.
 */

import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { getFileNameLowLevel, openPromise, validateFileName } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { Failure } from '../roster/failure.ts'
import type { FeedLimits } from './limits.ts'
import { checkFileSize, checkPackageSize, overLimit, packageChanged, tooManyEntries } from './package-limits.ts'
import type { FoundFile, OpenContainer } from './package.ts'

/** Larger pieces are no faster and make strings that the collector frees late: 256 KiB cost 100 MB more at a million rows. */
const CHUNK_BYTES = 64 * 1024
/** Below this an honest file may have any ratio. */
const RATIO_FREE_BYTES = 100 * 1024
const STORED = 0
const DEFLATED = 8
const SYMBOLIC_LINK = 0xa000

/** Reads the zip's directory; throws `Failure` (`PACKAGE_UNREADABLE`, `PACKAGE_LIMIT`, `PACKAGE_UNSAFE`, `PACKAGE_AMBIGUOUS`). */
export async function openZip(path: string, limits: FeedLimits): Promise<OpenContainer> {
  const before = await stat(path)
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(rethrowUnreadable)
  try {
    const entries = await readDirectory(zip, limits)
    return {
      kind: 'zip',
      files: entries.map((named) => found(zip, named, limits)),
      verifyUnchanged: async () => {
        const now = await stat(path).catch(() => null)
        if (now?.size !== before.size || now.mtimeMs !== before.mtimeMs) throw packageChanged()
      },
      close: async () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

interface NamedEntry {
  readonly path: string
  readonly entry: Entry
}

async function readDirectory(zip: ZipFile, limits: FeedLimits): Promise<NamedEntry[]> {
  if (zip.entryCount > limits.zipEntriesMax) throw tooManyEntries(limits)
  const entries: NamedEntry[] = []
  const names = new Set<string>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = safePath(entry)
      if (path.endsWith('/')) continue
      checkEntry(entry, limits)
      const folded = path.toLowerCase()
      if (names.has(folded)) throw duplicate()
      names.add(folded)
      total += entry.uncompressedSize
      entries.push({ path, entry })
      if (entries.length > limits.zipEntriesMax) throw tooManyEntries(limits)
    }
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(error)
  }
  checkPackageSize(total, limits)
  return entries
}

/** The entry's path, with backslashes of old Windows zips turned round; refuses what leads outside. */
function safePath(entry: Entry): string {
  const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
  if (validateFileName(path) !== null) throw unsafe('a path in it leads outside of it')
  return path
}

function checkEntry(entry: Entry, limits: FeedLimits): void {
  if (entry.isEncrypted()) throw unsafe('it is encrypted')
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === SYMBOLIC_LINK) throw unsafe('it holds a link')
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw unreadable(new Error('compression method'))
  }
  checkFileSize(entry.uncompressedSize, limits)
  checkRatio(entry.uncompressedSize, entry, limits)
}

function checkRatio(bytes: number, entry: Entry, limits: FeedLimits): void {
  if (bytes > RATIO_FREE_BYTES && bytes > entry.compressedSize * limits.zipRatioMax) {
    throw overLimit(`a file of it is over ${limits.zipRatioMax} times larger than it is packed, as in a zip bomb`)
  }
}

function found(zip: ZipFile, { path, entry }: NamedEntry, limits: FeedLimits): FoundFile {
  return {
    path,
    size: entry.uncompressedSize,
    read: async function* read(signal) {
      let bytesRead = 0
      let sum = 0
      try {
        const chunks: AsyncIterable<Buffer> = await openEntry(zip, entry, signal)
        for await (const bytes of chunks) {
          bytesRead += bytes.length
          // Sizes in the directory can lie: what comes out is counted.
          if (bytesRead > entry.uncompressedSize) throw unreadable(new Error('more bytes than announced'))
          sum = crc32(bytes, sum)
          yield bytes
        }
      } catch (error) {
        if (error instanceof Failure || signal.aborted) throw error
        throw unreadable(error)
      }
      if (bytesRead !== entry.uncompressedSize) throw unreadable(new Error('fewer bytes than announced'))
      if (sum !== entry.crc32) throw unreadable(new Error('check sum'))
      checkFileSize(bytesRead, limits)
    },
  }
}

async function openEntry(zip: ZipFile, entry: Entry, signal: AbortSignal): Promise<Readable> {
  signal.throwIfAborted()
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
  if (entry.compressionMethod === STORED) return packed
  // pipeline hands errors on in both directions; the reader of the inflated side sees them.
  return pipeline(packed, createInflateRaw({ chunkSize: CHUNK_BYTES }), () => {})
}

function rethrowUnreadable(error: unknown): never {
  throw unreadable(error)
}

function unreadable(cause: unknown): Failure {
  return new Failure(
    'PACKAGE_UNREADABLE',
    'retry',
    'The package is not a whole zip file: it is cut off, damaged, or something else. Nothing was changed. If an upload is still going on, the next try will pass; otherwise export it again.',
    { cause },
  )
}

function unsafe(what: string): Failure {
  return new Failure('PACKAGE_UNSAFE', 'operator', `The zip was refused: ${what}. Send a plain zip of CSV files.`)
}

function duplicate(): Failure {
  return new Failure(
    'PACKAGE_AMBIGUOUS',
    'operator',
    'The package is ambiguous: one file name stands in the zip twice. Nobody can say which is meant, so nothing was read.',
  )
}
