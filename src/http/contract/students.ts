/** Students, as teachers and administrators look after them. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

export const StudentState = Type.Union(
  [Type.Literal('active'), Type.Literal('deactivated'), Type.Literal('disabled'), Type.Literal('left')],
  { description: '`deactivated`: by hand; `disabled`: by the feed; `left`: the roster doesn’t have them any more.' },
)
export type StudentState = Static<typeof StudentState>

/** `GET /api/v1/students`, by family name. */
export const StudentsQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Parts of a name, or a whole student number.' })),
  schoolId: Type.Optional(Id),
  classId: Type.Optional(Id),
  grade: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  state: Type.Optional(
    Type.Union([Type.Literal('present'), Type.Literal('inactive'), ...StudentState.anyOf], {
      description:
        '`present`, as where nothing is said: all but those who have left. `inactive`: deactivated, or have left.',
    }),
  ),
  ...pageQuery,
  ...sortQuery('name', 'grade', 'state'),
})
export type StudentsQuery = Static<typeof StudentsQuery>

export const ListedStudent = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  showsAs: nullable(Type.String({ description: 'Of their names the one that they go by now.' })),
  grades: Type.Array(Type.String()),
  state: StudentState,
  schools: Type.Array(Named),
  classes: Type.Integer({ minimum: 0, description: 'How many classes they are in.' }),
  isFed: Type.Boolean({ description: 'A feed knows them.' }),
})
export type ListedStudent = Static<typeof ListedStudent>
export const StudentsPage = pageOf(ListedStudent)
export type StudentsPage = Static<typeof StudentsPage>

/** `GET /api/v1/students/options`: what lists are filtered by, and what a new student is asked for. */
export const StudentOptions = exactly({
  schools: Type.Array(Named),
  grades: Type.Array(Type.String()),
  makesAt: Type.Array(Id, { description: 'Schools where I may make students.' }),
  languages: Type.Array(Type.String(), {
    description: 'Second languages on offer, ISO 639; none where the district doesn’t ask for them.',
  }),
  numberRequired: Type.Boolean({ description: 'A student must have a student number.' }),
  reportYears: Type.Array(Type.Integer(), {
    description:
      'School years that the report of my students can be of, by the year that they begin in, the latest first; none where I may not take it along.',
  }),
})
export type StudentOptions = Static<typeof StudentOptions>

/** `GET /api/v1/students/classes`: those that I may move students between. */
export const StudentClassesQuery = exactly({ schoolId: Type.Optional(Id) })
export const StudentClasses = exactly({
  classes: Type.Array(
    exactly({ id: Id, title: Type.String(), schoolId: nullable(Id), schoolName: nullable(Type.String()) }),
    { description: 'By title; five hundred at most.' },
  ),
})
export type StudentClasses = Static<typeof StudentClasses>

export const StudentParams = exactly({ studentId: Id })
export const StudentClassParams = exactly({ studentId: Id, classId: Id })

export const StudentField = Type.Union([
  Type.Literal('givenName'),
  Type.Literal('familyName'),
  Type.Literal('preferredGivenName'),
  Type.Literal('preferredFamilyName'),
  Type.Literal('email'),
  Type.Literal('number'),
  Type.Literal('grades'),
  Type.Literal('secondLanguage'),
])
export type StudentField = Static<typeof StudentField>

const Identity = exactly({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  isShown: Type.Boolean({ description: 'The one that they go by now: one at most.' }),
})

