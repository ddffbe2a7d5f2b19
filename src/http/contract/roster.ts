/** The roster as administrators see and edit it: people, classes, schools; each field with its owner. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable, pageOf, pageQuery, sortQuery, PersonName } from './shapes.ts'

export const RecordKind = Type.Union([
  Type.Literal('people'),
  Type.Literal('classes'),
  Type.Literal('orgs'),
  Type.Literal('enrolments'),
])
export type RecordKind = Static<typeof RecordKind>

export const FieldValue = Type.Union([
  Type.String({ maxLength: 1000 }),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 200 }),
  Type.Null(),
])
export type FieldValue = Static<typeof FieldValue>

export const RecordField = exactly({
  field: Type.String({ description: '`member` of an enrolment: being in the class at all.' }),
  value: FieldValue,
  editedBy: nullable(
    exactly({
      name: nullable(Type.String({ description: 'Null: an administrator who is no person of the roster.' })),
      at: DateTime,
    }),
  ),
  feedValue: FieldValue,
  conflict: Type.Boolean({ description: 'Edited by hand, and the feed says otherwise.' }),
  version: Type.String({ description: 'Send it along with an edit: it says what you saw.' }),
})
export type RecordField = Static<typeof RecordField>

export const RecordSource = exactly({ sourceId: Type.String(), sourcedId: Type.String(), active: Type.Boolean() })

/** `GET /api/v1/roster/{kind}/{recordId}`: a class names its school, an enrolment its class and person. */
export const RosterRecord = exactly({
  kind: RecordKind,
  id: Type.String({ description: 'Of an enrolment its source and sourcedId, as `source/sourcedId`.' }),
  name: Type.String(),
  active: Type.Boolean(),
  sources: Type.Array(RecordSource, { description: 'The feeds that know it; none: made by hand.' }),
  fields: Type.Array(RecordField),
  school: nullable(Named),
  class: nullable(Named),
  person: nullable(PersonName),
})
export type RosterRecord = Static<typeof RosterRecord>

const RecordId = Type.String({ minLength: 1, maxLength: 400 })
export const RecordParams = exactly({ kind: RecordKind, recordId: RecordId })
export type RecordParams = Static<typeof RecordParams>
export const FieldParams = exactly({ kind: RecordKind, recordId: RecordId, field: Type.String({ maxLength: 40 }) })
export type FieldParams = Static<typeof FieldParams>

const Version = Type.String({ minLength: 16, maxLength: 16 })

/** `PUT /api/v1/roster/{kind}/{recordId}/fields/{field}` answers with the record. */
export const EditFieldBody = exactly({ value: FieldValue, version: Version })
export type EditFieldBody = Static<typeof EditFieldBody>

/** `POST /api/v1/roster/{kind}/{recordId}/fields/{field}/give-back` answers with the record. */
export const GiveBackBody = exactly({ version: Version })
export type GiveBackBody = Static<typeof GiveBackBody>

/** `GET /api/v1/people`: whose fields I may edit. */
export const PeopleQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...pageQuery,
  ...sortQuery('familyName', 'givenName'),
})
export type PeopleQuery = Static<typeof PeopleQuery>
export const ListedPerson = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  schools: Type.Array(Type.String()),
  editedFields: Type.Integer({ minimum: 0 }),
})
export type ListedPerson = Static<typeof ListedPerson>
export const PeoplePage = pageOf(ListedPerson)
export type PeoplePage = Static<typeof PeoplePage>

/** `GET /api/v1/schools`: whose fields I may edit. */
export const ListedSchool = exactly({ id: Id, name: Type.String(), editedFields: Type.Integer({ minimum: 0 }) })
export type ListedSchool = Static<typeof ListedSchool>
export const Schools = exactly({ schools: Type.Array(ListedSchool) })
export type Schools = Static<typeof Schools>

/** `GET /api/v1/schools/{schoolId}/classes`. */
export const SchoolParams = exactly({ schoolId: Id })
export const ClassQuery = exactly({ ...pageQuery, ...sortQuery('title', 'classCode') })
export type ClassQuery = Static<typeof ClassQuery>
export const ListedClass = exactly({
  id: Id,
  title: Type.String(),
  classCode: nullable(Type.String()),
  editedFields: Type.Integer({ minimum: 0 }),
})
export type ListedClass = Static<typeof ListedClass>
export const ClassPage = pageOf(ListedClass)
export type ClassPage = Static<typeof ClassPage>

/** `GET /api/v1/people/{personId}/enrolments` and `GET /api/v1/classes/{classId}/enrolments`. */
export const RosterLine = exactly({
  id: Type.String(),
  active: Type.Boolean({ description: 'False: taken out of the class by hand.' }),
  byHand: Type.Boolean({ description: 'Put into the class by hand.' }),
  class: Named,
  person: PersonName,
  fields: Type.Array(RecordField),
})
export type RosterLine = Static<typeof RosterLine>
export const RosterLines = exactly({ lines: Type.Array(RosterLine) })
export type RosterLines = Static<typeof RosterLines>
export const PersonParams = exactly({ personId: Id })
export type PersonParams = Static<typeof PersonParams>
export const ClassParams = exactly({ classId: Id })
export type ClassParams = Static<typeof ClassParams>

/** `POST /api/v1/classes/{classId}/enrolments` answers 201 with the enrolment's record. */
export const AddToClassBody = exactly({
  personId: Id,
  role: Type.Union([Type.Literal('student'), Type.Literal('teacher')]),
})
export type AddToClassBody = Static<typeof AddToClassBody>
