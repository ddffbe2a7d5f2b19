/**
 * The objects of OneRoster rostering, 1.1 and 1.2 in one shape each: a field that one version lacks is null or empty.
 * References are the sourcedId they name. Dates, times and enumerations are text as the provider wrote it.
 *
 * Never read, so that they are nowhere: `password`, `userProfiles` (they carry credentials), `phone` and `sms`.
 */

import type { JsonObject } from './json.ts'
import { flag, freeObject, listOf, reference, references, text, texts } from './values.ts'
import type { FieldTable } from './values.ts'

/** What every object has. A row without a sourcedId has null here: what to do with it is for the caller. */
export interface BaseRecord {
  readonly sourcedId: string | null
  /** `active` or `tobedeleted`; some providers: `inactive`. */
  readonly status: string | null
  readonly dateLastModified: string | null
  /** Extensions of the provider, as they came. May hold personal values: never log it. */
  readonly metadata: JsonObject
}

export interface OrgRecord extends BaseRecord {
  readonly name: string | null
  /** department, school, district, local, state or national. */
  readonly type: string | null
  readonly identifier: string | null
  readonly parent: string | null
  readonly children: readonly string[]
}

export interface AcademicSessionRecord extends BaseRecord {
  readonly title: string | null
  /** gradingPeriod, semester, schoolYear or term. */
  readonly type: string | null
  readonly startDate: string | null
  readonly endDate: string | null
  readonly parent: string | null
  readonly children: readonly string[]
  /** The year in which the school year ends. */
  readonly schoolYear: string | null
}

export interface CourseRecord extends BaseRecord {
  readonly title: string | null
  readonly courseCode: string | null
  readonly schoolYear: string | null
  readonly org: string | null
  readonly grades: readonly string[]
  readonly subjects: readonly string[]
  readonly subjectCodes: readonly string[]
  readonly resources: readonly string[]
}

export interface ClassRecord extends BaseRecord {
  readonly title: string | null
  readonly classCode: string | null
  /** homeroom or scheduled. */
  readonly classType: string | null
  readonly location: string | null
  readonly course: string | null
  readonly school: string | null
  readonly terms: readonly string[]
  readonly grades: readonly string[]
  readonly subjects: readonly string[]
  readonly subjectCodes: readonly string[]
  readonly periods: readonly string[]
  readonly resources: readonly string[]
}

export interface UserId {
  readonly type: string | null
  readonly identifier: string | null
}

export interface UserRole {
  /** primary or secondary. */
  readonly roleType: string | null
  readonly role: string | null
  readonly org: string | null
  readonly beginDate: string | null
  readonly endDate: string | null
}

export interface UserRecord extends BaseRecord {
  readonly enabledUser: boolean | null
  readonly username: string | null
  readonly userIds: readonly UserId[]
  readonly givenName: string | null
  readonly familyName: string | null
  readonly middleName: string | null
  readonly identifier: string | null
  readonly email: string | null
  readonly agents: readonly string[]
  readonly grades: readonly string[]
  /** 1.1 only: one role in all of `orgs`. */
  readonly role: string | null
  /** 1.1 only. */
  readonly orgs: readonly string[]
  /** 1.2 only. */
  readonly roles: readonly UserRole[]
  readonly primaryOrg: string | null
  readonly userMasterIdentifier: string | null
  readonly preferredFirstName: string | null
  readonly preferredMiddleName: string | null
  readonly preferredLastName: string | null
  readonly pronouns: string | null
}

export interface EnrollmentRecord extends BaseRecord {
  readonly user: string | null
  readonly class: string | null
  readonly school: string | null
  /** administrator, proctor, student or teacher. */
  readonly role: string | null
  readonly primary: boolean | null
  readonly beginDate: string | null
  readonly endDate: string | null
}

/** The sourcedId is the user's. */
export interface DemographicsRecord extends BaseRecord {
  readonly birthDate: string | null
  readonly sex: string | null
  readonly americanIndianOrAlaskaNative: boolean | null
  readonly asian: boolean | null
  readonly blackOrAfricanAmerican: boolean | null
  readonly nativeHawaiianOrOtherPacificIslander: boolean | null
  readonly white: boolean | null
  readonly demographicRaceTwoOrMoreRaces: boolean | null
  readonly hispanicOrLatinoEthnicity: boolean | null
  readonly countryOfBirthCode: string | null
  readonly stateOfBirthAbbreviation: string | null
  readonly cityOfBirth: string | null
  readonly publicSchoolResidenceStatus: string | null
}

const BASE: FieldTable<BaseRecord> = {
  sourcedId: text,
  status: text,
  dateLastModified: text,
  metadata: freeObject,
}

export const ORG: FieldTable<OrgRecord> = {
  ...BASE,
  name: text,
  type: text,
  identifier: text,
  parent: reference,
  children: references,
}

export const ACADEMIC_SESSION: FieldTable<AcademicSessionRecord> = {
  ...BASE,
  title: text,
  type: text,
  startDate: text,
  endDate: text,
  parent: reference,
  children: references,
  // A year is a number to many providers; nothing is lost by that.
  schoolYear: (value, report) => (typeof value === 'number' ? String(value) : text(value, report)),
}

export const COURSE: FieldTable<CourseRecord> = {
  ...BASE,
  title: text,
  courseCode: text,
  schoolYear: reference,
  org: reference,
  grades: texts,
  subjects: texts,
  subjectCodes: texts,
  resources: references,
}

export const CLASS: FieldTable<ClassRecord> = {
  ...BASE,
  title: text,
  classCode: text,
  classType: text,
  location: text,
  course: reference,
  school: reference,
  terms: references,
  grades: texts,
  subjects: texts,
  subjectCodes: texts,
  periods: texts,
  resources: references,
}

export const USER: FieldTable<UserRecord> = {
  ...BASE,
  enabledUser: flag,
  username: text,
  userIds: listOf<UserId>({ type: text, identifier: text }),
  givenName: text,
  familyName: text,
  middleName: text,
  identifier: text,
  email: text,
  agents: references,
  grades: texts,
  role: text,
  orgs: references,
  roles: listOf<UserRole>({ roleType: text, role: text, org: reference, beginDate: text, endDate: text }),
  primaryOrg: reference,
  userMasterIdentifier: text,
  preferredFirstName: text,
  preferredMiddleName: text,
  preferredLastName: text,
  pronouns: text,
}

export const ENROLLMENT: FieldTable<EnrollmentRecord> = {
  ...BASE,
  user: reference,
  class: reference,
  school: reference,
  role: text,
  primary: flag,
  beginDate: text,
  endDate: text,
}

export const DEMOGRAPHICS: FieldTable<DemographicsRecord> = {
  ...BASE,
  birthDate: text,
  sex: text,
  americanIndianOrAlaskaNative: flag,
  asian: flag,
  blackOrAfricanAmerican: flag,
  nativeHawaiianOrOtherPacificIslander: flag,
  white: flag,
  demographicRaceTwoOrMoreRaces: flag,
  hispanicOrLatinoEthnicity: flag,
  countryOfBirthCode: text,
  stateOfBirthAbbreviation: text,
  cityOfBirth: text,
  publicSchoolResidenceStatus: text,
}
