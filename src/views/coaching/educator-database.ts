/** The educator database: whom one works with, when they were last met, and what is next. */

import type { Grant } from '../../access/grant.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { addDays } from '../../coaching/window.ts'
import { findDistrict } from '../../store/people/district.ts'
import {
  type EducatorChoices,
  type EducatorFilter,
  type KnownEducator,
  listEducatorChoices,
  listEducatorDatabase,
} from '../../store/coaching/educator-database.ts'
import type { PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from './educators.ts'

export interface EducatorGrants {
  readonly schools: Grant<'use:educator_database'>
  readonly records: Grant<'view:interaction'>
}

export interface EducatorDatabaseQuery extends Omit<EducatorFilter, 'words' | 'notSeenSince'>, PageRequest {
  /** Words, parts of a name; all must match. */
  readonly q: string
  /** Nothing logged with them for so many days; null: whenever. */
  readonly notSeenDays: number | null
}

/** One page of the educators in scope. Contacts, steps and cycles are those that the reader may see, nobody else's. */
export function viewEducatorDatabase(
  world: DomainWorld,
  grants: EducatorGrants,
  { q, notSeenDays, ...query }: EducatorDatabaseQuery,
): Promise<PageView<KnownEducator>> {
  const { districtId } = grants.schools.principal
  const words = q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  return inGrantDirect(world, grants.schools, async (client) => {
    const { timezone = 'UTC' } = (await findDistrict(client, districtId)) ?? {}
    const today = districtDay(world.now(), timezone)
    const notSeenSince = notSeenDays === null ? null : addDays(today, -notSeenDays)
    const found = await listEducatorDatabase(client, grants, { ...query, words, notSeenSince })
    return { ...found, page: query.page, pageSize: query.pageSize }
  })
}

/** Groups of schools, grades and subjects to choose from. */
export function viewEducatorChoices(
  world: DomainWorld,
  grant: Grant<'use:educator_database'>,
): Promise<EducatorChoices> {
  return inGrantDirect(world, grant, (client) => listEducatorChoices(client, grant))
}
