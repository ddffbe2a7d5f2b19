/** Fetches a file from an address: tried again where that may help, and on the disk whole or not at all. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../roster/failure.ts'
import type { FeedIo } from './connector.ts'
import { type DigestedFile, stageDigested } from './sealed-file.ts'
import type { KeptPackage } from './package-shelf.ts'
import { boundsOf, isRefusal } from './reach.ts'
import type { OpenAnswer, OpenRequest, RefusalCode } from './reach.ts'
import { conditionOf, contradicts, readValidator, type Validator } from './validators.ts'

/** One attempt: the file, or why there is none. */
export type Attempt<T> =
  | { readonly found: T }
  | { readonly failure: Failure; readonly worthIt: boolean; readonly retryAfter: string | undefined }

export interface Address {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** A file that came, or the one that was kept and of which the server says that it is still the same. */
export interface Download {
  /** The caller removes it. */
  readonly path: string
  /** What came; null: nothing, the kept one is read. */
  readonly arrived: Arrival | null
  /** When the kept one was fetched; null where one came. */
  readonly unchangedSince: Date | null
}

export interface Arrival extends DigestedFile {
  /** Where it came from in the end. */
  readonly url: string
  /** What to ask with the next time; null: nothing. */
  readonly validator: Validator | null
  readonly fetchedAt: Date
}

/**
 * Downloads into the staging folder. Where a package of an earlier download was kept, the server is asked whether it has
 * changed since (RFC 9110, 13.1); the kept one is what comes of "not changed" (304).
 * @throws Failure FETCH_FAILED (retry), FETCH_DEFERRED (retry: the server asks us to come later), FETCH_DENIED,
 * FETCH_REFUSED, FETCH_NOT_FOUND (retry: an export may be late), FETCH_UNASKED (retry: a 304 without a question),
 * STAGING_UNWRITABLE
 */
export async function downloadFile(address: Address, io: FeedIo, kept: KeptPackage | null = null): Promise<Download> {
  return tryAgain(io, (endsAt) => tryOnce(address, { io, endsAt, kept }))
}

/** Tries until it is found, until trying again is of no use, or until the time is up; throws the last failure then. */
export async function tryAgain<T>(io: FeedIo, once: (endsAt: number) => Promise<Attempt<T>>): Promise<T> {
  const endsAt = performance.now() + io.limits.elapsedMsMax
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await once(endsAt)
    if ('found' in outcome) return outcome.found
    const { waitMs, failure } = again(outcome, attempt, io)
    if (waitMs === null || attempt >= io.limits.fetchAttemptsMax || performance.now() + waitMs >= endsAt) throw failure
    await sleep(waitMs, undefined, { signal: io.signal })
  }
}

interface Trying {
  readonly io: FeedIo
  readonly endsAt: number
  readonly kept: KeptPackage | null
}

async function tryOnce(address: Address, trying: Trying): Promise<Attempt<Download>> {
  const { io, endsAt, kept } = trying
  try {
    const answer = await io.reach.open(
      address.url,
      requestOf(withCondition(address, kept), io, Math.max(1, Math.floor(endsAt - performance.now()))),
    )
    if (answer.status === 200) return { found: await takeArrival(answer, io) }
    answer.discard()
    if (answer.status === 304 && kept !== null) {
      const path = await unpackIfMeant(kept, answer)
      if (path !== null) return { found: { path, arrived: null, unchangedSince: kept.fetchedAt } }
      // What it says is about another file, or ours is gone or damaged.
      return await tryOnce(address, { ...trying, kept: null })
    }
    const retryAfter = answer.headers['retry-after']
    return {
      failure: failureOfStatus(answer),
      worthIt: isPassing(answer.status),
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
    }
  } catch (error) {
    return refused(error)
  }
}

async function takeArrival({ body, headers, url }: OpenAnswer, { reach, now }: FeedIo): Promise<Download> {
  const fetchedAt = now()
  const file = await stageDigested(reach.stagingFolder, body)
  return {
    path: file.path,
    arrived: { ...file, url, validator: readValidator(headers), fetchedAt },
    unchangedSince: null,
  }
}

/** The kept package in a scratch file, where the answer is about it and it is whole; null otherwise. */
async function unpackIfMeant(kept: KeptPackage, { url, headers }: OpenAnswer): Promise<string | null> {
  return kept.isFrom(url) && !contradicts(headers, kept.validator) ? kept.unpack() : null
}

function withCondition({ url, headers }: Address, kept: KeptPackage | null): Address {
  return kept === null ? { url, headers } : { url, headers: { ...headers, ...conditionOf(kept.validator) } }
}

/** The outcome of an attempt that was refused; throws what is no refusal. */
export function refused(error: unknown): Exclude<Attempt<never>, { found: unknown }> {
  if (!isRefusal(error)) throw error
  return { failure: failureOfRefusal(error), worthIt: PASSING.has(error.code), retryAfter: undefined }
}

