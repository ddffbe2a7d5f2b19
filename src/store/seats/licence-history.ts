/** Licences over time: what was, from the ledger by day, and what is known of the time to come. */

import type pg from 'pg'
import type { LicencePlace } from './seat-rows.ts'
import { sql } from '../sql.ts'

export interface ForecastSeats {
  /** The last day of the longest term that today is in; null: none. */
  readonly termEndsOn: string | null
  /** Of the people asked for: who has a role that counts by hand, or from a record whose roles have no dates. */
  readonly lasting: ReadonlySet<string>
}

/** What a forecast starts from beside the seats. */
export async function readForecastSeats(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly roles: readonly string[]
    readonly personIds: readonly string[]
    readonly now: Date
  },
): Promise<ForecastSeats> {
  const { rows } = await client.query<{ term_ends_on: string | null; lasting: string[] }>(sql('read_forecast_seats'), [
    o.districtId,
    o.now,
    o.personIds,
    o.roles,
  ])
  return { termEndsOn: rows[0]?.term_ends_on ?? null, lasting: new Set(rows[0]?.lasting) }
}

/** One day's end, in the district's zone. */
export interface HistoryDay {
  readonly day: string
  readonly bought: number
  readonly used: number
  readonly waiting: number
}

/** Every day on which the ledger has an entry, the earliest first; what it was at the end of that day. */
export async function listLicenceDays(client: pg.ClientBase, place: LicencePlace): Promise<readonly HistoryDay[]> {
  const { rows } = await client.query<HistoryDay>(sql('list_licence_days'), [place.districtId, place.kind])
  return rows
}

/** Seats of leavers whose grace ends before a time, by licence, with the first of these days in the district's zone. */
export async function listReclaims(
  client: pg.ClientBase,
  districtId: string,
  before: Date,
): Promise<readonly { readonly licence: string; readonly seats: number; readonly firstOn: string }[]> {
  const { rows } = await client.query<{ licence: string; seats: number; firstOn: string }>(sql('list_seat_reclaims'), [
    districtId,
    before,
  ])
  return rows
}

/** A day in the district's zone, `YYYY-MM-DD`, and how many days it is until then; negative: since then. */
export interface Deadline {
  readonly until: string
  readonly daysLeft: number
}

/** By licence, the next deadline of a seat beyond what was bought; where all have passed, the last one. */
export async function listOverDeadlines(
  client: pg.ClientBase,
  districtId: string,
  now: Date,
): Promise<ReadonlyMap<string, Deadline>> {
  const { rows } = await client.query<Deadline & { licence: string }>(sql('list_over_deadlines'), [districtId, now])
  return new Map(rows.map(({ licence, until, daysLeft }) => [licence, { until, daysLeft }]))
}
