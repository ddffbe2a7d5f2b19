/** The list of a class's students as its leads keep it. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, nullable, PersonName } from './shapes.ts'

export const ClassStudent = exactly({
  person: PersonName,
  owner: Type.Union([Type.Literal('feed'), Type.Literal('put_in'), Type.Literal('taken_out')], {
    description:
      'feed: in the class by a feed. put_in: by hand, and no feed takes them out. taken_out: by hand, and no feed puts them in.',
  }),
  since: nullable(DateOnly),
  edited: nullable(exactly({ byName: nullable(Type.String()), at: DateTime }, 'Who put them in or took them out.')),
})
export type ClassStudent = Static<typeof ClassStudent>

/** `GET /api/v1/classes/led/{classId}/students`, and what every change of it answers with. */
export const ClassList = exactly({
  students: Type.Array(ClassStudent, { description: 'By family name.' }),
  makesStudents: Type.Boolean({ description: 'I may make students in this class who are in no roster.' }),
})
export type ClassList = Static<typeof ClassList>

export const ClassStudentParams = exactly({ classId: Id, personId: Id })

/** `GET /api/v1/classes/led/{classId}/student-choices` */
export const StudentChoicesQuery = exactly({
  q: Type.Optional(
    Type.String({
      minLength: 2,
      maxLength: 100,
      description: 'Parts of a name, each of which it has; or a whole student number. Without it nobody is found.',
    }),
  ),
})
export type StudentChoicesQuery = Static<typeof StudentChoicesQuery>
export const StudentChoices = exactly({
  students: Type.Array(
    exactly({ id: Id, givenName: Type.String(), familyName: Type.String(), grades: Type.Array(Type.String()) }),
    { description: 'Students of the class’s school who aren’t in it; ten at most.' },
  ),
})
export type StudentChoices = Static<typeof StudentChoices>

/** `POST /api/v1/classes/led/{classId}/students` */
export const PutStudentBody = exactly({ personId: Id })
export type PutStudentBody = Static<typeof PutStudentBody>

/** `POST /api/v1/classes/{classId}/students` */
export const NewStudentBody = exactly({
  givenName: Type.String({ minLength: 1, maxLength: 100 }),
  familyName: Type.String({ minLength: 1, maxLength: 100 }),
  number: Type.Optional(Type.String({ maxLength: 64, description: 'Student number, as the district’s rules ask.' })),
})
export type NewStudentBody = Static<typeof NewStudentBody>
export const StudentMade = exactly({ personId: Id })
export type StudentMade = Static<typeof StudentMade>
