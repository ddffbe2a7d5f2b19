/** Whom a coach has not seen lately. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { PersonRow } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { sql } from '../sql.ts'

export interface UnseenRow extends PersonRow {
  /** YYYY-MM-DD */
  readonly lastSeenOn: string
}

interface Unseen {
  /** The longest not seen first. */
  readonly items: readonly UnseenRow[]
  readonly total: number
}

/** Educators in scope whom the coach has worked with, and not since `before` (YYYY-MM-DD). */
export async function listUnseen(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  { coachId, before, limit }: { readonly coachId: string; readonly before: string; readonly limit: number },
): Promise<Unseen> {
  const { rows } = await client.query<Unseen>(sql('list_unseen_educators'), [
    ...reachSchools(grant),
    coachId,
    before,
    limit,
  ])
  return rows[0] ?? { items: [], total: 0 }
}
