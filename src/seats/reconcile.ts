/**
 * Reconciliation of one licence: who needs a seat against who has one (product.md §3.5). Two steps, because a
 * purchase or a release may free seats that a bounded list of people then gets: first everybody's own change is
 * settled, then seats are handed out or marked. Given the same values it always decides the same.
 */

import type { Role } from '../roster/model.ts'
import { type RoleLicenceKind, roleRank, type SeatKind } from './kind.ts'
import { type LedgerReason, type LicenceState, replay, type SeatEntry, type WaitReason } from './ledger.ts'
import { byRules, type Claim, isPlain, openPool, type RuleFacts, type SeatPool, type SeatRules } from './rules.ts'
import type { Seat, SeatMove, Tallies } from './seat.ts'
import { explainWaits } from './wait.ts'

/** A person with a role that may count. Several of one person are one need. */
export interface Demand {
  readonly personId: string
  readonly role: Role
  /** What orders people who come at the same moment, after the role: the feed's sourcedId; null: made by hand, last. */
  readonly orderKey: string | null
  /** The school that the role is granted at; none: the district. */
  readonly schoolId?: string
  /** Since when without a real gap; of several roles the earliest counts. */
  readonly since?: Date
  /** Where it isn't the role that says who comes first. */
  readonly rank?: number
}

/** A person who needs a seat and has none, neither held nor waited for. */
export interface Arrival {
  readonly personId: string
  /** The best place of the person's roles in the kind's list. */
  readonly rank: number
  readonly orderKey: string | null
}

export type LeaveReason = Extract<
  LedgerReason,
  | 'role_lost'
  | 'person_retired'
  | 'person_deactivated'
  | 'unassigned'
  | 'rule_left'
  | 'grade_left'
  | 'hand_ended'
  | 'licence_off'
>

export interface Leaver {
  readonly seat: Seat
  readonly reason: LeaveReason
}

/** Where need and seats differ. Whoever is in none of these lists keeps what they have. */
export interface Difference {
  readonly arrivals: readonly Arrival[]
  /** Assigned, over or waiting, and no longer in need. */
  readonly leavers: readonly Leaver[]
  /** In grace, and in need again. */
  readonly returners: readonly Seat[]
  /** In grace whose end has come. */
  readonly lapsed: readonly Seat[]
}

/** What a run that is being taken back had done to seats, by person. */
export interface UndoneSeats {
  /**
   * Whom it gave a seat or a place in the queue: who no longer needs it gives it back at once, since nobody was promised
   * anything; but whom it called back from grace has the rest of that grace (its end; null: there was none).
   */
  readonly gave: ReadonlyMap<string, Date | null>
  /** Whose seat or place in the queue it took, with that place: they come before those who wait, in that order. */
  readonly took: ReadonlyMap<string, number>
}

export const NO_DIFFERENCE: Difference = { arrivals: [], leavers: [], returners: [], lapsed: [] }

/** What a licence is before a step: its kind, its numbers and the moment. */
export interface Situation {
  readonly kind: SeatKind
  readonly licence: Pick<LicenceState, 'bought' | 'tallies' | 'lastSeq'>
  readonly now: Date
  /** Set where a run is being taken back. */
  readonly undone?: UndoneSeats
}

/** Seats to move in the second step, as numbers; at most one of keep and over is not 0. */
export interface Balance {
  /** Seats marked over that what is bought covers again: the earliest assigned first. */
  readonly keep: number
  /** Seats that what is bought doesn't cover: the latest assigned first. */
  readonly over: number
  /** Seats that are free for those who wait, and for arrivals after them. */
  readonly free: number
}

/** The people a balance needs, in order; lists may be longer than needed. */
export interface Candidates {
  /** Seats marked over, lowest place first. */
  readonly over: readonly Seat[]
  /** Assigned seats, highest place first. */
  readonly assigned: readonly Seat[]
  /** Waiting, lowest place first: all for whom one is free; where the rules say who of them, all who wait. */
  readonly waiting: readonly Seat[]
  /** None: whoever came first goes first, and nothing is reserved. */
  readonly facts?: RuleFacts
}

const DAY_MS = 86_400_000

