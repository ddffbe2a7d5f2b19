/** A small sound district as literal CSV, and how a scenario differs from it. */

import type { FeedLimits } from '../../../../src/feed/limits.ts'
import type { Table } from '../../../../src/roster/model.ts'

export type Files = Readonly<Record<string, string | Buffer>>

export interface Scenario {
  readonly name: string
  readonly files: Files
  /** Where it is another matter in the other kind of package. */
  readonly only?: 'zip' | 'folder'
  readonly limits?: Partial<FeedLimits>
  /** The failure's code; everything else is then of no interest. */
  readonly fails?: string
  /** What the failure's message must name. */
  readonly names?: readonly string[]
  /** Each quarantined row: `code[:field]` joined by blanks, `@file:row`, `=sourcedId` (or `=?`). */
  readonly quarantined?: readonly string[]
  /** Each diagnostic that isn't in a quarantined row: `code[:field]@file[:row]`. */
  readonly said?: readonly string[]
  /** Tables that must not be proven complete; all others must be. */
  readonly incomplete?: readonly Table[]
  /** Tables that must be announced as deltas, with dated rows; all others that come must not be. */
  readonly deltas?: readonly Table[]
  /** How many records of a table must have come, where that is the point. */
  readonly records?: Partial<Record<Table, number>>
}

const MANIFEST = (version: string, files: string): string =>
  `propertyName,value\nmanifest.version,1.0\noneroster.version,${version}\n${files
    .split(' ')
    .map((file) => `file.${file},bulk\n`)
    .join('')}file.demographics,absent\n`

const COMMON = {
  'orgs.csv':
    'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n' +
    'd,,,Testing District,district,1,\n' +
    's1,,,First School,school,2,d\n' +
    's2,,,Second School,school,3,d\n',
  'academicSessions.csv':
    'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n' +
    'y,,,Year,schoolYear,2026-08-17,2027-06-11,,2027\n' +
    't1,,,Term,term,2026-08-17,2026-12-18,y,2027\n',
  'courses.csv':
    'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n' +
    'c1,,,y,Algebra,ALG,09,d,Mathematics,02\n',
  'classes.csv':
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n' +
    'k1,,,Algebra A,09,c1,ALG-A,scheduled,,s1,t1,Mathematics,02,1\n' +
    'k2,,,Algebra B,"09,10",c1,ALG-B,scheduled,,s2,"y,t1",Mathematics,02,"2,3"\n',
  'enrollments.csv':
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n' +
    'e1,,,k1,s1,u1,teacher,true,2026-08-17,2027-06-11\n' +
    'e2,,,k1,s1,u2,student,,2026-08-17,2027-06-11\n' +
    'e3,,,k2,s2,u3,student,,,\n',
} as const

export const BASE_11 = {
  'manifest.csv': MANIFEST('1.1', 'academicSessions classes courses enrollments orgs users'),
  ...COMMON,
  'users.csv':
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n' +
    'u1,,,true,"s1,s2",teacher,t.one,,Tamsin,Oneway,,001,t.one@example.org,,,,,\n' +
    'u2,,,true,s1,student,s.two,{State:77},Saoirse,Twofold,,002,,,,,09,\n' +
    'u3,,,true,s2,student,s.three,,Soren,Threepenny,,003,,,,,10,\n',
} as const

export const BASE_12 = {
  'manifest.csv': MANIFEST('1.2', 'academicSessions classes courses enrollments orgs roles users'),
  ...COMMON,
  'users.csv':
    'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n' +
    'u1,,,true,t.one,,Tamsin,Oneway,,001,t.one@example.org,,,,,,,,,,s1,\n' +
    'u2,,,true,s.two,{State:77},Saoirse,Twofold,,002,,,,,09,,,,,,s1,\n' +
    'u3,,,true,s.three,,Soren,Threepenny,,003,,,,,10,,,,,,s2,\n',
  'roles.csv':
    'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n' +
    'r1,,,u1,primary,teacher,,,s1,\n' +
    'r2,,,u1,primary,teacher,,,s2,\n' +
    'r3,,,u2,primary,student,,,s1,\n' +
    'r4,,,u3,primary,student,,,s2,\n',
} as const

export type BaseFile = keyof typeof BASE_12

/** The base with one place of one file different; the place must be there. */
export function edited(base: Files, file: BaseFile, from: string, to: string): Files {
  const text = base[file]
  if (typeof text !== 'string' || !text.includes(from)) throw new Error(`${file} has no such place: ${from}`)
  return { ...base, [file]: text.replace(from, to) }
}

export function without(base: Files, ...files: readonly BaseFile[]): Files {
  return Object.fromEntries(Object.entries(base).filter(([name]) => !files.some((file) => file === name)))
}

export function rewritten(base: Files, file: BaseFile, change: (text: string) => string | Buffer): Files {
  const text = base[file]
  if (typeof text !== 'string') throw new Error(`${file} is not text`)
  return { ...base, [file]: change(text) }
}
