/** Taking a run back: the inverse of its stored changes in the change tables of a connection, and what goes with its apply. */

import type { ClientBase } from 'pg'
import { TABLES, type Table } from '../../roster/model.ts'
import { analyzeLarge } from '../postgres/analyze.ts'
import { findAlive } from './change-set.ts'
import { namesOf } from './roster-diff.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import type { RunRef } from './run.ts'
import type { SourcePlace } from './source.ts'
import { sql } from '../sql.ts'
import type { TemporaryTable } from './temporary-tables.ts'
import { overlayTable } from './sticky-overlay.ts'

export interface UndonePlace {
  readonly sourceId: string
  /** The run that is taken back. */
  readonly runId: string
  /** It was the first of its source and kept no changes. */
  readonly isFirst: boolean
  /** The date in the district's zone. */
  readonly today: string
}

const OF_UNDO: readonly TemporaryTable[] = ['undo_kept', 'later_run'].map((name) => ({
  name,
  create: sql(`create_${name}`),
}))

/**
 * Fills the change tables of the connection (made by `createStage`) with the inverse of a run's changes, as far as nothing
 * has been decided about them since. Returns how many enrolments of other runs leave with a class or a person.
 */
export async function compareUndone(
  connection: RunConnection,
  place: UndonePlace,
): Promise<{ readonly along: number }> {
  const { districtId } = connection
  const at = [districtId, place.sourceId, place.runId]
  await connection.furnish(OF_UNDO)
  return connection.inDistrict(async (client) => {
    await client.query(sql('find_later_runs'), [districtId, place.runId])
    await analyzeLarge(client, ['later_run'])
    for (const table of TABLES) if (table !== 'enrolments') await undoTable(client, districtId, { ...place, table })
    await findAlive(client, districtId, place.sourceId)
    await undoTable(client, districtId, { ...place, table: 'enrolments' })
    await client.query(sql('drop_undone_enrolments'))
    const along = await client.query(sql('diff_orphaned_enrolments'), [districtId, place.sourceId])
    await client.query(sql('undo_roles'), [...at, place.today])
    return { along: place.isFirst ? 0 : (along.rowCount ?? 0) }
  })
}

async function undoTable(
  client: ClientBase,
  districtId: string,
  { table, sourceId, runId, isFirst }: UndonePlace & { readonly table: Table },
): Promise<void> {
  const spec = ROSTER_TABLES[table]
  if (isFirst) await client.query(fill('undo_first_changes', namesOf(spec)), [districtId, sourceId, table])
  else
    await client.query(fill('undo_changes', namesOf(spec)), [
      districtId,
      sourceId,
      runId,
      table,
      spec.columns.map(({ name }) => name),
    ])
  await overlayTable(client, table, { districtId, sourceId })
  await analyzeLarge(client, [spec.change])
}

type KeptBecause = 'changed_since' | 'gone_since' | 'brought_since' | 'reference_gone'

export interface KeptChange {
  readonly table: Table | 'roles'
  /** The record's sourcedId; of a role: person, role, scope. */
  readonly key: string
  /** Null: the record as a whole. */
  readonly field: string | null
  readonly because: KeptBecause
}

/** What the undo leaves as it is: the first `limit` of them, and how many there are. */
export function listKept(
  connection: RunConnection,
  limit: number,
): Promise<{ readonly kept: readonly KeptChange[]; readonly total: number }> {
  return connection.inDistrict(async (client) => {
    const { rows } = await client.query<{
      roster_table: Table | 'roles'
      key: string
      field: string
      because: KeptBecause
      total: number
    }>(sql('list_undo_kept'), [limit])
    const kept = rows.map(({ roster_table: table, key, field, because }) => ({
      table,
      key,
      field: field === '' ? null : field,
      because,
    }))
    return { kept, total: rows[0]?.total ?? 0 }
  })
}

