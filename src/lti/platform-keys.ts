/** The key sets of platforms, remembered: read again when they age, and once when a key id is unknown. */

import type { JWK } from 'jose'
import { isObject } from './claim.ts'
import type { PlatformKey } from './world.ts'

export interface PlatformKeysOptions {
  /** Reads a JSON document, guarded; throws where it can't. */
  readonly fetchJson: (url: string) => Promise<unknown>
  readonly now: () => Date
  /** Told why a key set could not be read; the launches only say that it couldn't. */
  readonly onFailure?: (cause: unknown) => void
  /** After this a key set is read again before use. */
  readonly freshMs?: number
  /** The last good set serves this long while the platform can't be reached. */
  readonly staleMs?: number
  /** The least time between two reads that an unknown key id, or a failure, brought about. */
  readonly coolDownMs?: number
}

/** A cache with a lifetime: one per process. */
export interface PlatformKeys {
  find(jwksUrl: string, kid: string): Promise<PlatformKey>
}

interface Entry {
  keys: readonly JWK[]
  /** When the keys were read last with success; -Infinity: never. */
  readAt: number
  failedAt: number
  refetchedAt: number
  reading: Promise<void> | null
}

const MINUTE_MS = 60_000
const KEYS_MAX = 100

/** Makes the cache. Defaults: fresh for an hour, stale for a day, five minutes between forced reads. */
export function createPlatformKeys(options: PlatformKeysOptions): PlatformKeys {
  const { fetchJson, now, freshMs = 60 * MINUTE_MS, staleMs = 1440 * MINUTE_MS, coolDownMs = 5 * MINUTE_MS } = options
  const entries = new Map<string, Entry>()

  async function read(url: string, entry: Entry): Promise<void> {
    try {
      entry.keys = readKeySet(await fetchJson(url))
      entry.readAt = now().getTime()
      entry.failedAt = -Infinity
    } catch (cause) {
      // The caller sees it as "unreachable", or not at all while the last good set serves.
      entry.failedAt = now().getTime()
      options.onFailure?.(cause)
    }
  }

  /** Many launches that need the same key set wait for one read. */
  function readOnce(url: string, entry: Entry): Promise<void> {
    entry.reading ??= read(url, entry).finally(() => {
      entry.reading = null
    })
    return entry.reading
  }

  const age = (since: number): number => now().getTime() - since

  return {
    async find(url, kid) {
      const entry = entries.get(url) ?? newEntry()
      entries.set(url, entry)
      // A platform that is down is asked again soon, but not by every launch.
      if (age(entry.readAt) > freshMs && age(entry.failedAt) > Math.min(coolDownMs, MINUTE_MS / 6)) {
        await readOnce(url, entry)
      } else if (!hasKey(entry, kid) && entry.readAt > -Infinity && age(entry.refetchedAt) > coolDownMs) {
        entry.refetchedAt = now().getTime()
        await readOnce(url, entry)
      } else if (entry.reading !== null) {
        await entry.reading
      }
      if (age(entry.readAt) > staleMs) return 'unreachable'
      return entry.keys.find((key) => key.kid === kid) ?? 'unknown'
    },
  }
}

function newEntry(): Entry {
  return { keys: [], readAt: -Infinity, failedAt: -Infinity, refetchedAt: -Infinity, reading: null }
}

function hasKey(entry: Entry, kid: string): boolean {
  return entry.keys.some((key) => key.kid === kid)
}

function readKeySet(document: unknown): readonly JWK[] {
  const keys = isObject(document) ? document['keys'] : undefined
  if (!Array.isArray(keys) || keys.length > KEYS_MAX) throw new TypeError('This is no JSON Web Key Set.')
  return keys.filter(isKey)
}

function isKey(value: unknown): value is JWK {
  return isObject(value) && typeof value['kty'] === 'string' && typeof value['kid'] === 'string'
}
