/** What a fake OneRoster provider holds: the records of a district, each with the moment of its last change, as collections of objects. */

import { changesBetween } from '../../contract/districts/deltas.ts'
import type { District } from '../../contract/districts/district.ts'
import { TABLES } from '../../../src/roster/model.ts'
import type { RosterRecord, Table } from '../../../src/roster/model.ts'
import { spell, spellDemographics } from './oneroster-objects.ts'
import type { JsonObject, Spelling } from './oneroster-objects.ts'
import { readFilter, valuesAt } from './oneroster-query.ts'
import type { PageQuery } from './oneroster-query.ts'

interface Entry {
  readonly record: RosterRecord
  readonly modifiedAt: string
}

interface CollectionSpec {
  readonly table: Table
  /** Under which key a page of it answers. */
  readonly key: string
  /** Under which key one object of it answers. */
  readonly single: string
  readonly holds: (record: RosterRecord) => boolean
}

const all = (): boolean => true
const hasRole =
  (role: string) =>
  (record: RosterRecord): boolean =>
    record.table === 'people' && record.feedRoles.some((each) => each.role === role)
const isTerm =
  (...types: readonly string[]) =>
  (record: RosterRecord): boolean =>
    record.table === 'terms' && types.includes(record.type)

/** The collections of the rostering service and what stands in them. */
export const COLLECTIONS: Readonly<Record<string, CollectionSpec>> = {
  orgs: { table: 'orgs', key: 'orgs', single: 'org', holds: all },
  schools: { table: 'orgs', key: 'orgs', single: 'org', holds: (org) => org.table === 'orgs' && org.type === 'school' },
  academicSessions: { table: 'terms', key: 'academicSessions', single: 'academicSession', holds: all },
  terms: { table: 'terms', key: 'academicSessions', single: 'academicSession', holds: isTerm('term', 'semester') },
  gradingPeriods: {
    table: 'terms',
    key: 'academicSessions',
    single: 'academicSession',
    holds: isTerm('gradingPeriod'),
  },
  courses: { table: 'courses', key: 'courses', single: 'course', holds: all },
  classes: { table: 'classes', key: 'classes', single: 'class', holds: all },
  users: { table: 'people', key: 'users', single: 'user', holds: all },
  students: { table: 'people', key: 'users', single: 'user', holds: hasRole('student') },
  teachers: { table: 'people', key: 'users', single: 'user', holds: hasRole('teacher') },
  enrollments: { table: 'enrolments', key: 'enrollments', single: 'enrollment', holds: all },
  demographics: { table: 'people', key: 'demographics', single: 'demographics', holds: hasRole('student') },
}

/** What is odd about the people of a provider. */
export interface StoreQuirks {
  /** The first so many students are two users each: one more with an id of its own and the same identifier. */
  readonly twins?: number
  /** The first so many people have no username and no e-mail address. */
  readonly withoutUsername?: number
  /** Default `marked`: what is deleted stays in its collection as tobedeleted. `vanish`: it is not there any more. */
  readonly deletions?: 'marked' | 'vanish'
  /** The students' collection holds teachers, too. */
  readonly studentsHoldTeachers?: boolean
}

export class OneRosterStore {
  #district: District
  readonly #quirks: StoreQuirks
  readonly #entries = new Map<Table, Entry[]>()
  /** Lists of entries as some query wants them, until something changes. */
  readonly #lists = new Map<string, readonly Entry[]>()

