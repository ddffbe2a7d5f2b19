/** Which objects of a district are in the store outside the database; those that nothing names are swept away. */

import type pg from 'pg'
import type { Database } from '../database.ts'
import { inDistrict } from '../database.ts'
import { sql } from '../sql.ts'

/** Where sealed files are kept outside the database. What is put there was sealed before. */
export interface ObjectStore {
  /** Whole or not at all; throws where the store doesn't do it. */
  put(key: string, body: Buffer): Promise<void>
  /** Null: there is no such object. */
  get(key: string): Promise<Buffer | null>
  /** Also where there is none. */
  remove(key: string): Promise<void>
}

/** Notes that an object is about to be there: whatever happens then, the sweep finds it. */
export async function noteObject(
  client: pg.ClientBase,
  { districtId, key, at }: { readonly districtId: string; readonly key: string; readonly at: Date },
): Promise<void> {
  await client.query(sql('note_attachment_object'), [districtId, key, at])
}

/** An upload that has not ended after that is none any more. */
const UNDER_WAY_MS = 3_600_000
const SWEPT_AT_ONCE = 100

/**
 * Deletes objects that no attachment names (their interaction was deleted, or the upload broke off), in the store first.
 * @returns how many; what the store refuses stays noted and is tried again
 */
export async function sweepObjects(
  database: Database,
  districtId: string,
  { objects, now }: { readonly objects: ObjectStore; readonly now: Date },
): Promise<number> {
  const context = { districtId, actor: 'system' }
  const before = new Date(now.getTime() - UNDER_WAY_MS)
  const stray = await inDistrict(database, context, async (client) => {
    const { rows } = await client.query<{ key: string }>(sql('list_stray_objects'), [districtId, before, SWEPT_AT_ONCE])
    return rows
  })
  for (const { key } of stray) {
    await objects.remove(key)
    await inDistrict(database, context, (client) => client.query(sql('forget_attachment_object'), [districtId, key]))
  }
  return stray.length
}
