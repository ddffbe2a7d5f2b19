/** Course pages of LMSs and the classes behind them, who of their members is whom, and who is in a class. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { ClassMember, KnownMember } from '../../roster/membership.ts'
import { appendAudit } from '../audit/audit.ts'
import type { PrismaTransaction } from '../database.ts'
import type { PersonIdField } from './lti.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

export type CoursePageState = 'open' | 'linked' | 'dismissed'

export interface ClassProposal {
  readonly id: string
  readonly title: string
  readonly school: string | null
  /** How many of the course's people are in the class, how many of them are known, how many the class has. */
  readonly shared: number
  readonly members: number
  readonly enrolled: number
}

export interface CoursePageRow {
  readonly id: string
  readonly title: string | null
  /** The platform's issuer. */
  readonly platform: string
  readonly seenAt: string
  /** The platform lists the course's members, so they can be compared with the roster. */
  readonly canCompare: boolean
  readonly linkedBy: 'sourcedId' | 'admin' | null
  readonly class: { readonly id: string; readonly title: string; readonly active: boolean } | null
  readonly proposals: readonly ClassProposal[]
}

export const COURSE_PAGES_ORDER: ListOrder = {
  by: {
    seenAt: ['page.seen_at'],
    title: ['lower(page.title)'],
  },
  nullable: ['title'],
  otherwise: 'page.seen_at desc, page.id',
}

/** One page of the course pages in scope, the last seen first. */
export async function listCoursePages(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: PageRequest & { readonly state: CoursePageState },
): Promise<Page<CoursePageRow>> {
  const { limit, offset } = pageFrom(request)
  const values = [...reachSchools(grant), request.state, limit, offset]
  const [row] = await querySorted<{ total: number; items: CoursePageRow[] }>(
    tx,
    sorted('list_course_pages', request, COURSE_PAGES_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

/** What is needed to ask the platform who is in the course. */
export interface AskedCoursePage {
  readonly id: string
  readonly registrationId: string
  readonly membershipsUrl: string | null
  readonly platformFamily: string | null
  readonly personIdField: PersonIdField
}

/** A course page in scope, or null. */
export async function findCoursePage(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  pageId: string,
): Promise<(AskedCoursePage & { readonly contextId: string }) | null> {
  const values = [...reachSchools(grant), pageId]
  const [row] = await query<AskedCoursePage & { contextId: string }>(tx, 'find_course_page', values)
  return row ?? null
}

/** The course pages linked to a class, the last seen first; at most five. */
export function listPagesOfClass(
  tx: PrismaTransaction,
  place: { readonly districtId: string; readonly classId: string },
): Promise<(AskedCoursePage & { readonly title: string | null; readonly platform: string })[]> {
  return query(tx, 'list_course_pages_of_class', [place.districtId, place.classId])
}

/** Links a course page to a class by hand, or (null) keeps it without one; signed in the audit log. */
export async function linkCoursePage(
  tx: PrismaTransaction,
  link: {
    readonly districtId: string
    readonly pageId: string
    readonly classId: string | null
    readonly by: string
    readonly now: Date
  },
): Promise<void> {
  const { districtId, pageId, classId, by, now } = link
  await query(tx, 'link_course_page', [districtId, pageId, classId, by, now])
  await appendAudit(tx, districtId, {
    action: classId === null ? 'lti.class_dismiss' : 'lti.class_link',
    object: `course_page:${pageId}`,
    ...(classId === null ? {} : { detail: { class: classId } }),
  })
}

/** Whether the class is active and in scope. */
export async function isClassInScope(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  classId: string,
): Promise<boolean> {
  return (await query(tx, 'find_class_in_scope', [...reachSchools(grant), classId])).length === 1
}

export interface ListedClassTitle {
  readonly id: string
  readonly title: string
  readonly classCode: string | null
  readonly school: string | null
}

const TITLES_ORDER: ListOrder = {
  by: {
    title: ['lower(page.title)'],
    classCode: ['page.class_code'],
    school: ['lower(page.school)'],
  },
  nullable: ['classCode', 'school'],
  otherwise: 'lower(page.title), page.id',
}

/** One page of the active classes in scope whose title, code or school has all the words (lower case). */
export async function listClassesByTitle(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: PageRequest & { readonly words: readonly string[] },
): Promise<Page<ListedClassTitle>> {
  const { limit, offset } = pageFrom(request)
  const values = [...reachSchools(grant), request.words, limit, offset]
  const [row] = await querySorted<{ total: number; items: ListedClassTitle[] }>(
    tx,
    sorted('list_classes_by_title', request, TITLES_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

/** What an LMS says of a member that may tell who it is in the roster. */
export interface MatchableMember {
  readonly userId: string
  readonly personId: string | null
  readonly email: string | null
}

/** Who of them is whom; for comparing lists, never to let anybody in. */
export function matchMembers(
  tx: PrismaTransaction,
  lists: {
    readonly districtId: string
    readonly registrationId: string
    readonly personIdField: PersonIdField
    readonly members: readonly MatchableMember[]
  },
): Promise<KnownMember[]> {
  const members = lists.members.map(({ userId, personId, email }) => ({ userId, personId, email }))
  const values = [lists.districtId, lists.registrationId, lists.personIdField, JSON.stringify(members)]
  return query<KnownMember>(tx, 'match_lms_members', values)
}

/** Who is in the class by the roster, by name. */
export function listClassMembers(
  tx: PrismaTransaction,
  place: { readonly districtId: string; readonly classId: string },
): Promise<ClassMember[]> {
  return query<ClassMember>(tx, 'list_class_members', [place.districtId, place.classId])
}

/** Finds the classes that most of these people are in and keeps them as proposals for the course page. */
export async function proposeClasses(
  tx: PrismaTransaction,
  page: { readonly districtId: string; readonly registrationId: string; readonly contextId: string },
  personIds: readonly string[],
): Promise<void> {
  const { districtId, registrationId, contextId } = page
  const found = await query<Readonly<Record<'shared' | 'members' | 'enrolled', number>> & { classId: string }>(
    tx,
    'propose_classes',
    [districtId, registrationId, contextId, personIds],
  )
  for (const { classId, shared, members, enrolled } of found) {
    const values = [districtId, registrationId, contextId, classId, shared, members, enrolled]
    // One connection: one after the other; there are at most five.
    await query(tx, 'keep_class_proposal', values)
  }
}
