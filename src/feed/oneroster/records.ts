/** Turns the rows of OneRoster without people, from a file or an API, into canonical records. */

import type { Column, RowReader, WordSpec } from '../row-reader.ts'
import { wordReader } from '../words.ts'
import { CLASS_TYPES, ENROLMENT_ROLES, ORG_TYPES, TERM_TYPES } from '../../roster/model.ts'
import type {
  ClassRecord,
  ClassType,
  CourseRecord,
  EnrolmentRecord,
  EnrolmentRole,
  OrgRecord,
  OrgType,
  RosterRecord,
  TermRecord,
  TermType,
} from '../../roster/model.ts'

/** Reads the row that the reader stands at. Worth something only while the reader has no faults. */
export type RecordReader = () => RosterRecord

export function expectedWords(words: readonly string[]): string {
  return `one of: ${words.join(', ')} (or ext:…)`
}

const ORG_TYPE: WordSpec<OrgType> = {
  read: wordReader(ORG_TYPES, {
    extensible: true,
    aliases: { schooldistrict: 'district', lea: 'district', sea: 'state' },
  }),
  expected: expectedWords(ORG_TYPES),
  placeholder: 'school',
}
const TERM_TYPE: WordSpec<TermType> = {
  read: wordReader(TERM_TYPES, { extensible: true, aliases: { year: 'schoolYear', markingperiod: 'gradingPeriod' } }),
  expected: expectedWords(TERM_TYPES),
  placeholder: 'term',
}
const CLASS_TYPE: WordSpec<ClassType> = {
  read: wordReader(CLASS_TYPES, { extensible: true }),
  expected: expectedWords(CLASS_TYPES),
  placeholder: 'scheduled',
}
const ENROLMENT_ROLE: WordSpec<EnrolmentRole> = {
  read: wordReader(ENROLMENT_ROLES, { extensible: true, aliases: { learner: 'student', instructor: 'teacher' } }),
  expected: expectedWords(ENROLMENT_ROLES),
  placeholder: 'student',
}

/**
 * Reads when the row of a delta says that its record changed, and sees to it that it says what became of the record: both
 * are required there. A date later than `now` and a day is a fault: nothing true could ever be newer.
 */
export function changeReader(row: RowReader, now: Date): () => string {
  const status = row.column('status')
  const changed = row.column('dateLastModified')
  const latest = now.getTime() + DAY_MS
  return () => {
    if (row.raw(status) === '') row.fault('value_missing', status.name, 'active or tobedeleted in every row of a delta')
    return row.moment(changed, latest)
  }
}

const DAY_MS = 86_400_000

export function orgReader(row: RowReader): RecordReader {
  const sourcedId = row.column('sourcedId')
  const status = row.column('status')
  const name = row.column('name')
  const type = row.column('type')
  const identifier = row.column('identifier')
  const parent = row.column('parentSourcedId')
  return (): OrgRecord => ({
    table: 'orgs',
    sourcedId: row.id(sourcedId),
    status: row.status(status),
    name: row.required(name),
    type: row.word(type, ORG_TYPE),
    identifier: row.text(identifier),
    parentSourcedId: row.optionalId(parent),
  })
}

export function termReader(row: RowReader): RecordReader {
  const sourcedId = row.column('sourcedId')
  const status = row.column('status')
  const title = row.column('title')
  const type = row.column('type')
  const startDate = row.column('startDate')
  const endDate = row.column('endDate')
  const parent = row.column('parentSourcedId')
  const schoolYear = row.column('schoolYear')
  return (): TermRecord => ({
    table: 'terms',
    sourcedId: row.id(sourcedId),
    status: row.status(status),
    title: row.required(title),
    type: row.word(type, TERM_TYPE),
    startDate: row.date(startDate),
    endDate: row.date(endDate),
    parentSourcedId: row.optionalId(parent),
    schoolYear: row.schoolYear(schoolYear),
  })
}

export function courseReader(row: RowReader): RecordReader {
  const sourcedId = row.column('sourcedId')
  const status = row.column('status')
  const title = row.column('title')
  const courseCode = row.column('courseCode')
  const grades = row.column('grades')
  const subjects = subjectColumns(row)
  const org = row.column('orgSourcedId')
  const schoolYear = row.column('schoolYearSourcedId')
  return (): CourseRecord => ({
    table: 'courses',
    sourcedId: row.id(sourcedId),
    status: row.status(status),
    title: row.required(title),
    courseCode: row.text(courseCode),
    grades: row.grades(grades),
    subjects: readSubjects(row, subjects),
    orgSourcedId: row.advisedId(org),
    schoolYearSourcedId: row.optionalId(schoolYear),
  })
}

export function classReader(row: RowReader): RecordReader {
  const sourcedId = row.column('sourcedId')
  const status = row.column('status')
  const title = row.column('title')
  const classCode = row.column('classCode')
  const classType = row.column('classType')
  const location = row.column('location')
  const grades = row.column('grades')
  const subjects = subjectColumns(row)
  const periods = row.column('periods')
  const school = row.column('schoolSourcedId')
  const course = row.column('courseSourcedId')
  const terms = row.column('termSourcedIds')
  return (): ClassRecord => ({
    table: 'classes',
    sourcedId: row.id(sourcedId),
    status: row.status(status),
    title: row.required(title),
    classCode: row.text(classCode),
    classType: row.word(classType, CLASS_TYPE),
    location: row.text(location),
    grades: row.grades(grades),
    subjects: readSubjects(row, subjects),
    periods: row.list(periods),
    schoolSourcedId: row.id(school),
    courseSourcedId: row.advisedId(course),
    termSourcedIds: row.advisedIds(terms),
  })
}

export function enrolmentReader(row: RowReader): RecordReader {
  const sourcedId = row.column('sourcedId')
  const status = row.column('status')
  const classId = row.column('classSourcedId')
  const person = row.column('userSourcedId')
  const role = row.column('role')
  const primary = row.column('primary')
  const beginDate = row.column('beginDate')
  const endDate = row.column('endDate')
  return (): EnrolmentRecord => ({
    table: 'enrolments',
    sourcedId: row.id(sourcedId),
    status: row.status(status),
    classSourcedId: row.id(classId),
    personSourcedId: row.id(person),
    role: row.word(role, ENROLMENT_ROLE),
    primary: row.boolean(primary, false),
    beginDate: row.optionalDate(beginDate),
    endDate: row.optionalDate(endDate),
  })
}

interface SubjectColumns {
  readonly subjects: Column
  readonly codes: Column
}

function subjectColumns(row: RowReader): SubjectColumns {
  return { subjects: row.column('subjects'), codes: row.column('subjectCodes') }
}

/** The standard wants as many codes as subjects; a miscount is said and costs nothing. */
function readSubjects(row: RowReader, { subjects, codes }: SubjectColumns): readonly string[] {
  const items = row.list(subjects)
  if (items.length !== row.list(codes).length) row.info('value_list', subjects.name, 'as many subjects as subjectCodes')
  return items
}
