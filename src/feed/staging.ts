/** Scratch files of downloads, in one folder of the data folder: readable by nobody else, gone when they were read. */

import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../roster/failure.ts'

const PREFIX = 'feed-'

/**
 * Writes the bytes into a new file of the folder and returns its path; the caller removes it. Where the bytes break off
 * nothing is left, and what they threw is thrown.
 * @throws Failure STAGING_UNWRITABLE where the disk is full or the folder can't be written to
 */
export async function stageFile(folder: string, bytes: AsyncIterable<Buffer>): Promise<string> {
  const path = join(folder, `${PREFIX}${randomUUID()}`)
  let file: WriteStream | undefined
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
    await pipeline(bytes, file)
    return path
  } catch (error) {
    // Bytes that break off at once do so before the file is there: it would come after it was removed.
    if (file !== undefined) await closed(file)
    await removeStagedFile(path).catch(() => undefined)
    throw isOfDisk(error) ? unwritable(error) : error
  }
}

function closed(file: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (file.closed) resolve()
    else file.once('close', resolve)
  })
}

/** Removes a scratch file; one that is gone already is no fault. */
export async function removeStagedFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

function isOfDisk(error: unknown): boolean {
  return (
    error instanceof Error && 'syscall' in error && ['open', 'write', 'mkdir', 'close'].includes(String(error.syscall))
  )
}

function unwritable(cause: unknown): Failure {
  return new Failure(
    'STAGING_UNWRITABLE',
    'operator',
    'The download could not be kept: the data folder (STAFFROOM_HOME) is full or can’t be written to. Nothing was changed. Make room, or mend its permissions.',
    { cause },
  )
}
