/** Where a source's package lies: on this machine, or behind an address, and then in a scratch file while it is read. */

import { open } from 'node:fs/promises'
import type { FeedIo } from '../../src/feed/connector.ts'
import { askOnce, downloadFile } from '../../src/feed/download.ts'
import { removeStagedFile } from '../../src/feed/staging.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { OneRosterCsvConfig } from './config.ts'

export interface FoundPackage {
  readonly path: string
  /** Gives back what reading it took. */
  readonly release: () => Promise<void>
}

/** Throws those of `downloadFile`, and `Failure(FETCH_NO_ZIP)` where something else than a zip came. */
export async function findPackage(config: OneRosterCsvConfig, io: FeedIo): Promise<FoundPackage> {
  if ('path' in config) return { path: config.path, release: async () => {} }
  const path = await downloadFile({ url: config.url, headers: config.headers ?? {} }, io)
  const release = (): Promise<void> => removeStagedFile(path)
  try {
    if (!isZip(await firstBytes(path))) throw noZip()
    return { path, release }
  } catch (error) {
    await release()
    throw error
  }
}

/** Reaches the address and looks at the first bytes; nothing is kept. Returns what was found, in words. */
export async function lookAt(config: Extract<OneRosterCsvConfig, { url: string }>, io: FeedIo): Promise<string> {
  const answer = await askOnce({ url: config.url, headers: config.headers ?? {} }, io)
  try {
    for await (const bytes of answer.body) {
      if (!isZip(bytes)) throw noZip()
      const length = answer.headers['content-length']
      return typeof length === 'string' ? `a zip of ${length} bytes` : 'a zip'
    }
    throw noZip()
  } finally {
    answer.discard()
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function isZip(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 2) === 'PK'
}

function noZip(): Failure {
  return new Failure(
    'FETCH_NO_ZIP',
    'retry',
    'The address of this source gave something that is no zip: a web page perhaps, for a sign-in or for maintenance, or nothing at all. Nothing was changed; the run is tried again. If it stays so, check the address and the headers of the source.',
  )
}
