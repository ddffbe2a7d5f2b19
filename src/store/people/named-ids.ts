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

/**
 * The same where all must be meant by their names.
 * @throws what `refused` makes of the words that say which are not
 */
export async function needNamedIds(
  client: pg.ClientBase,
  districtId: string,
  {
    refused,
    ...asked
  }: {
    readonly table: NamedTable
    readonly names: readonly string[]
    readonly refused: (message: string) => Error
  },
): Promise<readonly string[]> {
  if (asked.names.length === 0) return []
  const { ids, unknown } = await findNamedIds(client, districtId, asked)
  if (unknown.length === 0) return ids
  const shown = unknown.slice(0, 10).join(', ')
  throw refused(`Nothing here, or more than one, is named ${shown}. Say "id:" and our number.`)
}
