/** Who holds, awaits or keeps a seat of a licence, for pages and the command line; and its ledger as one reads it. */

import type pg from 'pg'
import type { Role } from '../../roster/model.ts'
import type { RoleLicenceKind } from '../../seats/kind.ts'
import { type LedgerReason, type WaitReason, waitReason } from '../../seats/ledger.ts'
import { byRules } from '../../seats/rules.ts'
import type { SeatFileLine } from '../../seats/seat-file.ts'
import type { SeatMove, SeatState } from '../../seats/seat.ts'
import { type Page, pageFrom, type PageRequest, type PersonRow } from '../page.ts'
import { type LicencePlace, listSeats, readLicence } from './seat-rows.ts'
import { readFacts, readTerms } from './seat-rules.ts'
import { SEATS_ORDER } from './seat-order.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

export interface SeatPerson {
  readonly person: PersonRow
  readonly state: SeatState
  readonly since: string
  /** The end of grace, or the deadline of a seat that is over. */
  readonly until: string | null
  /** Of who waits: the place in the queue, from 1. */
  readonly position: number | null
  /** Of who waits: why. */
  readonly reason: WaitReason | null
  /** The number of the order by hand. */
  readonly priority: number | null
  /** The roles that need the seat. */
  readonly roles: readonly Role[]
  readonly school: string | null
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
    readonly kind: RoleLicenceKind
    readonly states: readonly SeatState[]
    readonly reach: SeatReach
    readonly now: Date
  },
): Promise<Page<SeatPerson>> {
  const queue = o.states.includes('waiting') ? await readQueue(client, place, o) : { personIds: [], reason: null }
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
    ],
  )
  const [found] = rows
  const items = (found?.items ?? []).map((item) => ({
    ...item,
    reason: item.state === 'waiting' ? queue.reason : null,
  }))
  return { items, total: found?.total ?? 0 }
}

/** Everybody with a seat in these states, for a file; in the order of `listSeatPeople`. */
export async function listSeatFile(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly kind: RoleLicenceKind
    readonly states: readonly SeatState[]
    readonly reach: SeatReach
    readonly now: Date
  },
): Promise<readonly SeatFileLine[]> {
  const queue = o.states.includes('waiting') ? await readQueue(client, place, o) : { personIds: [], reason: null }
  const { rows } = await client.query<Omit<SeatFileLine, 'reason'>>(sql('list_seat_file'), [
    place.districtId,
    o.reach.district,
    o.reach.schoolIds,
    place.kind,
    o.states,
    queue.personIds,
    o.kind.roles,
  ])
  return rows.map((row) => ({ ...row, reason: row.state === 'waiting' ? queue.reason : null }))
}

/** Everybody who waits, in the order in which they get a seat, and why they wait. */
export async function readQueue(
  client: pg.ClientBase,
  place: LicencePlace,
  o: { readonly kind: RoleLicenceKind; readonly now: Date },
): Promise<{ readonly personIds: readonly string[]; readonly reason: WaitReason | null }> {
  const licence = await readLicence(client, place)
  const count = licence?.tallies.waiting ?? 0
  if (licence === null || count === 0) return { personIds: [], reason: null }
  const { seatRules: rules } = await readTerms(client, place, { now: o.now })
  const waiting = await listSeats(client, place, { state: 'waiting', order: 'first', limit: count })
  const personIds = waiting.map(({ personId }) => personId)
  const inOrder =
    rules.order.length === 0
      ? waiting
      : byRules(waiting, await readFacts(client, place, { kind: o.kind, rules, personIds }))
  // A seat is free and none of them got it: it is kept for people of a school.
  return { personIds: inOrder.map(({ personId }) => personId), reason: waitReason(licence) ?? 'reserved_elsewhere' }
}

export interface LedgerLine {
  readonly kind: string
  readonly seq: number
  readonly at: string
  readonly move: SeatMove | 'purchase' | 'allot'
  readonly person: PersonRow | null
  readonly reason: LedgerReason
  readonly until: string | null
  readonly quantity: number | null
  readonly runId: string | null
  readonly actor: string
}

const ENTRIES_ORDER: ListOrder = {
  by: {
    at: ['page.at'],
    move: ['page.move'],
  },
  otherwise: 'page.at desc, page.kind collate "C", page.seq desc',
}

/** One page of the ledger, of one kind or of all, the newest entries first; only those `after` a number where it is given. */
export async function listLedger(
  client: pg.ClientBase,
  o: PageRequest & { readonly districtId: string; readonly kind: string | null; readonly after?: number },
): Promise<Page<LedgerLine>> {
  const { limit, offset } = pageFrom(o)
  const { rows } = await client.query<{ total: number; items: LedgerLine[] }>(
    sorted('list_ledger_entries', o, ENTRIES_ORDER),
    [o.districtId, o.kind, o.after ?? 0, limit, offset],
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}
