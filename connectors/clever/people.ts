/** Turns users of Clever, with all of their roles, into people. */

import { readGrade } from '../../src/feed/grades.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import { sortRoles } from '../../src/feed/oneroster/feed-roles.ts'
import type { FeedRole, FeedRoleName, PersonRecord } from '../../src/roster/model.ts'
import type { ObjectReader } from './object-reader.ts'
import { refuseForeign } from './parse.ts'

/** Where people of each role keep their numbers, the one that names them first. */
const NUMBERS = [
  ['studentNumber', 'roles.student.student_number'],
  ['teacherNumber', 'roles.teacher.teacher_number'],
  ['staffId', 'roles.staff.staff_id'],
  ['sisId', 'roles.student.sis_id'],
  ['sisId', 'roles.teacher.sis_id'],
  ['sisId', 'roles.contact.sis_id'],
  ['stateId', 'roles.student.state_id'],
  ['stateId', 'roles.teacher.state_id'],
] as const

const EXPECTED_ROLES = 'one of student, teacher, staff, district_admin, contact'

/**
 * The user that the reader stands at. Credentials, phone numbers, addresses, birth dates, and everything that says what kind
 * of child somebody is, are not among the fields that are read.
 */
export function readPerson(reader: ObjectReader, district: string): PersonRecord {
  refuseForeign(reader, district)
  const userIds = readUserIds(reader)
  const grade = reader.text('roles.student.grade')
  return {
    table: 'people',
    sourcedId: reader.id('id'),
    status: 'active',
    enabled: true,
    givenName: requiredName(reader, 'name.first'),
    familyName: requiredName(reader, 'name.last'),
    middleName: reader.text('name.middle'),
    preferredGivenName: reader.text('roles.student.preferred_name.first'),
    preferredFamilyName: reader.text('roles.student.preferred_name.last'),
    username: null,
    email: reader.lookedUp('email'),
    // The SIS id is no such number: two kinds of numbers in one place could make one person of two.
    identifier: userIds.find(({ type }) => type !== 'sisId' && type !== 'stateId')?.identifier ?? null,
    userIds,
    grades: grade === null ? [] : [readGrade(grade)],
    feedRoles: readRoles(reader, district),
    metadata: readMetadata(reader),
  }
}

function requiredName(reader: ObjectReader, field: string): string {
  reader.lookedUp(field)
  return reader.required(field)
}

function readUserIds(reader: ObjectReader): PersonRecord['userIds'] {
  const found = NUMBERS.flatMap(([type, field]) => {
    const identifier = reader.lookedUp(field)
    return identifier === null ? [] : [{ type, identifier }]
  })
  return [...new Map(found.map((userId) => [`${userId.type} ${userId.identifier}`, userId])).values()]
}

function readRoles(reader: ObjectReader, district: string): readonly FeedRole[] {
  const roles = [
    ...atSchools(reader, 'student', 'student'),
    ...atSchools(reader, 'teacher', 'teacher'),
    ...staffRoles(reader),
    ...(reader.has('roles.district_admin') ? [role('districtAdministrator', district, 'primary')] : []),
    ...(reader.has('roles.contact') ? [role(contactRole(reader), district, 'primary')] : []),
  ]
  if (roles.length === 0) reader.info('person_without_role', 'roles', EXPECTED_ROLES)
  return sortRoles(roles)
}

/** Of a student or teacher: primary at the school that Clever calls theirs, secondary at the others. */
function atSchools(reader: ObjectReader, kind: 'student' | 'teacher', word: FeedRoleName): FeedRole[] {
  if (!reader.has(`roles.${kind}`)) return []
  const primary = reader.optionalId(`roles.${kind}.school`)
  const schools = schoolsOf(reader, `roles.${kind}.schools`)
  const others = schools.filter((school) => school !== primary)
  return [
    ...(primary === null ? [] : [role(word, primary, 'primary')]),
    ...others.map((school) => role(word, school, primary === null ? 'primary' : 'secondary')),
  ]
}

/** What staff are is for the district's rules to say: the words that Clever has for them come as `ext:` words. */
function staffRoles(reader: ObjectReader): FeedRole[] {
  if (!reader.has('roles.staff')) return []
  const words = reader.texts('roles.staff.roles').map(extension)
  return schoolsOf(reader, 'roles.staff.schools').flatMap((school) =>
    ['ext:staff' as const, ...words].map((word) => role(word, school, 'primary')),
  )
}

/** 'School Admin' → 'ext:School-Admin' */
function extension(word: string): FeedRoleName {
  return `ext:${word.replaceAll(/[^a-zA-Z0-9.\-_]+/g, '-').slice(0, 64)}`
}

function schoolsOf(reader: ObjectReader, field: string): readonly string[] {
  const schools = reader.texts(field)
  if (!schools.every(isIdentifier)) reader.fault('value_id', field, 'identifiers of schools')
  return schools
}

/** A contact is a guardian, a relative, or just somebody to call. */
function contactRole(reader: ObjectReader): FeedRoleName {
  const relationships = reader.objects('roles.contact.student_relationships')
  const says = (field: string, words: readonly string[]): boolean =>
    relationships.some((relationship) => words.includes(String(relationship[field])))
  if (says('type', ['Parent/Guardian']) || says('relationship', ['Parent'])) return 'guardian'
  return says('relationship', ['Grandparent', 'Aunt/Uncle', 'Sibling']) ? 'relative' : 'ext:contact'
}

function role(word: FeedRoleName, orgSourcedId: string, roleType: FeedRole['roleType']): FeedRole {
  return { role: word, roleType, orgSourcedId, beginDate: null, endDate: null }
}

/** For role rules, under the names that files have for them. */
function readMetadata(reader: ObjectReader): PersonRecord['metadata'] {
  const department = reader.text('roles.staff.department')
  const jobTitle =
    reader.text('roles.staff.title') ?? reader.text('roles.teacher.title') ?? reader.text('roles.district_admin.title')
  return { ...(department === null ? {} : { department }), ...(jobTitle === null ? {} : { jobTitle }) }
}
