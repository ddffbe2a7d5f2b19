/** What the client couldn't do, as a failure of the run. */

import { OneRosterError } from 'oneroster-client/errors'
import type { OneRosterErrorCode } from 'oneroster-client/errors'
import { Failure } from '../../src/roster/failure.ts'

type Kind =
  | 'failed'
  | 'deferred'
  | 'denied'
  | 'refused'
  | 'not_found'
  | 'unreadable'
  | 'unpageable'
  | 'too_long'
  | 'config'

const KIND_OF: Readonly<Record<OneRosterErrorCode, Kind>> = {
  OPTIONS_INVALID: 'config',
  URL_REFUSED: 'refused',
  ADDRESS_REFUSED: 'refused',
  CERTIFICATE_REFUSED: 'refused',
  REDIRECT_REFUSED: 'refused',
  UNREACHABLE: 'failed',
  TIMED_OUT: 'failed',
  TOO_SLOW: 'failed',
  TOTAL_DEADLINE: 'too_long',
  TOKEN_REFUSED: 'denied',
  TOKEN_UNREADABLE: 'unreadable',
  TOKEN_NOT_FOUND: 'not_found',
  UNAUTHORIZED: 'denied',
  FORBIDDEN: 'denied',
  NOT_FOUND: 'not_found',
  QUERY_REFUSED: 'unpageable',
  RATE_LIMITED: 'deferred',
  PAGE_TOO_LARGE: 'unpageable',
  SERVER_FAILED: 'failed',
  STATUS_UNEXPECTED: 'unreadable',
  ANSWER_NOT_JSON: 'unreadable',
  ANSWER_IS_ERROR: 'unreadable',
  ENVELOPE_MISSING: 'unreadable',
  BODY_TOO_LARGE: 'unpageable',
  BODY_CUT_SHORT: 'failed',
  ENCODING_REFUSED: 'refused',
  PAGE_REPEATED: 'unpageable',
  TOO_MANY_PAGES: 'unpageable',
}

/** A OneRosterError as a `Failure`, an end that was ordered too; what is one already, and what is a bug, stays what it is. */
export function asFailure(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof Failure) return error
  if (signal.aborted)
    return new Failure('READ_ABORTED', 'retry', 'Reading the feed was stopped before its end. Nothing was changed.', {
      cause: error,
    })
  return error instanceof OneRosterError ? failureOf(error) : error
}

function failureOf(error: OneRosterError): Failure {
  const kind = KIND_OF[error.code]
  return kind === 'failed' || kind === 'deferred' || kind === 'unreadable' ? passing(kind, error) : lasting(kind, error)
}

/** What may be over the next time. */
function passing(kind: Extract<Kind, 'failed' | 'deferred' | 'unreadable'>, cause: OneRosterError): Failure {
  const says = cause.message
  switch (kind) {
    case 'failed':
      return new Failure(
        'FETCH_FAILED',
        'retry',
        `The OneRoster server could not be read. ${says} Nothing was changed; the run is tried again.`,
        { cause },
      )
    case 'deferred':
      return new Failure(
        'FETCH_DEFERRED',
        'retry',
        `The OneRoster server asks to be left alone for a while. ${says} Nothing was changed; the run is tried again.`,
        { cause },
      )
    case 'unreadable':
      return new Failure(
        'ANSWER_UNREADABLE',
        'retry',
        `The OneRoster server answered with something that is no roster. ${says} Nothing was changed; the run is tried again. If it stays so, check the address of the source.`,
        { cause },
      )
  }
}

/** What stays until somebody changes something. */
function lasting(kind: Exclude<Kind, 'failed' | 'deferred' | 'unreadable'>, cause: OneRosterError): Failure {
  const says = `${cause.message} Nothing was changed.`
  switch (kind) {
    case 'denied':
      return new Failure(
        'FETCH_DENIED',
        'operator',
        `The OneRoster server does not let this source in. ${says} Correct the credentials with "staffroom source set" and try "staffroom source check".`,
        { cause },
      )
    case 'refused':
      return new Failure('FETCH_REFUSED', 'operator', `The OneRoster server was not asked, or not believed. ${says}`, {
        cause,
      })
    case 'not_found':
      return new Failure(
        'FETCH_NOT_FOUND',
        'operator',
        `The OneRoster server lacks what a roster can’t do without. ${says} Check the address and the version of the source.`,
        { cause },
      )
    case 'unpageable':
      return new Failure(
        'PAGES_UNREADABLE',
        'operator',
        `The OneRoster server can’t be read page by page. ${says} Try another pageSize, and tell the provider.`,
        { cause },
      )
    case 'too_long':
      return new Failure(
        'READ_TOO_LONG',
        'operator',
        `Reading the OneRoster server took longer than allowed. ${says} If that is how long it takes, raise elapsedMsMax in config/limits.json.`,
        { cause },
      )
    case 'config':
      return new Failure(
        'CONFIG_INVALID',
        'operator',
        `The configuration of this OneRoster REST source can’t be used. ${says}`,
        { cause },
      )
  }
}
