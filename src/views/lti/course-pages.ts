/** Course pages of the LMS and the classes behind them; the classes that one may be linked to. */

import type { Grant } from '../../access/grant.ts'
import type { CoursePageRow, CoursePageState, ListedClassTitle } from '../../store/lti/course-pages.ts'
import { listClassesByTitle, listCoursePages } from '../../store/lti/course-pages.ts'
import type { PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

type Resolve = Grant<'resolve:unmatched_launch'>

/** One page of those without a class, with one, or of those said to be none; the last seen first. */
export async function viewCoursePages(
  world: DomainWorld,
  grant: Resolve,
  request: PageRequest & { readonly state: CoursePageState },
): Promise<PageView<CoursePageRow>> {
  const found = await inGrant(world, grant, (tx) => listCoursePages(tx, grant, request))
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}

/** One page of the classes that whoever asks may link; `q`: parts of title, code or school. */
export async function viewLinkableClasses(
  world: DomainWorld,
  grant: Resolve,
  { q, ...request }: PageRequest & { readonly q: string },
): Promise<PageView<ListedClassTitle>> {
  const words = q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  const found = await inGrant(world, grant, (tx) => listClassesByTitle(tx, grant, { ...request, words }))
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}
