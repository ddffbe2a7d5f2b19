/** Reads a folder of files as a package. */

import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../roster/failure.ts'
import type { FeedLimits } from './limits.ts'
import { checkFileSize, checkPackageSize, packageChanged, tooManyEntries } from './package-limits.ts'
import type { FoundFile, OpenContainer } from './package.ts'

/** Larger pieces are no faster and make strings that the collector frees late: 256 KiB cost 100 MB more at a million rows. */
const CHUNK_BYTES = 64 * 1024
/** The folder itself and one level below it. */
const DEPTH_MAX = 2

interface SeenFile {
  readonly path: string
  readonly full: string
  readonly size: number
  readonly modifiedMs: number
}

/** Lists the folder once; throws `Failure` (`PACKAGE_LIMIT`, `PACKAGE_UNSAFE`, `PACKAGE_UNREADABLE`). */
export async function openFolder(root: string, limits: FeedLimits): Promise<OpenContainer> {
  const seen = await listAll(root, limits)
  await expectSettled(root, seen, limits)
  checkPackageSize(
    seen.reduce((sum, file) => sum + file.size, 0),
    limits,
  )
  return {
    kind: 'folder',
    files: seen.map((file) => found(file, limits)),
    verifyUnchanged: async () => {
      for (const file of seen) {
        const now = await lstat(file.full).catch(() => null)
        if (now?.size !== file.size || now.mtimeMs !== file.modifiedMs) throw packageChanged()
      }
    },
    close: async () => {},
  }
}

async function listAll(root: string, limits: FeedLimits): Promise<SeenFile[]> {
  const seen: SeenFile[] = []
  await list({ root, below: '', depth: 1 }, seen, limits)
  return seen
}

/** What was written a moment ago may still be written to: it is looked at again a while later, and has to be the same. */
async function expectSettled(root: string, seen: readonly SeenFile[], limits: FeedLimits): Promise<void> {
  const newest = Math.max(0, ...seen.map(({ modifiedMs }) => modifiedMs))
  const waitMs = limits.settleMs - Math.max(0, Date.now() - newest)
  if (waitMs <= 0) return
  await sleep(waitMs)
  const again = await listAll(root, limits)
  const same = again.length === seen.length && again.every((file, index) => isSame(file, seen[index]))
  if (!same) throw packageChanged()
}

function isSame(file: SeenFile, other: SeenFile | undefined): boolean {
  return file.path === other?.path && file.size === other.size && file.modifiedMs === other.modifiedMs
}

async function list(
  at: { readonly root: string; readonly below: string; readonly depth: number },
  seen: SeenFile[],
  limits: FeedLimits,
): Promise<void> {
  const names = await readdir(join(at.root, at.below)).catch((error: unknown) => {
    throw new Failure(
      'PACKAGE_UNREADABLE',
      'retry',
      'The folder of this source cannot be listed. Check its permissions.',
      { cause: error },
    )
  })
  if (seen.length + names.length > limits.zipEntriesMax) throw tooManyEntries(limits)
  for (const name of names.toSorted()) {
    const path = at.below === '' ? name : `${at.below}/${name}`
    const full = join(at.root, path)
    const about = await lstat(full)
    if (about.isDirectory()) {
      if (at.depth < DEPTH_MAX) await list({ root: at.root, below: path, depth: at.depth + 1 }, seen, limits)
    } else if (about.isFile()) {
      seen.push({ path, full, size: about.size, modifiedMs: about.mtimeMs })
    } else if (name.toLowerCase().endsWith('.csv')) {
      throw new Failure(
        'PACKAGE_UNSAFE',
        'operator',
        'A CSV file of the folder is a link or a device, not a file. Put the file itself there.',
      )
    }
  }
}

function found(file: SeenFile, limits: FeedLimits): FoundFile {
  return {
    path: file.path,
    size: file.size,
    copy: `${file.size}:${file.modifiedMs}`,
    read: async function* read(signal) {
      checkFileSize(file.size, limits)
      let bytesRead = 0
      const chunks: AsyncIterable<Buffer> = createReadStream(file.full, { highWaterMark: CHUNK_BYTES, signal })
      for await (const bytes of chunks) {
        bytesRead += bytes.length
        // The file may have grown since it was listed.
        checkFileSize(bytesRead, limits)
        yield bytes
      }
      if (bytesRead !== file.size) throw packageChanged()
    },
  }
}
