/** Seats that are free again by hand, before the end of their grace. */

import type pg from 'pg'
import type { LedgerReason, SeatEntry } from '../../seats/ledger.ts'
import { seatsOf } from './seat-difference.ts'
import { appendLedger, type LedgerCause, type LicencePlace, moveSeats, readLastSeq, readSeats } from './seat-rows.ts'

/**
 * Ends the grace of these people's seats: of those who have one in grace, the others keep what they have. Returns who had.
 * Under the licence's lock; whoever waits gets the seats with the reconciliation that follows.
 */
export async function releaseGrace(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  o: { readonly personIds: readonly string[]; readonly reason: LedgerReason; readonly now: Date },
): Promise<readonly string[]> {
  const seats = (await readSeats(client, place, o.personIds)).filter(({ state }) => state === 'grace')
  if (seats.length === 0) return []
  const lastSeq = await readLastSeq(client, place)
  const entries = seats.map(({ personId }, index): SeatEntry => {
    const seq = lastSeq + index + 1
    return { seq, at: o.now, move: 'release', personId, reason: o.reason, until: null, quantity: null }
  })
  await appendLedger(client, place, entries)
  await moveSeats(client, place, { entries, before: seatsOf(seats) })
  return seats.map(({ personId }) => personId)
}