function requestOf(address: Address, io: FeedIo, deadlineMs: number): OpenRequest {
  return { headers: address.headers, ...boundsOf(io, { deadlineMs, bytesMax: io.limits.packageBytesMax }) }
}

/** What may be another way a moment later. A server that was too slow has had its time. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['unreachable', 'cut_short'])

function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

/** How long to wait for another try; null: no other try, for that reason. */
function again(
  { failure, worthIt, retryAfter }: Exclude<Attempt<never>, { found: unknown }>,
  attempt: number,
  io: FeedIo,
): { readonly waitMs: number | null; readonly failure: Failure } {
  if (!worthIt) return { waitMs: null, failure }
  const { fetchRetryBaseMs, fetchRetryMaxMs } = io.limits
  const asked = retryAfter === undefined ? null : readRetryAfter(retryAfter, io.now())
  if (asked !== null && asked > fetchRetryMaxMs) return { waitMs: null, failure: deferred(asked) }
  // Half of it at random: those who were turned away together don't come back together.
  const backoff = Math.min(fetchRetryMaxMs, fetchRetryBaseMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
  return { waitMs: Math.max(asked ?? 0, backoff), failure }
}

/** Milliseconds of a Retry-After, in seconds or as a date; null: not understood. RFC 9110, 10.2.3. */
export function readRetryAfter(text: string, now: Date): number | null {
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime())
}

function deferred(waitMs: number): Failure {
  const minutes = Math.ceil(waitMs / 60_000)
  return new Failure(
    'FETCH_DEFERRED',
    'retry',
    `The server of this source asks to be left alone for ${minutes > 1440 ? 'more than a day' : `${minutes} minutes`}. Nothing was changed; the run is tried again.`,
  )
}

function failureOfStatus({ status }: OpenAnswer): Failure {
  if (status === 401 || status === 403)
    return new Failure(
      'FETCH_DENIED',
      'operator',
      `The server of this source refuses to give the export (${status}). Nothing was changed. Check the headers that the source is configured with: a key may have expired.`,
    )
  if (status === 404 || status === 410)
    return new Failure(
      'FETCH_NOT_FOUND',
      'retry',
      `There is nothing at the address of this source (${status}). Nothing was changed. If the export is only late, the run is tried again; otherwise check the address.`,
    )
  if (status === 304)
    return new Failure(
      'FETCH_UNASKED',
      'retry',
      'The server of this source says that the export has not changed (304), and nobody had asked: Staffroom has no copy of it that it could read instead. Nothing was changed; the run is tried again. If it stays so, something between Staffroom and the export gives answers that are for others: ask whoever runs the server or a cache before it.',
    )
  return new Failure(
    'FETCH_FAILED',
    isPassing(status) ? 'retry' : 'operator',
    `The server of this source answered with status ${status} instead of the export. Nothing was changed.${isPassing(status) ? ' The run is tried again.' : ' Check the address and the headers of the source.'}`,
  )
}

const PASSES_BY_ITSELF: ReadonlySet<RefusalCode> = new Set(['cut_short', 'deadline', 'too_slow', 'unreachable'])

/** What a run ends with where an address or a server was refused, or refused us. */
export function failureOfRefusal(refusal: Error & { readonly code: RefusalCode }): Failure {
  const said = refusal.message.endsWith('.') ? refusal.message : `${refusal.message}.`
  if (PASSES_BY_ITSELF.has(refusal.code))
    return new Failure(
      'FETCH_FAILED',
      'retry',
      `The export could not be fetched. ${said} Nothing was changed; the run is tried again.`,
      { cause: refusal },
    )
  const known = OF_SFTP[refusal.code]
  if (known !== undefined)
    return new Failure(
      known.code,
      known.disposition,
      `The export was not fetched. ${said} Nothing was changed. ${known.remedy}`,
      { cause: refusal },
    )
  return new Failure('FETCH_REFUSED', 'operator', `The export was not fetched. ${said} Nothing was changed.`, {
    cause: refusal,
  })
}

const OF_SFTP: Readonly<
  Partial<Record<RefusalCode, { code: string; disposition: 'retry' | 'operator'; remedy: string }>>
> = {
  host_key_refused: {
    code: 'FETCH_HOST_KEY',
    disposition: 'operator',
    remedy:
      'Ask whoever runs the server whether its key was changed. Only then set the new one as "hostKey" of the source.',
  },
  sign_in_refused: {
    code: 'FETCH_DENIED',
    disposition: 'operator',
    remedy: 'Check user, password or key of the source, and that this user may read the file.',
  },
  not_found: {
    code: 'FETCH_NOT_FOUND',
    disposition: 'retry',
    remedy: 'If the export is only late, the run is tried again; otherwise check the path.',
  },
  not_a_file: { code: 'FETCH_REFUSED', disposition: 'operator', remedy: 'Give the path of the zip itself.' },
  not_settled: { code: 'PACKAGE_CHANGED', disposition: 'retry', remedy: 'The run is tried again.' },
}
