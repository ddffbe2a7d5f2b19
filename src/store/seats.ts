/**
 * Licences in the database: reconciliation inside the caller's transaction, purchases, the figures, the forecast.
 *
 * Transactions must be READ COMMITTED (as inDistrict opens them): whoever waited for the licence's lock then sees
 * what the one before has written. Change roles first and reconcile last in the same transaction.
 */

import type pg from 'pg'
import { Failure } from '../roster/failure.ts'
import { countSeats, type SeatCounts } from '../seats/counts.ts'
import { type LicenceKind, type RoleLicenceKind, roleKinds } from '../seats/kind.ts'
import type { SeatEntry } from '../seats/ledger.ts'
import {
  type Arrival,
  balanceSeats,
  type Candidates,
  type Difference,
  handOut,
  isOff,
  type Leaver,
  NO_DIFFERENCE,
  settle,
  type Situation,
} from '../seats/reconcile.ts'
import { NO_SEATS, retallyMoves, type Seat } from '../seats/seat.ts'
import {
  appendLedger,
  type LedgerCause,
  type LicencePlace,
  type LicenceRow,
  listLicences,
  listSeats,
  lockLicence,
  moveSeats,
  readLastSeq,
  readSeats,
} from './seat-rows.ts'
import { sql } from './sql.ts'

export interface LicenceLine extends Omit<SeatCounts, 'released'> {
  readonly kind: string
}

const QUANTITY_MAX = 10_000_000

/**
 * Squares every role-counted licence of the district with the roles as they are in this transaction, and returns its
 * figures by kind (product.md §3.5). Kinds that are off and unused are left out. Given unchanged roles, writes nothing.
 * Needs the district's context on the client; locks the licences in the order of their kinds.
 */
export async function reconcileSeats(
  client: pg.PoolClient,
  o: {
    readonly districtId: string
    readonly runId: string | null
    readonly actor: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
    /** The runs whose doing is taken back: their seats are given back at once, and what they took returns where it is free. */
    readonly undoneRuns?: readonly string[]
  },
): Promise<Record<string, SeatCounts>> {
  const counts: Record<string, SeatCounts> = {}
  for (const kind of roleKinds(o.kinds)) {
    const place = { districtId: o.districtId, kind: kind.id }
    const licence = await openLicence(client, place, kind)
    if (licence === null || isIdle(kind, licence)) continue
    counts[kind.id] = await reconcileLicence(
      client,
      { ...place, runId: o.runId, actor: o.actor },
      { kind, licence, now: o.now, ...(await readUndone(client, place, o.undoneRuns)) },
    )
  }
  return counts
}

/**
 * Sets the total bought of a kind and hands out or marks seats accordingly, in the caller's transaction. Buying fewer
 * than are used throws nobody out: the latest assigned are marked over, with a deadline.
 * @throws Failure LICENCE_KIND_UNKNOWN, LICENCE_KIND_DERIVED or LICENCE_QUANTITY (operator)
 */
export async function setLicence(
  client: pg.PoolClient,
  o: {
    readonly districtId: string
    readonly kind: string
    readonly quantity: number
    readonly actor: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
  },
): Promise<LicenceLine> {
  const kind = checkedKind(o.kinds, o.kind)
  if (!Number.isSafeInteger(o.quantity) || o.quantity < 0 || o.quantity > QUANTITY_MAX)
    throw new Failure(
      'LICENCE_QUANTITY',
      'operator',
      `The quantity of a licence is a whole number from 0 to ${QUANTITY_MAX}.`,
    )
  const place = { districtId: o.districtId, kind: o.kind, runId: null, actor: o.actor }
  await client.query(sql('open_licence'), [o.districtId, o.kind])
  const licence = await lockLicence(client, place)
  if (licence !== null && licence.bought !== o.quantity) {
    const seq = (await readLastSeq(client, place)) + 1
    await client.query(sql('set_licence'), [o.districtId, o.kind, o.quantity])
    const purchase = { seq, at: o.now, personId: null, until: null, quantity: o.quantity } as const
    await appendLedger(client, place, [{ ...purchase, move: 'purchase', reason: 'set_by_hand' }])
  }
  const counts = await reconcileSeats(client, { ...o, kinds: [kind], runId: null })
  const { released: _, ...figures } = counts[o.kind] ?? countSeats(o.quantity, NO_SEATS, 0)
  return { kind: o.kind, ...figures }
}

