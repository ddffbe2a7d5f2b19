/** Course pages of the LMS, the classes behind them, and what both say of who is in them. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery, PersonName } from './shapes.ts'

const count = Type.Integer({ minimum: 0 })
const text = nullable(Type.String())

export const CoursePage = exactly({
  id: Id,
  title: text,
  platform: Type.String({ description: 'The issuer of the LMS.' }),
  seenAt: DateTime,
  canCompare: Type.Boolean({ description: 'The LMS lists who is in the course.' }),
  linkedBy: nullable(Type.Union([Type.Literal('sourcedId'), Type.Literal('admin')])),
  class: nullable(exactly({ id: Id, title: Type.String(), active: Type.Boolean() })),
  proposals: Type.Array(
    exactly({
      id: Id,
      title: Type.String(),
      school: text,
      shared: Type.Integer({ minimum: 1, description: 'Of the course’s people, those in this class.' }),
      members: Type.Integer({ minimum: 0, description: 'Of the course’s people, those whom the roster knows.' }),
      enrolled: Type.Integer({ minimum: 0, description: 'Everybody in this class.' }),
    }),
    { description: 'Classes whose people are those of the course, as last compared.' },
  ),
})
export type CoursePage = Static<typeof CoursePage>

/** `GET /api/v1/lti/course-pages?state=&page=&pageSize=`, the last seen first. */
export const CoursePageQuery = exactly({
  state: Type.Optional(
    Type.Union([Type.Literal('open'), Type.Literal('linked'), Type.Literal('dismissed')], { default: 'open' }),
  ),
  ...pageQuery,
  ...sortQuery('seenAt', 'title'),
})
export type CoursePageQuery = Static<typeof CoursePageQuery>
export const CoursePages = pageOf(CoursePage)
export type CoursePages = Static<typeof CoursePages>
export const CoursePageParams = exactly({ pageId: Id })

/** `POST /api/v1/lti/course-pages/{pageId}/link` */
export const LinkClassBody = exactly({ classId: Id })
export type LinkClassBody = Static<typeof LinkClassBody>
/** Of a link, a dismissal and a comparison. */
export const CoursePageDone = exactly({ isDone: Type.Literal(true) })
export type CoursePageDone = Static<typeof CoursePageDone>

/** `GET /api/v1/lti/classes?q=&page=&pageSize=`: the classes that one may link, by title. */
export const ClassSearch = exactly({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...pageQuery,
  ...sortQuery('title', 'classCode', 'school'),
})
export type ClassSearch = Static<typeof ClassSearch>
export const LinkableClass = exactly({ id: Id, title: Type.String(), classCode: text, school: text })
export type LinkableClass = Static<typeof LinkableClass>
export const LinkableClasses = pageOf(LinkableClass)
export type LinkableClasses = Static<typeof LinkableClasses>

const namedMember = exactly({
  name: text,
  role: Type.Union([Type.Literal('teacher'), Type.Literal('student'), Type.Literal('other')]),
})
const classMember = exactly({ ...PersonName.properties, role: Type.String() })

/** `POST /api/v1/classes/led/{classId}/membership-check` and `…/classes/{classId}/membership-check`: nothing is changed. */
export const MembershipCheck = exactly({
  pages: Type.Array(
    exactly({
      id: Id,
      title: text,
      platform: Type.String(),
      problem: nullable(
        exactly({ code: Type.String(), meaning: Type.String(), remedy: Type.String() }, 'Why it can’t be said.'),
      ),
      difference: nullable(
        exactly({
          both: count,
          inCourse: count,
          inClass: count,
          notInClass: Type.Array(namedMember, {
            description: 'In the course and somebody in the roster, but not in this class; by the LMS’s name.',
          }),
          unknown: Type.Array(namedMember, { description: 'In the course, and nobody in the roster.' }),
          notInCourse: Type.Array(classMember, { description: 'In the class, and not in the course.' }),
          otherRole: Type.Array(
            exactly({ person: classMember, inCourse: Type.Union([Type.Literal('teacher'), Type.Literal('student')]) }),
          ),
        }),
      ),
    }),
    { description: 'Every course page of the class.' },
  ),
})
export type MembershipCheck = Static<typeof MembershipCheck>
export const CheckedClassParams = exactly({ classId: Id })
