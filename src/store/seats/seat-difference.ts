/** Where need and seats of a licence differ in the database, and what a run that is taken back had done to it. */

import type pg from 'pg'
import type { SeatKind } from '../../seats/kind.ts'
import {
  type Arrival,
  type Difference,
  isOff,
  type Leaver,
  type LeaveReason,
  NO_DIFFERENCE,
  type Situation,
} from '../../seats/reconcile.ts'
import type { Seat } from '../../seats/seat.ts'
import { type LicencePlace, readSeats } from './seat-rows.ts'
import { sql } from '../sql.ts'

/** Where need and seats of the licence differ now. Cheap where they don't: one join, no row. */
export async function findDifference(
  client: pg.ClientBase,
  place: LicencePlace,
  situation: Situation & {
    readonly isLimited?: boolean
    /** Of a product: only these people have changed. */
    readonly among?: readonly string[] | undefined
  },
): Promise<Difference> {
  const { kind, licence } = situation
  if (situation.isLimited === false) return letEverybodyGo(client, place)
  const rows = await findApart(client, place, situation)
  const off = isOff(kind, licence.bought)
  const waiting = off && licence.tallies.waiting > 0 ? await readWaiting(client, place) : []
  if (rows.length === 0 && waiting.length === 0) return NO_DIFFERENCE
  const newcomers = rows.filter(({ seated }) => !seated).map(({ person_id }) => person_id)
  const seated = rows.filter((row) => row.seated).map(({ person_id }) => person_id)
  const arrivals = off
    ? []
    : await readArrivals(client, place.districtId, { kind, personIds: newcomers, now: situation.now })
  const reasons = await readLeaveReasons(client, place.districtId, {
    personIds: seated,
    product: kind.product,
    now: situation.now,
  })
  const seats = seated.length > 0 ? await readSeats(client, place, seated) : []
  return sortDifference(rows, { reasons, arrivals, seats: seatsOf(seats), waiting })
}

/** Where nothing is limited nobody needs a place of their own. */
async function letEverybodyGo(client: pg.ClientBase, place: LicencePlace): Promise<Difference> {
  const leavers = (await readSeats(client, place)).map((seat) => ({
    seat,
    reason: 'licence_off' as const,
  }))
  return { ...NO_DIFFERENCE, leavers }
}

/** How many would need a seat and have none, in no state. */
export async function countUnseated(
  client: pg.ClientBase,
  place: LicencePlace,
  o: { readonly kind: SeatKind; readonly now: Date },
): Promise<number> {
  return (await findApart(client, place, o)).filter(({ needs, seated }) => needs && !seated).length
}

/** Who would need a seat and has none, in no state. */
export async function findUnseated(
  client: pg.ClientBase,
  place: LicencePlace,
  o: { readonly kind: SeatKind; readonly now: Date },
): Promise<readonly Arrival[]> {
  const apart = await findApart(client, place, o)
  const personIds = apart.filter(({ needs, seated }) => needs && !seated).map(({ person_id }) => person_id)
  return readArrivals(client, place.districtId, { ...o, personIds })
}

async function findApart(
  client: pg.ClientBase,
  { districtId, kind: kindId }: LicencePlace,
  {
    kind,
    now,
    among,
  }: Pick<Situation, 'now'> & {
    readonly kind: SeatKind
    readonly among?: readonly string[] | undefined
  },
): Promise<readonly DifferenceRow[]> {
  if (kind.product !== undefined) {
    const values = [districtId, kindId, kind.roles, now, kind.product, among ?? null]
    return (await client.query<DifferenceRow>(sql('find_product_differences'), values)).rows
  }
  const before = await client.query<{ was: string }>(sql('set_hash_joins'), ['off'])
  const statement = kind.capacity === undefined ? 'find_seat_differences' : 'find_educator_differences'
  const { rows } = await client.query<DifferenceRow>(sql(statement), [districtId, kindId, kind.roles, now])
  await client.query(sql('set_hash_joins'), [before.rows[0]?.was])
  return rows
}

interface DifferenceRow {
  readonly person_id: string
  /** Has a role that counts. */
  readonly needs: boolean
  /** Has a seat, in whatever state. */
  readonly seated: boolean
}

