/** Waits at the start for a database that is away: with growing pauses, until it answers, a signal, or the time is over. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../roster/failure.ts'
import type { Log } from '../sync/world.ts'

export interface AwaitOptions {
  /** How long a start waits for the database at most, in milliseconds; 0: not at all. */
  readonly waitMs: number
  readonly signal: AbortSignal
  readonly log: Pick<Log, 'info' | 'warn'>
}

const FIRST_PAUSE_MS = 1_000
const PAUSE_MS_MAX = 30_000

/**
 * What `open` gives once the database answers; null: the signal came first. Only a server that is not there, not yet
 * ready or full is waited for: a wrong password or an unknown database doesn't mend itself.
 * @throws what `open` throws, at once where waiting is no use, else when `waitMs` is over
 */
export async function awaitDatabase<T>(open: () => Promise<T>, o: AwaitOptions): Promise<T | null> {
  const since = performance.now()
  let pauseMs = FIRST_PAUSE_MS
  for (;;) {
    if (o.signal.aborted) return null
    try {
      const opened = await open()
      const waitedMs = Math.round(performance.now() - since)
      if (pauseMs > FIRST_PAUSE_MS) o.log.info('database.back', { waitedMs })
      return opened
    } catch (error) {
      const code = awayCodeOf(error)
      const leftMs = o.waitMs - (performance.now() - since)
      if (code === null || leftMs <= 0) throw error
      const nextMs = Math.min(pauseMs, Math.ceil(leftMs))
      o.log.warn('database.away', { code, againInMs: nextMs, waitsForMs: Math.round(leftMs) })
      await sleep(nextMs, undefined, { signal: o.signal }).catch(() => undefined)
      pauseMs = Math.min(PAUSE_MS_MAX, pauseMs * 2)
    }
  }
}

/** No host of that name yet, nobody at the port, cut off on the way. */
const NETWORK: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])
/** Starting up or shutting down, out of connections, cut off. */
const SERVER = /^(57P0[123]|53300|08)/

/** The code by which the database is away, as the network or the server gives it; null: it is something else. */
function awayCodeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return error.errors.map(awayCodeOf).find((code) => code !== null) ?? null
  if (!(error instanceof Error)) return null
  if (error instanceof Failure) return awayCodeOf(error.cause)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code !== null) return NETWORK.has(code) || SERVER.test(code) ? code : null
  // pg has no code for these two.
  if (/^timeout expired|^Connection terminated/.test(error.message)) return 'CONNECTION_LOST'
  return null
}
