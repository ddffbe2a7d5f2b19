/**
 * The six roster tables as data: which columns a canonical record has in the database, and how it is written for
 * COPY. Staging, comparing and applying are the same statements for all of them, filled in from here.
 */

import type {
  ClassRecord,
  CourseRecord,
  EnrolmentRecord,
  OrgRecord,
  PersonRecord,
  RosterRecord,
  Table,
  TermRecord,
} from '../../roster/model.ts'
import { sql } from '../sql.ts'

export type Value = string | number | boolean | null | readonly string[] | object

export interface Column {
  readonly name: string
  /** The type in the live table; staging holds text. */
  readonly type: 'text' | 'date' | 'smallint' | 'boolean' | 'text[]' | 'jsonb'
}

export interface RosterTable {
  readonly table: Table
  /** The table of temporary rows as the feed sent them, and that of the changes against the live rows. */
  readonly stage: string
  readonly change: string
  /** The live table that knows a record by (district_id, source_id, sourced_id). */
  readonly live: string
  /** The column of `live` by which other tables name the record; null: none does. */
  readonly liveId: string | null
  /** The same records with their canonical columns, for the "before" of a change. */
  readonly records: string
  readonly columns: readonly Column[]
  /** The SQL function that makes a number of the columns, where rows of a plain table are known again by it. */
  readonly content?: string
}

export const ROSTER_TABLES: Readonly<Record<Table, RosterTable>> = {
  orgs: {
    ...named('orgs', 'org', 'id'),
    columns: [...text('name', 'type', 'identifier', 'parent_sourced_id')],
  },
  terms: {
    ...named('terms', 'term', 'id'),
    columns: [
      ...text('title', 'type'),
      { name: 'start_date', type: 'date' },
      { name: 'end_date', type: 'date' },
      ...text('parent_sourced_id'),
      { name: 'school_year', type: 'smallint' },
    ],
  },
  courses: {
    ...named('courses', 'course', 'id'),
    columns: [
      ...text('title', 'course_code'),
      ...lists('grades', 'subjects'),
      ...text('org_sourced_id', 'school_year_sourced_id'),
    ],
  },
  classes: {
    ...named('classes', 'class', 'id'),
    columns: [
      ...text('title', 'class_code', 'class_type', 'location'),
      ...lists('grades', 'subjects', 'periods'),
      ...text('school_sourced_id', 'course_sourced_id'),
      ...lists('term_sourced_ids'),
    ],
    content: 'class_content',
  },
  people: {
    ...named('people', 'person_source', 'person_id'),
    records: sql('select_person_records'),
    columns: [
      { name: 'enabled', type: 'boolean' },
      ...text('given_name', 'family_name', 'middle_name', 'preferred_given_name', 'preferred_family_name'),
      ...text('username', 'email', 'identifier'),
      ...lists('grades'),
      { name: 'user_ids', type: 'jsonb' },
      { name: 'feed_roles', type: 'jsonb' },
      { name: 'metadata', type: 'jsonb' },
    ],
  },
  enrolments: {
    ...named('enrolments', 'enrolment', null),
    records: sql('select_enrolment_records'),
    columns: [
      ...text('class_sourced_id', 'person_sourced_id', 'role'),
      { name: 'is_primary', type: 'boolean' },
      { name: 'begin_date', type: 'date' },
      { name: 'end_date', type: 'date' },
    ],
  },
}

/** The record's values in the order of its table's columns. */
export function valuesOf(record: RosterRecord): readonly Value[] {
  if (record.table === 'orgs') return orgValues(record)
  if (record.table === 'terms') return termValues(record)
  if (record.table === 'courses') return courseValues(record)
  if (record.table === 'classes') return classValues(record)
  if (record.table === 'people') return personValues(record)
  return enrolmentValues(record)
}

/**
 * A SQL statement of store with its `{{names}}` filled in. Only names and types from this file ever go in;
 * every value travels as a parameter.
 */
export function fill(name: string, names: Readonly<Record<string, string>>): string {
  return sql(name).replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => names[key] ?? '')
}

function orgValues(org: OrgRecord): readonly Value[] {
  return [org.name, org.type, org.identifier, org.parentSourcedId]
}

function termValues(term: TermRecord): readonly Value[] {
  return [term.title, term.type, term.startDate, term.endDate, term.parentSourcedId, term.schoolYear]
}

function courseValues(course: CourseRecord): readonly Value[] {
  const { title, courseCode, grades, subjects, orgSourcedId, schoolYearSourcedId } = course
  return [title, courseCode, grades, subjects, orgSourcedId, schoolYearSourcedId]
}

function classValues(record: ClassRecord): readonly Value[] {
  const { title, classCode, classType, location, grades, subjects, periods } = record
  const { schoolSourcedId, courseSourcedId, termSourcedIds } = record
  return [
    title,
    classCode,
    classType,
    location,
    grades,
    subjects,
    periods,
    schoolSourcedId,
    courseSourcedId,
    termSourcedIds,
  ]
}

function personValues(person: PersonRecord): readonly Value[] {
  const { enabled, givenName, familyName, middleName, preferredGivenName, preferredFamilyName } = person
  const { username, email, identifier, grades, userIds, feedRoles, metadata } = person
  return [
    enabled,
    givenName,
    familyName,
    middleName,
    preferredGivenName,
    preferredFamilyName,
    username,
    email,
    identifier,
    grades,
    { json: userIds },
    { json: feedRoles },
    { json: metadata },
  ]
}

function enrolmentValues(enrolment: EnrolmentRecord): readonly Value[] {
  const { classSourcedId, personSourcedId, role, primary, beginDate, endDate } = enrolment
  return [classSourcedId, personSourcedId, role, primary, beginDate, endDate]
}

function named(table: Table, live: string, liveId: string | null): Omit<RosterTable, 'columns'> {
  return { table, stage: `stage_${table}`, change: `change_${table}`, live, liveId, records: live }
}

function text(...names: readonly string[]): Column[] {
  return names.map((name) => ({ name, type: 'text' }))
}

function lists(...names: readonly string[]): Column[] {
  return names.map((name) => ({ name, type: 'text[]' }))
}
