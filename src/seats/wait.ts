/** Why each of those who wait does, by their place in the queue, and how many more seats would let nobody wait. Pure. */

import type { WaitReason } from './ledger.ts'
import { fillReserved, type RuleFacts, type SeatPool } from './rules.ts'

/** Why a seat comes free by itself: nobody came back to it in grace, or its last day and the grace after it are over. */
export type SeatEnd = 'grace' | 'hand'

export interface Wait {
  readonly reason: WaitReason
  /** Of who waits for a seat that comes free by itself: which of these ends gives it to them, from 0; else null. */
  readonly end: number | null
}

/**
 * Of everybody in the queue, in its order, for whom the pool has no seat now. Seats come free one after the other (`ends`, the first
 * first): each is waited for by one person, the first whom it may go to if nobody comes back; nobody else is told of it.
 * The pool is used up by it.
 */
export function explainWaits(
  queue: readonly string[],
  pool: SeatPool,
  { bought, ends }: { readonly bought: number; readonly ends: readonly SeatEnd[] },
): readonly Wait[] {
  const reason = reasonOf(bought, pool.used())
  const given = new Map<number, number>()
  // Before this place everybody is given one: ends and places are many, and most are taken in their order.
  let first = 0
  for (let end = 0; end < ends.length && given.size < queue.length; end += 1) {
    pool.free()
    if (pool.used() >= bought) continue
    while (given.has(first)) first += 1
    let next = first
    while (next < queue.length && (given.has(next) || !pool.take(queue[next] ?? ''))) next += 1
    if (next < queue.length) given.set(next, end)
  }
  return queue.map((_personId, at) => {
    const end = given.get(at) ?? null
    return { reason: end !== null && ends[end] === 'grace' ? 'held_in_grace' : reason, end }
  })
}

function reasonOf(bought: number, used: number): WaitReason {
  if (used < bought) return 'reserved_elsewhere'
  if (bought === 0) return 'none_bought'
  return used > bought ? 'over_bought' : 'all_in_use'
}

/**
 * The least number of further seats with which nobody would wait and none would be over. Whoever isn't of a school with
 * reserved seats left gets one only beside all that are kept, however many of those are free.
 */
export function shortOf(
  { bought, used }: { readonly bought: number; readonly used: number },
  waiting: readonly string[],
  facts?: RuleFacts,
): number {
  const seats = used + waiting.length
  if (facts === undefined) return Math.max(0, seats - bought)
  const { filling, unused } = fillReserved(facts, waiting)
  const kept = filling < waiting.length ? unused : 0
  return Math.max(0, seats + kept - bought)
}
