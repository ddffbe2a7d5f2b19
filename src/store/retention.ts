/** Removing what was kept long enough: batch by batch, each in its own transaction of the district. */

import type pg from 'pg'
import { sql } from './sql.ts'

/** What may go, in the order in which it goes: the details of a run before the run. */
export const AGEING = [
  'run_change',
  'quarantined_row',
  'run',
  'run_order',
  'upload',
  'notice',
  'outbox',
  'digest',
  'launch',
  'answer',
] as const
export type Ageing = (typeof AGEING)[number]

export interface Expiry {
  readonly districtId: string
  /** What is older may go. */
  readonly before: Date
  /** Of previews, which go earlier. */
  readonly previewsBefore: Date
  /** The newest applied runs of each source stay with all their details, however old. */
  readonly appliedRunsMin: number
  readonly batchRows: number
}

type Remove = (client: pg.ClientBase, expiry: Expiry) => Promise<number>

const REMOVERS: Readonly<Record<Ageing, Remove>> = {
  run_change: (client, expiry) => removeDetails(client, expiry, 'run_change'),
  quarantined_row: (client, expiry) => removeDetails(client, expiry, 'quarantined_row'),
  run: removeRuns,
  run_order: removeBy('delete_run_orders'),
  upload: removeBy('delete_uploads'),
  notice: removeBy('delete_notices'),
  outbox: removeBy('delete_messages'),
  digest: removeBy('delete_digests'),
  launch: removeBy('delete_unmatched_launches'),
  answer: removeBy('delete_answers'),
}

/** Removes one batch. Returns how many rows went; 0: nothing is left that may go. In the district's transaction. */
export function removeExpired(client: pg.ClientBase, what: Ageing, expiry: Expiry): Promise<number> {
  return REMOVERS[what](client, expiry)
}

async function removeDetails(
  client: pg.ClientBase,
  expiry: Expiry,
  table: 'run_change' | 'quarantined_row',
): Promise<number> {
  const { districtId, before, previewsBefore, appliedRunsMin, batchRows } = expiry
  const { rows } = await client.query<{ id: string }>(sql('find_expired_details'), [
    districtId,
    previewsBefore,
    before,
    appliedRunsMin,
    table,
  ])
  const [run] = rows
  if (run === undefined) return 0
  const statement = table === 'run_change' ? 'delete_run_changes' : 'delete_quarantined_rows'
  return (await client.query(sql(statement), [districtId, run.id, batchRows])).rowCount ?? 0
}

/** What names a run is looked up only where there is a run to remove: it reads the whole roster. */
async function removeRuns(client: pg.ClientBase, expiry: Expiry): Promise<number> {
  const { districtId, before, previewsBefore, appliedRunsMin, batchRows } = expiry
  const { rows } = await client.query<{ id: string }>(sql('find_expired_runs'), [
    districtId,
    previewsBefore,
    before,
    appliedRunsMin,
  ])
  if (rows.length === 0) return 0
  const runs = rows.map(({ id }) => id)
  return (await client.query(sql('delete_runs'), [districtId, runs, batchRows])).rowCount ?? 0
}

function removeBy(statement: string): Remove {
  return async (client, { districtId, before, batchRows }) =>
    (await client.query(sql(statement), [districtId, before, batchRows])).rowCount ?? 0
}
