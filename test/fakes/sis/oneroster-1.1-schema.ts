/**
 * What a OneRoster 1.1 provider answers, as schemas: there is no official description of its JSON, so this is made by hand
 * from the tables of the specification (1.1, section 4 and "JSON payloads").
 */

import { Type } from '@sinclair/typebox'
import type { TProperties, TSchema } from '@sinclair/typebox'

const id = Type.String({ pattern: '^[0-9A-Za-z./@_-]{1,255}$' })
const date = Type.String({ format: 'date' })
const yesNo = Type.Union([Type.Literal('true'), Type.Literal('false')])
const words = (...all: readonly string[]): TSchema => Type.Union(all.map((word) => Type.Literal(word)))
const texts = Type.Array(Type.String())

function reference(type: string): TSchema {
  return Type.Object(
    { href: Type.String({ format: 'uri' }), sourcedId: id, type: Type.Literal(type) },
    { additionalProperties: false },
  )
}

function object(properties: TProperties): TSchema {
  const base = {
    sourcedId: id,
    status: words('active', 'tobedeleted'),
    dateLastModified: Type.String({ format: 'date-time' }),
    metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }
  return Type.Object({ ...base, ...properties }, { additionalProperties: false })
}

const org = object({
  name: Type.String(),
  type: words('department', 'school', 'district', 'local', 'state', 'national'),
  identifier: Type.Optional(Type.String()),
  parent: Type.Optional(reference('org')),
  children: Type.Optional(Type.Array(reference('org'))),
})
const academicSession = object({
  title: Type.String(),
  type: words('gradingPeriod', 'semester', 'schoolYear', 'term'),
  startDate: date,
  endDate: date,
  parent: Type.Optional(reference('academicSession')),
  children: Type.Optional(Type.Array(reference('academicSession'))),
  schoolYear: Type.String({ pattern: '^\\d{4}$' }),
})
const course = object({
  title: Type.String(),
  schoolYear: Type.Optional(reference('academicSession')),
  courseCode: Type.Optional(Type.String()),
  grades: Type.Optional(texts),
  subjects: Type.Optional(texts),
  org: reference('org'),
  subjectCodes: Type.Optional(texts),
})
const classObject = object({
  title: Type.String(),
  classCode: Type.Optional(Type.String()),
  classType: words('homeroom', 'scheduled'),
  location: Type.Optional(Type.String()),
  grades: Type.Optional(texts),
  subjects: Type.Optional(texts),
  course: reference('course'),
  school: reference('org'),
  terms: Type.Array(reference('academicSession'), { minItems: 1 }),
  subjectCodes: Type.Optional(texts),
  periods: Type.Optional(texts),
})
const user = object({
  username: Type.String(),
  userIds: Type.Optional(Type.Array(Type.Object({ type: Type.String(), identifier: Type.String() }))),
  enabledUser: yesNo,
  givenName: Type.String(),
  familyName: Type.String(),
  middleName: Type.Optional(Type.String()),
  role: words('administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher'),
  identifier: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  sms: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  agents: Type.Optional(Type.Array(reference('user'))),
  orgs: Type.Array(reference('org'), { minItems: 1 }),
  grades: Type.Optional(texts),
  password: Type.Optional(Type.String()),
})
const enrollment = object({
  user: reference('user'),
  class: reference('class'),
  school: reference('org'),
  role: words('administrator', 'proctor', 'student', 'teacher'),
  primary: Type.Optional(yesNo),
  beginDate: Type.Optional(date),
  endDate: Type.Optional(date),
})
const demographics = object({
  birthDate: Type.Optional(date),
  sex: Type.Optional(words('male', 'female')),
  cityOfBirth: Type.Optional(Type.String()),
})

/** By the key that an answer has: a page, and one object. */
export const PAGE_OF: Readonly<Record<string, TSchema>> = {
  orgs: page('orgs', org),
  academicSessions: page('academicSessions', academicSession),
  courses: page('courses', course),
  classes: page('classes', classObject),
  users: page('users', user),
  enrollments: page('enrollments', enrollment),
  demographics: page('demographics', demographics),
}

function page(key: string, item: TSchema): TSchema {
  return Type.Object({ [key]: Type.Array(item) }, { additionalProperties: false })
}