/**
 * The figures of the district's licences, in the order of the kinds: every kind of which something is bought or
 * used, and every role-counted kind that isn't off unless bought.
 */
export async function showLicences(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly kinds: readonly LicenceKind[] },
): Promise<{ readonly licences: readonly LicenceLine[] }> {
  const rows = await listLicences(client, o.districtId)
  const licences: LicenceLine[] = []
  for (const kind of o.kinds) {
    const row = rows.get(kind.id)
    const isShown =
      (kind.counts === 'roles' && !kind.offUnlessBought) || (row !== undefined && row.bought + row.tallies.used > 0)
    if (!isShown) continue
    const { released: _, ...figures } = countSeats(row?.bought ?? 0, row?.tallies ?? NO_SEATS, 0)
    licences.push({ kind: kind.id, ...figures })
  }
  return { licences }
}

/** Where need and seats of the licence differ now. Cheap where they don't: one join, no row. */
export async function findDifference(
  client: pg.ClientBase,
  place: LicencePlace,
  situation: Situation,
): Promise<Difference> {
  const { kind, licence } = situation
  const rows = await findApart(client, place, situation)
  const off = isOff(kind, licence.bought)
  const waiting = off && licence.tallies.waiting > 0 ? await readWaiting(client, place) : []
  if (rows.length === 0 && waiting.length === 0) return NO_DIFFERENCE
  const newcomers = rows.filter(({ seated }) => !seated).map(({ person_id }) => person_id)
  const seated = rows.filter((row) => row.seated).map(({ person_id }) => person_id)
  const arrivals = off ? [] : await readArrivals(client, place.districtId, { kind, personIds: newcomers })
  const statuses = await readStatuses(client, place.districtId, seated)
  const seats = seated.length > 0 ? await readSeats(client, place, seated) : []
  return sortDifference(rows, { statuses, arrivals, seats: seatsOf(seats), waiting })
}

