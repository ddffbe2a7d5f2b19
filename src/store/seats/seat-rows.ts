/** Rows of the tables licence, seat and seat_ledger as the values of the seats room, and back. */

import type pg from 'pg'
import type { LedgerEntry, LicenceState, SeatEntry } from '../../seats/ledger.ts'
import { moveSeat, type Seat, type SeatState } from '../../seats/seat.ts'
import { sql } from '../sql.ts'

/** Which licence: of one district, one kind. */
export interface LicencePlace {
  readonly districtId: string
  readonly kind: string
}

/** Who caused ledger entries. */
export interface LedgerCause {
  readonly runId: string | null
  readonly actor: string
}

export type LicenceRow = Pick<LicenceState, 'bought' | 'ceiling' | 'tallies'>

interface RawLicence {
  readonly bought: number
  readonly ceiling: number
  readonly used: number
  readonly waiting: number
  readonly grace: number
  readonly marked_over: number
}

interface RawSeat {
  readonly person_id: string
  readonly state: SeatState
  readonly since: Date
  readonly until: Date | null
  readonly place: string
}

/** The licence as it stands, or null where nothing was ever bought or needed of this kind. */
export async function readLicence(client: pg.ClientBase, place: LicencePlace): Promise<LicenceRow | null> {
  const { rows } = await client.query<RawLicence>(sql('read_licence'), [place.districtId, place.kind])
  return rows[0] === undefined ? null : licenceOf(rows[0])
}

/** The same, locked until the end of the transaction. */
export async function lockLicence(client: pg.ClientBase, place: LicencePlace): Promise<LicenceRow | null> {
  const { rows } = await client.query<RawLicence>(sql('lock_licence'), [place.districtId, place.kind])
  return rows[0] === undefined ? null : licenceOf(rows[0])
}

/** Every licence of the district that has a row, by kind. */
export async function listLicences(
  client: pg.ClientBase,
  districtId: string,
): Promise<ReadonlyMap<string, LicenceRow>> {
  const { rows } = await client.query<RawLicence & { readonly kind: string }>(sql('list_licences'), [districtId])
  return new Map(rows.map((row) => [row.kind, licenceOf(row)]))
}

/** The number of the licence's last ledger entry; 0: none. Read it under the licence's lock before writing more. */
export async function readLastSeq(client: pg.ClientBase, place: LicencePlace): Promise<number> {
  const { rows } = await client.query<{ seq: string }>(sql('read_last_ledger_entry'), [place.districtId, place.kind])
  return Number(rows[0]?.seq ?? 0)
}

/** The licence's seats in the order of their places: of these people, or all. */
export async function readSeats(
  client: pg.ClientBase,
  place: LicencePlace,
  personIds: readonly string[] | null = null,
): Promise<readonly Seat[]> {
  const { rows } = await client.query<RawSeat>(sql('read_seats'), [place.districtId, place.kind, personIds])
  return rows.map(seatOf)
}

/** At most `limit` seats in one state, the earliest or the latest first; asks the database only for some. */
export async function listSeats(
  client: pg.ClientBase,
  place: LicencePlace,
  wanted: { readonly state: SeatState; readonly order: 'first' | 'last'; readonly limit: number },
): Promise<readonly Seat[]> {
  if (wanted.limit <= 0) return []
  const statement = sql(wanted.order === 'first' ? 'list_seats_first' : 'list_seats_last')
  const { rows } = await client.query<RawSeat>(statement, [place.districtId, place.kind, wanted.state, wanted.limit])
  return rows.map(seatOf)
}

/** Appends entries to the ledger. Two writers of one number: the database refuses the second. */
export async function appendLedger(
  client: pg.ClientBase,
  place: LicencePlace & LedgerCause,
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await client.query(sql('insert_ledger_entries'), [
    place.districtId,
    place.kind,
    place.runId,
    place.actor,
    entries.map(({ seq }) => seq),
    entries.map(({ at }) => at),
    entries.map(({ move }) => move),
    entries.map(({ personId }) => personId),
    entries.map(({ reason }) => reason),
    entries.map(({ until }) => until),
    entries.map(({ quantity }) => quantity),
    entries.map((entry) => (entry.move === 'purchase' ? (entry.purchase ?? null) : null)),
  ])
}

/**
 * Does to the table of seats what the entries say: first what frees seats, then changes, then new ones, so that the
 * count never passes above what it will be. `before` has the seat of everybody named who has one. The entries are of
 * one step, so that seats which make the same move become the same but for their place, which a yield alone changes.
 */
export async function moveSeats(
  client: pg.ClientBase,
  place: LicencePlace,
  change: { readonly entries: readonly SeatEntry[]; readonly before: ReadonlyMap<string, Seat> },
): Promise<void> {
  const removed: string[] = []
  const changed = new Map<string, { readonly to: Seat; readonly personIds: string[] }>()
  const added: Seat[] = []
  for (const entry of change.entries) {
    const seat = change.before.get(entry.personId)
    const moved = moveSeat(seat, entry)
    if (moved === null) removed.push(entry.personId)
    else if (seat === undefined) added.push(moved)
    else if (entry.move === 'yield') {
      // Its place is a new one.
      removed.push(entry.personId)
      added.push(moved)
    } else {
      const alike = changed.get(entry.move) ?? { to: moved, personIds: [] }
      alike.personIds.push(entry.personId)
      changed.set(entry.move, alike)
    }
  }
  const licence = [place.districtId, place.kind]
  if (removed.length > 0) await client.query(sql('delete_seats'), [...licence, removed])
  for (const { to, personIds } of changed.values())
    await client.query(sql('update_seats'), [...licence, personIds, to.state, to.since, to.until])
  if (added.length > 0) await client.query(sql('insert_seats'), [...licence, ...seatColumns(added)])
}

function seatOf(row: RawSeat): Seat {
  return { personId: row.person_id, state: row.state, since: row.since, until: row.until, place: Number(row.place) }
}

function licenceOf(row: RawLicence): LicenceRow {
  const { bought, ceiling, used, waiting, grace } = row
  return { bought, ceiling, tallies: { used, waiting, grace, markedOver: row.marked_over } }
}

function seatColumns(seats: readonly Seat[]): readonly unknown[] {
  return [
    seats.map(({ personId }) => personId),
    seats.map(({ state }) => state),
    seats.map(({ since }) => since),
    seats.map(({ until }) => until),
    seats.map(({ place }) => place),
  ]
}
