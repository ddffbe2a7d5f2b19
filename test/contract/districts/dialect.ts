/** Spells canonical records as OneRoster CSV 1.1 or 1.2. Written apart from the connector, so that one can test the other. */

import type {
  ClassRecord,
  CourseRecord,
  EnrolmentRecord,
  FeedRole,
  FeedRoleName,
  OrgRecord,
  PersonRecord,
  RosterRecord,
  Table,
  TermRecord,
} from '../../../src/roster/model.ts'
import type { District } from './district.ts'
import type { FileDraft, Line } from './draft.ts'

export type Version = '1.1' | '1.2'

const SSD = ['sourcedId', 'status', 'dateLastModified']
const USERS_11 =
  'enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password'
const USERS_12 =
  'enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns'

const FILES = {
  'orgs.csv': 'name,type,identifier,parentSourcedId',
  'academicSessions.csv': 'title,type,startDate,endDate,parentSourcedId,schoolYear',
  'courses.csv': 'schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
  'classes.csv':
    'title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
  'roles.csv': 'userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
  'enrollments.csv': 'classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
} as const

/** The files of a district in one version, rows made as they are asked for; manifest first. */
export function draftFiles(district: District, version: Version): FileDraft[] {
  const rows = (table: Table, spell: (record: RosterRecord) => Iterable<Line>): Iterable<Line> => ({
    *[Symbol.iterator]() {
      for (const record of district.records(table)) yield* spell(record)
    },
  })
  const files: FileDraft[] = [
    file('orgs.csv', FILES['orgs.csv'], rows('orgs', spellOrg)),
    file('academicSessions.csv', FILES['academicSessions.csv'], rows('terms', spellTerm)),
    file('courses.csv', FILES['courses.csv'], rows('courses', spellCourse)),
    file('classes.csv', FILES['classes.csv'], rows('classes', spellClass)),
    file(
      'users.csv',
      `${version === '1.1' ? USERS_11 : USERS_12},metadata.jobTitle`,
      rows('people', version === '1.1' ? spellUser11 : spellUser12),
    ),
    file(
      'enrollments.csv',
      FILES['enrollments.csv'],
      rows('enrolments', (record) => spellEnrolment(record, district)),
    ),
  ]
  if (version === '1.2') files.push(file('roles.csv', FILES['roles.csv'], rows('people', spellRoles)))
  return [manifest(files, version), ...files]
}

/** What a reader of that version can know of a record: 1.1 has fewer roles and no preferred names. */
export function asKnownIn(version: Version, record: RosterRecord): RosterRecord {
  if (version === '1.2' || record.table !== 'people') return record
  return {
    ...record,
    preferredGivenName: null,
    preferredFamilyName: null,
    feedRoles: record.feedRoles.map((role) => ({ ...role, role: roleIn11(role.role) })),
  }
}

const ONLY_IN_12 = new Map<FeedRoleName, FeedRoleName>([
  ['counselor', 'aide'],
  ['principal', 'administrator'],
  ['siteAdministrator', 'administrator'],
  ['districtAdministrator', 'administrator'],
  ['systemAdministrator', 'administrator'],
])

/** A role as 1.1 knows it. */
export function roleIn11(role: FeedRoleName): FeedRoleName {
  return ONLY_IN_12.get(role) ?? role
}

function file(name: string, columns: string, rows: Iterable<Line>): FileDraft {
  return { name, header: [...SSD, ...columns.split(',')], rows, form: {} }
}

const ALL_FILES: Readonly<Record<Version, readonly string[]>> = {
  '1.1':
    'academicSessions,categories,classes,classResources,courses,courseResources,demographics,enrollments,lineItems,orgs,resources,results,users'.split(
      ',',
    ),
  '1.2':
    'academicSessions,categories,classes,classResources,courses,courseResources,demographics,enrollments,lineItemLearningObjectiveIds,lineItems,lineItemScoreScales,orgs,resources,resultLearningObjectiveIds,results,resultScoreScales,roles,scoreScales,userProfiles,userResources,users'.split(
      ',',
    ),
}

function manifest(files: readonly FileDraft[], version: Version): FileDraft {
  const names = new Set(files.map((each) => each.name))
  const modes = ALL_FILES[version].map((name) => [`file.${name}`, names.has(`${name}.csv`) ? 'bulk' : 'absent'])
  return {
    name: 'manifest.csv',
    header: ['propertyName', 'value'],
    rows: [['manifest.version', '1.0'], ['oneroster.version', version], ...modes, ['source.systemName', 'Example SIS']],
    form: {},
  }
}

