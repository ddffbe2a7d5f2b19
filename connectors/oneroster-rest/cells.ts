/** Spells the objects of the API as rows of text under the standard's column names, so that one reader judges files and APIs alike. */

import type { CollectionName, Collections } from 'oneroster-client/collections'
import type { UserRole } from 'oneroster-client/records'
import type { FieldIssue } from 'oneroster-client/values'
import { isPrivate } from '../../src/feed/oneroster/people.ts'

/** Between the items of a list: a comma may stand in an item. */
export const SEPARATOR = '\u001F'
/** Takes the place of a yes or no that is neither, for the reader to find. */
const NEITHER = 'neither'

/** One object of a collection, as it is kept on the disk until the whole collection is there. */
export interface KeptRow {
  /** By column. */
  readonly cells: readonly string[]
  /** Only of users of 1.2: each role by column. */
  readonly roles?: readonly (readonly string[])[]
  /** Only of users: type and identifier. */
  readonly userIds?: readonly (readonly [type: string, identifier: string])[]
  /** Only of users: sorted by key, without what is private. */
  readonly metadata?: readonly (readonly [key: string, value: string])[]
  /** Fields that were of another kind than they should be, and what was expected. */
  readonly odd?: readonly (readonly [field: string, expected: string])[]
}

type Cell = string | boolean | null | readonly string[]

interface Shape<T> {
  readonly columns: readonly string[]
  readonly cells: (record: T) => readonly Cell[]
  /** What the client calls the field of each column, and other fields whose oddities matter. */
  readonly fields: readonly string[]
}

const BASE_COLUMNS = ['sourcedId', 'status', 'dateLastModified'] as const
const BASE_FIELDS = ['sourcedId', 'status', 'dateLastModified'] as const

type Base = Pick<Collections['orgs'], 'sourcedId' | 'status' | 'dateLastModified'>

function shape<T extends Base>(
  columns: Readonly<Record<string, readonly [field: string, cell: (record: T) => Cell]>>,
  others: readonly string[] = [],
): Shape<T> {
  const entries = Object.values(columns)
  return {
    columns: [...BASE_COLUMNS, ...Object.keys(columns)],
    fields: [...BASE_FIELDS, ...entries.map(([field]) => field), ...others],
    cells: (record) => [
      record.sourcedId,
      record.status,
      record.dateLastModified,
      ...entries.map(([, cell]) => cell(record)),
    ],
  }
}

const ORGS = shape<Collections['orgs']>({
  name: ['name', (org) => org.name],
  type: ['type', (org) => org.type],
  identifier: ['identifier', (org) => org.identifier],
  parentSourcedId: ['parent', (org) => org.parent],
})
const TERMS = shape<Collections['terms']>({
  title: ['title', (term) => term.title],
  type: ['type', (term) => term.type],
  startDate: ['startDate', (term) => term.startDate],
  endDate: ['endDate', (term) => term.endDate],
  parentSourcedId: ['parent', (term) => term.parent],
  schoolYear: ['schoolYear', (term) => term.schoolYear],
})
const COURSES = shape<Collections['courses']>({
  title: ['title', (course) => course.title],
  courseCode: ['courseCode', (course) => course.courseCode],
  grades: ['grades', (course) => course.grades],
  subjects: ['subjects', (course) => course.subjects],
  subjectCodes: ['subjectCodes', (course) => course.subjectCodes],
  orgSourcedId: ['org', (course) => course.org],
  schoolYearSourcedId: ['schoolYear', (course) => course.schoolYear],
})
const CLASSES = shape<Collections['classes']>({
  title: ['title', (made) => made.title],
  classCode: ['classCode', (made) => made.classCode],
  classType: ['classType', (made) => made.classType],
  location: ['location', (made) => made.location],
  grades: ['grades', (made) => made.grades],
  subjects: ['subjects', (made) => made.subjects],
  subjectCodes: ['subjectCodes', (made) => made.subjectCodes],
  periods: ['periods', (made) => made.periods],
  schoolSourcedId: ['school', (made) => made.school],
  courseSourcedId: ['course', (made) => made.course],
  termSourcedIds: ['terms', (made) => made.terms],
})
const USERS = shape<Collections['users']>(
  {
    enabledUser: ['enabledUser', (user) => user.enabledUser],
    givenName: ['givenName', (user) => user.givenName],
    familyName: ['familyName', (user) => user.familyName],
    middleName: ['middleName', (user) => user.middleName],
    preferredGivenName: ['preferredFirstName', (user) => user.preferredFirstName],
    preferredFamilyName: ['preferredLastName', (user) => user.preferredLastName],
    username: ['username', (user) => user.username],
    email: ['email', (user) => user.email],
    identifier: ['identifier', (user) => user.identifier],
    grades: ['grades', (user) => user.grades],
    role: ['role', (user) => user.role],
    orgSourcedIds: ['orgs', (user) => user.orgs],
  },
  ['userIds', 'roles', 'metadata'],
)
const ENROLLMENTS = shape<Collections['enrollments']>({
  classSourcedId: ['class', (enrollment) => enrollment.class],
  userSourcedId: ['user', (enrollment) => enrollment.user],
  role: ['role', (enrollment) => enrollment.role],
  primary: ['primary', (enrollment) => enrollment.primary],
  beginDate: ['beginDate', (enrollment) => enrollment.beginDate],
  endDate: ['endDate', (enrollment) => enrollment.endDate],
})

