/** How long deltas may go on alone. They can't show what vanished without a word, so a whole set is wanted every few days. Pure. */

import type { HoldReason } from './guard.ts'
import type { Table } from './model.ts'

const DAY_MS = 86_400_000

/** At least so often, and never more seldom, a complete export is wanted; in days. */
export const FULL_DAYS = { min: 1, max: 90 } as const

export function isFullDays(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= FULL_DAYS.min && value <= FULL_DAYS.max
}

/** A table of which only changes came, and when its last whole set was applied. */
export interface DeltaTable {
  readonly table: Table
  readonly fullAt: Date
}

/** A reason for every delta whose last whole set is more than `daysMax` days old; exactly that many pass. */
export function overdueReasons(
  deltas: readonly DeltaTable[],
  at: { readonly now: Date; readonly daysMax: number },
): readonly HoldReason[] {
  return deltas.flatMap(({ table, fullAt }): readonly HoldReason[] => {
    const age = at.now.getTime() - fullAt.getTime()
    if (age <= at.daysMax * DAY_MS) return []
    const days = Math.floor(age / DAY_MS)
    return [
      {
        code: 'full_overdue',
        table,
        schoolSourcedId: null,
        count: days,
        limit: at.daysMax,
        of: days,
        says: `The last complete set of ${table} came ${days} days ago, and at least every ${at.daysMax} days one is wanted: deltas don't tell what vanished without a word. Ask the SIS for a complete export (bulk); approve this run to take its changes all the same.`,
      },
    ]
  })
}

/** Whether a connector that can choose should bring a whole set now: a day early, so that a nightly run is never late. */
export function isWholeSetDue(
  fullAts: readonly (Date | null)[],
  at: { readonly now: Date; readonly daysMax: number },
): boolean {
  return fullAts.some((fullAt) => fullAt === null || at.now.getTime() - fullAt.getTime() >= (at.daysMax - 1) * DAY_MS)
}
