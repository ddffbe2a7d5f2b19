/** What is known of each table of a source: the last whole set, on which deltas build, and how new the deltas were. */

import type pg from 'pg'
import type { Bookmark } from '../../roster/bookmark.ts'
import type { KnownEnd } from '../../roster/file-end.ts'
import type { Table } from '../../roster/model.ts'
import { sql } from '../sql.ts'

export interface SourceTable {
  /** When the last whole set of the table was applied; null: none is known. */
  readonly fullAt: Date | null
  /** The newest change of the deltas before that set, which is at least as new; null: none came before it. */
  readonly fullMark: Date | null
  /** The newest change of all deltas that were applied. */
  readonly deltaMark: Date | null
  /** How its files ended when they were read whole, by file. */
  readonly fileEnds: Readonly<Record<string, KnownEnd>>
}

export interface SourcePlace {
  readonly districtId: string
  readonly sourceId: string
}

/** What a run read of its tables, as far as it was applied. */
export interface TablesRead {
  /** Tables that were shown to be complete. */
  readonly whole: readonly Table[]
  /** Tables of which changes came, with the newest of them; null: no row was taken. */
  readonly deltas: readonly { readonly table: Table; readonly newest: string | null }[]
  readonly fileEnds?: readonly { readonly table: Table; readonly ends: Readonly<Record<string, KnownEnd>> }[]
  /** What the connector left for its next read, null: nothing; absent where the feed was not taken as a whole: what it left before stays. */
  readonly bookmark?: Bookmark | null
}

/** A table without an entry was never applied. In the district's transaction. */
export async function readSourceTables(
  client: pg.ClientBase,
  place: SourcePlace,
): Promise<ReadonlyMap<Table, SourceTable>> {
  const { rows } = await client.query<{
    roster_table: Table
    full_at: Date | null
    full_mark: Date | null
    delta_mark: Date | null
    file_ends: Readonly<Record<string, KnownEnd>>
  }>(sql('list_source_tables'), [place.districtId, place.sourceId])
  return new Map(
    rows.map((row) => [
      row.roster_table,
      { fullAt: row.full_at, fullMark: row.full_mark, deltaMark: row.delta_mark, fileEnds: row.file_ends },
    ]),
  )
}

/** In the apply transaction of the run that read them. */
export async function noteTablesRead(
  client: pg.ClientBase,
  run: SourcePlace & { readonly runId: string; readonly now: Date },
  read: TablesRead,
): Promise<void> {
  const at = [run.districtId, run.sourceId]
  for (const table of read.whole) await client.query(sql('note_whole_set'), [...at, table, run.runId, run.now])
  for (const { table, ends } of read.fileEnds ?? [])
    await client.query(sql('note_file_ends'), [...at, table, JSON.stringify(ends)])
  for (const { table, newest } of read.deltas) await client.query(sql('note_delta'), [...at, table, newest])
}

/** Where the roster was changed otherwise than by what the feed said. In the same transaction. */
export async function forgetWholeSets(client: pg.ClientBase, place: SourcePlace): Promise<void> {
  await client.query(sql('forget_whole_sets'), [place.districtId, place.sourceId])
}

/** How new the roster's knowledge of each org is, where a delta said so. */
export async function listOrgMarks(client: pg.ClientBase, place: SourcePlace): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await client.query<{ sourced_id: string; modified_at: Date }>(sql('list_org_marks'), [
    place.districtId,
    place.sourceId,
  ])
  return new Map(rows.map((row) => [row.sourced_id, row.modified_at]))
}
