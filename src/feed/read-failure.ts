/** What went wrong while a feed was read, as the one `Failure` that a run ends with. */

import { Failure } from '../roster/failure.ts'

/** What went wrong underneath, as a `Failure`; what is one already, and what is a bug, stays what it is. */
export function asFailure(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof Failure) return error
  if (signal.aborted) {
    return new Failure('READ_ABORTED', 'retry', 'Reading the feed was stopped before its end. Nothing was changed.', {
      cause: error,
    })
  }
  if (error instanceof Error && 'syscall' in error) {
    return new Failure(
      'PACKAGE_UNREADABLE',
      'retry',
      'A file of the package could not be read from the disk. Nothing was changed. Check the permissions of the path and the disk; the run is tried again.',
      { cause: error },
    )
  }
  return error
}
