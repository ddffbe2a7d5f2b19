/** Whom a coach has not seen lately. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { PersonRow } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'
import type { CaseloadDay } from './caseload.ts'

export interface UnseenRow extends PersonRow {
  /** YYYY-MM-DD; null: never, or not in two years. */
  readonly lastSeenOn: string | null
}

interface Unseen {
  /** The longest not seen first. */
  readonly items: readonly UnseenRow[]
  readonly total: number
}

/**
 * Educators in scope whom the coach has worked with, and not since `before` (YYYY-MM-DD). With `caseload` those of the coach's
 * caseloads alone, and whom of these they have never met.
 */
export async function listUnseen(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  {
    coachId,
    before,
    limit,
    caseload,
    day,
  }: {
    readonly coachId: string
    readonly before: string
    readonly limit: number
    readonly caseload: boolean
    readonly day: CaseloadDay
  },
): Promise<Unseen> {
  const { rows } = await client.query<Unseen>(sql('list_unseen_educators'), [
    ...reachSchools(grant),
    coachId,
    before,
    limit,
    caseload,
    day.today,
    day.from,
  ])
  return rows[0] ?? { items: [], total: 0 }
}
