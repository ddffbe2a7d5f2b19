/** The top-level collections of rostering: path, envelope and record. Sub-collections are not here: many providers lack them. */

import { ACADEMIC_SESSION, CLASS, COURSE, DEMOGRAPHICS, ENROLLMENT, ORG, USER } from './records.ts'
import type {
  AcademicSessionRecord,
  ClassRecord,
  CourseRecord,
  DemographicsRecord,
  EnrollmentRecord,
  OrgRecord,
  UserRecord,
} from './records.ts'
import type { FieldTable } from './values.ts'

/** The record of each collection, by the collection's name. */
export interface Collections {
  readonly academicSessions: AcademicSessionRecord
  readonly terms: AcademicSessionRecord
  readonly gradingPeriods: AcademicSessionRecord
  readonly orgs: OrgRecord
  readonly schools: OrgRecord
  readonly courses: CourseRecord
  readonly classes: ClassRecord
  readonly users: UserRecord
  readonly students: UserRecord
  readonly teachers: UserRecord
  readonly enrollments: EnrollmentRecord
  readonly demographics: DemographicsRecord
}

export type CollectionName = keyof Collections

export interface Envelope<T> {
  /** The key of the list in the answer. */
  readonly key: string
  /** Keys that providers are known to use instead. */
  readonly alternates: readonly string[]
  /** The key of a single object. */
  readonly single: string
  readonly table: FieldTable<T>
}

const sessions = {
  key: 'academicSessions',
  alternates: ['terms', 'gradingPeriods'],
  single: 'academicSession',
  table: ACADEMIC_SESSION,
}
const orgs = { key: 'orgs', alternates: ['schools'], single: 'org', table: ORG }
const users = { key: 'users', alternates: ['students', 'teachers'], single: 'user', table: USER }

/** OneRoster 1.2 REST binding, section 3; the alternates are from the field. */
export const ENVELOPES: { readonly [Name in CollectionName]: Envelope<Collections[Name]> } = {
  academicSessions: sessions,
  terms: sessions,
  gradingPeriods: sessions,
  orgs,
  schools: orgs,
  courses: { key: 'courses', alternates: [], single: 'course', table: COURSE },
  classes: { key: 'classes', alternates: [], single: 'class', table: CLASS },
  users,
  students: users,
  teachers: users,
  enrollments: { key: 'enrollments', alternates: ['enrolments'], single: 'enrollment', table: ENROLLMENT },
  demographics: { key: 'demographics', alternates: [], single: 'demographics', table: DEMOGRAPHICS },
}
