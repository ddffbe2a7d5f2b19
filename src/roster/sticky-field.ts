/**
 * Which fields of the roster a person may edit by hand, and what each takes. A closed list: names by which other
 * systems know somebody (sourcedId, identifier, user ids), statuses and whatever decides roles stay the feed's alone.
 */

import { isMailAddress } from './mail-address.ts'
import { ENROLMENT_ROLES } from './model.ts'

export const STICKY_KINDS = ['people', 'classes', 'orgs', 'enrolments'] as const
export type StickyKind = (typeof STICKY_KINDS)[number]

/** Being in a class at all: false takes a fed enrolment out by hand; an enrolment made by hand has true. */
export const MEMBER = 'member'

export interface StickyField {
  /** As the API names it. */
  readonly field: string
  /** As the database does. */
  readonly column: string
  readonly type: 'text' | 'email' | 'list' | 'date' | 'flag' | 'role'
  /** It can't be emptied. */
  readonly required: boolean
}

const TEXT_LENGTH_MAX = 255
const LIST_LENGTH_MAX = 50

export const STICKY_FIELDS: Readonly<Record<StickyKind, readonly StickyField[]>> = {
  people: [
    needed('givenName', 'given_name'),
    needed('familyName', 'family_name'),
    open('middleName', 'middle_name'),
    open('preferredGivenName', 'preferred_given_name'),
    open('preferredFamilyName', 'preferred_family_name'),
    open('username', 'username'),
    { ...open('email', 'email'), type: 'email' },
    list('grades', 'grades'),
  ],
  classes: [
    needed('title', 'title'),
    open('classCode', 'class_code'),
    open('location', 'location'),
    list('grades', 'grades'),
    list('subjects', 'subjects'),
    list('periods', 'periods'),
  ],
  orgs: [needed('name', 'name')],
  enrolments: [
    { ...needed('role', 'role'), type: 'role' },
    { ...needed('primary', 'is_primary'), type: 'flag' },
    { ...open('beginDate', 'begin_date'), type: 'date' },
    { ...open('endDate', 'end_date'), type: 'date' },
  ],
}

/** The field, or null where nobody may edit it. `member` is none of these: it is a record's being there. */
export function findStickyField(kind: StickyKind, field: string): StickyField | null {
  return STICKY_FIELDS[kind].find((one) => one.field === field) ?? null
}

/** The API's name of a column; `member` has the same in both. */
export function nameOfColumn(kind: StickyKind, column: string): string {
  return STICKY_FIELDS[kind].find((one) => one.column === column)?.field ?? column
}

export type StickyValue = string | boolean | readonly string[] | null
export type StickyValueProblem =
  | 'value_type'
  | 'value_required'
  | 'value_too_long'
  | 'value_email'
  | 'value_date'
  | 'value_role'

/** The value as it is kept (text trimmed, an empty one null), or what is wrong with it. */
export function checkStickyValue(
  { type, required }: StickyField,
  given: unknown,
): { readonly value: StickyValue } | { readonly problem: StickyValueProblem } {
  if (type === 'flag') return typeof given === 'boolean' ? { value: given } : { problem: 'value_type' }
  if (type === 'list') return checkList(given)
  if (given !== null && typeof given !== 'string') return { problem: 'value_type' }
  const value = tidyText(given ?? '')
  if (value === '') return required ? { problem: 'value_required' } : { value: null }
  if (value.length > TEXT_LENGTH_MAX) return { problem: 'value_too_long' }
  if (type === 'email' && !isMailAddress(value)) return { problem: 'value_email' }
  if (type === 'date' && !isDate(value)) return { problem: 'value_date' }
  if (type === 'role' && !ENROLMENT_ROLES.some((role) => role === value)) return { problem: 'value_role' }
  return { value }
}

function checkList(given: unknown): { readonly value: StickyValue } | { readonly problem: StickyValueProblem } {
  if (!Array.isArray(given) || !given.every((one): one is string => typeof one === 'string'))
    return { problem: 'value_type' }
  const value = given.map(tidyText).filter((one) => one !== '')
  if (value.length > LIST_LENGTH_MAX || value.some((one) => one.length > TEXT_LENGTH_MAX))
    return { problem: 'value_too_long' }
  return { value }
}

/** Without what nobody can see: control characters would not survive the database, or a spreadsheet. */
export function tidyText(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim()
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function open(field: string, column: string): StickyField {
  return { field, column, type: 'text', required: false }
}

function needed(field: string, column: string): StickyField {
  return { ...open(field, column), required: true }
}

function list(field: string, column: string): StickyField {
  return { ...open(field, column), type: 'list' }
}

const AUDITED_AS: Readonly<Record<StickyKind, string>> = {
  people: 'person',
  classes: 'class',
  orgs: 'org',
  enrolments: 'enrolment',
}

/** What a record is called in the audit log, `person:17` or `enrolment:sis/4711`: ids only. */
export function auditedAs(kind: StickyKind, id: string): string {
  return `${AUDITED_AS[kind]}:${id}`
}
