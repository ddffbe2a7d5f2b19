/** What the roster knows of a source's tables before a run: what deltas may stand on, and which of their rows come too late. */

import type { TableMode } from '../feed/connector.ts'
import { Failure } from '../roster/failure.ts'
import type { FeedRow, Table } from '../roster/model.ts'
import type { RunConnection } from '../store/sync/run-connection.ts'
import { type SourceTable, listOrgMarks, readSourceTables } from '../store/sync/source-table.ts'

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
