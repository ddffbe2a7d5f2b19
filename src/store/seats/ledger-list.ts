/** The ledger of a licence as one reads it: a page of it, or all of it from the newest entry on. */

import type pg from 'pg'
import type { LedgerReason } from '../../seats/ledger.ts'
import type { SeatMove } from '../../seats/seat.ts'
import { type Page, pageFrom, type PageRequest, type PersonRow } from '../page.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'
import type { LicencePlace } from './seat-rows.ts'
import { type SeatReach, WHOLE_DISTRICT } from './seat-people.ts'

export interface LedgerLine {
  readonly kind: string
  readonly seq: number
  readonly at: string
  readonly move: SeatMove | 'purchase' | 'allot' | 'book'
  readonly person: PersonRow | null
  readonly reason: LedgerReason
  readonly until: string | null
  readonly quantity: number | null
  /** The purchase that was entered, changed or taken out. */
  readonly purchase: string | null
  readonly runId: string | null
  readonly actor: string
  /** Of a person or a customer's administrator; null: it is neither, isn't known any more, or isn't for whoever asks. */
  readonly actorName: string | null
}

const ENTRIES_ORDER: ListOrder = {
  by: {
    at: ['page.at'],
    move: ['page.move'],
  },
  otherwise: 'page.at desc, page.kind collate "C", page.seq desc',
}

/**
 * One page of the ledger, of one kind or of all, the newest entries first; only those `after` a number where it is given,
 * `ofPeople` only what happened to somebody's seat, and only to people in `reach`. By whom, is told by number alone.
 */
export async function listLedger(
  client: pg.ClientBase,
  o: PageRequest & {
    readonly districtId: string
    readonly kind: string | null
    readonly after?: number
    readonly ofPeople?: true
    /** None: the whole district. */
    readonly reach?: SeatReach
  },
): Promise<Page<LedgerLine>> {
  const { limit, offset } = pageFrom(o)
  const { district, schoolIds } = o.reach ?? WHOLE_DISTRICT
  const which = [o.districtId, o.kind, o.after ?? 0, limit, offset, o.ofPeople === true]
  const { rows } = await client.query<{ total: number; items: LedgerLine[] }>(
    sorted('list_ledger_entries', o, ENTRIES_ORDER),
    [...which, district, schoolIds],
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

/** As they were written, which is the order of time, or by move; either is cut without counting the others. */
const NUMBERED_ORDER: ListOrder = { by: { at: ['page.seq'], move: ['page.move'] }, otherwise: 'page.seq desc' }

/** One page of the whole ledger of one licence, the newest entries first; how long it is costs nothing to say. */
export async function listLedgerOf(
  client: pg.ClientBase,
  { districtId, kind }: LicencePlace,
  o: PageRequest & { readonly namesActors: boolean },
): Promise<Page<LedgerLine>> {
  const { limit, offset } = pageFrom(o)
  const { rows } = await client.query<{ total: number; items: LedgerLine[] }>(
    sorted('list_ledger_of_licence', o, NUMBERED_ORDER),
    [districtId, kind, limit, offset, o.namesActors],
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

/** The kinds of which the district has a ledger, by name. */
export async function listLedgerKinds(client: pg.ClientBase, districtId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ kind: string }>(sql('list_ledger_kinds'), [districtId])
  return rows.map(({ kind }) => kind)
}

/** At most `limit` entries before that number, the newest first; each is found by its number, however long the ledger is. */
export async function listLedgerBefore(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    /** Null: from the newest on. */
    readonly before: number | null
    readonly limit: number
    /** Whether people are told by their names; otherwise by their number alone. */
    readonly namesPeople: boolean
    readonly namesActors: boolean
  },
): Promise<readonly LedgerLine[]> {
  const values = [place.districtId, place.kind, o.before, o.limit, o.namesPeople, o.namesActors]
  return (await client.query<LedgerLine>(sql('list_ledger_before'), values)).rows
}
