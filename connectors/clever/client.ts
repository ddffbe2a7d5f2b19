/**
 * Asks Clever: one request at a time, tried again where that may help, slower where Clever says so, and never another
 * address than the configured one. Rate limits and status codes: dev.clever.com, "API responses and error messages".
 */

import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedIo } from '../../src/feed/connector.ts'
import { boundsOf, isRefusal } from '../../src/feed/reach.ts'
import type { OpenAnswer, RefusalCode } from '../../src/feed/reach.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { CleverConfig } from './config.ts'
import { askedWaitMs, deferred, denied, failureOfRefusal, failureOfStatus, unexpected } from './failures.ts'
import { findToken } from './token.ts'

/** What Clever has to say to a question that it understood. */
export type Answer<T> =
  | { readonly value: T }
  /** 400, 403, 404, 413: not to be asked again like this. */
  | { readonly refused: number }

export type Query = Readonly<Record<string, string>>

/** What an answer is made into; null: it is not what was asked for, such as a page of a gateway. */
export type ReadBody<T> = (body: unknown) => T | null

const REFUSED: ReadonlySet<number> = new Set([400, 403, 404, 413])
/** What may be another way a moment later. A server that was too slow may be faster with a smaller page. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['unreachable', 'cut_short', 'too_slow', 'deadline'])

type Outcome<T> =
  | { readonly answer: Answer<T> }
  | { readonly failure: Failure; readonly askedMs: number | null }
  | { readonly unauthorised: true }

export class CleverClient {
  readonly #config: CleverConfig
  readonly #io: FeedIo
  readonly #endsAt: number
  #token: string | null = null
  #tokenRenewed = false
  /** By performance.now(): Clever has no requests left for us before. */
  #notBefore = 0
  bytesRead = 0

  constructor(config: CleverConfig, io: FeedIo) {
    this.#config = config
    this.#io = io
    this.#endsAt = performance.now() + io.limits.elapsedMsMax
  }

  /**
   * Asks for a path below the base address.
   * @throws Failure FETCH_FAILED, FETCH_DEFERRED, FETCH_DENIED, FETCH_REFUSED, READ_TOO_LONG, and those of `findToken`
   */
  async get<T>(path: string, query: Query, read: ReadBody<T>): Promise<Answer<T>> {
    const { fetchAttemptsMax } = this.#io.limits
    for (let attempt = 1; ; attempt += 1) {
      await this.#rest()
      const outcome = await this.#once(path, smaller(query, attempt), read)
      if ('answer' in outcome) return outcome.answer
      if ('unauthorised' in outcome) {
        await this.#renewToken()
        continue
      }
      if (attempt >= fetchAttemptsMax) throw outcome.failure
      await this.#wait(outcome.askedMs, attempt, outcome.failure)
    }
  }

  async #once<T>(path: string, query: Query, read: ReadBody<T>): Promise<Outcome<T>> {
    try {
      this.#token ??= await findToken(this.#config.auth, this.#io)
      const asked = new URLSearchParams(query).toString()
      const answer = await this.#open(`${this.#config.baseUrl}${path}${asked === '' ? '' : '?'}${asked}`)
      this.#heed(answer)
      if (answer.status === 200) return await this.#read(answer, read)
      answer.discard()
      if (answer.status === 401) return { unauthorised: true }
      if (REFUSED.has(answer.status)) return { answer: { refused: answer.status } }
      const failure = failureOfStatus(answer.status)
      if (failure.disposition !== 'retry') throw failure
      return { failure, askedMs: askedWaitMs(answer, this.#io.now()) }
    } catch (error) {
      // The token could not be looked up, for the moment.
      if (error instanceof Failure && error.disposition === 'retry') return { failure: error, askedMs: null }
      if (!isRefusal(error)) throw error
      const failure = failureOfRefusal(error)
      if (!PASSING.has(error.code)) throw failure
      return { failure, askedMs: null }
    }
  }

  #open(url: string): Promise<OpenAnswer> {
    const { signal, limits, reach } = this.#io
    signal.throwIfAborted()
    const deadlineMs = Math.max(1, Math.min(limits.pageMsMax, Math.floor(this.#endsAt - performance.now())))
    return reach.open(url, {
      headers: { authorization: `Bearer ${this.#token ?? ''}`, accept: 'application/json' },
      ...boundsOf(this.#io, { deadlineMs, bytesMax: limits.pageBytesMax }),
      // A page may take its whole time before its first byte.
      headMsMax: limits.pageMsMax,
    })
  }

  async #read<T>(answer: OpenAnswer, read: ReadBody<T>): Promise<Outcome<T>> {
    const chunks: Buffer[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    this.bytesRead += body.length
    const value = read(parse(body))
    return value === null ? { failure: unexpected(), askedMs: null } : { answer: { value } }
  }

  /** Where Clever says that no request is left, nothing is asked before it says that some are again. */
  #heed(answer: OpenAnswer): void {
    if (answer.headers['x-ratelimit-remaining'] !== '0') return
    const askedMs = askedWaitMs(answer, this.#io.now())
    if (askedMs !== null) this.#notBefore = performance.now() + Math.min(askedMs, this.#io.limits.fetchRetryMaxMs)
  }

  async #rest(): Promise<void> {
    const waitMs = this.#notBefore - performance.now()
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: this.#io.signal })
    if (performance.now() >= this.#endsAt) throw tooLong(this.#io.limits.elapsedMsMax)
  }

  async #wait(askedMs: number | null, attempt: number, failure: Failure): Promise<void> {
    const { fetchRetryBaseMs, fetchRetryMaxMs } = this.#io.limits
    if (askedMs !== null && askedMs > fetchRetryMaxMs) throw deferred(askedMs)
    // Half of it at random: those who were turned away together don't come back together.
    const backoff = Math.min(fetchRetryMaxMs, fetchRetryBaseMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
    const waitMs = Math.max(askedMs ?? 0, backoff)
    if (performance.now() + waitMs >= this.#endsAt) throw failure
    await sleep(waitMs, undefined, { signal: this.#io.signal })
  }

  /** A token may have been exchanged since: looked up anew once, and worth another try only if it is another one. */
  async #renewToken(): Promise<void> {
    if (this.#tokenRenewed || 'token' in this.#config.auth) throw denied()
    this.#tokenRenewed = true
    const token = await findToken(this.#config.auth, this.#io)
    if (token === this.#token) throw denied()
    this.#token = token
  }
}

/** The same question for fewer records, from the third attempt on: what was too slow may be fast enough then. */
function smaller(query: Query, attempt: number): Query {
  const limit = Number(query['limit'])
  if (attempt < 3 || !(limit > 1)) return query
  return { ...query, limit: String(Math.max(1, Math.floor(limit / 2 ** (attempt - 2)))) }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return null
  }
}

function tooLong(elapsedMsMax: number): Failure {
  return new Failure(
    'READ_TOO_LONG',
    'operator',
    `Reading the district from Clever took longer than ${Math.round(elapsedMsMax / 60_000)} minutes. Nothing was changed. If that is how long it takes, raise elapsedMsMax in config/limits.json.`,
  )
}
