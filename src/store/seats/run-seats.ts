/** What a plan that rests would make of people's seats: kept with its changes, and read a page at a time. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { LedgerReason } from '../../seats/ledger.ts'
import type { SeatMove } from '../../seats/seat.ts'
import type { PrismaTransaction } from '../database.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

/** One of the two numbers is null: the feed's is of somebody who isn't there yet. */
export interface PlannedSeat {
  readonly personId: string | null
  readonly sourcedId: string | null
  readonly move: SeatMove
  readonly reason: LedgerReason
}

/** Keeps all of one licence, in the order given. */
export async function storeRunSeats(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly runId: string; readonly licence: string },
  people: readonly PlannedSeat[],
): Promise<void> {
  if (people.length === 0) return
  const rows = people.map(({ personId, sourcedId, move, reason }) => ({
    person_id: personId,
    sourced_id: sourcedId,
    move,
    reason,
  }))
  await client.query(sql('store_run_seats'), [place.districtId, place.runId, place.licence, JSON.stringify(rows)])
}

export interface RunSeatLine extends PlannedSeat {
  /** Where the next page begins. */
  readonly key: string
  readonly licence: string
}

/** At most `limit` lines of the plan after that key, by licence, those who would wait first; people by number alone. */
export async function listRunSeatLines(
  client: pg.ClientBase,
  run: { readonly districtId: string; readonly runId: string },
  page: { readonly after: string; readonly limit: number },
): Promise<readonly RunSeatLine[]> {
  const values = [run.districtId, run.runId, page.after, page.limit]
  const { rows } = await client.query<
    Omit<RunSeatLine, 'personId' | 'sourcedId'> & { person_id: string | null; sourced_id: string | null }
  >(sql('list_run_seat_lines'), values)
  return rows.map(({ key, licence, person_id: personId, sourced_id: sourcedId, move, reason }) => ({
    key,
    licence,
    personId,
    sourcedId,
    move,
    reason,
  }))
}

export interface RunSeatRow extends PlannedSeat {
  readonly licence: string
  /** Null: whoever asks may not see people, or not this one. */
  readonly name: { readonly givenName: string; readonly familyName: string } | null
}

export interface RunSeatSearch extends PageRequest {
  readonly runId: string
  /** Null: of every licence; every move. */
  readonly licence: string | null
  readonly move: SeatMove | null
}

/** One page: by licence, those who would wait first. `people`: whose names whoever asks may see; null: nobody's. */
export async function listRunSeats(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  people: Grant<Capability> | null,
  search: RunSeatSearch,
): Promise<Page<RunSeatRow>> {
  const { limit, offset } = pageFrom(search)
  const [, ...named] = people === null ? [null, false, []] : reachSchools(people)
  const values = [...reachSchools(grant), search.runId, search.licence, search.move, ...named, limit, offset]
  const [row] = await query<Page<RunSeatRow>>(tx, 'list_run_seats', values)
  return row ?? { items: [], total: 0 }
}
