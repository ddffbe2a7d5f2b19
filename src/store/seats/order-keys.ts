/** What orders people who come to need a seat at once. */

import type pg from 'pg'
import { sql } from '../sql.ts'

/** By our id of a person. */
export async function readOrderKeys(
  client: pg.ClientBase,
  districtId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ person_id: string; order_key: string | null }>(sql('read_seat_order_keys'), [
    districtId,
    ids,
  ])
  return new Map(rows.map(({ person_id, order_key }) => [person_id, order_key]))
}
