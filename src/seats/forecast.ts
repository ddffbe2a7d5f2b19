/** The days to come of a licence, each squared by the rule by which a reconciliation will square it. Pure. */

import { type PlannedPerson, planDifference } from './counts.ts'
import type { SeatKind } from './kind.ts'
import type { SeatEntry } from './ledger.ts'
import { handOut, isOff, NO_DIFFERENCE, settle, type Situation } from './reconcile.ts'
import { type HeldSeats, isPlain, type RuleFacts, type SeatRules } from './rules.ts'
import { moveSeat, NO_SEATS, retally, type Seat, type Tallies } from './seat.ts'
import { shortOf } from './wait.ts'

/** A purchase's quantity and its first and last day, `YYYY-MM-DD`; null: always, for good. */
export interface ForecastPurchase {
  readonly quantity: number
  readonly startsOn: string | null
  readonly endsOn: string | null
}

/** How somebody needs a seat: what orders them among those who come at once, and what the rules look at. */
export interface SeatNeed {
  readonly rank: number
  readonly schoolIds: readonly string[]
  readonly since: Date | null
}

/** Somebody of whom more is known than that they hold a seat and keep it. */
export interface ForecastPerson {
  readonly personId: string
  /** As it is today; null: none. */
  readonly seat: Seat | null
  readonly orderKey: string | null
  /** The number of the order by hand. */
  readonly priority: number | null
  /** What they need from a day (`YYYY-MM-DD`) on, null: nothing. In the order of the days; the first is today's. */
  readonly needs: readonly { readonly from: string; readonly need: SeatNeed | null }[]
}

export interface ForecastStart {
  /** `YYYY-MM-DD`, in the district's zone; ends of grace are the midnights (UTC) of days in it. */
  readonly today: string
  readonly kind: SeatKind
  readonly rules: SeatRules
  readonly people: readonly ForecastPerson[]
  /** All others who hold a seat, and keep it. */
  readonly others: { readonly count: number; readonly held: readonly HeldSeats[] }
}

/** One day on which something changes, as it is at its end. */
export interface ForecastDay {
  readonly day: string
  readonly bought: number
  readonly used: number
  readonly over: number
  readonly needed: number
  readonly waiting: number
  readonly grace: number
  /** The least number of seats to buy with which nobody waits and none is over. */
  readonly short: number
}

/** Today and every later day until `until` on which a figure changes, in order. */
export function forecastDays(
  start: ForecastStart,
  o: { readonly purchases: readonly ForecastPurchase[]; readonly until: string },
): readonly ForecastDay[] {
  const state = openState(start)
  const known = new Set([start.today, ...o.purchases.flatMap(turningDays)])
  for (const { needs } of start.people) for (const { from } of needs) known.add(from)
  const turning = Map.groupBy(
    start.people.flatMap((person) => person.needs.map(({ from, need }) => ({ from, need, person }))),
    ({ from }) => from,
  )
  const result: ForecastDay[] = []
  for (let day = start.today; day <= o.until; day = addDays(day, 1)) {
    const ending = state.graceEnds.get(day)
    if (!known.has(day) && ending === undefined) continue
    const turns = turning.get(day) ?? []
    for (const { person, need } of turns) state.needs.set(person.personId, need)
    const bought = boughtOn(o.purchases, day)
    const isAnew = day === start.today || isOff(state.kind, bought) !== isOff(state.kind, state.bought)
    const touched = isAnew ? state.people.keys() : [...turns.map(({ person }) => person.personId), ...(ending ?? [])]
    const present = presentOn(start, state, { day, bought })
    state.bought = Math.max(bought, present)
    squareDay(start, state, { day, touched: new Set(touched) })
    state.bought = bought
    // Places that followed from seats once stay limited when these end.
    if (bought > 0 && state.kind.capacity !== undefined) state.kind = { ...state.kind, offUnlessBought: false }
    result.push(figures(start, state, day))
  }
  return result.filter((day, index) => index === 0 || !isSame(day, result[index - 1]))
}

/** Where a rule of capacity begins to hold: how many are there, all of whom come in; else 0. */
function presentOn(
  { today }: ForecastStart,
  { kind, tallies, seats, needs, bought: before }: DayState,
  { day, bought }: { readonly day: string; readonly bought: number },
): number {
  if (kind.capacity === undefined || !kind.offUnlessBought || day === today || before > 0 || bought === 0) return 0
  return tallies.used + [...needs].filter(([personId, need]) => need !== null && !seats.has(personId)).length
}

/** Where the days have come to. It is written on from day to day: a copy of ten thousand seats a day took a second. */
interface DayState {
  /** As it is on that day. */
  kind: SeatKind
  bought: number
  tallies: Tallies
  lastSeq: number
  readonly people: ReadonlyMap<string, ForecastPerson>
  /** What each of them needs today. */
  readonly needs: Map<string, SeatNeed | null>
  readonly seats: Map<string, Seat>
  /** Those who wait, in the order of their places. */
  readonly waiting: Map<string, Seat>
  /** By day, whose grace ends on it. */
  readonly graceEnds: Map<string, string[]>
}

/** Who is marked over changes no figure: nobody loses the seat by it. */
function openState({ kind, people, others }: ForecastStart): DayState {
  const state: DayState = {
    kind,
    bought: 0,
    tallies: { ...NO_SEATS, used: others.count },
    lastSeq: 0,
    people: new Map(people.map((person) => [person.personId, person])),
    needs: new Map(),
    seats: new Map(),
    waiting: new Map(),
    graceEnds: new Map(),
  }
  const seats = people.flatMap(({ seat }) => seat ?? []).toSorted((a, b) => a.place - b.place)
  for (const seat of seats) {
    const known: Seat = seat.state === 'over' ? { ...seat, state: 'assigned', until: null } : seat
    put(state, seat.personId, known)
    state.lastSeq = known.place
  }
  return state
}