/** Nobody needs a seat of a kind that is off: then holders stay until they leave, and nobody waits. */
export function isOff(kind: RoleLicenceKind, bought: number): boolean {
  return kind.offUnlessBought && bought === 0
}

/** Step one: lapsed grace is released, leavers go into grace (or give up waiting), returners keep their seat. */
export function settle(situation: Situation, difference: Difference): readonly SeatEntry[] {
  const { undone } = situation
  const write = entryWriter(situation)
  const leavers = difference.leavers.toSorted((a, b) => a.seat.place - b.seat.place)
  return [
    ...inPlace(difference.lapsed).map((seat) => write('release', seat.personId, 'grace_ended')),
    ...leavers.map((leaver) => letGo(situation, leaver, write)),
    ...inPlace(difference.returners).map(({ personId }) =>
      write('return', personId, undone?.took.has(personId) === true ? 'undone' : 'needed_again'),
    ),
  ]
}

function letGo({ kind, now, undone }: Situation, { seat, reason }: Leaver, write: EntryWriter): SeatEntry {
  const { personId } = seat
  const given = undone?.gave.get(personId)
  const because = given === undefined ? reason : 'undone'
  if (seat.state === 'waiting') return write('withdraw', personId, because)
  // Who takes something back by hand wants the seat for another: nothing is kept.
  const graceDays = reason === 'unassigned' ? 0 : kind.graceDays
  const graceEnd = given === undefined ? new Date(now.getTime() + graceDays * DAY_MS) : given
  return graceEnd === null || graceEnd <= now
    ? write('release', personId, because)
    : write('leave', personId, because, graceEnd)
}

/** What step two has to do, from the numbers that step one left. */
export function balanceSeats(bought: number, tallies: Tallies): Balance {
  const held = tallies.used - tallies.grace
  const surplus = Math.max(0, held - bought)
  return {
    keep: Math.max(0, tallies.markedOver - surplus),
    over: Math.max(0, surplus - tallies.markedOver),
    free: Math.max(0, bought - tallies.used),
  }
}

/**
 * Step two: seats that are covered again are kept, uncovered ones marked over, free ones go first to those from whom the
 * undone run took one, then by the district's rules to those who wait and come: without rules to the waiting in the order
 * in which they came and then to arrivals by {@link orderArrivals}. Who gets none waits behind all others.
 */
export function handOut(
  situation: Situation,
  candidates: Candidates,
  arrivals: readonly Arrival[],
): readonly SeatEntry[] {
  const { kind, licence, now } = situation
  const balance = balanceSeats(licence.bought, licence.tallies)
  const write = entryWriter(situation)
  const deadline = new Date(now.getTime() + kind.overDays * DAY_MS)
  const queue = lineUp(situation, candidates, isOff(kind, licence.bought) ? [] : arrivals)
  const pool = openPool(licence.bought, licence.tallies.used, candidates.facts)
  const decided = queue.map((claimant) => ({ ...claimant, isSeated: pool.take(claimant.personId) }))
  const reasons = reasonsOf(situation, { candidates, pool, left: decided.filter(({ isSeated }) => !isSeated) })
  return [
    ...candidates.over.slice(0, balance.keep).map(({ personId }) => write('keep', personId, 'covered_again')),
    ...candidates.assigned
      .slice(0, balance.over)
      .map(({ personId }) => write('over', personId, 'bought_fewer', deadline)),
    ...decided.flatMap(({ personId, isSeated, isRestored, isWaiting }) => {
      if (isSeated) return [write('assign', personId, isRestored ? 'undone' : 'seat_free')]
      return isWaiting ? [] : [write('wait', personId, reasons.get(personId) ?? 'all_in_use')]
    }),
  ]
}

