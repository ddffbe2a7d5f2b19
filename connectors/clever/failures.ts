/** What went wrong between Clever and us, as failures that say what to do; and how long Clever asks us to wait. */

import { readRetryAfter } from '../../src/feed/download.ts'
import type { OpenAnswer, RefusalCode } from '../../src/feed/reach.ts'
import { Failure } from '../../src/roster/failure.ts'

/** Milliseconds that Clever asks for, by X-RateLimit-Reset (a Unix time in seconds) or Retry-After; null: it doesn't. */
export function askedWaitMs({ headers }: OpenAnswer, now: Date): number | null {
  const reset = headers['x-ratelimit-reset']
  if (typeof reset === 'string' && /^\d{1,12}$/.test(reset)) {
    // By the clock that wrote it, where the answer shows it: ours may be minutes off.
    const date = typeof headers['date'] === 'string' ? Date.parse(headers['date']) : Number.NaN
    return Math.max(0, Number(reset) * 1000 - (Number.isNaN(date) ? now.getTime() : date))
  }
  const after = headers['retry-after']
  return typeof after === 'string' ? readRetryAfter(after, now) : null
}

export function deferred(waitMs: number): Failure {
  const minutes = Math.ceil(waitMs / 60_000)
  return new Failure(
    'FETCH_DEFERRED',
    'retry',
    `Clever asks to be left alone for ${minutes > 1440 ? 'more than a day' : `${minutes} minutes`}. Nothing was changed; the run is tried again.`,
  )
}

export function denied(): Failure {
  return new Failure(
    'FETCH_DENIED',
    'operator',
    'Clever does not accept the token of this source (401). Nothing was changed. The district may have ended the sharing, or the token was exchanged: copy the district-app token again, or give the client id and secret of the app instead, with which it is looked up.',
  )
}

/** A collection without which there is no roster, and which the token may not read. */
export function notShared(collection: string, status: number): Failure {
  return new Failure(
    'FETCH_DENIED',
    'operator',
    `Clever does not give ${collection} to this token (${status}). Nothing was changed. Have ${collection} shared with the app at Clever; "staffroom source check" shows what is shared.`,
  )
}

export function failureOfStatus(status: number): Failure {
  const passing = status === 408 || status === 425 || status === 429 || status >= 500
  return new Failure(
    'FETCH_FAILED',
    passing && status !== 501 ? 'retry' : 'operator',
    `Clever answered with status ${status} instead of data. Nothing was changed.${passing ? ' The run is tried again.' : ' Check the base address of the source.'}`,
  )
}

export function unexpected(): Failure {
  return new Failure(
    'FETCH_FAILED',
    'retry',
    'Clever answered with something else than the data that was asked for: a web page perhaps, for maintenance, or half an answer. Nothing was changed; the run is tried again.',
  )
}

const PASSES_BY_ITSELF: ReadonlySet<RefusalCode> = new Set(['cut_short', 'deadline', 'too_slow', 'unreachable'])

export function failureOfRefusal(refusal: Error & { readonly code: RefusalCode }): Failure {
  const said = refusal.message.endsWith('.') ? refusal.message : `${refusal.message}.`
  if (PASSES_BY_ITSELF.has(refusal.code))
    return new Failure(
      'FETCH_FAILED',
      'retry',
      `The district could not be read from Clever. ${said} Nothing was changed; the run is tried again.`,
      { cause: refusal },
    )
  return new Failure('FETCH_REFUSED', 'operator', `Clever was not asked. ${said} Nothing was changed.`, {
    cause: refusal,
  })
}

/** What went wrong underneath, as a `Failure`; what is one already, and what is a bug, stays what it is. */
export function asFailure(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof Failure || !signal.aborted) return error
  return new Failure('READ_ABORTED', 'retry', 'Reading the feed was stopped before its end. Nothing was changed.', {
    cause: error,
  })
}