function put(state: DayState, personId: string, seat: Seat | null): void {
  state.tallies = retally(state.tallies, state.seats.get(personId)?.state ?? null, seat?.state ?? null)
  state.waiting.delete(personId)
  if (seat === null) state.seats.delete(personId)
  else state.seats.set(personId, seat)
  if (seat?.state === 'waiting') state.waiting.set(personId, seat)
  if (seat?.state !== 'grace' || seat.until === null) return
  const day = dayOf(seat.until)
  state.graceEnds.set(day, [...(state.graceEnds.get(day) ?? []), personId])
}

/** What a reconciliation on this day would do: everybody's own change first, then what is free is handed out. */
function squareDay(
  start: ForecastStart,
  state: DayState,
  { day, touched }: { readonly day: string; readonly touched: ReadonlySet<string> },
): void {
  const { rules } = start
  const { kind } = state
  const off = isOff(kind, state.bought)
  const planned = [...touched].map((personId) => plannedOf(state, personId, off))
  const situation = (): Situation => ({ kind, now: midnightOf(day), licence: { ...state } })
  const before = situation()
  const difference = planDifference(before, NO_DIFFERENCE, planned)
  move(state, settle(before, difference))
  const waiting = [...state.waiting.values()]
  const coming = difference.arrivals.map(({ personId }) => personId)
  const facts = isPlain(rules) ? {} : { facts: factsOf(start, state, [...state.waiting.keys(), ...coming]) }
  move(state, handOut(situation(), { over: [], assigned: [], waiting, ...facts }, difference.arrivals))
}

function plannedOf({ people, needs, seats }: DayState, personId: string, off: boolean): PlannedPerson {
  const seat = seats.get(personId) ?? null
  // Of a kind that is off nobody comes or waits; who holds a seat keeps it.
  const isAside = off && (seat === null || seat.state === 'waiting')
  const rank = isAside ? null : (needs.get(personId)?.rank ?? null)
  return {
    personKey: personId,
    seat,
    rolesAfter: [],
    rank,
    orderKey: people.get(personId)?.orderKey ?? null,
    gone: null,
  }
}

function move(state: DayState, entries: readonly SeatEntry[]): void {
  for (const entry of entries) {
    put(state, entry.personId, moveSeat(state.seats.get(entry.personId), entry))
    state.lastSeq = entry.seq
  }
}

/** What the district's order and reservations look at, of these people and of those who hold a seat. */
function factsOf({ rules, others }: ForecastStart, state: DayState, personIds: readonly string[]): RuleFacts {
  const claims = new Map(
    personIds.map((id) => {
      const { schoolIds = [], since = null } = state.needs.get(id) ?? {}
      return [id, { schoolIds, since, priority: state.people.get(id)?.priority ?? null }] as const
    }),
  )
  return { rules, claims, held: rules.reserved.size === 0 ? [] : [...others.held, ...heldOf(rules, state)] }
}

function heldOf({ reserved }: SeatRules, { seats, needs }: DayState): readonly HeldSeats[] {
  const held = new Map<string, { readonly schoolIds: readonly string[]; count: number }>()
  for (const { personId, state } of seats.values()) {
    if (state !== 'assigned') continue
    const schoolIds = (needs.get(personId)?.schoolIds ?? []).filter((school) => reserved.has(school))
    if (schoolIds.length === 0) continue
    const alike = held.get(schoolIds.join()) ?? { schoolIds, count: 0 }
    alike.count += 1
    held.set(schoolIds.join(), alike)
  }
  return [...held.values()]
}

function figures(start: ForecastStart, state: DayState, day: string): ForecastDay {
  const { bought, tallies } = state
  const { used, waiting, grace } = tallies
  const queue = [...state.waiting.keys()]
  const facts = start.rules.reserved.size === 0 || queue.length === 0 ? undefined : factsOf(start, state, queue)
  const short = shortOf({ bought, used }, queue, facts)
  return { day, bought, used, over: Math.max(0, used - bought), needed: used - grace + waiting, waiting, grace, short }
}

function isSame(a: ForecastDay, b: ForecastDay | undefined): boolean {
  return b !== undefined && JSON.stringify({ ...a, day: '' }) === JSON.stringify({ ...b, day: '' })
}

/** What the purchases of which `day` is a day make together. */
export function boughtOn(purchases: readonly ForecastPurchase[], day: string): number {
  return purchases
    .filter(({ startsOn, endsOn }) => (startsOn === null || startsOn <= day) && (endsOn === null || endsOn >= day))
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** What is bought from today on as one number after the other, each with its first and last day. */
export function stepsOf(purchases: readonly ForecastPurchase[], today: string): readonly ForecastPurchase[] {
  const days = sorted(new Set([today, ...purchases.flatMap(turningDays).filter((day) => day > today)]))
  return days.map((day, index) => {
    const next = days[index + 1]
    return {
      quantity: boughtOn(purchases, day),
      startsOn: day,
      endsOn: next === undefined ? null : addDays(next, -1),
    }
  })
}

function turningDays({ startsOn, endsOn }: ForecastPurchase): readonly string[] {
  return [...(startsOn === null ? [] : [startsOn]), ...(endsOn === null ? [] : [addDays(endsOn, 1)])]
}

/** The date so many days later. */
export function addDays(day: string, days: number): string {
  const date = midnightOf(day)
  date.setUTCDate(date.getUTCDate() + days)
  return dayOf(date)
}

/** The day as the moment by which the rule counts days. */
export function midnightOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function sorted(days: ReadonlySet<string>): string[] {
  return [...days].toSorted()
}
