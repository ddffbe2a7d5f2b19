/** Deltas in a plan: of several words on one record the newest is taken, and what was read is noted for the next run. */

import { TABLES, type Table } from '../roster/model.ts'
import type { RunConnection } from '../store/sync/run-connection.ts'
import type { TablesRead } from '../store/sync/source-table.ts'
import { closeDelta, settleDelta } from '../store/sync/stage-delta.ts'
import { type Findings, note } from './diagnostics.ts'
import type { TableEnds } from './file-ends.ts'
import { type Intake, completeTables, fileOf } from './intake.ts'

interface Settling {
  readonly connection: RunConnection
  readonly sourceId: string
  readonly intake: Intake
  readonly findings: Findings
}

/** Takes out of a delta's staging what is older than what is known. Nothing to do for a whole set. */
export async function settleTable({ connection, sourceId, intake, findings }: Settling, table: Table): Promise<void> {
  if (intake.modes.get(table) !== 'delta') return
  const fullMark = intake.memory.tables.get(table)?.fullMark ?? null
  const { count, firstRow } = await settleDelta(connection, table, { sourceId, fullMark })
  if (count === 0) return
  const file = fileOf(intake, table)
  const expected = 'a change that is newer than what the roster has'
  note(findings, { code: 'delta_outdated', file, row: firstRow, field: 'dateLastModified', expected }, count)
}

/** What the run read, once nothing more is left out of the staging. */
export async function readTables(
  connection: RunConnection,
  intake: Intake,
  ends: ReadonlyMap<Table, TableEnds>,
): Promise<TablesRead> {
  const complete = completeTables(intake)
  const deltas: { table: Table; newest: string | null }[] = []
  for (const table of TABLES)
    if (intake.modes.get(table) === 'delta') deltas.push({ table, newest: await closeDelta(connection, table) })
  return {
    whole: TABLES.filter((table) => complete.has(table) && ends.get(table)?.doubtful !== true),
    deltas,
    fileEnds: [...ends].map(([table, { next }]) => ({ table, ends: next })),
    bookmark: intake.bookmark,
  }
}
