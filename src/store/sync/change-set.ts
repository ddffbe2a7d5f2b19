/** Change sets: the plan's hash, and the stored plan of a held or previewed run, to be looked at and applied later. */

import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { ADMINISTRATOR_ROLES } from '../../roster/guard.ts'
import { TABLES } from '../../roster/model.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import { namesOf, namesOn } from './roster-diff.ts'
import type { RunConnection } from './run-connection.ts'
import { analyzeLarge } from '../postgres/analyze.ts'
import { sql } from '../sql.ts'

/**
 * A hash over every change of the plan, whatever order the rows stand in: equal for the same plan against the same
 * roster, whether it was made by a preview or by the run itself. Hexadecimal, 64 digits.
 */
export function hashPlan(connection: RunConnection): Promise<string> {
  return connection.inDistrict(async (client) => {
    const hash = createHash('sha256')
    for (const table of TABLES) {
      const { rows } = await client.query(fill('hash_changes', namesOf(ROSTER_TABLES[table])))
      hash.update(JSON.stringify([table, rows[0]]))
    }
    const { rows } = await client.query(sql('hash_role_changes'))
    hash.update(JSON.stringify(['roles', rows[0]]))
    const matches = await client.query(sql('hash_matches'))
    hash.update(JSON.stringify(['matches', matches.rows[0]]))
    return hash.digest('hex')
  })
}

/** Keeps the plan with its run: what each record was and what it becomes. */
export async function storeChangeSet(connection: RunConnection, run: { id: string; sourceId: string }): Promise<void> {
  await connection.inDistrict(async (client) => {
    for (const table of TABLES)
      await client.query(fill('store_changes', namesOn(connection, ROSTER_TABLES[table])), [
        connection.districtId,
        run.sourceId,
        run.id,
        table,
      ])
    await client.query(sql('store_role_changes'), [connection.districtId, run.id])
    await client.query(sql('store_matches'), [connection.districtId, run.id])
  })
}

/** Puts a stored plan into the change tables of this connection (made by `createStage`), ready to be applied. */
export async function loadChangeSet(connection: RunConnection, run: { id: string; sourceId: string }): Promise<void> {
  const { districtId } = connection
  await connection.inDistrict(async (client) => {
    for (const table of TABLES)
      await client.query(fill('load_changes', namesOf(ROSTER_TABLES[table])), [districtId, run.sourceId, run.id, table])
    await findAlive(client, districtId, run.sourceId)
    await client.query(sql('load_role_changes'), [districtId, run.sourceId, run.id])
    await client.query(sql('load_matches'), [districtId, run.id])
  })
}

/**
 * Leaves of a loaded plan only what it adds. `withoutAdministrators`: their roles neither, because it was their rise
 * that held the run.
 */
export async function keepAdditions(
  connection: RunConnection,
  options: { readonly sourceId: string; readonly withoutAdministrators: boolean },
): Promise<void> {
  await connection.inDistrict(async (client) => {
    await client.query(sql('keep_role_additions'), [options.withoutAdministrators ? ADMINISTRATOR_ROLES : []])
    const place = [connection.districtId, options.sourceId]
    await client.query(sql('keep_enrolment_additions'), place)
    await client.query(sql('keep_lead_additions'), place)
    for (const table of TABLES) await client.query(fill('keep_additions', namesOf(ROSTER_TABLES[table])))
    await client.query('delete from alive')
    await findAlive(client, connection.districtId, options.sourceId)
  })
}

/** In the apply transaction of an approval of additions: says with the stored plan what of it is not applied. */
export async function noteLeftOut(client: ClientBase, run: { districtId: string; runId: string }): Promise<void> {
  const { districtId, runId } = run
  for (const table of TABLES)
    await client.query(fill('note_left_out', namesOf(ROSTER_TABLES[table])), [districtId, runId, table])
  await client.query(sql('note_left_out_roles'), [districtId, runId])
}

export async function findAlive(client: ClientBase, districtId: string, sourceId: string): Promise<void> {
  for (const table of TABLES.filter((one) => ROSTER_TABLES[one].liveId !== null))
    await client.query(fill('find_alive', namesOf(ROSTER_TABLES[table])), [districtId, sourceId, table])
  await client.query(sql('borrow_orgs'), [districtId, sourceId])
  await analyzeLarge(client, ['alive'])
}

/** How many stored changes are about a record that has become another since the plan was made. */
export function countOutdatedChanges(
  connection: RunConnection,
  run: { id: string; sourceId: string },
): Promise<number> {
  return connection.inDistrict(async (client) => {
    let outdated = 0
    for (const table of TABLES) {
      const { rows } = await client.query<{ count: number }>(
        fill('count_outdated_changes', namesOf(ROSTER_TABLES[table])),
        [connection.districtId, run.sourceId, run.id, table],
      )
      outdated += rows[0]?.count ?? 0
    }
    const joins = await client.query<{ count: number }>(sql('count_outdated_joins'), [connection.districtId, run.id])
    return outdated + (joins.rows[0]?.count ?? 0)
  })
}
