/** The limits of a package and the failures that say which one was reached. */

import { Failure } from '../roster/failure.ts'
import type { FeedLimits } from './limits.ts'

/** Throws `Failure(PACKAGE_LIMIT)` for a file over the limit, in bytes. */
export function checkFileSize(bytes: number, limits: FeedLimits): void {
  if (bytes > limits.fileBytesMax) throw overLimit(`a file of it is larger than ${mebibytes(limits.fileBytesMax)}`)
}

/** Throws `Failure(PACKAGE_LIMIT)` for a package over the limit, in uncompressed bytes. */
export function checkPackageSize(bytes: number, limits: FeedLimits): void {
  if (bytes > limits.packageBytesMax) {
    throw overLimit(`its files are larger than ${mebibytes(limits.packageBytesMax)} together`)
  }
}

export function tooManyEntries(limits: FeedLimits): Failure {
  return overLimit(`it has more than ${limits.zipEntriesMax} entries`)
}

export function overLimit(what: string): Failure {
  return new Failure(
    'PACKAGE_LIMIT',
    'operator',
    `The package is over a limit: ${what}. Nothing was changed. If it is what it should be, raise the limit in config/limits.json.`,
  )
}

/** The package is another one than the one that was opened: the run must begin again. */
export function packageChanged(): Failure {
  return new Failure(
    'PACKAGE_CHANGED',
    'retry',
    'The package changed while it was read, as if an upload were still going on. Nothing was changed; the run is tried again.',
  )
}

function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 / 1024)} MiB`
}