/** sourcedId, status, dateLastModified: in a bulk file only the first says something, unless the record is gone. */
function ssd(record: RosterRecord): string[] {
  return [record.sourcedId, record.status === 'gone' ? 'tobedeleted' : '', '']
}

function* spellOrg(record: RosterRecord): Generator<Line> {
  const org = record as OrgRecord
  yield [...ssd(org), org.name, org.type, org.identifier ?? '', org.parentSourcedId ?? '']
}

function* spellTerm(record: RosterRecord): Generator<Line> {
  const term = record as TermRecord
  const year = term.schoolYear === null ? '' : String(term.schoolYear)
  yield [...ssd(term), term.title, term.type, term.startDate, term.endDate, term.parentSourcedId ?? '', year]
}

function* spellCourse(record: RosterRecord): Generator<Line> {
  const course = record as CourseRecord
  yield [
    ...ssd(course),
    course.schoolYearSourcedId ?? '',
    course.title,
    course.courseCode ?? '',
    course.grades.join(','),
    course.orgSourcedId ?? '',
    course.subjects.join(','),
    codes(course.subjects),
  ]
}

function* spellClass(record: RosterRecord): Generator<Line> {
  const made = record as ClassRecord
  yield [
    ...ssd(made),
    made.title,
    made.grades.join(','),
    made.courseSourcedId ?? '',
    made.classCode ?? '',
    made.classType,
    made.location ?? '',
    made.schoolSourcedId,
    made.termSourcedIds.join(','),
    made.subjects.join(','),
    codes(made.subjects),
    made.periods.join(','),
  ]
}

function* spellUser11(record: RosterRecord): Generator<Line> {
  const person = record as PersonRecord
  const orgs = [...new Set(person.feedRoles.map((role) => role.orgSourcedId))].join(',')
  const role = roleIn11(person.feedRoles[0]?.role ?? 'student')
  yield [...ssd(person), String(person.enabled), orgs, role, ...commonOfUser(person), person.metadata['jobTitle'] ?? '']
}

function* spellUser12(record: RosterRecord): Generator<Line> {
  const person = record as PersonRecord
  yield [
    ...ssd(person),
    String(person.enabled),
    ...commonOfUser(person),
    '',
    person.preferredGivenName ?? '',
    '',
    person.preferredFamilyName ?? '',
    person.feedRoles[0]?.orgSourcedId ?? '',
    '',
    person.metadata['jobTitle'] ?? '',
  ]
}

/** username … password: the columns that both versions have in the same order. */
function commonOfUser(person: PersonRecord): string[] {
  return [
    person.username ?? '',
    person.userIds.map(({ type, identifier }) => `{${type}:${identifier}}`).join(','),
    person.givenName,
    person.familyName,
    person.middleName ?? '',
    person.identifier ?? '',
    person.email ?? '',
    '',
    '',
    '',
    person.grades.join(','),
    '',
  ]
}

function* spellRoles(record: RosterRecord): Generator<Line> {
  const person = record as PersonRecord
  for (const [index, role] of person.feedRoles.entries()) yield spellRole(person, role, index)
}

function spellRole(person: PersonRecord, role: FeedRole, index: number): Line {
  return [
    `r-${person.sourcedId}-${index}`,
    '',
    '',
    person.sourcedId,
    role.roleType,
    role.role,
    role.beginDate ?? '',
    role.endDate ?? '',
    role.orgSourcedId,
    '',
  ]
}

function* spellEnrolment(record: RosterRecord, district: District): Generator<Line> {
  const enrolment = record as EnrolmentRecord
  yield [
    ...ssd(enrolment),
    enrolment.classSourcedId,
    district.schoolOfClass(enrolment.classSourcedId),
    enrolment.personSourcedId,
    enrolment.role,
    enrolment.role === 'teacher' ? String(enrolment.primary) : '',
    enrolment.beginDate ?? '',
    enrolment.endDate ?? '',
  ]
}

function codes(subjects: readonly string[]): string {
  return subjects.map((_, index) => String(index + 1).padStart(2, '0')).join(',')
}
