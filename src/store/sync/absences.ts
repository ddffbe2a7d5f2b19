/** Taking back what a plan concluded from absence, where it turns out that the absence proves nothing. */

import type { Table } from '../../roster/model.ts'
import { namesOf } from './roster-diff.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import { existsSeen, isMemoryTable } from './roster-memory.ts'
import { sql } from '../sql.ts'

/** Whether a record stands in the feed, well or badly, or was said to be gone by it. After `diffGone` of its table. */
export function isNamed(
  connection: RunConnection,
  table: Table,
  record: { readonly sourceId: string; readonly sourcedId: string },
): Promise<boolean> {
  // A row that was passed over stands in no staging, and its record may leave with another's.
  const isRemembered = connection.scope.near.has(table) && isMemoryTable(table)
  const names = { ...namesOf(ROSTER_TABLES[table]), seen: isRemembered ? existsSeen(table, '$3') : '' }
  return connection.inDistrict(async (client) => {
    const at = [connection.districtId, record.sourceId, record.sourcedId, table]
    const { rows } = await client.query<{ named: boolean }>(fill('is_named', names), at)
    return rows[0]?.named === true
  })
}

/** Whether the roster has a record now, before the plan. */
export function isActive(
  connection: RunConnection,
  table: Table,
  record: { readonly sourceId: string; readonly sourcedId: string },
): Promise<boolean> {
  return connection.inDistrict(async (client) => {
    const at = [connection.districtId, record.sourceId, record.sourcedId]
    const { rows } = await client.query<{ active: boolean }>(fill('is_active', namesOf(ROSTER_TABLES[table])), at)
    return rows[0]?.active === true
  })
}

/** Takes the retirements by absence out of the plan of a table. After `diffGone` of it, before that of the next. */
export async function withdrawAbsences(
  connection: RunConnection,
  table: Table,
  place: { readonly sourceId: string; readonly orphans: boolean },
): Promise<void> {
  await connection.inDistrict(async (client) => {
    await client.query(fill('withdraw_absences', namesOf(ROSTER_TABLES[table])), [table])
    // Enrolments of whoever leaves go along, whatever file was cut.
    if (table === 'enrolments' && place.orphans)
      await client.query(sql('diff_orphaned_enrolments'), [connection.districtId, place.sourceId])
  })
}

/** Leaves the people as they are who would only lose feed roles. After `diffPresent` of people. */
export async function keepWiderRoles(connection: RunConnection, sourceId: string): Promise<void> {
  await connection.inDistrict((client) => client.query(sql('keep_wider_roles'), [connection.districtId, sourceId]))
}