/** `GET /api/v1/students/{studentId}`, and what changes of them answer with. */
export const Student = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  state: StudentState,
  stateSince: nullable(DateTime),
  isFed: Type.Boolean({ description: 'A feed knows them.' }),
  isStaff: Type.Boolean({ description: 'They hold a role of the staff, too, and are looked after there.' }),
  version: Type.String({ description: 'Of fields and identities: send it along with an edit of them.' }),
  fields: Type.Array(
    exactly({
      field: StudentField,
      value: Type.Union([Type.String(), Type.Array(Type.String()), Type.Null()]),
      owner: Type.Union([Type.Literal('feed'), Type.Literal('edited'), Type.Literal('hand')], {
        description: 'Whose word it is: a feed’s; somebody’s over what a feed says; no feed has a say in it.',
      }),
      isOpen: Type.Boolean({ description: 'I may edit it.' }),
    }),
    { description: 'Those that I see. A second language only where the district asks for it.' },
  ),
  identities: Type.Array(Identity, { description: 'Names that they show under this one account.' }),
  identitiesOpen: Type.Boolean({ description: 'I may edit them.' }),
  schools: Type.Array(exactly({ id: Id, name: Type.String(), isFed: Type.Boolean() })),
  classes: Type.Array(
    exactly({
      id: Id,
      title: Type.String(),
      schoolName: nullable(Type.String()),
      isFed: Type.Boolean({ description: 'A feed says that they are in it.' }),
    }),
  ),
  account: nullable(
    exactly({
      ltiLinks: Type.Integer({ minimum: 0, description: 'Accounts of an LMS that are theirs.' }),
      sessions: Type.Integer({ minimum: 0, description: 'That are open now.' }),
    }),
  ),
  history: nullable(Type.Array(exactly({ id: Id, at: DateTime, action: Type.String(), by: nullable(Type.String()) }))),
  may: exactly({
    edit: Type.Boolean(),
    activate: Type.Boolean(),
    signOut: Type.Boolean(),
    move: Type.Boolean(),
    moveToSchool: Type.Boolean(),
    takeOut: Type.Boolean(),
    delete: Type.Boolean(),
  }),
})
export type Student = Static<typeof Student>

const Text = (max: number) => nullable(Type.String({ maxLength: max }))
const VALUES = {
  preferredGivenName: Type.Optional(Text(120)),
  preferredFamilyName: Type.Optional(Text(120)),
  email: Type.Optional(Text(254)),
  number: Type.Optional(Text(64)),
  grades: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
  secondLanguage: Type.Optional(nullable(Type.String({ maxLength: 3, description: 'ISO 639.' }))),
}
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

/** `PUT /api/v1/students/{studentId}`: what is not named stays as it is. */
export const EditStudentBody = exactly({
  givenName: Type.Optional(Name),
  familyName: Type.Optional(Name),
  ...VALUES,
  identities: Type.Optional(Type.Array(Identity, { maxItems: 6 })),
  version: Type.String({ maxLength: 64 }),
})
export type EditStudentBody = Static<typeof EditStudentBody>

/** `POST /api/v1/students` answers 201. */
export const AddStudentBody = exactly({
  schoolId: Id,
  classIds: Type.Array(Id, { maxItems: 20, description: 'Classes of that school.' }),
  givenName: Name,
  familyName: Name,
  ...VALUES,
})
export type AddStudentBody = Static<typeof AddStudentBody>
export const StudentAdded = exactly({ personId: Id })
export type StudentAdded = Static<typeof StudentAdded>

/** `POST /api/v1/students/{studentId}/move` */
export const MoveStudentBody = Type.Union([
  exactly({ fromClassId: Id, toClassId: Id }),
  exactly({ toSchoolId: Id }, 'They leave the classes of the school before.'),
])
export type MoveStudentBody = Static<typeof MoveStudentBody>

/** `POST /api/v1/students/{studentId}/classes` */
export const PutIntoClassBody = exactly({ classId: Id })
export type PutIntoClassBody = Static<typeof PutIntoClassBody>

const SEVERAL_MAX = 100
/** `POST /api/v1/students/state`: all of them, or none. */
export const StudentsStateBody = exactly({
  studentIds: Type.Array(Id, { minItems: 1, maxItems: SEVERAL_MAX }),
  active: Type.Boolean(),
})
export type StudentsStateBody = Static<typeof StudentsStateBody>

const count = (description: string) => Type.Integer({ minimum: 0, description })
/** `GET /api/v1/students/{studentId}/deletion`: what goes with them for good. */
export const StudentDeletion = exactly({
  word: Type.String({ description: 'What has to be typed: the name of the student.' }),
  mayComeBack: Type.Boolean({ description: 'A feed knew them: if it names them again, a sync makes them anew.' }),
  classes: count('Classes that they are or were in.'),
  products: count('Products given or taken back by hand.'),
  identities: count('Names that they show.'),
  benchmarks: count('Benchmark tests, with their scores.'),
  pathways: count('Pathways that they are or were in.'),
  points: count('Times that they were given points, spent some, or some were taken back; with their avatar.'),
  ltiLinks: count('Accounts of an LMS that were theirs.'),
})
export type StudentDeletion = Static<typeof StudentDeletion>

/** `POST /api/v1/students/{studentId}/deletion` answers 204. */
export const DeleteStudentBody = exactly({ word: Type.String({ minLength: 1, maxLength: 300 }) })
export type DeleteStudentBody = Static<typeof DeleteStudentBody>
