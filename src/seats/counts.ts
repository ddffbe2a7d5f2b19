/** The figures of a licence that reports, the CLI and pages show, and what a plan would make of them. */

import type { Role } from '../roster/model.ts'
import { roleRank } from './kind.ts'
import type { LedgerReason } from './ledger.ts'
import {
  type Arrival,
  balanceSeats,
  type Candidates,
  type Difference,
  handOut,
  isOff,
  type LeaveReason,
  settle,
  type Situation,
} from './reconcile.ts'
import { retallyMoves, type Seat, type SeatMove, type Tallies } from './seat.ts'

/** The seats of one kind, as the run report has them (product.md §8). */
export interface SeatCounts {
  readonly bought: number
  /** Held and in grace. */
  readonly used: number
  /** How many more are used than bought. */
  readonly over: number
  /** People who need a seat: holders and those who wait. */
  readonly needed: number
  readonly waiting: number
  /** Kept for people who left. */
  readonly grace: number
  /** Freed by this reconciliation. */
  readonly released: number
}

/** What a plan would make of a licence. */
export interface SeatForecast extends SeatCounts {
  /** Seats to buy so that nobody waits and none is over: "needs 14 more". */
  readonly short: number
}

/** A person whose roles a plan changes, with what it leaves them. */
export interface PlannedPerson {
  /** Our id, or any other unique name of a person who isn't there yet. */
  readonly personKey: string
  readonly seat: Seat | null
  readonly rolesAfter: readonly Role[]
  /** Of a product: the place among those who come at the same moment, null: they need none; else the roles say. */
  readonly rank?: number | null
  /** Of a product: why somebody needs it no more. */
  readonly leaves?: LeaveReason
  /** What orders those who come at the same moment; null: made by hand, last. */
  readonly orderKey: string | null
  /** Retires with the plan, or has left or was deactivated before: needs nothing, whatever the roles. */
  readonly gone: Extract<LeaveReason, 'person_retired' | 'person_deactivated'> | null
}

/** The figures of a licence after a reconciliation that freed `released` seats. */
export function countSeats(bought: number, tallies: Tallies, released: number): SeatCounts {
  const { used, waiting, grace } = tallies
  return { bought, used, over: Math.max(0, used - bought), needed: used - grace + waiting, waiting, grace, released }
}

/** The figures that reconciling this difference would leave, without deciding who gets what. */
export function forecastCounts(situation: Situation, difference: Difference): SeatForecast {
  const { bought } = situation.licence
  const seats = new Map(
    [...difference.leavers.map(({ seat }) => seat), ...difference.returners, ...difference.lapsed].map((seat) => [
      seat.personId,
      seat,
    ]),
  )
  const settled = settle(situation, difference)
  const released = settled.filter(({ move }) => move === 'release').length
  const tallies = retallyMoves(situation.licence.tallies, settled, seats)
  const coming = isOff(situation.kind, bought) ? 0 : difference.arrivals.length
  const admitted = Math.min(balanceSeats(bought, tallies).free, tallies.waiting + coming)
  const after = { ...tallies, used: tallies.used + admitted, waiting: tallies.waiting + coming - admitted }
  return {
    ...countSeats(bought, after, released),
    short: Math.max(0, after.used + after.waiting - bought),
  }
}

/** The difference as it would be once these people's roles are what the plan leaves them. */
export function planDifference(situation: Situation, today: Difference, people: readonly PlannedPerson[]): Difference {
  const planned = new Set(people.map(({ personKey }) => personKey))
  const isKept = ({ personId }: { readonly personId: string }): boolean => !planned.has(personId)
  const arrivals: Arrival[] = today.arrivals.filter(isKept)
  const leavers = today.leavers.filter(({ seat }) => isKept(seat))
  const returners = today.returners.filter(isKept)
  const lapsed = today.lapsed.filter(isKept)
  for (const person of people) {
    const { personKey, seat, orderKey, gone, leaves = 'role_lost' } = person
    const rank = gone === null ? rankOf(situation, person) : null
    const needed = rank !== null
    if (seat === null) {
      if (needed) arrivals.push({ personId: personKey, rank, orderKey })
    } else if (seat.state !== 'grace') {
      if (!needed) leavers.push({ seat, reason: gone ?? leaves })
    } else if (needed) returners.push(seat)
    else if (seat.until !== null && seat.until <= situation.now) lapsed.push(seat)
  }
  return { arrivals, leavers, returners, lapsed }
}

/** Null: they need no seat. */
function rankOf({ kind }: Situation, { rank, rolesAfter }: PlannedPerson): number | null {
  if (rank !== undefined) return rank
  const ranks = rolesAfter.map((role) => roleRank(kind, role)).filter((one) => one >= 0)
  return ranks.length === 0 ? null : Math.min(...ranks)
}

/** What would happen to one person's seat, and why. */
export interface ForecastMove {
  readonly personKey: string
  readonly move: SeatMove
  readonly reason: LedgerReason
}

/**
 * Who would get, wait for, keep or lose a seat by this difference, decided as a reconciliation decides it: those who wait
 * first, in the order of the queue. `candidates`: as they are once everybody's own change is settled.
 */
export function forecastMoves(
  situation: Situation,
  difference: Difference,
  findCandidates: (between: Situation) => Promise<Candidates>,
): Promise<readonly ForecastMove[]> {
  const settled = settle(situation, difference)
  const before = new Map(
    [...difference.leavers.map(({ seat }) => seat), ...difference.returners, ...difference.lapsed].map((seat) => [
      seat.personId,
      seat,
    ]),
  )
  const { licence } = situation
  const lastSeq = licence.lastSeq + settled.length
  const tallies = retallyMoves(licence.tallies, settled, before)
  const between: Situation = { ...situation, licence: { ...licence, tallies, lastSeq } }
  const gone = new Set(settled.map(({ personId }) => personId))
  return findCandidates(between).then((candidates) => {
    const waiting = candidates.waiting.filter(({ personId }) => !gone.has(personId))
    const handed = handOut(between, { ...candidates, waiting }, difference.arrivals)
    const moves = [...settled, ...handed].map(({ personId, move, reason }) => ({ personKey: personId, move, reason }))
    return [...moves.filter(({ move }) => move === 'wait'), ...moves.filter(({ move }) => move !== 'wait')]
  })
}
