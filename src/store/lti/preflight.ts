/** What the last check of a deployment found, in the database. In the district's transaction. */

import type pg from 'pg'
import { sql } from '../sql.ts'

/** The findings as they were kept; null: none yet. */
export async function findPreflight(
  client: pg.ClientBase,
  { districtId, deploymentRow }: { readonly districtId: string; readonly deploymentRow: string },
): Promise<unknown> {
  const { rows } = await client.query<{ findings: unknown }>(sql('find_preflight'), [districtId, deploymentRow])
  return rows[0]?.findings ?? null
}

/** Keeps findings in the place of those before. */
export async function keepPreflight(
  client: pg.ClientBase,
  kept: {
    readonly districtId: string
    readonly deploymentRow: string
    readonly now: Date
    readonly findings: readonly unknown[]
  },
): Promise<void> {
  const values = [kept.districtId, kept.deploymentRow, kept.now, JSON.stringify(kept.findings)]
  await client.query(sql('keep_preflight'), values)
}
