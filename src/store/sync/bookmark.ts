/** The bookmark that a connector left with a source, or with a run that waits for its decision. */

import type pg from 'pg'
import { type Bookmark, isBookmark } from '../../roster/bookmark.ts'
import type { RunRef } from './run.ts'
import type { SourcePlace } from './source-table.ts'
import { sql } from '../sql.ts'

/** Null: the next read is to bring everything. In the apply transaction of the run that left it. */
export async function setBookmark(client: pg.ClientBase, place: SourcePlace, bookmark: Bookmark | null): Promise<void> {
  await client.query(sql('set_bookmark'), [place.districtId, place.sourceId, toJson(bookmark)])
}

/** Keeps it with a run whose plan waits. In the district's transaction. */
export async function keepBookmark(client: pg.ClientBase, run: RunRef, bookmark: Bookmark | null): Promise<void> {
  await client.query(sql('keep_bookmark'), [run.districtId, run.runId, toJson(bookmark)])
}

/** What was kept with a run; null: nothing. In the district's transaction. */
export async function findKeptBookmark(client: pg.ClientBase, run: RunRef): Promise<Bookmark | null> {
  const { rows } = await client.query<{ bookmark: unknown }>(sql('find_kept_bookmark'), [run.districtId, run.runId])
  const kept = rows[0]?.bookmark
  return isBookmark(kept) ? kept : null
}

function toJson(bookmark: Bookmark | null): string | null {
  return bookmark === null ? null : JSON.stringify(bookmark)
}
