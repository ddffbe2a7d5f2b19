/** Rows in the text form that PostgreSQL's COPY reads, and their content hash. */

import { hashRow } from '../../roster/row-hash.ts'
import type { FeedRow } from '../../roster/model.ts'
import { type Value, valuesOf } from './roster-table.ts'

/** The line of a staged record: sourced_id, status, the columns, row_hash, row_no, fingerprint. Ends with a newline. */
export function stagedLine({ record, at, fingerprint }: FeedRow): string {
  let fields = ''
  for (const value of valuesOf(record)) fields += `\t${copyField(value)}`
  return `${escaped(record.sourcedId)}\t${record.status}${fields}\t${hashRow(fields)}\t${at.row}\t${fingerprint ?? '\\N'}\n`
}

/** A line of plain fields; null is \N. Ends with a newline. */
export function copyLine(fields: readonly (string | null)[]): string {
  return `${fields.map((field) => copyField(field)).join('\t')}\n`
}

function copyField(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return value.toString()
  if (isList(value)) return value.length === 0 ? '{}' : escaped(arrayLiteral(value))
  return escaped(JSON.stringify('json' in value ? value.json : value))
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value)
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}
