/**
 * A limit on how often something comes from one place: a bucket of tokens for each key, which fills again. In the memory
 * of this process, and never more of it than `keysMax` keys take: who was not seen for longest is forgotten first.
 */

export interface FloodLimits {
  /** Tokens that come back each second. */
  readonly perSecond: number
  /** Tokens of a full bucket: so many may come at one moment. */
  readonly burst: number
  readonly keysMax: number
}

export interface FloodLimit {
  /** Takes a token. 0: there was one; else so many whole seconds until there is one again. */
  take(key: string): number
  /** Puts a token back: what it was taken for doesn't count. */
  giveBack(key: string): void
}

interface Bucket {
  readonly tokens: number
  readonly atMs: number
}

/** Opens it, empty. @param nowMs a clock that only goes on */
export function createFloodLimit(limits: FloodLimits, nowMs: () => number = () => performance.now()): FloodLimit {
  const { perSecond, burst, keysMax } = limits
  const buckets = new Map<string, Bucket>()
  return {
    take(key) {
      const atMs = nowMs()
      const known = buckets.get(key)
      const tokens =
        known === undefined ? burst : Math.min(burst, known.tokens + ((atMs - known.atMs) / 1000) * perSecond)
      const isIn = tokens >= 1
      // Last in the order of the map: the first is who was not seen for longest.
      buckets.delete(key)
      buckets.set(key, { tokens: isIn ? tokens - 1 : tokens, atMs })
      forgetFirst(buckets, keysMax)
      return isIn ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond))
    },
    giveBack(key) {
      const known = buckets.get(key)
      if (known !== undefined) buckets.set(key, { ...known, tokens: Math.min(burst, known.tokens + 1) })
    },
  }
}

function forgetFirst(buckets: Map<string, Bucket>, keysMax: number): void {
  if (buckets.size <= keysMax) return
  const [first] = buckets.keys()
  if (first !== undefined) buckets.delete(first)
}
