/**
 * The temporary tables of a run's connection. They outlive the run, empty: making and dropping some fifty relations takes
 * a small run as long as all that it does with them, and leaves as many dead rows in the database's catalogue.
 */

import type { ClientBase } from 'pg'
import { sql } from '../sql.ts'

export interface TemporaryTable {
  readonly name: string
  /** The statement that makes it. */
  readonly create: string
}

/** What each connection has. A connection that is closed is forgotten with it. */
const furnished = new WeakMap<ClientBase, Set<string>>()

/** Makes those that are missing, in one round trip. */
export async function furnish(client: ClientBase, tables: readonly TemporaryTable[]): Promise<void> {
  const known = furnished.get(client) ?? new Set()
  const missing = tables.filter(({ name }) => !known.has(name))
  if (missing.length === 0) return
  await client.query(missing.map(({ create }) => create).join(';\n'))
  furnished.set(client, new Set([...known, ...missing.map(({ name }) => name)]))
}

/** Empties all of them. Large ones are dropped: the planner would remember of them what the next district's are not. */
export async function clearTemporary(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; large: boolean }>(sql('find_filled_tables'), [
    [...(furnished.get(client) ?? [])],
  ])
  if (rows.some(({ large }) => large)) await dropTemporary(client)
  else if (rows.length > 0) await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
}

/** Drops all of them, whoever made them. */
export async function dropTemporary(client: ClientBase): Promise<void> {
  furnished.delete(client)
  await client.query('discard temporary')
}