async function findApart(
  client: pg.ClientBase,
  { districtId, kind: kindId }: LicencePlace,
  { kind, now }: Situation,
): Promise<readonly DifferenceRow[]> {
  const before = await client.query<{ was: string }>(sql('set_hash_joins'), ['off'])
  const { rows } = await client.query<DifferenceRow>(sql('find_seat_differences'), [
    districtId,
    kindId,
    kind.roles,
    now,
  ])
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

/** Which of these people are active and which have retired, by id. */
export async function readStatuses(
  client: pg.ClientBase,
  districtId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, 'active' | 'retired'>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await client.query<{ person_id: string; status: 'active' | 'retired' }>(sql('read_seat_people'), [
    districtId,
    personIds,
  ])
  return new Map(rows.map(({ person_id, status }) => [person_id, status]))
}

async function readArrivals(
  client: pg.ClientBase,
  districtId: string,
  { kind, personIds }: { readonly kind: RoleLicenceKind; readonly personIds: readonly string[] },
): Promise<readonly Arrival[]> {
  if (personIds.length === 0) return []
  const keys = await client.query<{ person_id: string; order_key: string }>(sql('read_seat_order_keys'), [
    districtId,
    personIds,
  ])
  const orderKeys = new Map(keys.rows.map(({ person_id, order_key }) => [person_id, order_key]))
  const { rows } = await client.query<{ person_id: string; rank: number }>(sql('read_seat_ranks'), [
    districtId,
    personIds,
    kind.roles,
  ])
  return rows.map(({ person_id: personId, rank }) => ({
    personId,
    rank: rank - 1,
    orderKey: orderKeys.get(personId) ?? null,
  }))
}

interface KnownOfDifference {
  readonly statuses: ReadonlyMap<string, 'active' | 'retired'>
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
    if (seat.state !== 'grace')
      leavers.push({ seat, reason: known.statuses.get(personId) === 'active' ? 'role_lost' : 'person_retired' })
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

async function openLicence(
  client: pg.ClientBase,
  place: LicencePlace,
  kind: RoleLicenceKind,
): Promise<LicenceRow | null> {
  const licence = await lockLicence(client, place)
  if (licence !== null || kind.offUnlessBought) return licence
  await client.query(sql('open_licence'), [place.districtId, place.kind])
  return lockLicence(client, place)
}

function isIdle(kind: RoleLicenceKind, { bought, tallies }: LicenceRow): boolean {
  return isOff(kind, bought) && tallies.used === 0 && tallies.waiting === 0
}

async function reconcileLicence(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  o: Omit<Situation, 'licence'> & { readonly licence: LicenceRow },
): Promise<SeatCounts> {
  const { bought } = o.licence
  const start: Situation = { ...o, licence: { ...o.licence, lastSeq: await readLastSeq(client, place) } }
  const difference = await findDifference(client, place, start)
  const settled = settle(start, difference)
  const before = seatsOf([...difference.leavers.map(({ seat }) => seat), ...difference.returners, ...difference.lapsed])
  await writeEntries(client, place, { entries: settled, before })
  const between: Situation = {
    ...o,
    licence: {
      bought,
      tallies: retallyMoves(o.licence.tallies, settled, before),
      lastSeq: start.licence.lastSeq + settled.length,
    },
  }
  const candidates = await readCandidates(client, place, between)
  const handed = handOut(between, candidates, difference.arrivals)
  const held = seatsOf([...candidates.over, ...candidates.assigned, ...candidates.waiting])
  await writeEntries(client, place, { entries: handed, before: held })
  const released = settled.filter(({ move }) => move === 'release').length
  return countSeats(bought, retallyMoves(between.licence.tallies, handed, held), released)
}

/** What those runs did to the licence's seats; nothing where no run is taken back. */
export async function readUndone(
  client: pg.ClientBase,
  place: LicencePlace,
  runIds: readonly string[] | undefined,
): Promise<Pick<Situation, 'undone'>> {
  if (runIds === undefined) return {}
  const { rows } = await client.query<{ person_id: string; gave: boolean; until: Date | null; place: string }>(
    sql('read_undone_seats'),
    [place.districtId, place.kind, runIds],
  )
  const gave = new Map<string, Date | null>()
  const took = new Map<string, number>()
  for (const row of rows)
    if (row.gave) gave.set(row.person_id, row.until)
    else took.set(row.person_id, Number(row.place))
  return { undone: { gave, took } }
}

async function readCandidates(client: pg.ClientBase, place: LicencePlace, situation: Situation): Promise<Candidates> {
  const { keep, over, free } = balanceSeats(situation.licence.bought, situation.licence.tallies)
  const waiting = situation.licence.tallies.waiting === 0 ? 0 : free
  return {
    over: await listSeats(client, place, { state: 'over', order: 'first', limit: keep }),
    assigned: await listSeats(client, place, { state: 'assigned', order: 'last', limit: over }),
    waiting: await listSeats(client, place, { state: 'waiting', order: 'first', limit: waiting }),
  }
}

async function writeEntries(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  change: { readonly entries: readonly SeatEntry[]; readonly before: ReadonlyMap<string, Seat> },
): Promise<void> {
  await appendLedger(client, place, change.entries)
  await moveSeats(client, place, change)
}

function seatsOf(seats: readonly Seat[]): ReadonlyMap<string, Seat> {
  return new Map(seats.map((seat) => [seat.personId, seat]))
}

function checkedKind(kinds: readonly LicenceKind[], id: string): LicenceKind {
  const kind = kinds.find((candidate) => candidate.id === id)
  if (kind === undefined) {
    const known = kinds.filter(({ counts }) => counts !== 'derived').map((candidate) => candidate.id)
    throw new Failure(
      'LICENCE_KIND_UNKNOWN',
      'operator',
      `There is no such kind of licence. Kinds: ${known.join(', ')}.`,
    )
  }
  if (kind.counts === 'derived')
    throw new Failure(
      'LICENCE_KIND_DERIVED',
      'operator',
      `${id} follows from ${kind.from} and is not bought by itself: set ${kind.from}.`,
    )
  return kind
}
