/** Fetches a file from an SFTP server: tried again where that may help, and on the disk whole or not at all. */

import { Failure } from '../roster/failure.ts'
import type { FeedIo } from './connector.ts'
import { type Attempt, refused, tryAgain } from './download.ts'
import { boundsOf, type OpenSftp, type SftpPlace, type SftpRequest } from './reach.ts'
import { stageFile } from './staging.ts'

export interface FetchedFile {
  /** The caller removes it. */
  readonly path: string
  /** The key that the server showed, as `SHA256:…`. */
  readonly hostKey: string
}

/**
 * Downloads into the staging folder.
 * @throws Failure FETCH_FAILED (retry), FETCH_DENIED, FETCH_HOST_KEY, FETCH_NOT_FOUND (retry: an export may be late),
 * FETCH_REFUSED, PACKAGE_CHANGED (retry: an upload may be going on), STAGING_UNWRITABLE
 */
export function downloadBySftp(place: SftpPlace, io: FeedIo): Promise<FetchedFile> {
  return tryAgain(io, async (endsAt): Promise<Attempt<FetchedFile>> => {
    try {
      const left = Math.max(1, Math.floor(endsAt - performance.now()))
      const file = await openerOf(io)(place, requestOf(io, left))
      return { found: { path: await stageFile(io.reach.stagingFolder, file.body), hostKey: file.hostKey } }
    } catch (error) {
      return refused(error)
    }
  })
}

function openerOf({ reach }: FeedIo): OpenSftp {
  if (reach.openSftp !== undefined) return reach.openSftp
  throw new Failure('SOURCE_UNSUPPORTED', 'bug', 'There is no way to an SFTP server here.')
}

function requestOf(io: FeedIo, deadlineMs: number): SftpRequest {
  const { packageBytesMax, settleMs } = io.limits
  return { ...boundsOf(io, { deadlineMs, bytesMax: packageBytesMax }), settleMs }
}