/** The collections that a roster is read from. Demographics are never asked for. */
export type RosterCollection = Exclude<CollectionName, 'demographics' | 'terms' | 'gradingPeriods' | 'schools'>

const SHAPES: { readonly [Name in RosterCollection]: Shape<Collections[Name]> } = {
  orgs: ORGS,
  academicSessions: TERMS,
  courses: COURSES,
  classes: CLASSES,
  users: USERS,
  students: USERS,
  teachers: USERS,
  enrollments: ENROLLMENTS,
}

export const ROLE_COLUMNS = ['roleType', 'role', 'orgSourcedId', 'beginDate', 'endDate'] as const

export function columnsOf(collection: RosterCollection): readonly string[] {
  return SHAPES[collection].columns
}

/** The row of an object, with its oddities. */
export function toRow<Name extends RosterCollection>(
  collection: Name,
  record: Collections[Name],
  issues: readonly FieldIssue[],
): KeptRow {
  const { columns, cells, fields } = SHAPES[collection] as Shape<Collections[Name]>
  const unreadable = new Set(issues.filter(({ kind }) => kind === 'unreadable').map(({ field }) => field))
  const spelt = cells(record).map((cell, index) =>
    cell === null && isFlag(columns[index]) && unreadable.has(fields[index] ?? '') ? NEITHER : spell(cell),
  )
  const own = issues.filter(({ field }) => fields.includes(field.split('.')[0] ?? '') && !isFlag(field))
  const odd = own.map(({ field, expected }) => [field, expected] as const)
  return { cells: spelt, ...('userIds' in record ? partsOf(record) : {}), ...(odd.length === 0 ? {} : { odd }) }
}

function isFlag(column: string | undefined): boolean {
  return column === 'enabledUser' || column === 'primary'
}

function partsOf(user: Collections['users']): Partial<KeptRow> {
  const metadata = Object.entries(user.metadata)
    .flatMap(([key, value]) => {
      const text = typeof value === 'object' || value === undefined ? '' : String(value).trim()
      return text === '' || isPrivate(key) ? [] : [[key, text] as const]
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const userIds = user.userIds.flatMap(({ type, identifier }) =>
    identifier === null ? [] : [[type?.trim() ?? '', identifier.trim()] as const],
  )
  return {
    ...(user.roles.length === 0 ? {} : { roles: user.roles.map(roleCells) }),
    ...(userIds.length === 0 ? {} : { userIds }),
    ...(metadata.length === 0 ? {} : { metadata }),
  }
}

function roleCells({ roleType, role, org, beginDate, endDate }: UserRole): string[] {
  return [roleType, role, org, beginDate, endDate].map(spell)
}

function spell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return String(cell)
  return typeof cell === 'string' ? cell : cell.map((item) => item.replaceAll(SEPARATOR, ' ')).join(SEPARATOR)
}
