/** Spells canonical records as the JSON objects of OneRoster 1.1 and 1.2 REST. Written apart from the connector, so that one can test the other. */

import { roleIn11 } from '../../contract/districts/dialect.ts'
import type { Version } from '../../contract/districts/dialect.ts'
import type { FeedRole, PersonRecord, RosterRecord } from '../../../src/roster/model.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = Readonly<Record<string, Json>>

/** How a provider spells what the standard leaves no choice about. */
export interface Spelling {
  readonly version: Version
  /** Where its objects live: "http://host/ims/oneroster/v1p1"; '' for relative addresses. */
  readonly base: string
  readonly booleans: 'string' | 'boolean' | 'number'
  /** `plain`: as the standard has them; `capitals`: "Student", "SCHOOL"; `plurals`: "students", "Schools". */
  readonly words: 'plain' | 'capitals' | 'plurals'
  /** `blank`: without a status where the record is active. */
  readonly statuses: 'plain' | 'blank' | 'inactive'
  readonly schoolOfClass: (classSourcedId: string) => string
}

const COLLECTION_OF = {
  academicSession: 'academicSessions',
  class: 'classes',
  course: 'courses',
  org: 'orgs',
  user: 'users',
}

/** The object of a record that was last changed at that moment. Fields that are blank are left out. */
export function spell(record: RosterRecord, modifiedAt: string, how: Spelling): JsonObject {
  const fields = { ...common(record, modifiedAt, how), ...FIELDS[record.table](record as never, new Speller(how)) }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

function common(record: RosterRecord, modifiedAt: string, how: Spelling): JsonObject {
  const { sourcedId } = record
  const gone = how.statuses === 'inactive' ? 'inactive' : 'tobedeleted'
  const active = how.statuses === 'blank' ? null : 'active'
  return { sourcedId, status: record.status === 'gone' ? gone : active, dateLastModified: modifiedAt }
}

class Speller {
  readonly how: Spelling

  constructor(how: Spelling) {
    this.how = how
  }

  boolean(value: boolean): Json {
    if (this.how.booleans === 'boolean') return value
    return this.how.booleans === 'number' ? Number(value) : String(value)
  }

  word(word: string): string {
    if (this.how.words === 'plain' || word.startsWith('ext:')) return word
    const capital = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
    return this.how.words === 'capitals' ? capital : `${capital}s`
  }

  reference(type: keyof typeof COLLECTION_OF, sourcedId: string | null): JsonObject | null {
    if (sourcedId === null) return null
    return { href: `${this.how.base}/${COLLECTION_OF[type]}/${encodeURIComponent(sourcedId)}`, sourcedId, type }
  }

  references(type: keyof typeof COLLECTION_OF, ids: readonly string[]): Json[] {
    return ids.flatMap((id) => this.reference(type, id) ?? [])
  }
}

const codes = (subjects: readonly string[]): Json => subjects.map((_, index) => String(index + 1).padStart(2, '0'))

type Fields = { readonly [R in RosterRecord as R['table']]: (record: R, as: Speller) => JsonObject }

const FIELDS: Fields = {
  orgs: (org, as) => ({
    name: org.name,
    type: as.word(org.type),
    identifier: org.identifier,
    parent: as.reference('org', org.parentSourcedId),
  }),
  terms: (term, as) => ({
    title: term.title,
    type: as.word(term.type),
    startDate: term.startDate,
    endDate: term.endDate,
    parent: as.reference('academicSession', term.parentSourcedId),
    schoolYear: term.schoolYear === null ? null : String(term.schoolYear),
  }),
  courses: (course, as) => ({
    title: course.title,
    schoolYear: as.reference('academicSession', course.schoolYearSourcedId),
    courseCode: course.courseCode,
    grades: course.grades,
    subjects: course.subjects,
    org: as.reference('org', course.orgSourcedId),
    subjectCodes: codes(course.subjects),
  }),
  classes: (made, as) => ({
    title: made.title,
    classCode: made.classCode,
    classType: as.word(made.classType),
    location: made.location,
    grades: made.grades,
    subjects: made.subjects,
    course: as.reference('course', made.courseSourcedId),
    school: as.reference('org', made.schoolSourcedId),
    terms: as.references('academicSession', made.termSourcedIds),
    subjectCodes: codes(made.subjects),
    periods: made.periods,
  }),
  people: (person, as) => ({
    ...userFields(person, as),
    ...(as.how.version === '1.1' ? rolesIn11 : rolesIn12)(person, as),
  }),
  enrolments: (enrolment, as) => ({
    user: as.reference('user', enrolment.personSourcedId),
    class: as.reference('class', enrolment.classSourcedId),
    school: as.reference('org', as.how.schoolOfClass(enrolment.classSourcedId)),
    role: as.word(enrolment.role),
    primary: as.boolean(enrolment.primary),
    beginDate: enrolment.beginDate,
    endDate: enrolment.endDate,
  }),
}

/** What no roster needs is in every user all the same: providers send it, and a consumer is to drop it. */
export const PRIVATE_VALUES = { password: 'Kept-From-Everybody-1', phone: '+1-555-0100', sms: '+1-555-0101' } as const

function userFields(person: PersonRecord, as: Speller): JsonObject {
  const { jobTitle } = person.metadata
  return {
    ...(jobTitle === undefined ? {} : { metadata: { jobTitle } }),
    username: person.username,
    userIds: person.userIds.map((each) => ({ ...each })),
    enabledUser: as.boolean(person.enabled),
    givenName: person.givenName,
    familyName: person.familyName,
    middleName: person.middleName,
    identifier: person.identifier,
    email: person.email,
    agents: [],
    grades: person.grades,
    ...PRIVATE_VALUES,
  }
}

function rolesIn11(person: PersonRecord, as: Speller): JsonObject {
  const orgs = [...new Set(person.feedRoles.map(({ orgSourcedId }) => orgSourcedId))]
  return {
    role: as.word(roleIn11(person.feedRoles[0]?.role ?? 'student')),
    orgs: as.references('org', orgs),
  }
}

function rolesIn12(person: PersonRecord, as: Speller): JsonObject {
  return {
    preferredFirstName: person.preferredGivenName,
    preferredLastName: person.preferredFamilyName,
    primaryOrg: as.reference('org', person.feedRoles[0]?.orgSourcedId ?? null),
    roles: person.feedRoles.map((role) => roleObject(role, as)),
  }
}

function roleObject(role: FeedRole, as: Speller): JsonObject {
  const all: JsonObject = {
    roleType: role.roleType,
    role: as.word(role.role),
    org: as.reference('org', role.orgSourcedId),
    beginDate: role.beginDate,
    endDate: role.endDate,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

/** A student's demographics, which a roster has no business reading. */
export function spellDemographics(person: PersonRecord, modifiedAt: string, how: Spelling): JsonObject {
  return {
    ...common(person, modifiedAt, how),
    birthDate: '2013-05-17',
    sex: 'female',
    cityOfBirth: 'Kept-From-Everybody-2',
  }
}
