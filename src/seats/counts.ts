/** The figures of a licence that reports, the CLI and pages show, and what a plan would make of them. */

import type { Role } from '../roster/model.ts'
import { roleRank } from './kind.ts'
import type { LedgerReason, SeatEntry } from './ledger.ts'
import {
  type Arrival,
  type Candidates,
  type Difference,
  handOut,
  type LeaveReason,
  settle,
  type Situation,
} from './reconcile.ts'
import type { Claim } from './rules.ts'
import { retallyMoves, type Seat, type SeatMove, type Tallies } from './seat.ts'
import { shortOf } from './wait.ts'

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
  /** The least number of seats to buy with which nobody waits and none is over: "needs 14 more". */
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
  /** What the district's order and the schools' reservations look at, as the plan leaves it; none: nothing. */
  readonly claim?: Omit<Claim, 'priority'>
  /** Retires with the plan, or has left or was deactivated before: needs nothing, whatever the roles. */
  readonly gone: Extract<LeaveReason, 'person_retired' | 'person_deactivated'> | null
}

/** The figures of a licence after a reconciliation that freed `released` seats. */
export function countSeats(bought: number, tallies: Tallies, released: number): SeatCounts {
  const { used, waiting, grace } = tallies
  return { bought, used, over: Math.max(0, used - bought), needed: used - grace + waiting, waiting, grace, released }
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

/** What a difference would make of a licence, and of whom. */
export interface PlannedLicence {
  readonly counts: SeatForecast
  /** Those who would wait first, in the order of the queue. */
  readonly moves: readonly ForecastMove[]
}

/**
 * Who would get, wait for, keep or lose a seat by this difference, and the figures after it, decided as a reconciliation
 * decides it. `findCandidates`: by the numbers that are left once everybody's own change is settled, given those changes;
 * whoever moved then may still stand in the lists, which are that much longer.
 */
export async function forecastLicence(
  situation: Situation,
  difference: Difference,
  findCandidates: (between: Situation, settled: readonly SeatEntry[]) => Promise<Candidates>,
): Promise<PlannedLicence> {
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
  const released = settled.filter(({ move }) => move === 'release')
  const candidates = settleCandidates(await findCandidates(between, settled), settled, difference.returners)
  const handed = handOut(between, candidates, difference.arrivals)
  const { over, assigned, waiting } = candidates
  const held = new Map([...over, ...assigned, ...waiting].map((seat) => [seat.personId, seat]))
  const after = retallyMoves(tallies, handed, held)
  const counts = countSeats(licence.bought, after, released.length)
  const moves = [...settled, ...handed].map(({ personId, move, reason }) => ({ personKey: personId, move, reason }))
  return {
    counts: { ...counts, short: shortAfter({ bought: licence.bought, used: after.used }, candidates, handed) },
    moves: [...moves.filter(({ move }) => move === 'wait'), ...moves.filter(({ move }) => move !== 'wait')],
  }
}

/** Of those who wait once seats have been handed out; whoever got one holds it. */
function shortAfter(
  licence: { readonly bought: number; readonly used: number },
  { waiting, facts }: Candidates,
  handed: readonly SeatEntry[],
): number {
  const seated = new Set(handed.filter(({ move }) => move === 'assign').map(({ personId }) => personId))
  const queue = [
    ...waiting.map(({ personId }) => personId).filter((id) => !seated.has(id)),
    ...handed.filter(({ move }) => move === 'wait').map(({ personId }) => personId),
  ]
  if (facts === undefined) return shortOf(licence, queue)
  const taken = [...seated].map((id) => ({ schoolIds: facts.claims.get(id)?.schoolIds ?? [], count: 1 }))
  return shortOf(licence, queue, { ...facts, held: [...facts.held, ...taken] })
}

/** The lists without those who moved, and with whoever has their seat again. */
function settleCandidates(
  candidates: Candidates,
  settled: readonly { readonly personId: string }[],
  returners: readonly Seat[],
): Candidates {
  const moved = new Set(settled.map(({ personId }) => personId))
  const stays = ({ personId }: Seat): boolean => !moved.has(personId)
  const returned = returners.map((seat): Seat => ({ ...seat, state: 'assigned', until: null }))
  return {
    ...candidates,
    over: candidates.over.filter(stays),
    assigned: [...candidates.assigned.filter(stays), ...returned].toSorted((a, b) => b.place - a.place),
    waiting: candidates.waiting.filter(stays),
  }
}
