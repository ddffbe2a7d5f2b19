/** What reports of coaching cycles are made of. In the district's transaction. */

import type pg from 'pg'
import type { CycleFact, CycleKey } from '../../coaching/cycle-progress.ts'
import type { ReportFilter, ReportReach } from './coaching-reports.ts'
import type { SchoolRow } from '../page.ts'
import { sql } from '../sql.ts'

/** The cycles that ran between the two days, as far as the reader's reports go, for a report by one thing. */
export async function listCycleFacts(
  client: pg.ClientBase,
  { districtId, schoolIds, coachId, notAboutId, peopleIds }: ReportReach,
  { from, to, by }: Pick<ReportFilter, 'from' | 'to'> & { readonly by: CycleKey },
): Promise<readonly CycleFact[]> {
  const values = [districtId, schoolIds === null, schoolIds ?? [], coachId, notAboutId, from, to, peopleIds, by]
  const { rows } = await client.query<CycleFact>(sql('list_cycle_progress'), values)
  return rows
}

/** Names of coaches or schools by their ids. */
export async function readNames(
  client: pg.ClientBase,
  districtId: string,
  of: 'coaches' | 'schools',
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<SchoolRow>(sql(`list_names_of_${of}`), [districtId, ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}
