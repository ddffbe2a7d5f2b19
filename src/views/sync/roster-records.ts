/** People, classes and schools as the roster has them, with who owns each field; who is in which class. */

import type { Grant } from '../../access/grant.ts'
import type { StickyKind } from '../../roster/sticky-field.ts'
import type { PageRequest } from '../../store/page.ts'
import {
  type FieldedRecord,
  type ListedClass,
  type ListedPerson,
  type ListedSchool,
  type RosterLine,
  listEditedSchools,
  listPeople,
  listRosterLines,
  listSchoolClasses,
  readRecord,
} from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One page of the people whose fields whoever asks may edit, by family name; `q`: words, parts of a name. */
export async function viewPeople(
  world: DomainWorld,
  grant: Grant<'edit:feed_owned_field'>,
  { q, ...request }: PageRequest & { readonly q: string },
): Promise<PageView<ListedPerson>> {
  const words = q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  const found = await inGrant(world, grant, (tx) => listPeople(tx, grant, { ...request, words }))
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}

/** The schools whose fields whoever asks may edit, by name. */
export async function viewSchools(
  world: DomainWorld,
  grant: Grant<'edit:feed_owned_field'>,
): Promise<{ readonly schools: readonly ListedSchool[] }> {
  return { schools: await inGrant(world, grant, (tx) => listEditedSchools(tx, grant)) }
}

/** One page of a school's classes, by title. */
export async function viewSchoolClasses(
  world: DomainWorld,
  grant: Grant<'edit:feed_owned_field'>,
  query: PageRequest & { readonly schoolId: string },
): Promise<PageView<ListedClass>> {
  const { page, pageSize } = query
  return { ...(await inGrant(world, grant, (tx) => listSchoolClasses(tx, grant, query))), page, pageSize }
}

/** The record, or null where there is none in scope. */
export function viewRecord(
  world: DomainWorld,
  grant: Grant<'edit:feed_owned_field'>,
  of: { readonly kind: StickyKind; readonly id: string },
): Promise<FieldedRecord | null> {
  return inGrant(world, grant, (tx) => readRecord(tx, grant, of))
}

/** The lines of one class or of one person, or null where there is no such thing in scope. */
export function viewRosterLines(
  world: DomainWorld,
  grant: Grant<'edit:feed_owned_field'>,
  of: { readonly kind: 'people' | 'classes'; readonly id: string },
): Promise<readonly RosterLine[] | null> {
  return inGrant(world, grant, async (tx) => {
    if ((await readRecord(tx, grant, of)) === null) return null
    const [classId, personId] = of.kind === 'classes' ? [of.id, null] : [null, of.id]
    return listRosterLines(tx, grant, { classId, personId })
  })
}
