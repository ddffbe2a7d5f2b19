/** Tables as CSV files that open safely in a spreadsheet, written a page at a time. */

import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { UsageError } from './outcome.ts'

export type CsvCell = string | number | null
export type CsvRow = readonly CsvCell[]

/** Characters that make a spreadsheet read a cell as a formula (OWASP, "CSV Injection"), also after blanks. */
const FORMULA_START = /^\s*[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/

/** One line of RFC 4180, CRLF at its end; text that a spreadsheet would run gets a leading apostrophe. */
export function csvLine(row: CsvRow): string {
  return `${row.map(csvCell).join(',')}\r\n`
}

function csvCell(value: CsvCell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA_START.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Writes a file, readable by its owner only, that appears whole or not at all. Returns the number of rows.
 * @throws UsageError where it cannot be written
 */
export async function writeCsv(
  path: string,
  header: readonly string[],
  pages: AsyncIterable<readonly CsvRow[]>,
): Promise<number> {
  const unfinished = `${path}.${process.pid}`
  let rows = 0
  async function* lines(): AsyncGenerator<string> {
    // The mark lets Excel see that it is UTF-8.
    yield `\uFEFF${csvLine(header)}`
    for await (const page of pages) {
      rows += page.length
      yield page.map((row) => csvLine(row)).join('')
    }
  }
  try {
    await pipeline(lines(), createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, path)
  } catch (cause) {
    await rm(unfinished, { force: true })
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause
    throw new UsageError(`The file ${path} cannot be written. Check its path and rights.`, 'file_unwritable', { cause })
  }
  return rows
}

/** What is in memory already, as the one page of a file. */
export async function* inOnePage<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  await Promise.resolve()
  yield rows
}

/** Pages of anything as pages of rows. */
export async function* inRows<Item>(
  pages: AsyncIterable<readonly Item[]>,
  rowOf: (item: Item) => CsvRow,
): AsyncGenerator<readonly CsvRow[]> {
  for await (const page of pages) yield page.map(rowOf)
}
