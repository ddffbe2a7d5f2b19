/** Reads a whole table that somebody hands over at a page, in memory: its column names and its rows as a spreadsheet numbers them. */

import { Failure } from '../roster/failure.ts'
import type { CsvRow } from './csv-rows.ts'
import { CsvRows } from './csv-rows.ts'
import { TextDecoding } from './encoding.ts'
import type { FeedLimits } from './limits.ts'

export interface SheetRow {
  /** The header is row 1. */
  readonly row: number
  readonly fields: readonly string[]
  /** Why the row isn't CSV; null: it is. */
  readonly fault: 'row_width' | 'row_quote' | 'row_too_long' | 'row_character' | null
}

/** `semicolons`: one column only, whose name has semicolons or tabs in it. */
export type SheetFault = 'encoding' | 'empty' | 'header' | 'semicolons' | 'too_many_rows'

export type Sheet =
  | { readonly header: readonly string[]; readonly rows: readonly SheetRow[] }
  | { readonly fault: SheetFault }

/** The table, or why it is none. Rows with nothing in them are left out. */
export function readSheet(
  bytes: Buffer,
  o: Pick<FeedLimits, 'rowBytesMax' | 'fieldBytesMax'> & { rowsMax: number },
): Sheet {
  const text = decode(bytes)
  if (text === null) return { fault: 'encoding' }
  const { rowBytesMax, fieldBytesMax, rowsMax } = o
  const all = new CsvRows({ rowBytesMax, fieldBytesMax, hasTexts: true }).push(text, true)
  const [head, ...rest] = all
  if (head === undefined || isBlank(head)) return { fault: 'empty' }
  if (head.faults !== null) return { fault: 'header' }
  if (head.fields.length === 1 && /[;\t]/.test(head.fields[0] ?? '')) return { fault: 'semicolons' }
  const rows = rest.filter((row) => !isBlank(row))
  if (rows.length === 0) return { fault: 'empty' }
  if (rows.length > rowsMax) return { fault: 'too_many_rows' }
  return {
    header: head.fields.map((name) => name.trim()),
    rows: rows.map(({ row, fields, faults }) => ({ row, fields, fault: faults?.[0]?.code ?? null })),
  }
}

function isBlank({ fields }: CsvRow): boolean {
  return fields.every((field) => field.trim() === '')
}

function decode(bytes: Buffer): string | null {
  const decoding = new TextDecoding('The file')
  try {
    return decoding.push(bytes) + decoding.end()
  } catch (error) {
    if (error instanceof Failure && error.code === 'FILE_ENCODING') return null
    throw error
  }
}
