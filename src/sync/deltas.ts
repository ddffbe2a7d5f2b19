/** Deltas in a run: refused where they have nothing to stand on, and of several words on one record the newest taken. */

import type { FeedRow, Table } from '../roster/model.ts'
import { TABLES } from '../roster/model.ts'
import { Failure } from '../roster/failure.ts'
import type { TableMode } from '../feed/connector.ts'
import type { RunConnection } from '../store/run-connection.ts'
import { type SourceTable, type TablesRead, listOrgMarks, readSourceTables } from '../store/source-table.ts'
import { closeDelta, settleDelta } from '../store/stage-delta.ts'
import { type Findings, note } from './diagnostics.ts'
import { type Intake, completeTables, fileOf } from './intake.ts'

/** What the roster knew of a source's tables before the run. */
export interface SourceMemory {
  readonly tables: ReadonlyMap<Table, SourceTable>
  /** How new its knowledge of an org is: orgs are asked while the feed is read, because roles are mapped by them. */
  readonly orgMarks: ReadonlyMap<string, Date>
}

export function readSourceMemory(connection: RunConnection, sourceId: string): Promise<SourceMemory> {
  const place = { districtId: connection.districtId, sourceId }
  return connection.inDistrict(async (client) => ({
    tables: await readSourceTables(client, place),
    orgMarks: await listOrgMarks(client, place),
  }))
}

/** @throws Failure BASELINE_MISSING for a delta of a table of which no whole set is known */
export function refuseUnfounded(table: Table, mode: TableMode, memory: SourceMemory): void {
  if (mode === 'bulk' || memory.tables.get(table)?.fullAt instanceof Date) return
  throw new Failure(
    'BASELINE_MISSING',
    'operator',
    `The feed sent only the changes of its ${table} (a delta), and Staffroom knows no complete set of ${table} from this source that they could be changes of. Nothing was changed. Ask for a complete export (bulk) of all files first; deltas can follow it.`,
  )
}

/** Tells of rows of orgs, as they come, which count: a delta's newest of each org, unless the roster knows something newer. */
export function createOrgFilter(memory: SourceMemory): (row: FeedRow) => boolean {
  const newest = new Map(memory.orgMarks)
  const fullMark = memory.tables.get('orgs')?.fullMark ?? null
  return ({ record, modifiedAt }) => {
    if (modifiedAt === undefined) return true
    const at = new Date(modifiedAt)
    const known = newest.get(record.sourcedId)
    if ((known !== undefined && at < known) || (fullMark !== null && at <= fullMark)) return false
    newest.set(record.sourcedId, at)
    return true
  }
}

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
export async function readTables(connection: RunConnection, intake: Intake): Promise<TablesRead> {
  const complete = completeTables(intake)
  const deltas: { table: Table; newest: string | null }[] = []
  for (const table of TABLES)
    if (intake.modes.get(table) === 'delta') deltas.push({ table, newest: await closeDelta(connection, table) })
  return { whole: TABLES.filter((table) => complete.has(table)), deltas }
}
