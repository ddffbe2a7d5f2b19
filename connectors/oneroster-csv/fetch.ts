/** Where a source's package lies: on this machine, behind an address or on an SFTP server, and then in a scratch file while it is read. */

import { open } from 'node:fs/promises'
import type { FeedIo } from '../../src/feed/connector.ts'
import { downloadFile } from '../../src/feed/download.ts'
import { downloadBySftp } from '../../src/feed/download-sftp.ts'
import type { SftpPlace } from '../../src/feed/reach.ts'
import { removeStagedFile } from '../../src/feed/staging.ts'
import type { Bookmark } from '../../src/roster/bookmark.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { OneRosterCsvConfig } from './config.ts'

type ByUrl = Extract<OneRosterCsvConfig, { url: string }>
type BySftp = Extract<OneRosterCsvConfig, { sftp: unknown }>

export interface FoundPackage {
  readonly path: string
  /** What to know the next time; null: nothing. */
  readonly bookmark: Bookmark | null
  /** The server says that it is as it was then, and this is the copy that was kept; null: it came just now. */
  readonly unchangedSince: Date | null
  /** To be called once it was read to its end: it may be kept for the next time. */
  readonly settle: () => Promise<void>
  /** Gives back what reading it took. */
  readonly release: () => Promise<void>
}

/** Throws those of `downloadFile` and `downloadBySftp`, and `Failure(FETCH_NO_ZIP)` where something else than a zip came. */
export async function findPackage(config: OneRosterCsvConfig, io: FeedIo): Promise<FoundPackage> {
  if ('path' in config) return { ...LOCAL, path: config.path }
  const fetched = 'sftp' in config ? await fetchBySftp(config, io) : await fetchByUrl(config, io)
  const release = (): Promise<void> => removeStagedFile(fetched.path)
  try {
    if (!isZip(await firstBytes(fetched.path))) throw noZip()
    return { ...fetched, release }
  } catch (error) {
    await release()
    throw error
  }
}

type Fetched = Omit<FoundPackage, 'release'>

const nothing = async (): Promise<void> => {}
const LOCAL = { bookmark: null, unchangedSince: null, settle: nothing, release: nothing }

async function fetchByUrl({ url, headers = {} }: ByUrl, io: FeedIo): Promise<Fetched> {
  const request = JSON.stringify([url, headers])
  const kept = (await io.shelf?.find(request)) ?? null
  const { path, arrived, unchangedSince } = await downloadFile({ url, headers }, io, kept)
  const settle = async (): Promise<void> => {
    if (arrived === null) return
    const { validator, ...file } = arrived
    if (validator === null) await io.shelf?.forget()
    else await io.shelf?.keep({ ...file, validator, request })
  }
  return { path, bookmark: null, unchangedSince, settle }
}

/** The key that was met first is the server's, until the configuration names one. */
const HOST_KEY = 'hostKey'

/** The key that the server of a package showed. */
export function hostKeyOf(bookmark: Bookmark | null): string {
  return bookmark?.[HOST_KEY] ?? ''
}

async function fetchBySftp(config: BySftp, io: FeedIo): Promise<Fetched> {
  const { path, hostKey } = await downloadBySftp(placeOf(config, io.bookmark?.[HOST_KEY] ?? null), io)
  return { ...LOCAL, path, bookmark: { [HOST_KEY]: hostKey } }
}

function placeOf({ sftp }: BySftp, met: string | null): SftpPlace {
  const { port = 22, hostKey = met, ...place } = sftp
  return { ...place, port, hostKey }
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