/** In the apply transaction, after the roster was written: what it says now came from no row of a feed. */
export async function forgetFeedRows(client: ClientBase, { districtId, sourceId }: SourcePlace): Promise<void> {
  for (const table of TABLES) {
    const { live, change } = ROSTER_TABLES[table]
    const columns = table === 'people' || table === 'enrolments' ? ['modified_at', 'fingerprint'] : ['modified_at']
    const forgotten = columns.map((column) => `${column} = null`).join(', ')
    const remembered = columns.map((column) => `l.${column} is not null`).join(' or ')
    await client.query(fill('forget_feed_rows', { live, change, forgotten, remembered }), [districtId, sourceId])
  }
}

/**
 * In the apply transaction: notes which runs are in effect now, moves the source's baseline, lets the source rest (or go
 * on, where the undo of an undo has brought everything back), and writes both into the audit log in the name of `by`.
 */
export async function markUndone(
  client: ClientBase,
  { districtId, sourceId, runId, undoOf, by }: SourcePlace & RunRef & { readonly undoOf: string; readonly by: string },
): Promise<void> {
  await client.query("select set_config('app.actor', $1, true)", [by])
  const marked = await client.query<{ id: string; undone: boolean }>(sql('mark_undone'), [districtId, undoOf, runId])
  const { id: syncId, undone } = marked.rows[0] ?? { id: undoOf, undone: true }
  await client.query(sql('move_baseline'), [districtId, sourceId, syncId])
  await client.query(sql('decide_run'), [districtId, runId, by])
  const record = (action: string, object: string): Promise<unknown> =>
    client.query(sql('append_audit_entry'), [districtId, action, object, JSON.stringify({ run: runId, sync: syncId })])
  await record('run.undo', `run:${undoOf}`)
  if (undone) {
    await client.query(sql('pin_source'), [districtId, sourceId, runId])
    await record('source.rest', `source:${sourceId}`)
    return
  }
  const { rows } = await client.query<{ pinned_by: string | null }>(sql('unpin_source'), [districtId, sourceId])
  if (rows[0]?.pinned_by === null) await record('source.go_on', `source:${sourceId}`)
}

export interface UndoneSync {
  /** The sync that is taken back. */
  readonly runId: string
  /** The run that did it. */
  readonly undoId: string
}

/** The syncs that are taken back and for which the source rests; none: it doesn't. In the district's transaction. */
export async function findPin(
  client: ClientBase,
  { districtId, sourceId }: SourcePlace,
): Promise<readonly UndoneSync[]> {
  const { rows } = await client.query<{ undo_id: string; run_id: string }>(sql('find_pin'), [districtId, sourceId])
  return rows.map((row) => ({ runId: row.run_id, undoId: row.undo_id }))
}

/** How many runs of the source were applied. In the district's transaction. */
export async function countApplied(client: ClientBase, { districtId, sourceId }: SourcePlace): Promise<number> {
  const { rows } = await client.query<{ applied_no: number }>(sql('find_last_applied_no'), [districtId, sourceId])
  return rows[0]?.applied_no ?? 0
}

/** Whether anything is stored of what the run changed. In the district's transaction. */
export async function hasChanges(client: ClientBase, { districtId, runId }: RunRef): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(sql('has_run_changes'), [districtId, runId])
  return rows[0]?.found ?? false
}

/** The run and the others that brought the same back after it had been taken back. In the district's transaction. */
export async function listSameWork(client: ClientBase, { districtId, runId }: RunRef): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('list_undone_chain'), [districtId, runId])
  return rows.map(({ id }) => id)
}

/** The sync at the bottom of a run that may be an undo itself, and whether taking the run back brings that sync back. */
export async function findUndoneSync(
  client: ClientBase,
  { districtId, runId }: RunRef,
): Promise<{ readonly runId: string; readonly bringsBack: boolean }> {
  const { rows } = await client.query<{ id: string; brings_back: boolean }>(sql('find_undone_sync'), [
    districtId,
    runId,
  ])
  return { runId: rows[0]?.id ?? runId, bringsBack: rows[0]?.brings_back ?? false }
}
