/** Who holds, awaits or keeps a seat of a licence, for pages and the command line. */

import type pg from 'pg'
import { districtDay } from '../../coaching/district-day.ts'
import type { Role } from '../../roster/model.ts'
import type { SeatCounts } from '../../seats/counts.ts'
import { type LicenceKind, type RoleLicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import type { WaitReason } from '../../seats/ledger.ts'
import { withRules } from '../../seats/licence-rules.ts'
import { byRules, isPlain, openPool } from '../../seats/rules.ts'
import type { SeatFileLine } from '../../seats/seat-file.ts'
import type { SeatState } from '../../seats/seat.ts'
import { explainWaits, shortOf } from '../../seats/wait.ts'
import { findDistrict } from '../people/district.ts'
import { districtKinds } from './products.ts'
import { type Page, pageFrom, type PageRequest, type PersonRow } from '../page.ts'
import { type LicencePlace, listSeats, readLicence } from './seat-rows.ts'
import { readFacts, readTerms } from './seat-rules.ts'
import { listSeatEnds } from './seat-ends.ts'
import { SEATS_ORDER } from './seat-order.ts'
import { sorted } from '../sort.ts'
import { sql } from '../sql.ts'

export interface SeatPerson {
  readonly person: PersonRow
  readonly state: SeatState
  readonly since: string
  /** The end of grace, also of the one that somebody waits for; or the deadline of a seat that is over. */
  readonly until: string | null
  /** Of who waits: the place in the queue, from 1. */
  readonly position: number | null
  /** Of who waits: why. */
  readonly reason: WaitReason | null
  /** The number of the order by hand. */
  readonly priority: number | null
  /** The roles that need the seat. */
  readonly roles: readonly Role[]
  readonly schools: readonly string[]
}

/** Whose seats: of the whole district, or of people of these schools. */
export interface SeatReach {
  readonly district: boolean
  readonly schoolIds: readonly string[]
}

export const WHOLE_DISTRICT: SeatReach = { district: true, schoolIds: [] }

/** One page of the seats in these states: those who wait in the order of the queue, the others by date, then as they came. */
export async function listSeatPeople(
  client: pg.ClientBase,
  place: LicencePlace,
  o: PageRequest & {
    readonly kind: SeatKind
    readonly states: readonly SeatState[]
    readonly reach: SeatReach
    readonly now: Date
    /** Parts that a name must all contain, in small letters. */
    readonly words?: readonly string[]
  },
): Promise<Page<SeatPerson>> {
  const queue = o.states.includes('waiting') ? await readQueue(client, place, o) : NOBODY
  const { limit, offset } = pageFrom(o)
  const { rows } = await client.query<{ total: number; items: Omit<SeatPerson, 'reason'>[] }>(
    sorted('list_seat_people', o, SEATS_ORDER),
    [
      place.districtId,
      o.reach.district,
      o.reach.schoolIds,
      place.kind,
      o.states,
      queue.personIds,
      o.kind.roles,
      limit,
      offset,
      o.words ?? [],
    ],
  )
  const [found] = rows
  const items = (found?.items ?? []).map((item) => {
    const { reason, until } = queue.waits.get(item.person.id) ?? NO_WAIT
    return { ...item, reason, until: until?.toISOString() ?? item.until }
  })
  return { items, total: found?.total ?? 0 }
}

/** Everybody with a seat in these states, for a file; in the order of `listSeatPeople`. */
export async function listSeatFile(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly kind: SeatKind
    readonly states: readonly SeatState[]
    readonly reach: SeatReach
    readonly now: Date
  },
): Promise<readonly SeatFileLine[]> {
  const queue = o.states.includes('waiting') ? await readQueue(client, place, o) : NOBODY
  const { rows } = await client.query<Omit<SeatFileLine, 'reason'>>(sql('list_seat_file'), [
    place.districtId,
    o.reach.district,
    o.reach.schoolIds,
    place.kind,
    o.states,
    queue.personIds,
    o.kind.roles,
  ])
  const timezone = (await findDistrict(client, place.districtId))?.timezone ?? 'UTC'
  return rows.map((row) => ({ ...row, ...toldOf(queue, row, timezone) }))
}

/** Why somebody waits; until: the end of the grace that they wait for. */
export interface QueueWait {
  readonly reason: WaitReason | null
  readonly until: Date | null
}

/** Those who wait, in the order in which they get a seat. */
export interface Queue {
  readonly personIds: readonly string[]
  readonly waits: ReadonlyMap<string, QueueWait>
}

