/** The files of a OneRoster package and their columns, as the standard has them (1.1.1 and 1.2.1 CSV tables). */

import type { HeaderSpec } from '../../src/feed/csv-header.ts'
import type { Table } from '../../src/roster/model.ts'

export type OneRosterVersion = '1.1' | '1.2'

/** The files that a roster is read from. */
export type RosterFile =
  | 'orgs.csv'
  | 'academicSessions.csv'
  | 'courses.csv'
  | 'classes.csv'
  | 'roles.csv'
  | 'users.csv'
  | 'enrollments.csv'

/** In the order in which they are read: roles before the users that they belong to. */
export const ROSTER_FILES: readonly RosterFile[] = [
  'orgs.csv',
  'academicSessions.csv',
  'courses.csv',
  'classes.csv',
  'roles.csv',
  'users.csv',
  'enrollments.csv',
]

export const MANIFEST = 'manifest.csv'

/** Files of the standard that hold nothing of a roster: never opened. */
export const OTHER_FILES = [
  'categories.csv',
  'classResources.csv',
  'courseResources.csv',
  'demographics.csv',
  'lineItemLearningObjectiveIds.csv',
  'lineItemScoreScales.csv',
  'lineItems.csv',
  'resources.csv',
  'resultLearningObjectiveIds.csv',
  'resultScoreScales.csv',
  'results.csv',
  'scoreScales.csv',
  'userProfiles.csv',
  'userResources.csv',
] as const

export const TABLE_OF: Readonly<Record<RosterFile, Table>> = {
  'orgs.csv': 'orgs',
  'academicSessions.csv': 'terms',
  'courses.csv': 'courses',
  'classes.csv': 'classes',
  'roles.csv': 'people',
  'users.csv': 'people',
  'enrollments.csv': 'enrolments',
}

const SSD = 'sourcedId,status,dateLastModified'

// `*`: required. Written as the standard lists them, so that the two can be compared by eye.
const COMMON: Readonly<Record<Exclude<RosterFile, 'users.csv'>, string>> = {
  'orgs.csv': 'name*,type*,identifier,parentSourcedId',
  'academicSessions.csv': 'title*,type*,startDate*,endDate*,parentSourcedId,schoolYear*',
  'courses.csv': 'schoolYearSourcedId,title*,courseCode,grades,orgSourcedId*,subjects,subjectCodes',
  'classes.csv':
    'title*,grades,courseSourcedId*,classCode,classType*,location,schoolSourcedId*,termSourcedIds*,subjects,subjectCodes,periods',
  'roles.csv': 'userSourcedId*,roleType*,role*,beginDate,endDate,orgSourcedId*,userProfileSourcedId',
  'enrollments.csv': 'classSourcedId*,schoolSourcedId*,userSourcedId*,role*,primary,beginDate,endDate',
}

const USERS: Readonly<Record<OneRosterVersion, string>> = {
  '1.1':
    'enabledUser*,orgSourcedIds*,role*,username*,userIds,givenName*,familyName*,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
  '1.2':
    'enabledUser*,username*,userIds,givenName*,familyName*,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns',
}

/** Other spellings met in real exports (folded), with the standard column that they mean. */
const ALIASES: Readonly<Record<string, string>> = {
  datalastmodified: 'dateLastModified',
  datelastmodifed: 'dateLastModified',
  lastmodified: 'dateLastModified',
  sourceid: 'sourcedId',
  sourcedids: 'sourcedId',
  firstname: 'givenName',
  lastname: 'familyName',
  prefferedgivenname: 'preferredGivenName',
  preferedgivenname: 'preferredGivenName',
  preferredfirstname: 'preferredGivenName',
  prefferedfirstname: 'preferredGivenName',
  prefferedmiddlename: 'preferredMiddleName',
  preferedmiddlename: 'preferredMiddleName',
  prefferedfamilyname: 'preferredFamilyName',
  preferedfamilyname: 'preferredFamilyName',
  preferredlastname: 'preferredFamilyName',
  prefferedlastname: 'preferredFamilyName',
  emailaddress: 'email',
  orgsourcedid: 'orgSourcedIds',
  orgsourceids: 'orgSourcedIds',
  usersourceid: 'userSourcedId',
  classsourceid: 'classSourcedId',
  schoolsourceid: 'schoolSourcedId',
  coursesourceid: 'courseSourcedId',
  parentsourceid: 'parentSourcedId',
  termsourcedid: 'termSourcedIds',
  termsourceids: 'termSourcedIds',
  grade: 'grades',
  subject: 'subjects',
  period: 'periods',
}

/** What the header of a file should be. */
export function headerSpec(file: RosterFile, version: OneRosterVersion): HeaderSpec {
  const marked = `${SSD},${file === 'users.csv' ? USERS[version] : COMMON[file]}`.split(',')
  const columns = marked.map((column) => column.replace('*', ''))
  const required = [
    'sourcedId',
    ...marked.filter((column) => column.endsWith('*')).map((column) => column.slice(0, -1)),
  ]
  return {
    file,
    columns,
    // A role row's own sourcedId is used for nothing: the row is about its user.
    required: file === 'roles.csv' ? required.slice(1) : required,
    aliases: Object.fromEntries(Object.entries(ALIASES).filter(([, column]) => columns.includes(column))),
  }
}

/** The files that a version has. */
export function filesOf(version: OneRosterVersion): readonly RosterFile[] {
  return version === '1.2' ? ROSTER_FILES : ROSTER_FILES.filter((name) => name !== 'roles.csv')
}
