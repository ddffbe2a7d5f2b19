/** The ledger of one licence: what was bought and every move of a seat, numbered without a gap; replaying it gives the state. */

import { addUsed, canMove, moveSeat, NO_SEATS, retally, type Seat, type SeatMove, type Tallies } from './seat.ts'

/** Why a seat moved, or somebody waits. True when it was written; `explainWaits` says why people wait now. */
export const LEDGER_REASONS = [
  'set_by_hand',
  'term_changed',
  'seat_free',
  'none_bought',
  'all_in_use',
  'held_in_grace',
  'over_bought',
  'reserved_elsewhere',
  'role_lost',
  'person_retired',
  'person_deactivated',
  'unassigned',
  'rule_left',
  'grade_left',
  'hand_ended',
  'licence_off',
  'needed_again',
  'grace_ended',
  'bought_fewer',
  'covered_again',
  'undone',
  'chosen',
  'allotted',
  'total_kept',
] as const
export type LedgerReason = (typeof LEDGER_REASONS)[number]
export type WaitReason = Extract<
  LedgerReason,
  'none_bought' | 'all_in_use' | 'held_in_grace' | 'over_bought' | 'reserved_elsewhere'
>

interface Numbered {
  /** From 1, without a gap, per licence. */
  readonly seq: number
  readonly at: Date
  readonly reason: LedgerReason
}

/** The total bought was set, a term began or ended, or a purchase was entered, changed or taken out. */
export interface PurchaseEntry extends Numbered {
  readonly move: 'purchase'
  readonly personId: null
  readonly until: null
  /** The total of today after it, also where it stays what it was. */
  readonly quantity: number
  /** The name of the purchase that was entered, changed or taken out; none: time alone. */
  readonly purchase?: string
}

/** So many of the credits that were allotted lie with the purchases that run. */
export interface BookEntry extends Numbered {
  readonly move: 'book'
  readonly personId: null
  readonly until: null
  readonly quantity: number
}

/** One person's seat moved. */
export interface SeatEntry extends Numbered {
  readonly move: SeatMove
  readonly personId: string
  /** The end of grace (leave) or the deadline (over). */
  readonly until: Date | null
  readonly quantity: null
}

/** Credits went to one person, for good. */
export interface CreditEntry extends Numbered {
  readonly move: 'allot'
  readonly personId: string
  readonly until: null
  readonly quantity: number
}

export type LedgerEntry = PurchaseEntry | SeatEntry | CreditEntry | BookEntry

/** All that is known of one licence: the ledger's sum. */
export interface LicenceState {
  readonly bought: number
  /** used ≤ ceiling always: what is bought, or what was used when fewer were bought, falling with each release. */
  readonly ceiling: number
  readonly tallies: Tallies
  /** By person id. */
  readonly seats: ReadonlyMap<string, Seat>
  /** The number of the last entry; 0: none yet. */
  readonly lastSeq: number
}

export const EMPTY_LICENCE: LicenceState = { bought: 0, ceiling: 0, tallies: NO_SEATS, seats: new Map(), lastSeq: 0 }

/** An entry that cannot follow the ones before it: the ledger was not written by this program alone. */
export interface LedgerFault {
  readonly seq: number
  readonly fault: 'number_missing' | 'move_impossible' | 'above_ceiling'
}

export interface Replay {
  readonly state: LicenceState
  readonly faults: readonly LedgerFault[]
}

/**
 * Adds entries, in the order of their numbers, to a state (default: nothing bought, nobody there).
 * An impossible entry is listed as a fault and left out, so that the rest can still be compared.
 */
export function replay(entries: Iterable<LedgerEntry>, from: LicenceState = EMPTY_LICENCE): Replay {
  const seats = new Map(from.seats)
  const faults: LedgerFault[] = []
  let { bought, ceiling, tallies, lastSeq } = from
  for (const entry of entries) {
    if (entry.seq !== lastSeq + 1) faults.push({ seq: entry.seq, fault: 'number_missing' })
    lastSeq = entry.seq
    if (entry.move === 'purchase') {
      bought = entry.quantity
      ceiling = Math.max(bought, tallies.used)
      continue
    }
    if (entry.move === 'allot') {
      tallies = addUsed(tallies, entry.quantity)
      if (tallies.used > ceiling) faults.push({ seq: entry.seq, fault: 'above_ceiling' })
      continue
    }
    if (entry.move === 'book') {
      tallies = { ...tallies, used: entry.quantity }
      if (tallies.used > ceiling) faults.push({ seq: entry.seq, fault: 'above_ceiling' })
      else ceiling = Math.max(bought, tallies.used)
      continue
    }
    const before = seats.get(entry.personId)
    if (!canMove(before, entry.move)) {
      faults.push({ seq: entry.seq, fault: 'move_impossible' })
      continue
    }
    const after = moveSeat(before, entry)
    if (after === null) seats.delete(entry.personId)
    else seats.set(entry.personId, after)
    tallies = retally(tallies, before?.state ?? null, after?.state ?? null)
    if (tallies.used > ceiling) faults.push({ seq: entry.seq, fault: 'above_ceiling' })
    else ceiling = Math.max(bought, tallies.used)
  }
  return { state: { bought, ceiling, tallies, seats, lastSeq }, faults }
}