export const NOBODY: Queue = { personIds: [], waits: new Map() }
export const NO_WAIT: QueueWait = { reason: null, until: null }

/** Everybody who waits, and why each of them does. */
export async function readQueue(
  client: pg.ClientBase,
  place: LicencePlace,
  o: { readonly kind: SeatKind; readonly now: Date },
): Promise<Queue> {
  const licence = await readLicence(client, place)
  const count = licence?.tallies.waiting ?? 0
  if (licence === null || count === 0) return NOBODY
  const { bought, tallies } = licence
  const { seatRules, rules } = await readTerms(client, place, { now: o.now })
  const waiting = await listSeats(client, place, { state: 'waiting', order: 'first', limit: count })
  const about = { kind: withRules(o.kind, rules), now: o.now, personIds: waiting.map(({ personId }) => personId) }
  const ids = about.personIds
  const facts = isPlain(seatRules) ? undefined : await readFacts(client, place, { ...about, rules: seatRules })
  const personIds = facts === undefined ? ids : byRules(waiting, facts).map(({ personId }) => personId)
  const ends = await listSeatEnds(client, place, { kind: about.kind, grace: tallies.grace, now: o.now })
  const pool = openPool(bought, tallies.used, facts)
  const waits = explainWaits(personIds, pool, { bought, ends: ends.map(({ end }) => end) })
  const told = waits.map(({ reason, end }): QueueWait => ({
    reason,
    until: end === null ? null : (ends[end]?.at ?? null),
  }))
  return { personIds, waits: new Map(personIds.map((personId, at) => [personId, told[at] ?? NO_WAIT])) }
}

/** How many of those who wait are told a day, and the last of these days in the district's zone; null: none is. */
export async function readComingFree(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly kind: SeatKind
    readonly now: Date
    readonly licence: { readonly waiting: number; readonly grace: number }
  },
): Promise<{ readonly count: number; readonly by: string } | null> {
  // A day is told of seats in grace, and of a product's by hand: where there are none, the queue needn't be read.
  if ((o.licence.grace === 0 && o.kind.product === undefined) || o.licence.waiting === 0) return null
  const { waits } = await readQueue(client, place, o)
  const ends = [...waits.values()].flatMap(({ until }) => until ?? [])
  if (ends.length === 0) return null
  const timezone = (await findDistrict(client, place.districtId))?.timezone ?? 'UTC'
  const last = new Date(Math.max(...ends.map((end) => end.getTime())))
  return { count: ends.length, by: districtDay(last, timezone) }
}

/** The least number of further seats with which nobody would wait and none would be over. */
export async function readShort(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly kind: RoleLicenceKind
    readonly now: Date
    readonly licence: { readonly bought: number; readonly used: number; readonly waiting: number }
  },
): Promise<number> {
  const { licence } = o
  const { seatRules: rules } = await readTerms(client, place, { now: o.now })
  const seats = await listSeats(client, place, { state: 'waiting', order: 'first', limit: licence.waiting })
  const personIds = seats.map(({ personId }) => personId)
  if (personIds.length === 0 || rules.reserved.size === 0) return shortOf(licence, personIds)
  return shortOf(licence, personIds, await readFacts(client, place, { ...o, rules, personIds }))
}

/** The same of every licence of these figures that has too few, by kind. In the transaction that squared them. */
export async function readShortages(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly kinds: readonly LicenceKind[]
    readonly seats: Readonly<Record<string, SeatCounts>>
    readonly now: Date
  },
): Promise<Readonly<Record<string, number>>> {
  const shortages: Record<string, number> = {}
  for (const kind of seatKinds(await districtKinds(client, o.districtId, o.kinds))) {
    const licence = o.seats[kind.id]
    if (licence === undefined || (licence.waiting === 0 && licence.over === 0)) continue
    const place = { districtId: o.districtId, kind: kind.id }
    const short = await readShort(client, place, { kind, now: o.now, licence })
    if (short > 0) shortages[kind.id] = short
  }
  return shortages
}

/** What a file tells of somebody's wait; of who doesn't wait, the day that is known. */
export function toldOf(
  { waits }: Queue,
  { personId, untilOn }: { readonly personId: string; readonly untilOn: string | null },
  timezone: string,
): { readonly reason: WaitReason | null; readonly untilOn: string | null } {
  const { reason, until } = waits.get(personId) ?? NO_WAIT
  return { reason, untilOn: until === null ? untilOn : districtDay(until, timezone) }
}
