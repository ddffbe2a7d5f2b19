/** Staging of deltas: when each row's record was changed, which rows come too late, and that knowledge beside the roster. */

import type pg from 'pg'
import type { FeedRow, Table } from '../../roster/model.ts'
import { copyLine } from './copy-line.ts'
import { namesOf } from './roster-diff.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import type { SourcePlace } from './source-table.ts'
import { sql } from '../sql.ts'

/** Sends the dates of a delta's rows beside the rows themselves. */
export async function stageMarks(connection: RunConnection, table: Table, rows: readonly FeedRow[]): Promise<void> {
  let lines = ''
  for (const { record, at, modifiedAt } of rows)
    lines += copyLine([table, record.sourcedId, String(at.row), modifiedAt ?? null])
  await connection.copy('stage_mark', lines)
}

export interface OutdatedRows {
  readonly count: number
  readonly firstRow: number | null
}

/**
 * Leaves in the staging of a delta the newest row of each record, and only where the roster has nothing newer. Before
 * duplicates are settled: what is left of a record twice has one date.
 */
export function settleDelta(
  connection: RunConnection,
  table: Table,
  known: { readonly sourceId: string; readonly fullMark: Date | null },
): Promise<OutdatedRows> {
  const names = namesOf(ROSTER_TABLES[table])
  return connection.inDistrict(async (client) => {
    await client.query('analyze stage_mark')
    const withheld = await client.query(fill('withhold_delta', names), [table])
    const { rows } = await client.query<{ count: number; row: string | null }>(fill('settle_delta', names), [
      connection.districtId,
      known.sourceId,
      table,
      known.fullMark,
    ])
    const count = rows[0]?.count ?? 0
    if (table === 'people' && count + (withheld.rowCount ?? 0) > 0) await client.query(sql('drop_unfounded_grants'))
    return { count, firstRow: count === 0 ? null : Number(rows[0]?.row) }
  })
}

/** The newest change among the rows that were taken; null: none was. After the last row was left out. */
export function closeDelta(connection: RunConnection, table: Table): Promise<string | null> {
  return connection.inDistrict(async (client) => {
    await client.query(fill('keep_staged_marks', namesOf(ROSTER_TABLES[table])), [table])
    const { rows } = await client.query<{ newest: Date | null }>(sql('find_newest_mark'), [table])
    return rows[0]?.newest?.toISOString() ?? null
  })
}

/** Keeps the dates with a run whose plan waits. In the district's transaction, on the run's connection. */
export async function storeMarks(connection: RunConnection, runId: string): Promise<void> {
  await connection.inDistrict((client) => client.query(sql('store_marks'), [connection.districtId, runId]))
}

/** Puts the stored dates back on the connection, for the apply. */
export async function loadMarks(connection: RunConnection, runId: string): Promise<void> {
  await connection.inDistrict((client) => client.query(sql('load_marks'), [connection.districtId, runId]))
}

/** In the apply transaction, after the changes. */
export async function applyMarks(client: pg.ClientBase, place: SourcePlace, tables: readonly Table[]): Promise<void> {
  for (const table of tables)
    await client.query(fill('apply_marks', namesOf(ROSTER_TABLES[table])), [place.districtId, place.sourceId, table])
}
