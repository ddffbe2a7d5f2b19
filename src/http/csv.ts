/** Tables as CSV that opens safely in a spreadsheet: no cell of ours is ever taken for a formula. */

import { Readable } from 'node:stream'

/** Characters that make a spreadsheet read a cell as a formula (OWASP, "CSV Injection"), also after blanks. */
const FORMULA_START = /^\s*[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/

type Rows = readonly (readonly string[])[]

/** Lets Excel see that it is UTF-8. */
const MARK = '\uFEFF'

/** The whole file, its head first. */
export function csvOf(rows: Rows): string {
  return `${MARK}${linesOf(rows)}`
}

/** A file as an answer, to be saved. */
export function csvFile(name: string, rows: Rows) {
  return { status: 200, text: csvOf(rows), headers: headersOf(name) } as const
}

/** The same of a file that is made while it is read: however long it is, only a part of it is in memory. */
export function csvStream(name: string, parts: AsyncIterable<Rows>) {
  return { status: 200, stream: Readable.from(chunksOf(parts)), headers: headersOf(name) } as const
}

async function* chunksOf(parts: AsyncIterable<Rows>): AsyncGenerator<Buffer> {
  yield Buffer.from(MARK)
  for await (const rows of parts) yield Buffer.from(linesOf(rows))
}

function headersOf(name: string) {
  return { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` } as const
}

function linesOf(rows: Rows): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
