/** Telling the planner how large tables are: temporary ones are never analysed by themselves, new ones only after a while. */

import type { ClientBase } from 'pg'
import { sql } from '../sql.ts'

/**
 * Analyses those of the tables that are large. The plans of a run join by hash, which is right for a small table
 * whatever is known of it, and a small run would spend a tenth of its time on analysing.
 */
export async function analyzeLarge(client: ClientBase, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(sql('find_large_tables'), [tables])
  for (const { name } of rows) await client.query(`analyze ${name}`)
}

/** Analyses the tables that are not small and have more than doubled since that was done last, or were never analysed. */
export async function refreshStatistics(client: ClientBase): Promise<void> {
  await client.query('select refresh_statistics()')
}
