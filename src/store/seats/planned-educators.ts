/** What a plan leaves of the educator database: who comes into it, stays in it or leaves it. */

import type pg from 'pg'
import { sql } from '../sql.ts'

/** Somebody whom the plan touches. */
export interface PlannedEducator {
  /** Our id; of somebody new a name that can't be one: `new:<sourcedId>`. */
  readonly personKey: string
  /** Is staff of an active school or office once the plan is applied. */
  readonly isEducator: boolean
}

/** Those whom the change tables of this connection touch, and who are educators afterwards or have a place of that kind. */
export async function findPlannedEducators(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly sourceId: string; readonly kind: string; readonly now: Date },
): Promise<readonly PlannedEducator[]> {
  const { rows } = await client.query<{ person_key: string; is_educator: boolean }>(sql('find_planned_educators'), [
    o.districtId,
    o.sourceId,
    o.kind,
    o.now,
  ])
  return rows.map(({ person_key: personKey, is_educator: isEducator }) => ({ personKey, isEducator }))
}
