/** Somebody imports results of benchmark tests from a file: a look first, then exactly that, in one transaction. */

import { createHash } from 'node:crypto'
import type { Grant } from '../../access/grant.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { rawOf } from '../../store/database.ts'
import { findBenchmarkStudents, saveBenchmarks } from '../../store/people/benchmarks.ts'
import type { DomainWorld } from '../../store/world.ts'
import { planResults, type PlannedResult } from '../../students/result-plan.ts'
import { readResultHeader, readResultRow, RESULT_COLUMNS, type ResultHeader } from '../../students/result-sheet.ts'
import { atBenchmarkDesk, type BenchmarkDesk } from './benchmark-desk.ts'
import { type ColumnFault, readSheetFile, type SheetFault } from './read-sheet.ts'
import { nameLook, staleness } from './seen-plan.ts'

/** The names of the columns that are understood, in their order. */
export const RESULT_HEAD: readonly string[] = RESULT_COLUMNS.map(({ name }) => name)

type Imports = Grant<'assign_unassign:benchmark_test'>

interface ResultPlan {
  /** Names this very plan. */
  readonly digest: string
  readonly columns: ResultHeader['columns']
  readonly rows: readonly PlannedResult[]
}

export interface ResultLook extends ResultPlan {
  readonly plan: string
  readonly standsUntil: Date
}

export type ResultFault = SheetFault | ColumnFault

/** What would be kept of the file; nothing is written. */
export function previewResults(world: DomainWorld, grant: Imports, bytes: Buffer): Promise<ResultLook | ResultFault> {
  return atBenchmarkDesk(world, grant, async (desk) => {
    const plan = await planFile(world, desk, bytes)
    return 'problem' in plan ? plan : { ...plan, ...nameLook(plan.digest, desk.now) }
  })
}

export interface ResultOrder {
  readonly bytes: Buffer
  /** The look that was confirmed; null: there was none. */
  readonly plan: string | null
  /** Rows that stay out are left out; otherwise they keep everything out. */
  readonly leavesOut: boolean
}

export interface ResultCounts {
  readonly added: number
  readonly changed: number
  readonly already: number
  readonly leftOut: number
}

export type ResultOutcome =
  | ResultCounts
  | ResultFault
  | { readonly problem: 'plan_changed' | 'plan_old' | 'rows_out' | 'nothing_new' }

/** Keeps what the plan says, all of it or nothing; the same file again changes nothing. The audit log has no score. */
export function importResults(world: DomainWorld, grant: Imports, order: ResultOrder): Promise<ResultOutcome> {
  return atBenchmarkDesk(world, grant, async (desk): Promise<ResultOutcome> => {
    const plan = await planFile(world, desk, order.bytes)
    if ('problem' in plan) return plan
    const stale = order.plan === null ? null : staleness(order.plan, plan.digest, desk.now)
    if (stale !== null) return { problem: stale }
    const counts = countsOf(plan.rows)
    if (counts.leftOut > 0 && !order.leavesOut) return { problem: 'rows_out' }
    if (counts.added + counts.changed === 0) return { problem: 'nothing_new' }
    const { client, districtId } = desk
    const writes = plan.rows.flatMap(({ becomes }) => becomes ?? [])
    await saveBenchmarks(client, districtId, writes)
    const people = [...new Set(writes.map(({ personId }) => personId))]
    const { added, changed, leftOut } = counts
    await appendAudit(rawOf(client), districtId, {
      action: 'benchmark.import',
      object: `district:${districtId}`,
      detail: { people, added, changed, leftOut },
    })
    return counts
  })
}

export function countsOf(rows: readonly PlannedResult[]): ResultCounts {
  const count = (outcome: PlannedResult['outcome']): number => rows.filter((one) => one.outcome === outcome).length
  return { added: count('new'), changed: count('changed'), already: count('already'), leftOut: count('out') }
}

async function planFile(
  { settings }: DomainWorld,
  desk: BenchmarkDesk,
  bytes: Buffer,
): Promise<ResultPlan | ResultFault> {
  const sheet = readSheetFile(settings, bytes)
  if ('problem' in sheet) return sheet
  const header = readResultHeader(sheet.header)
  if ('missing' in header) return { problem: 'columns_missing', columns: header.missing }
  if ('twice' in header) return { problem: 'column_twice', columns: [header.twice] }
  const { rules, now } = desk
  const reading = { readDay: settings.logs.readDay, timezone: rules.timezone, now }
  const said = sheet.rows.map((row) => readResultRow(row, header, reading))
  const names = [...new Set(said.flatMap(({ says }) => (says === null ? [] : [says.student])))]
  const students = await findBenchmarkStudents(desk.client, desk, { names })
  const rows = planResults(said, { students, yearOf: rules.yearOf })
  return { digest: digestOf(rows), columns: header.columns, rows }
}

function digestOf(rows: readonly PlannedResult[]): string {
  const said = rows.map(({ row, outcome, becomes }) => [row, outcome, becomes])
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}
