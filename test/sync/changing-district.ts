/** A small district as CSV files that changes from night to night, in ways that a memory of its rows could get wrong. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Row = Record<string, string>
export type FileName = 'orgs' | 'academicSessions' | 'courses' | 'classes' | 'users' | 'enrollments'

const HEADERS: Readonly<Record<FileName, string>> = {
  orgs: 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
  academicSessions: 'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
  courses:
    'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
  classes:
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
  users:
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,metadata.jobTitle',
  enrollments:
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
}

export interface Line {
  row: Row
  /** Every field in quotation marks, or those that need them. */
  quoted: boolean
}

export interface FileState {
  columns: string[]
  lines: Line[]
  /** Left out of the package. */
  absent: boolean
  lineEnd: '\n' | '\r\n'
  lastLineEnded: boolean
  encoding: 'utf8' | 'latin1'
}

export type DistrictState = Record<FileName, FileState>

/** Three schools, six classes, two teachers and an administrator, and `students` students in two classes each. */
export function startDistrict(students: number): DistrictState {
  const orgs = [
    { sourcedId: 'd', name: 'District', type: 'district' },
    ...['s1', 's2', 's3'].map((id) => ({ sourcedId: id, name: `School ${id}`, type: 'school', parentSourcedId: 'd' })),
  ]
  const classes = Array.from({ length: 6 }, (_, i) => ({
    sourcedId: `c${i}`,
    title: `Class ${i}`,
    courseSourcedId: 'k1',
    classType: 'scheduled',
    schoolSourcedId: `s${(i % 3) + 1}`,
    termSourcedIds: 'y1',
    subjects: 'Maths',
    subjectCodes: '01',
  }))
  const staff = ['t1', 't2', 't3'].map((id, i) => user(id, { role: 'teacher', orgSourcedIds: `s${i + 1}` }))
  const users = [...staff, user('a1', { role: 'administrator', orgSourcedIds: 's1' })]
  for (let i = 0; i < students; i += 1) users.push(user(`p${i}`, { orgSourcedIds: `s${(i % 3) + 1}` }))
  const teaching = classes.map(({ sourcedId }, i) => ({
    ...enrolled(sourcedId, `t${(i % 3) + 1}`),
    role: 'teacher',
    primary: 'true',
  }))
  const learning = users
    .slice(4)
    .flatMap(({ sourcedId = '' }, i) => [enrolled(`c${i % 3}`, sourcedId), enrolled(`c${(i % 3) + 3}`, sourcedId)])
  return {
    orgs: file('orgs', orgs),
    academicSessions: file('academicSessions', [
      {
        sourcedId: 'y1',
        title: 'Year',
        type: 'schoolYear',
        startDate: '2026-08-01',
        endDate: '2027-06-30',
        schoolYear: '2027',
      },
    ]),
    courses: file('courses', [{ sourcedId: 'k1', title: 'Maths', schoolYearSourcedId: 'y1', orgSourcedId: 'd' }]),
    classes: file('classes', classes),
    users: file('users', users),
    enrollments: file('enrollments', [...teaching, ...learning]),
  }
}

export function user(sourcedId: string, over: Row = {}): Row {
  return {
    sourcedId,
    enabledUser: 'true',
    orgSourcedIds: 's1',
    role: 'student',
    username: `u.${sourcedId}`,
    givenName: `Zoë ${sourcedId}`,
    familyName: `Family ${sourcedId}`,
    identifier: `S-${sourcedId}`,
    email: `${sourcedId}@district.example`,
    ...over,
  }
}

export function enrolled(classId: string, userId: string, over: Row = {}): Row {
  return {
    sourcedId: `${classId}-${userId}`,
    classSourcedId: classId,
    schoolSourcedId: 's1',
    userSourcedId: userId,
    role: 'student',
    beginDate: '2026-08-17',
    endDate: '2027-06-11',
    ...over,
  }
}

/** Writes the package as it stands into a folder that holds nothing else. */
export function writeDistrict(state: DistrictState, folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, { absent, ...content }] of Object.entries(state))
    if (!absent) writeFileSync(join(folder, `${name}.csv`), textOf(content), content.encoding)
}

function file(name: FileName, rows: readonly Row[]): FileState {
  return {
    columns: HEADERS[name].split(','),
    lines: rows.map((row) => ({ row: { ...row }, quoted: false })),
    absent: false,
    lineEnd: '\r\n',
    lastLineEnded: true,
    encoding: 'utf8',
  }
}

function textOf({ columns, lines, lineEnd, lastLineEnded }: Omit<FileState, 'absent'>): string {
  const text = [
    columns.join(','),
    ...lines.map(({ row, quoted }) => columns.map((column) => field(row[column] ?? '', quoted)).join(',')),
  ].join(lineEnd)
  return lastLineEnded ? text + lineEnd : text
}

function field(value: string, quoted: boolean): string {
  return quoted || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
