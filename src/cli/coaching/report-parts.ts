/** What the reports on the command line have in common: days as they are typed, and how a table is printed. */

import { csvLine } from '../csv.ts'
import { isDay } from '../day.ts'
import { type Outcome, UsageError } from '../outcome.ts'
import { type Cell, formatTable } from '../print.ts'

/** @throws UsageError where it is no day */
export function checkDay(name: string, day: string | undefined): void {
  if (day !== undefined && !isDay(day)) throw new UsageError(`${name} takes a day such as 2026-09-01.`)
}

interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** Under the table; CSV has none. */
  readonly last: string
}

export function printed({ csv }: { readonly csv?: boolean }, data: unknown, { head, rows, last }: Table): Outcome {
  if (csv !== true) return { data, lines: [...formatTable(head, rows), '', last] }
  const lines = [head, ...rows].map((row) => csvLine(row).trimEnd())
  return { data, lines }
}
