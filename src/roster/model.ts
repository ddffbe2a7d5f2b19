/**
 * The canonical roster: what every feed is turned into, free of versions and vendors.
 *
 * Glossary
 * - org: a node of the organisation tree: the district itself, its schools, anything between.
 * - term: a stretch of the school year (OneRoster academic session).
 * - course: what is taught; class: one group that is taught it (Clever section).
 * - person: staff, student or guardian. A person without an account is normal.
 * - enrolment: a person's place in a class, with a role in that class.
 * - feed role: what the feed calls a person at an org. It grants nothing by itself: role mapping does.
 * - role grant: (person, role, scope, origin), the outcome of role mapping or of an administrator's act.
 * - sourcedId: the feed's own name for a record, unique per (source, table), never across.
 *
 * Dates are `YYYY-MM-DD` strings, the empty value of a text field is `null`, lists are never null.
 */

/** The tables of a roster, in the order in which they can be applied. */
export const TABLES = ['orgs', 'terms', 'courses', 'classes', 'people', 'enrolments'] as const
export type Table = (typeof TABLES)[number]

/** One value for each table. */
export function forEachTable<T>(make: (table: Table) => T): Record<Table, T> {
  return {
    orgs: make('orgs'),
    terms: make('terms'),
    courses: make('courses'),
    classes: make('classes'),
    people: make('people'),
    enrolments: make('enrolments'),
  }
}

/** `active` or gone from the feed (`inactive`, `tobedeleted`): gone is an explicit statement, never an inference. */
export type FeedStatus = 'active' | 'gone'

export const ORG_TYPES = ['department', 'school', 'district', 'local', 'state', 'national'] as const
export const TERM_TYPES = ['gradingPeriod', 'semester', 'schoolYear', 'term'] as const
export const CLASS_TYPES = ['homeroom', 'scheduled'] as const
/** OneRoster 1.1 users.role and 1.2 roles.role together; `administrator` is 1.1 only. */
export const FEED_ROLES = [
  'administrator',
  'aide',
  'counselor',
  'districtAdministrator',
  'guardian',
  'parent',
  'principal',
  'proctor',
  'relative',
  'siteAdministrator',
  'student',
  'systemAdministrator',
  'teacher',
] as const
export const ENROLMENT_ROLES = ['administrator', 'proctor', 'student', 'teacher'] as const
export const ROLE_TYPES = ['primary', 'secondary'] as const

/** `ext:<token>` is allowed by OneRoster 1.2 for every one of these but the role type. */
export type Extension = `ext:${string}`
export type OrgType = (typeof ORG_TYPES)[number] | Extension
export type TermType = (typeof TERM_TYPES)[number] | Extension
export type ClassType = (typeof CLASS_TYPES)[number] | Extension
export type FeedRoleName = (typeof FEED_ROLES)[number] | Extension
export type EnrolmentRole = (typeof ENROLMENT_ROLES)[number] | Extension
export type RoleType = (typeof ROLE_TYPES)[number]

export interface OrgRecord {
  readonly table: 'orgs'
  readonly sourcedId: string
  readonly status: FeedStatus
  readonly name: string
  readonly type: OrgType
  readonly identifier: string | null
  readonly parentSourcedId: string | null
}

export interface TermRecord {
  readonly table: 'terms'
  readonly sourcedId: string
  readonly status: FeedStatus
  readonly title: string
  readonly type: TermType
  readonly startDate: string
  readonly endDate: string
  readonly parentSourcedId: string | null
  /** The year in which the school year ends. */
  readonly schoolYear: number | null
}

export interface CourseRecord {
  readonly table: 'courses'
  readonly sourcedId: string
  readonly status: FeedStatus
  readonly title: string
  readonly courseCode: string | null
  readonly grades: readonly string[]
  readonly subjects: readonly string[]
  readonly orgSourcedId: string | null
  readonly schoolYearSourcedId: string | null
}

export interface ClassRecord {
  readonly table: 'classes'
  readonly sourcedId: string
  readonly status: FeedStatus
  readonly title: string
  readonly classCode: string | null
  readonly classType: ClassType
  readonly location: string | null
  readonly grades: readonly string[]
  readonly subjects: readonly string[]
  readonly periods: readonly string[]
  readonly schoolSourcedId: string
  readonly courseSourcedId: string | null
  readonly termSourcedIds: readonly string[]
}

/** What the feed calls a person at one org, between two dates (both inclusive, null: open). */
export interface FeedRole {
  readonly role: FeedRoleName
  readonly roleType: RoleType
  readonly orgSourcedId: string
  readonly beginDate: string | null
  readonly endDate: string | null
}

/** Passwords, demographics, phone numbers and guardians' links are never read into this. */
export interface PersonRecord {
  readonly table: 'people'
  readonly sourcedId: string
  readonly status: FeedStatus
  readonly enabled: boolean
  readonly givenName: string
  readonly familyName: string
  readonly middleName: string | null
  readonly preferredGivenName: string | null
  readonly preferredFamilyName: string | null
  readonly username: string | null
  readonly email: string | null
  readonly identifier: string | null
  readonly userIds: readonly { readonly type: string; readonly identifier: string }[]
  readonly grades: readonly string[]
  /** Sorted by (org, role, roleType, begin): the same person has the same list whichever way it came. */
  readonly feedRoles: readonly FeedRole[]
  /** Extension columns (`metadata.jobTitle` is kept under `jobTitle`), for role rules. Sorted by key. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface EnrolmentRecord {
  readonly table: 'enrolments'
  readonly sourcedId: string
  readonly status: FeedStatus
  readonly classSourcedId: string
  readonly personSourcedId: string
  readonly role: EnrolmentRole
  readonly primary: boolean
  readonly beginDate: string | null
  readonly endDate: string | null
}

export type RosterRecord = OrgRecord | TermRecord | CourseRecord | ClassRecord | PersonRecord | EnrolmentRecord

/** The roles of the product (product.md §1). Communities' own roles are granted by people, never by a feed. */
export const ROLES = [
  'customer_admin',
  'district_admin',
  'school_admin',
  'coach',
  'principal',
  'billing_only',
  'teacher',
  'student',
  'guardian',
  'it_admin',
  'class_lead',
  'community_member',
  'community_lead',
] as const
export type Role = (typeof ROLES)[number]

export const SCOPE_TYPES = ['customer', 'district', 'school', 'class', 'community'] as const
export type ScopeType = (typeof SCOPE_TYPES)[number]

/** Where a record stands in a feed, as the administrator's spreadsheet shows it: the header is row 1. */
export interface RowLocation {
  /** File name inside the package, or the collection's name of an API. */
  readonly file: string
  readonly row: number
}

/** A canonical record and the place in the feed that it came from. */
export interface FeedRow {
  readonly record: RosterRecord
  readonly at: RowLocation
  /** Every row of a delta: when the source changed the record, as `2026-11-21T22:47:29.909Z`. A whole set has no dates. */
  readonly modifiedAt?: string
  /**
   * A signed 64-bit integer, in decimals, that stands for the row as it was sent and for all that decides its meaning;
   * absent or null where it must be read again next time, such as a row about which there is something to say.
   */
  readonly fingerprint?: string | null
}
