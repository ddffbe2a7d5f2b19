/** Tolerant readers of the values in a row: what can be understood without guessing is read, what was odd is said. */

import { isList, isObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'

/** Something about a field of a row. It never holds the value. */
export interface FieldIssue {
  /** As in the feed: `title`, or `roles.org` inside a list. */
  readonly field: string
  /** What should have stood there. */
  readonly expected: string
  /** `odd`: understood all the same. `unreadable`: read as if nothing stood there. */
  readonly kind: 'odd' | 'unreadable'
}

/** Reads one value; `report` takes what was not as it should be. Undefined and null are "nothing there". */
export type Reader<T> = (value: JsonValue | undefined, report: Report) => T
export type Report = (kind: FieldIssue['kind'], expected: string, below?: string) => void

/** How each field of a record is read. */
export type FieldTable<T> = { readonly [Field in keyof T]: Reader<T[Field]> }

/** Reads a row by its table. Fields that the table doesn't name are not looked at. */
export function readFields<T>(row: JsonObject, table: FieldTable<T>, issues: FieldIssue[]): T {
  const fields = Object.entries(table) as [string, Reader<unknown>][]
  const record = fields.map(([field, read]) => {
    const report: Report = (kind, expected, below) => {
      issues.push({ field: below === undefined ? field : `${field}.${below}`, expected, kind })
    }
    return [field, read(row[field], report)]
  })
  return Object.fromEntries(record) as T
}

/** Text as it stands; blank text is null. A number is taken for its digits, and said: leading zeros may be lost. */
export const text: Reader<string | null> = (value, report) => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (typeof value === 'number') {
    report('odd', 'text instead of a number')
    return String(value)
  }
  report('unreadable', 'text')
  return null
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false }

/** true, false, "true", "False", 1, 0, "1" and "0". The standard has the words as text, so neither form is odd. */
export const flag: Reader<boolean | null> = (value, report) => {
  if (value === undefined || value === null || value === '') return null
  const word = isList(value) || isObject(value) ? '' : String(value).trim().toLowerCase()
  const read = Object.hasOwn(FLAGS, word) ? FLAGS[word] : undefined
  if (read === undefined) report('unreadable', 'true or false')
  return read ?? null
}

/** A list of texts. One text alone counts as a list; commas in it divide it, as they do in CSV. */
export const texts: Reader<readonly string[]> = (value, report) => {
  if (value === undefined || value === null) return []
  if (typeof value === 'string') {
    const parts = value.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
    if (parts.length > 0) report('odd', 'a list')
    return parts
  }
  if (!isList(value)) {
    report('unreadable', 'a list of texts')
    return []
  }
  return value.flatMap((item) => text(item, report) ?? [])
}

/**
 * The sourcedId of a reference `{href, sourcedId, type}`. Its href is never looked at: providers write it relative, wrong
 * or not at all. A bare id counts as a reference.
 */
export const reference: Reader<string | null> = (value, report) => {
  if (value === undefined || value === null || value === '') return null
  if (isObject(value)) {
    const id = text(value['sourcedId'], report)
    if (id === null) report('unreadable', 'a reference with a sourcedId')
    return id
  }
  if (typeof value === 'string') {
    report('odd', 'a reference with a sourcedId')
    return value
  }
  report('unreadable', 'a reference with a sourcedId')
  return null
}

/** The sourcedIds of a list of references; one reference alone counts as a list. */
export const references: Reader<readonly string[]> = (value, report) => {
  if (value === undefined || value === null || value === '') return []
  if (!isList(value)) report('odd', 'a list of references')
  return (isList(value) ? value : [value]).flatMap((item) => reference(item, report) ?? [])
}

/** A list of small objects, each read by a table of its own. */
export function listOf<T>(table: FieldTable<T>): Reader<readonly T[]> {
  return (value, report) => {
    if (value === undefined || value === null || value === '') return []
    if (!isList(value)) report('odd', 'a list')
    return (isList(value) ? value : [value]).flatMap((item) => {
      if (!isObject(item)) {
        report('unreadable', 'an object')
        return []
      }
      const issues: FieldIssue[] = []
      const record = readFields(item, table, issues)
      for (const { kind, expected, field } of issues) report(kind, expected, field)
      return [record]
    })
  }
}

/** A free object, such as `metadata`; anything else is read as an empty one. */
export const freeObject: Reader<JsonObject> = (value, report) => {
  if (isObject(value)) return value
  if (value !== undefined && value !== null && value !== '') report('unreadable', 'an object')
  return {}
}