  constructor(district: District, modifiedAt: string, quirks: StoreQuirks) {
    this.#district = district
    this.#quirks = quirks
    for (const table of TABLES)
      this.#entries.set(
        table,
        this.#odd(table, [...district.records(table)]).map((record) => ({ record, modifiedAt })),
      )
  }

  schoolOfClass(classSourcedId: string): string {
    return this.#district.schoolOfClass(classSourcedId)
  }

  /** From now on it is that district: what differs is dated so, what left is marked or gone. */
  become(district: District, modifiedAt: string): void {
    const changes = changesBetween(this.#district, district)
    for (const table of TABLES)
      for (const record of this.#odd(table, [...changes.records(table)])) {
        if (record.status === 'gone' && this.#quirks.deletions === 'vanish') this.remove(table, record.sourcedId)
        else this.#put(record, modifiedAt)
      }
    this.#district = district
  }

  /** In front of all others, as a provider without an order may do. */
  insert(record: RosterRecord, modifiedAt: string): void {
    this.#entries.get(record.table)?.unshift({ record, modifiedAt })
    this.#lists.clear()
  }

  remove(table: Table, sourcedId: string): void {
    const entries = this.#entries.get(table) ?? []
    const at = entries.findIndex(({ record }) => record.sourcedId === sourcedId)
    if (at !== -1) entries.splice(at, 1)
    this.#lists.clear()
  }

  /** The page of a collection that a query asks for, and how many objects there are on all its pages. */
  page(
    name: string,
    query: PageQuery,
    { spelling, among }: { readonly spelling: Spelling; readonly among?: (record: RosterRecord) => boolean },
  ): { readonly objects: JsonObject[]; readonly total: number } {
    const key = JSON.stringify([name, query.filter, query.sort, query.descending, spelling])
    const known = among === undefined ? this.#lists.get(key) : undefined
    const list = known ?? this.#list(name, query, { spelling, among: among ?? all })
    if (among === undefined) this.#lists.set(key, list)
    const objects = list
      .slice(query.offset, query.offset + query.limit)
      .map((entry) => this.#spell(name, entry, spelling))
    return { objects, total: list.length }
  }

  one(name: string, sourcedId: string, spelling: Spelling): JsonObject | null {
    const spec = COLLECTIONS[name]
    const found = this.#entries.get(spec?.table ?? 'orgs')?.find(({ record }) => record.sourcedId === sourcedId)
    return found === undefined || spec?.holds(found.record) !== true ? null : this.#spell(name, found, spelling)
  }

  /** Everything of a table. */
  records(table: Table): RosterRecord[] {
    return (this.#entries.get(table) ?? []).map(({ record }) => record)
  }

  /** The names of all fields that objects of a collection have here. */
  fieldsOf(name: string, spelling: Spelling): Set<string> {
    const { objects } = this.page(name, { ...EVERYTHING, limit: 500 }, { spelling })
    return new Set(objects.flatMap((object) => Object.keys(object)))
  }

  #list(
    name: string,
    { filter, sort, descending }: PageQuery,
    { spelling, among }: { readonly spelling: Spelling; readonly among: (record: RosterRecord) => boolean },
  ): readonly Entry[] {
    const spec = COLLECTIONS[name]
    if (spec === undefined) return []
    const withTeachers = name === 'students' && this.#quirks.studentsHoldTeachers === true
    const holds = withTeachers ? (each: RosterRecord) => spec.holds(each) || hasRole('teacher')(each) : spec.holds
    let list = (this.#entries.get(spec.table) ?? []).filter(({ record }) => holds(record) && among(record))
    if (filter !== null) {
      const test = readFilter(filter)
      list = list.filter((entry) => test(this.#spell(name, entry, spelling)))
    }
    if (sort === null) return list
    const keyed = list.map((entry) => {
      const value =
        sort === 'sourcedId' ? entry.record.sourcedId : valuesAt(this.#spell(name, entry, spelling), sort)[0]
      return [value ?? '', entry] as const
    })
    const factor = descending ? -1 : 1
    return keyed.toSorted(([a], [b]) => factor * (a < b ? -1 : Number(a > b))).map(([, entry]) => entry)
  }

  #spell(name: string, { record, modifiedAt }: Entry, spelling: Spelling): JsonObject {
    return name === 'demographics' && record.table === 'people'
      ? spellDemographics(record, modifiedAt, spelling)
      : spell(record, modifiedAt, spelling)
  }

  #put(record: RosterRecord, modifiedAt: string): void {
    const entries = this.#entries.get(record.table) ?? []
    const at = entries.findIndex((entry) => entry.record.sourcedId === record.sourcedId)
    if (at === -1) entries.push({ record, modifiedAt })
    else entries[at] = { record, modifiedAt }
    this.#lists.clear()
  }

  #odd(table: Table, records: readonly RosterRecord[]): RosterRecord[] {
    if (table !== 'people') return [...records]
    const { twins = 0, withoutUsername = 0 } = this.#quirks
    const named = records.map((person, index) =>
      person.table === 'people' && index < withoutUsername ? { ...person, username: null, email: null } : person,
    )
    const students = named.filter(hasRole('student')).slice(0, twins)
    return [...named, ...students.map((student) => ({ ...student, sourcedId: `${student.sourcedId}-twin` }))]
  }
}

const EVERYTHING: PageQuery = { limit: 100, offset: 0, sort: null, descending: false, filter: null, fields: [] }

type Ids = Readonly<Record<string, string>>
type Among = (store: OneRosterStore, ids: Ids) => (record: RosterRecord) => boolean

function peopleOfClass(role: string): Among {
  return (store, { class: classId }) => {
    const ids = new Set(
      store
        .records('enrolments')
        .flatMap((each) =>
          each.table === 'enrolments' && each.role === role && each.classSourcedId === classId
            ? each.personSourcedId
            : [],
        ),
    )
    return (person) => ids.has(person.sourcedId)
  }
}

const classesOfUser: Among = (store, { user }) => {
  const ids = new Set(
    store
      .records('enrolments')
      .flatMap((each) => (each.table === 'enrolments' && each.personSourcedId === user ? each.classSourcedId : [])),
  )
  return (made) => ids.has(made.sourcedId)
}

const atSchool: Among = (store, { school = '' }) => {
  return (record) => {
    if (record.table === 'classes') return record.schoolSourcedId === school
    if (record.table === 'people') return record.feedRoles.some((role) => role.orgSourcedId === school)
    if (record.table === 'enrolments') return store.schoolOfClass(record.classSourcedId) === school
    // Courses and terms are the district's, and so every school's.
    return true
  }
}

const inTerm: Among =
  (_store, { term = '' }) =>
  (record) =>
    record.table === 'classes'
      ? record.termSourcedIds.includes(term)
      : record.table === 'terms' && record.parentSourcedId === term

/** Collections below an object, by their path: `{…}` stands for an id. */
export const SUB_COLLECTIONS: readonly (readonly [path: string, collection: string, among: Among])[] = [
  ['classes/{class}/students', 'students', peopleOfClass('student')],
  ['classes/{class}/teachers', 'teachers', peopleOfClass('teacher')],
  [
    'courses/{course}/classes',
    'classes',
    (_s, { course }) =>
      (made) =>
        made.table === 'classes' && made.courseSourcedId === course,
  ],
  ['schools/{school}/classes', 'classes', atSchool],
  ['schools/{school}/courses', 'courses', atSchool],
  ['schools/{school}/enrollments', 'enrollments', atSchool],
  ['schools/{school}/students', 'students', atSchool],
  ['schools/{school}/teachers', 'teachers', atSchool],
  ['schools/{school}/terms', 'terms', atSchool],
  [
    'schools/{school}/classes/{class}/enrollments',
    'enrollments',
    (_s, ids) => (each) => each.table === 'enrolments' && each.classSourcedId === ids['class'],
  ],
  ['schools/{school}/classes/{class}/students', 'students', peopleOfClass('student')],
  ['schools/{school}/classes/{class}/teachers', 'teachers', peopleOfClass('teacher')],
  ['students/{user}/classes', 'classes', classesOfUser],
  ['teachers/{user}/classes', 'classes', classesOfUser],
  ['users/{user}/classes', 'classes', classesOfUser],
  ['terms/{term}/classes', 'classes', inTerm],
  ['terms/{term}/gradingPeriods', 'gradingPeriods', inTerm],
]
