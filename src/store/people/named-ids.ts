/** Our numbers of what commands name: by the SIS, or by our number itself. In the district's transaction. */

import type pg from 'pg'
import { sql } from '../sql.ts'

export type NamedTable = 'people' | 'classes' | 'orgs'

/** `unknown`: nothing has that name, or more than one thing. */
export async function findNamedIds(
  client: pg.ClientBase,
  districtId: string,
  { table, names }: { readonly table: NamedTable; readonly names: readonly string[] },
): Promise<{ readonly ids: readonly string[]; readonly unknown: readonly string[] }> {
  const { rows } = await client.query<{ name: string; id: string | null }>(sql('find_named_ids'), [
    districtId,
    table,
    names,
  ])
  return {
    ids: rows.flatMap(({ id }) => (id === null ? [] : [id])),
    unknown: rows.filter(({ id }) => id === null).map(({ name }) => name),
  }
}
