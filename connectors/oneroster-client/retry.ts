/** Trying again: how often, how long to wait, and when it is no use. */

import { OneRosterError } from './errors.ts'
import { pause } from './waiting.ts'

export interface RetryLimits {
  /** How often one page is asked for, the first time included. */
  readonly attemptsMax: number
  readonly retryBaseMs: number
  readonly retryMaxMs: number
  /** A server that wants more than that is taken at its word: RATE_LIMITED. */
  readonly retryAfterMaxMs: number
}

export interface Retrying {
  readonly limits: RetryLimits
  readonly signal: AbortSignal
  /** On the clock of `performance.now()`: a wait that would end later is not begun. */
  readonly endsAt: number
  /** From 0 to below 1. */
  readonly random: () => number
  /** What to do about an error: `again` changes the request, so it needs no wait and doesn't count. Default: by the error. */
  readonly decide?: (error: OneRosterError) => Decision
}

export type Decision = 'again' | 'wait' | 'give_up'

/** Runs the attempt until it succeeds or is given up; throws what the last attempt threw. */
export async function withRetry<T>(attempt: () => Promise<T>, retrying: Retrying): Promise<T> {
  for (let failures = 0; ;) {
    const outcome = await settle(attempt)
    if ('value' in outcome) return outcome.value
    const { error } = outcome
    const decision = retrying.decide?.(error) ?? decideByError(error)
    if (decision === 'give_up') throw error
    if (decision === 'again') continue
    failures += 1
    const waitMs = waitFor(error, failures, retrying)
    if (waitMs === null || performance.now() + waitMs >= retrying.endsAt) throw error
    await pause(waitMs, retrying.signal)
  }
}

export function decideByError(error: OneRosterError): Decision {
  return error.passes ? 'wait' : 'give_up'
}

async function settle<T>(
  attempt: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly error: OneRosterError }> {
  try {
    return { value: await attempt() }
  } catch (error) {
    if (error instanceof OneRosterError) return { error }
    throw error
  }
}

/** Milliseconds; null: no more tries. */
function waitFor(error: OneRosterError, failures: number, { limits, random }: Retrying): number | null {
  if (failures >= limits.attemptsMax) return null
  const { retryAfterMs } = error
  if (retryAfterMs !== null && retryAfterMs > limits.retryAfterMaxMs) return null
  // Full jitter: those who were turned away together don't come back together. What the server asks for comes on top.
  const ceiling = Math.min(limits.retryMaxMs, limits.retryBaseMs * 2 ** (failures - 1))
  return (retryAfterMs ?? 0) + random() * ceiling
}

/** Milliseconds of a Retry-After, in seconds or as a date; null: not there or not understood. RFC 9110, 10.2.3. */
export function readRetryAfter(text: string | null, nowMs: number): number | null {
  if (text === null) return null
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs)
}