/** Why each of those who got none waits, once they have lined up behind who waited before. */
function reasonsOf(
  { licence }: Situation,
  o: { readonly candidates: Candidates; readonly pool: SeatPool; readonly left: readonly Claimant[] },
): ReadonlyMap<string, WaitReason> {
  if (o.left.every(({ isWaiting }) => isWaiting)) return new Map()
  const { waiting, facts } = o.candidates
  const left = new Set(o.left.map(({ personId }) => personId))
  const before = waiting.filter((seat) => left.has(seat.personId))
  const unseen = Array.from({ length: Math.max(0, licence.tallies.waiting - waiting.length) }, () => ({ personId: '' }))
  const queue = [...before, ...unseen, ...o.left.filter(({ isWaiting }) => !isWaiting)]
  const personIds = (facts === undefined ? queue : byRules(queue, facts)).map(({ personId }) => personId)
  const ends = Array.from({ length: licence.tallies.grace }, () => 'grace' as const)
  const waits = explainWaits(personIds, o.pool, { bought: licence.bought, ends })
  return new Map(personIds.map((personId, at) => [personId, waits[at]?.reason ?? 'all_in_use']))
}

interface Claimant {
  readonly personId: string
  /** Has a place in the queue. */
  readonly isWaiting: boolean
  /** The run that is being taken back took their seat or place. */
  readonly isRestored: boolean
}

/** Everybody who may get a seat, in the order in which seats are handed out. */
function lineUp(
  situation: Situation,
  { waiting, facts }: Candidates,
  arrivals: readonly Arrival[],
): readonly Claimant[] {
  const { restored, fresh } = splitArrivals(situation, arrivals)
  const others = [
    ...waiting.map(({ personId }) => ({ personId, isWaiting: true, isRestored: false })),
    ...fresh.map(({ personId }) => ({ personId, isWaiting: false, isRestored: false })),
  ]
  return [
    ...restored.map(({ personId }) => ({ personId, isWaiting: false, isRestored: true })),
    ...(facts === undefined ? others : byRules(others, facts)),
  ]
}

/** An administrator's choice, where more are used than bought: this holder gives the seat back and waits, last of all. */
export function giveBack(situation: Situation, personId: string): SeatEntry {
  return entryWriter(situation)('yield', personId, 'chosen')
}

/** Those whom the undone run took a seat from, in their old order, and the others. */
function splitArrivals({ undone }: Situation, arrivals: readonly Arrival[]) {
  const placeOf = ({ personId }: Arrival): number => undone?.took.get(personId) ?? Number.POSITIVE_INFINITY
  const wasTaken = (arrival: Arrival): boolean => undone?.took.has(arrival.personId) === true
  return {
    restored: arrivals.filter((one) => wasTaken(one)).toSorted((a, b) => placeOf(a) - placeOf(b)),
    fresh: orderArrivals(arrivals.filter((one) => !wasTaken(one))),
  }
}

/** What a reconciliation answers to. */
export interface Need {
  readonly demand: readonly Demand[]
  /** Only tells why somebody left. */
  readonly retired: ReadonlySet<string>
  /** By person: why they need nothing any more, where it is neither that they retired nor that they lost a role. */
  readonly reasons?: ReadonlyMap<string, LeaveReason>
  readonly undone?: UndoneSeats
  readonly rules?: SeatRules
  /** By person: the numbers of the order by hand. */
  readonly priorities?: ReadonlyMap<string, number>
}

/** Both steps over everything that is known: the rule as a whole, which the database does by differences. */
export function reconcile(
  kind: RoleLicenceKind,
  state: LicenceState,
  need: Need,
  now: Date,
): { readonly entries: readonly SeatEntry[]; readonly state: LicenceState } {
  const difference = compareDemand(kind, state, need, now)
  const situation = { kind, now, ...(need.undone === undefined ? {} : { undone: need.undone }) }
  const settled = settle({ ...situation, licence: state }, difference)
  const between = replay(settled, state).state
  const facts =
    need.rules === undefined || isPlain(need.rules) ? {} : { facts: factsOf(kind, need, need.rules, between.seats) }
  const candidates = { ...listCandidates(between.seats), ...facts }
  const handed = handOut({ ...situation, licence: between }, candidates, difference.arrivals)
  return { entries: [...settled, ...handed], state: replay(handed, between).state }
}

function factsOf(kind: RoleLicenceKind, need: Need, rules: SeatRules, seats: LicenceState['seats']): RuleFacts {
  const counted = need.demand.filter(({ role }) => roleRank(kind, role) >= 0)
  const claims = new Map<string, Claim>()
  for (const [personId, own] of Map.groupBy(counted, (one) => one.personId))
    claims.set(personId, { ...claimOf(own), priority: need.priorities?.get(personId) ?? null })
  const held = [...seats.values()].flatMap(({ personId, state }) => {
    const claim = state === 'assigned' || state === 'over' ? claims.get(personId) : undefined
    return claim === undefined ? [] : [{ schoolIds: claim.schoolIds, count: 1 }]
  })
  return { rules, claims, held }
}

