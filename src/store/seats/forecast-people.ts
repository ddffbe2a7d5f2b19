/** The people of whom a forecast of a licence knows more than that they hold a seat and keep it. */

import type pg from 'pg'
import { districtDay } from '../../coaching/district-day.ts'
import { addDays, type ForecastPerson, type ForecastStart, midnightOf, type SeatNeed } from '../../seats/forecast.ts'
import { noGapDays, type SeatKind } from '../../seats/kind.ts'
import type { Claim } from '../../seats/rules.ts'
import type { Seat, Tallies } from '../../seats/seat.ts'
import type { KnownPerson } from '../sync/person-records.ts'
import { type EducatorDays, listDatedEducators } from './educators-ahead.ts'
import type { NeedByDay } from './need-by-day.ts'
import { findUnseated } from './seat-difference.ts'
import { type LicencePlace, listSeats, readSeats } from './seat-rows.ts'
import { countHeldSeats, type LicenceTerms, readClaims } from './seat-rules.ts'
import { readOrderKeys } from './order-keys.ts'

export interface ForecastWorld {
  /** With the district's own rules. */
  readonly kind: SeatKind
  readonly terms: LicenceTerms
  readonly tallies: Tallies
  readonly timezone: string
  readonly today: string
  readonly until: string
  readonly now: Date
  /** Today nothing is bought of a kind that is off then. */
  readonly isOff: boolean
  /** All records of whoever has one with dates, and leaves by them. */
  readonly dated: ReadonlyMap<string, readonly KnownPerson[]>
  readonly needs: NeedByDay
}

/** Those who wait, whose seat is in grace, whose need begins or ends on a day, and of a kind that is off all who need one. */
export async function readForecastPeople(
  client: pg.ClientBase,
  place: LicencePlace,
  o: ForecastWorld,
): Promise<Pick<ForecastStart, 'people' | 'others'>> {
  const { kind, tallies } = o
  const educators: ReadonlyMap<string, readonly EducatorDays[]> =
    kind.capacity === undefined ? new Map() : await listDatedEducators(client, { ...place, now: o.now })
  const unseated = o.isOff ? await findUnseated(client, place, { kind, now: o.now }) : []
  const turning = [...o.dated.keys(), ...educators.keys()]
  const seats = [
    ...(await listSeats(client, place, {
      state: 'waiting',
      order: 'first',
      limit: tallies.waiting,
    })),
    ...(await listSeats(client, place, { state: 'grace', order: 'first', limit: tallies.grace })),
    ...(turning.length === 0 ? [] : await readSeats(client, place, turning)),
  ]
  const seatOf = new Map(seats.map((seat) => [seat.personId, inDays(seat, o)]))
  const ids = [...new Set([...seatOf.keys(), ...turning, ...unseated.map(({ personId }) => personId)])]
  const claims = await readClaims(client, place, { kind, personIds: ids, now: o.now })
  const orderKeys = await readOrderKeys(client, place.districtId, ids)
  const ranks = new Map(unseated.map(({ personId, rank }) => [personId, rank]))
  const people = ids.map((personId): ForecastPerson => {
    const [seat, claim] = [seatOf.get(personId) ?? null, claims.get(personId)]
    const rank = seat === null || seat.state === 'grace' ? ranks.get(personId) : 0
    const today = rank === undefined ? null : needOf({ rank, schoolIds: claim?.schoolIds ?? [] }, claim, o.today)
    const needs = [
      { from: o.today, need: today },
      ...laterNeeds(o, { personId, claim, atSchools: educators.get(personId) }),
    ]
    return {
      personId,
      seat,
      orderKey: orderKeys.get(personId) ?? null,
      priority: claim?.priority ?? null,
      needs,
    }
  })
  const count = tallies.used - tallies.grace - [...seatOf.values()].filter(isHeld).length
  const held = await countHeldSeats(client, place, {
    kind,
    rules: o.terms.seatRules,
    leavingOut: ids,
  })
  return { people, others: { count, held } }
}

function isHeld({ state }: Seat): boolean {
  return state === 'assigned' || state === 'over'
}

/** Ends of grace as days of the district; one that has passed ends today. */
function inDays(seat: Seat, { timezone, today }: ForecastWorld): Seat {
  if (seat.until === null) return seat
  const day = districtDay(seat.until, timezone)
  return { ...seat, until: midnightOf(day < today ? today : day) }
}

function needOf(need: Omit<SeatNeed, 'since'> | null, claim: Claim | undefined, day: string): SeatNeed | null {
  return need === null ? null : { ...need, since: claim?.since ?? midnightOf(day) }
}

/** Educators are alike, and come after those who had a place when a rule ended (`read_educator_ranks`). */
const EDUCATOR: Omit<SeatNeed, 'since'> = { rank: Number.MAX_SAFE_INTEGER - 1, schoolIds: [] }

/** What changes of somebody's need after today. */
function laterNeeds(
  { kind, dated, needs, today, until }: ForecastWorld,
  who: {
    readonly personId: string
    readonly claim: Claim | undefined
    readonly atSchools: readonly EducatorDays[] | undefined
  },
): ForecastPerson['needs'] {
  const { personId, claim, atSchools } = who
  const records = dated.get(personId) ?? []
  const dates = (atSchools ?? []).map(({ beginsOn, endsOn }) => ({ beginDate: beginsOn, endDate: endsOn }))
  const roles = atSchools === undefined ? records.flatMap(({ person }) => person.feedRoles) : dates
  const days = [...turningDays(roles), ...needs.turnsOf(personId)].filter((day) => day > today && day <= until)
  const needOn = (day: string): Omit<SeatNeed, 'since'> | null => {
    if (atSchools === undefined) return needs.needOn(records, day)
    const isThere = dates.some((at) => (at.beginDate ?? day) <= day && (at.endDate ?? day) >= day)
    return isThere ? EDUCATOR : null
  }
  const later = [...new Set(days)].toSorted().map((day) => ({ day, need: needOn(day) }))
  return withSince(later, { since: claim?.since ?? null, noGap: noGapDays(kind) })
}

/** Who is without a need for longer than a gap may be has it anew, since the day on which it begins again. */
function withSince(
  later: readonly { readonly day: string; readonly need: Omit<SeatNeed, 'since'> | null }[],
  before: { readonly since: Date | null; readonly noGap: number },
): ForecastPerson['needs'] {
  let { since } = before
  let endedOn: string | null = null
  return later.map(({ day, need }) => {
    if (need === null) {
      endedOn ??= day
      return { from: day, need: null }
    }
    if (since === null || (endedOn !== null && day > addDays(endedOn, before.noGap))) since = midnightOf(day)
    endedOn = null
    return { from: day, need: { ...need, since } }
  })
}

function turningDays(
  roles: readonly { readonly beginDate: string | null; readonly endDate: string | null }[],
): readonly string[] {
  return roles.flatMap(({ beginDate, endDate }) => [
    ...(beginDate === null ? [] : [beginDate]),
    ...(endDate === null ? [] : [addDays(endDate, 1)]),
  ])
}
