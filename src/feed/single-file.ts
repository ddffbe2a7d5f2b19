/** One file of this machine, read by itself: settled before it is read, and the same afterwards. */

import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createReadStream } from 'node:fs'
import { Failure } from '../roster/failure.ts'
import type { FeedLimits } from './limits.ts'
import { overLimit, packageChanged } from './package-limits.ts'
import type { PackageFile } from './package.ts'

export interface SingleFile {
  readonly file: PackageFile
  /** Throws `Failure(PACKAGE_CHANGED)` where it is not what it was when it was opened. */
  readonly verifyUnchanged: () => Promise<void>
}

interface Seen {
  readonly size: number
  readonly modifiedMs: number
}

/**
 * Opens the file at `path` as `name`; one that was written to a moment ago is looked at twice.
 *
 * Throws `Failure`: `PACKAGE_NOT_FOUND` (retry: a drop may be late), `PACKAGE_UNSAFE` (no file), `PACKAGE_LIMIT`,
 * `PACKAGE_CHANGED` (retry).
 */
export async function openSingleFile(
  path: string,
  name: string,
  { limits, signal }: { readonly limits: FeedLimits; readonly signal: AbortSignal },
): Promise<SingleFile> {
  const seen = await look(path)
  const waitMs = limits.settleMs - Math.max(0, Date.now() - seen.modifiedMs)
  if (waitMs > 0) await sleep(waitMs, undefined, { signal })
  const verifyUnchanged = async (): Promise<void> => {
    const now = await look(path)
    if (now.size !== seen.size || now.modifiedMs !== seen.modifiedMs) throw packageChanged()
  }
  await verifyUnchanged()
  if (seen.size > limits.uploadBytesMax)
    throw overLimit(`the file is larger than ${Math.floor(limits.uploadBytesMax / 1024 / 1024)} MiB`)
  return {
    verifyUnchanged,
    file: {
      name,
      size: seen.size,
      copy: `${seen.size}:${seen.modifiedMs}`,
      read: async function* read(reading) {
        let bytesRead = 0
        const chunks: AsyncIterable<Buffer> = createReadStream(path, { signal: reading })
        for await (const bytes of chunks) {
          bytesRead += bytes.length
          if (bytesRead > seen.size) throw packageChanged()
          yield bytes
        }
        if (bytesRead !== seen.size) throw packageChanged()
      },
    },
  }
}

async function look(path: string): Promise<Seen> {
  const found = await stat(path).catch((error: unknown) => {
    throw new Failure(
      'PACKAGE_NOT_FOUND',
      'retry',
      'There is nothing at the path of this source, or it cannot be read. Check the path and its permissions; if the file is only late, the run is tried again.',
      { cause: error },
    )
  })
  // Opening a pipe waits for somebody to write into it, perhaps for ever, and a device may never end.
  if (found.isFile()) return { size: found.size, modifiedMs: found.mtimeMs }
  throw new Failure(
    'PACKAGE_UNSAFE',
    'operator',
    'The path of this source is a folder, a pipe or a device, not a CSV file. Give the path of the file itself.',
  )
}
