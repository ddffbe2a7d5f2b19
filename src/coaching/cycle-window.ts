/**
 * Which coaching cycles a principal's published figures count, and as what (product.md §4.4). Pure; days are YYYY-MM-DD.
 *
 * A cycle is counted once in its life: in the window in which it ended, or, still open when the school year in which it
 * began is over, in that year's last window as one that goes on. Counted as begun and as ended, the difference of the two
 * would be the cycles that are open, of however few educators; counted as open month after month, the difference of two
 * months would be those that ended in between. Counted once, cycles are cells like interactions are, and the proof in
 * masking.ts holds for them by itself.
 */

import type { MaskedFact } from './masking.ts'
import type { Window } from './window.ts'

/** What a counted cycle has come to. */
const CYCLE_OUTCOMES = ['ended', 'goes_on'] as const
export type CycleOutcome = (typeof CYCLE_OUTCOMES)[number]

/** A cycle that was never counted. */
export interface UncountedCycle {
  readonly id: string
  readonly startedOn: string
  /** Null: open. */
  readonly endedOn: string | null
  /** Never none. */
  readonly educatorIds: readonly string[]
}

export interface CycleWindow extends Window {
  /** First and last day of the school year that it lies in. */
  readonly yearFrom: string
  readonly yearTo: string
}

/** Outcomes that a cycle of the window could have: what nobody could have is no cell that says that nobody had it. */
export function outcomesIn({ to, yearTo }: CycleWindow): readonly CycleOutcome[] {
  return to === yearTo ? CYCLE_OUTCOMES : ['ended']
}

/** The cycle as the window counts it, `minutes` its days; null: it counts in no window, in another one, or not yet. */
export function countCycle(cycle: UncountedCycle, window: CycleWindow): MaskedFact | null {
  const { startedOn, endedOn, educatorIds } = cycle
  const { from, to, yearFrom, yearTo } = window
  // What began in another year went on when that year was over.
  if (startedOn < yearFrom || startedOn > to || educatorIds.length === 0) return null
  if (endedOn !== null && endedOn <= to)
    return endedOn < from ? null : { typeId: 'ended', minutes: daysBetween(startedOn, endedOn), educatorIds }
  return to === yearTo ? { typeId: 'goes_on', minutes: daysBetween(startedOn, to), educatorIds } : null
}

/** Both days counted. */
function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000) + 1
}
