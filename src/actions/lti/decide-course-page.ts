/** Somebody says which class a course page is: with the overlap of both rosters as proposals, or by hand. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import {
  findCoursePage,
  isClassInScope,
  linkCoursePage,
  matchMembers,
  proposeClasses,
} from '../../store/lti/course-pages.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { ReadMembers } from './check-membership.ts'

type Resolve = Grant<'resolve:unmatched_launch'>

/** Null: done. */
export type CoursePageOutcome = { readonly problem: 'page_unknown' | 'class_unknown' } | null

/** Links the course page to a class; a link by hand goes before whatever the platform says. */
export function linkPageToClass(
  world: DomainWorld,
  grant: Resolve,
  { pageId, classId }: { readonly pageId: string; readonly classId: string },
): Promise<CoursePageOutcome> {
  return inGrant(world, grant, async (tx): Promise<CoursePageOutcome> => {
    if ((await findCoursePage(tx, grant, pageId)) === null) return { problem: 'page_unknown' }
    if (!(await isClassInScope(tx, grant, classId))) return { problem: 'class_unknown' }
    await linkCoursePage(tx, { ...signed(world, grant), pageId, classId })
    return null
  })
}

/** Says that the course page is no class of the roster: it isn't asked about again, and opens none. */
export function dismissCoursePage(world: DomainWorld, grant: Resolve, pageId: string): Promise<CoursePageOutcome> {
  return inGrant(world, grant, async (tx): Promise<CoursePageOutcome> => {
    if ((await findCoursePage(tx, grant, pageId)) === null) return { problem: 'page_unknown' }
    await linkCoursePage(tx, { ...signed(world, grant), pageId, classId: null })
    return null
  })
}

/** Null: done; else what is wrong, or the code of what the platform did. */
export type ComparisonOutcome = { readonly problem: string } | null

/** Asks the platform who is in the course, and keeps the classes that most of them are in as proposals. */
export async function compareCoursePage(
  world: DomainWorld,
  grant: Resolve,
  { pageId, readMembers }: { readonly pageId: string; readonly readMembers: ReadMembers },
): Promise<ComparisonOutcome> {
  const page = await inGrant(world, grant, (tx) => findCoursePage(tx, grant, pageId))
  if (page === null) return { problem: 'page_unknown' }
  const answer = await readMembers(page)
  if (!answer.ok) return { problem: answer.code }
  const { districtId } = grant.principal
  const members = answer.value.filter(({ status }) => status === 'Active')
  await inGrant(world, grant, async (tx) => {
    const known = await matchMembers(tx, { districtId, ...page, members })
    const personIds = [...new Set(known.map(({ personId }) => personId))]
    await proposeClasses(tx, { districtId, ...page }, personIds)
  })
  return null
}

function signed(world: DomainWorld, { principal }: Resolve) {
  return { districtId: principal.districtId, by: actorOf(principal), now: world.now() }
}
