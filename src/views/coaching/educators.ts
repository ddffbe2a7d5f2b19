/** Coach home: the educators of my schools, the schools, the kinds of interaction. */

import type { Grant } from '../../access/grant.ts'
import type { EducatorRow } from '../../store/coaching/educators.ts'
import { listEducators, listSchoolsInScope } from '../../store/coaching/educators.ts'
import type { PageRequest, SchoolRow } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export interface EducatorQuery extends PageRequest {
  /** Words, parts of a name; all must match. */
  readonly q: string
  readonly schoolId: string | null
}

export interface PageView<Item> extends PageRequest {
  readonly items: readonly Item[]
  readonly total: number
}

/** One page of the educators in scope, by family name. */
export async function viewEducators(
  world: DomainWorld,
  grant: Grant<'use:educator_database'>,
  query: EducatorQuery,
): Promise<PageView<EducatorRow>> {
  const words = query.q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  const { page, pageSize } = query
  const found = await inGrant(world, grant, (tx) => listEducators(tx, grant, { ...query, words }))
  return { ...found, page, pageSize }
}

/** The schools in scope, by name. */
export async function viewCoachingSchools(
  world: DomainWorld,
  grant: Grant<'use:educator_database'>,
): Promise<{ readonly schools: readonly SchoolRow[] }> {
  return { schools: await inGrant(world, grant, (tx) => listSchoolsInScope(tx, grant)) }
}