/** What several grants of one person claim: all their schools by number, since the earliest moment. */
export function claimOf(
  grants: readonly { readonly schoolId?: string | null; readonly since?: Date | null }[],
): Omit<Claim, 'priority'> {
  const schools = new Set(grants.map(({ schoolId }) => schoolId ?? null).filter((id) => id !== null))
  const times = grants.map(({ since }) => since?.getTime()).filter((at) => at !== undefined)
  const since = times.length === 0 ? null : new Date(Math.min(...times))
  return { schoolIds: [...schools].toSorted(compareIds), since }
}

/** Compares who needs a seat with who has one; `retired` only tells why somebody left. */
export function compareDemand(
  kind: RoleLicenceKind,
  state: LicenceState,
  need: Pick<Need, 'demand' | 'retired' | 'reasons'>,
  now: Date,
): Difference {
  const wanted = uniquePeople(kind, need.demand)
  const off = isOff(kind, state.bought)
  const leavers: Leaver[] = []
  const returners: Seat[] = []
  const lapsed: Seat[] = []
  for (const seat of state.seats.values()) {
    const needed = wanted.has(seat.personId)
    if (seat.state === 'grace') {
      // Even where the end of grace has passed: nobody has the seat yet, and holders are never displaced.
      if (needed) returners.push(seat)
      else if (seat.until !== null && seat.until <= now) lapsed.push(seat)
    } else if (!needed) {
      const known = need.reasons?.get(seat.personId) ?? 'role_lost'
      leavers.push({ seat, reason: need.retired.has(seat.personId) ? 'person_retired' : known })
    } else if (off && seat.state === 'waiting') leavers.push({ seat, reason: 'licence_off' })
  }
  const arrivals = off ? [] : [...wanted.values()].filter(({ personId }) => !state.seats.has(personId))
  return { arrivals, leavers, returners, lapsed }
}

/** Of people who come at the same moment: by role, then by the feed's sourcedId, then by our id. */
export function orderArrivals(arrivals: readonly Arrival[]): readonly Arrival[] {
  return arrivals.toSorted(
    (a, b) => a.rank - b.rank || compareKeys(a.orderKey, b.orderKey) || compareIds(a.personId, b.personId),
  )
}

type EntryWriter = (move: SeatMove, personId: string, reason: LedgerReason, until?: Date | null) => SeatEntry

/** Numbers entries upward from `lastSeq`, in the order in which they are asked for. */
function entryWriter({ licence, now }: Situation): EntryWriter {
  let seq = licence.lastSeq
  return (move, personId, reason, until = null) => {
    seq += 1
    return { seq, at: now, move, personId, reason, until, quantity: null }
  }
}

function uniquePeople(kind: RoleLicenceKind, demand: readonly Demand[]): ReadonlyMap<string, Arrival> {
  const people = new Map<string, Arrival>()
  for (const { personId, role, orderKey, rank: own } of demand) {
    const counted = roleRank(kind, role)
    if (counted < 0) continue
    const rank = own ?? counted
    const known = people.get(personId)
    people.set(personId, { personId, orderKey, rank: Math.min(rank, known?.rank ?? rank) })
  }
  return people
}

function listCandidates(seats: ReadonlyMap<string, Seat>): Candidates {
  const inOrder = inPlace([...seats.values()])
  return {
    over: inOrder.filter(({ state }) => state === 'over'),
    assigned: inOrder.filter(({ state }) => state === 'assigned').toReversed(),
    waiting: inOrder.filter(({ state }) => state === 'waiting'),
  }
}

function inPlace(seats: readonly Seat[]): readonly Seat[] {
  return seats.toSorted((a, b) => a.place - b.place)
}

function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

// Ids are decimal strings without leading zeros: the longer one is the larger.
function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  if (a === b) return 0
  return a < b ? -1 : 1
}