/** Why these people would need a seat no more, by id; whoever has a role that counts would have lost it. */
export async function readLeaveReasons(
  client: pg.ClientBase,
  districtId: string,
  o: { readonly personIds: readonly string[]; readonly product?: string | undefined; readonly now?: Date },
): Promise<ReadonlyMap<string, LeaveReason>> {
  if (o.personIds.length === 0) return new Map()
  const { rows } = await client.query<{ person_id: string; reason: LeaveReason }>(sql('read_seat_people'), [
    districtId,
    o.personIds,
    o.product ?? null,
    o.now ?? null,
  ])
  return new Map(rows.map(({ person_id, reason }) => [person_id, reason]))
}

async function readArrivals(
  client: pg.ClientBase,
  districtId: string,
  o: { readonly kind: SeatKind; readonly personIds: readonly string[]; readonly now: Date },
): Promise<readonly Arrival[]> {
  if (o.personIds.length === 0) return []
  const { rows } = await client.query<ArrivalRow>(...rankQuery(districtId, o))
  return rows.map(({ person_id: personId, rank, order_key: orderKey }) => ({
    personId,
    rank: rank - 1,
    orderKey,
  }))
}

function rankQuery(
  districtId: string,
  { kind, personIds, now }: { readonly kind: SeatKind; readonly personIds: readonly string[]; readonly now: Date },
): [string, unknown[]] {
  if (kind.product !== undefined) return [sql('read_product_ranks'), [districtId, personIds, kind.product, now]]
  if (kind.capacity !== undefined) return [sql('read_educator_ranks'), [districtId, personIds, kind.id]]
  return [sql('read_seat_ranks'), [districtId, personIds, kind.roles]]
}

interface ArrivalRow {
  readonly person_id: string
  /** Counted from one. */
  readonly rank: number
  readonly order_key: string | null
}

interface KnownOfDifference {
  readonly reasons: ReadonlyMap<string, LeaveReason>
  readonly arrivals: readonly Arrival[]
  /** The seats of those who have one. */
  readonly seats: ReadonlyMap<string, Seat>
  /** All who wait, where the kind is off. */
  readonly waiting: readonly Seat[]
}

function sortDifference(rows: readonly DifferenceRow[], known: KnownOfDifference): Difference {
  const leavers: Leaver[] = []
  const returners: Seat[] = []
  const lapsed: Seat[] = []
  for (const { person_id: personId, needs } of rows) {
    const seat = known.seats.get(personId)
    if (seat === undefined) continue
    if (seat.state !== 'grace') leavers.push({ seat, reason: known.reasons.get(personId) ?? 'person_retired' })
    else if (needs) returners.push(seat)
    else lapsed.push(seat)
  }
  const leaving = new Set(leavers.map(({ seat }) => seat.personId))
  for (const seat of known.waiting) if (!leaving.has(seat.personId)) leavers.push({ seat, reason: 'licence_off' })
  return { arrivals: known.arrivals, leavers, returners, lapsed }
}

async function readWaiting(client: pg.ClientBase, place: LicencePlace): Promise<readonly Seat[]> {
  const seats = await readSeats(client, place)
  return seats.filter(({ state }) => state === 'waiting')
}

/** What those runs did to the licence's seats; nothing where no run is taken back. */
export async function readUndone(
  client: pg.ClientBase,
  place: LicencePlace,
  runIds: readonly string[] | undefined,
): Promise<Pick<Situation, 'undone'>> {
  if (runIds === undefined) return {}
  const { rows } = await client.query<{
    person_id: string
    gave: boolean
    until: Date | null
    place: string
  }>(sql('read_undone_seats'), [place.districtId, place.kind, runIds])
  const gave = new Map<string, Date | null>()
  const took = new Map<string, number>()
  for (const row of rows)
    if (row.gave) gave.set(row.person_id, row.until)
    else took.set(row.person_id, Number(row.place))
  return { undone: { gave, took } }
}

/** By person. */
export function seatsOf(seats: readonly Seat[]): ReadonlyMap<string, Seat> {
  return new Map(seats.map((seat) => [seat.personId, seat]))
}
