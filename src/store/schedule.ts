/** When sources are due, and the claim that gives one slot to one worker. Global tables: no district is opened. */

import type pg from 'pg'
import type { SourcePlace } from './source.ts'
import { sql } from './sql.ts'

export interface DueSource extends SourcePlace {
  readonly cron: string
  readonly timezone: string
  /** The slot that is due. */
  readonly dueAt: Date
}

/** Sources whose slot has come by `now`, the longest overdue first, at most `limit`. */
export async function findDueSources(client: pg.ClientBase, now: Date, limit: number): Promise<readonly DueSource[]> {
  const { rows } = await client.query<{
    district_id: string
    source_id: string
    cron: string
    timezone: string
    next_due_at: Date
  }>(sql('find_due_sources'), [now, limit])
  return rows.map((row) => ({
    districtId: row.district_id,
    sourceId: row.source_id,
    cron: row.cron,
    timezone: row.timezone,
    dueAt: row.next_due_at,
  }))
}

/**
 * Takes the slot and sets the next one. One statement: of all workers that try, exactly one gets true.
 * What is to happen in the slot belongs into the same transaction.
 */
export async function claimSlot(client: pg.ClientBase, due: DueSource, nextDueAt: Date | null): Promise<boolean> {
  const claimed = await client.query(sql('claim_slot'), [due.districtId, due.sourceId, due.dueAt, nextDueAt])
  return claimed.rowCount === 1
}
