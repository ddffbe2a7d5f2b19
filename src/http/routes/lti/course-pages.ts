/** Course pages of the LMS: which class each is, and how its members compare with the roster. */

import { checkMembership, type CheckedPage, type ReadMembers } from '../../../actions/lti/check-membership.ts'
import {
  compareCoursePage,
  dismissCoursePage,
  linkPageToClass,
  type CoursePageOutcome,
} from '../../../actions/lti/decide-course-page.ts'
import { explainProblem } from '../../../lti/service-problem.ts'
import { viewCoursePages, viewLinkableClasses } from '../../../views/lti/course-pages.ts'
import {
  CheckedClassParams,
  ClassSearch,
  CoursePageDone,
  CoursePageParams,
  CoursePageQuery,
  CoursePages,
  LinkableClasses,
  LinkClassBody,
  MembershipCheck,
} from '../../contract/course-pages.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'resolve:unmatched_launch' } as const

/** `/api/v1/lti/course-pages…`, `/api/v1/lti/classes` and the membership checks of a class. */
export function addCoursePageRoutes(table: RouteTable, world: DomainWorld, readMembers: ReadMembers): void {
  addReadingRoutes(table, world)
  addDecidingRoutes(table, world, readMembers)
  addCheckRoutes(table, world, readMembers)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/lti/course-pages',
    access,
    summary: 'Course pages that launches came from, with the class behind each or the classes it may be.',
    query: CoursePageQuery,
    response: CoursePages,
    handle: async ({ grant, query }) => {
      const { state = 'open' } = query
      return { status: 200, body: await viewCoursePages(world, grant, { state, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/lti/classes',
    access,
    summary: 'The classes that I may link a course page to, by title.',
    query: ClassSearch,
    response: LinkableClasses,
    handle: async ({ grant, query }) => {
      const { q = '' } = query
      return { status: 200, body: await viewLinkableClasses(world, grant, { q, ...placeOf(query) }) }
    },
  })
}

function addDecidingRoutes(table: RouteTable, world: DomainWorld, readMembers: ReadMembers): void {
  const done = { status: 200, body: { isDone: true as const } }
  table.add({
    method: 'post',
    path: '/api/v1/lti/course-pages/:pageId/comparison',
    access,
    summary: 'Asks the LMS who is in the course, and proposes the classes that most of them are in.',
    params: CoursePageParams,
    response: CoursePageDone,
    handle: async ({ grant, params }) => {
      const outcome = await compareCoursePage(world, grant, { ...params, readMembers })
      if (outcome?.problem === 'page_unknown') throw notFound()
      if (outcome !== null) throw refusedByPlatform(outcome.problem)
      return done
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/lti/course-pages/:pageId/link',
    access,
    summary: 'Says which class it is: launches from it open that class from now on.',
    params: CoursePageParams,
    body: LinkClassBody,
    response: CoursePageDone,
    handle: async ({ grant, params, body }) => {
      refuse(await linkPageToClass(world, grant, { ...params, ...body }))
      return done
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/lti/course-pages/:pageId/dismissal',
    access,
    summary: 'Says that it is no class of the roster: launches from it open none.',
    params: CoursePageParams,
    response: CoursePageDone,
    handle: async ({ grant, params }) => {
      refuse(await dismissCoursePage(world, grant, params.pageId))
      return done
    },
  })
}

function addCheckRoutes(table: RouteTable, world: DomainWorld, readMembers: ReadMembers): void {
  table.add({
    method: 'post',
    path: '/api/v1/classes/led/:classId/membership-check',
    access: { capability: 'control:all_class_settings' },
    summary: 'Compares the LMS’s course with a class that I lead; nothing is changed.',
    params: CheckedClassParams,
    response: MembershipCheck,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: present(await checkMembership(world, grant, { ...params, readMembers })),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/classes/:classId/membership-check',
    access: { capability: 'edit:feed_owned_field' },
    summary: 'Compares the LMS’s course with a class of the roster; nothing is changed.',
    params: CheckedClassParams,
    response: MembershipCheck,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: present(await checkMembership(world, grant, { ...params, readMembers })),
    }),
  })
}

function present(pages: readonly CheckedPage[] | null) {
  if (pages === null) throw notFound()
  return {
    pages: pages.map(({ problem, ...page }) => ({
      ...page,
      problem: problem === null ? null : explainProblem(problem),
    })),
  }
}

/** The LMS is at fault, not who asks: 502 says so, with what it means and what to do. */
function refusedByPlatform(problem: string): HttpError {
  const { code, meaning, remedy } = explainProblem(problem)
  return new HttpError(502, code, `${meaning} ${remedy}`)
}

function refuse(outcome: CoursePageOutcome): void {
  if (outcome === null) return
  if (outcome.problem === 'page_unknown') throw notFound()
  throw unprocessable(outcome.problem, 'Choose a class that is in the roster now.')
}
