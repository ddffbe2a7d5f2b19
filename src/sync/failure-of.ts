/** What was thrown, as a Failure: with a code to look up and a sentence that holds no personal value. */

import { Failure } from '../roster/failure.ts'

/** Of an unknown error only its kind and code are told: a database's message may quote the row it is about. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof Error && error.name === 'AbortError')
    return new Failure('RUN_STOPPED', 'retry', 'The run was stopped before it was done. Nothing was changed.', {
      cause: error,
    })
  const code = codeOf(error)
  const ofDatabase = databaseFailure(error, code)
  if (ofDatabase !== null) return ofDatabase
  if (code !== null && /^E[A-Z]+$/.test(code))
    return new Failure(
      'CONNECTION_LOST',
      'retry',
      `A connection failed (${code}). Nothing was changed; the run can be started again.`,
      {
        cause: error,
      },
    )
  const kind = error instanceof Error ? error.name : typeof error
  return new Failure(
    'SYNC_UNEXPECTED',
    'bug',
    `Something happened that Staffroom does not know (${kind}${code === null ? '' : ` ${code}`}). Nothing was changed; please report this with the run's number.`,
    { cause: error },
  )
}

/** What the database itself has said of it; null: something else. */
function databaseFailure(error: unknown, code: string | null): Failure | null {
  if (code === '53100')
    return new Failure(
      'DATABASE_FULL',
      'retry',
      "The disk of the database is full. Nothing was changed; make room on the database's disk, then start the run again.",
      { cause: error },
    )
  if (code === '55P03')
    return new Failure(
      'DATABASE_BUSY',
      'retry',
      'Somebody else kept a record locked that the run had to change. Nothing was changed; the run can be started again.',
      { cause: error },
    )
  if (code !== null && /^(58|XX00[12])/.test(code))
    return new Failure(
      'DATABASE_DAMAGED',
      'operator',
      `The disk of the database can't be read or written (${code}). Nothing was changed; look at the disk and at the server's log before anything else.`,
      { cause: error },
    )
  if (code === null ? isLostConnection(error) : /^(08|57P|53|40|25P03)/.test(code))
    return new Failure(
      'DATABASE_UNAVAILABLE',
      'retry',
      `The database broke off or refused the work (${code ?? 'connection lost'}). Nothing was changed; the run can be started again.`,
      { cause: error },
    )
  return null
}

/** pg has no code for a connection that ends without a word from the server, as when it is killed. */
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error && /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
  )
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
