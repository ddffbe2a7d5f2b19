/** The run report: what one run received, what it did or would do, and why it was held. Stable for other tools. */

import type { DiagnosticCode, FixBy } from '../roster/diagnostic.ts'
import { type Disposition, Failure } from '../roster/failure.ts'
import type { Rollover } from '../roster/calendar.ts'
import type { HoldReason } from '../roster/guard.ts'
import { type Table, forEachTable } from '../roster/model.ts'
import type { TablesRead } from '../store/sync/source-table.ts'
import type { SeatCounts } from '../seats/counts.ts'
import type { LedgerReason } from '../seats/ledger.ts'
import type { SeatMove } from '../seats/seat.ts'
import type { KeptChange } from '../store/sync/undo.ts'
import type { RunState } from './state.ts'

export interface TableCounts {
  received: number
  valid: number
  quarantined: number
  added: number
  changed: number
  retired: number
  unchanged: number
}

export interface RoleCounts {
  granted: number
  revoked: number
  /** Active people of the feed to whom no rule gives a role. */
  unmapped: number
}

export interface DiagnosticCount {
  readonly code: DiagnosticCode
  readonly count: number
  /** What the code means, for whoever reads the report. */
  readonly says: string
  readonly fixBy: FixBy
  readonly firstAt: { readonly file: string; readonly row: number | null; readonly field: string | null }
}

export type KeptBecause = KeptChange['because']

/** What an undo is about, and what it leaves as it is. */
export interface UndoReport {
  /** The run that is taken back. */
  readonly of: string
  /** The sync at the bottom of it, which is back in effect where this undoes an undo. */
  readonly sync: string
  readonly bringsBack: boolean
  /** What somebody or a later run has decided about since: the first of them, and how many there are. */
  readonly kept: readonly KeptChange[]
  readonly keptCount: number
  /** Enrolments of later runs that leave with a class or a person. */
  readonly enrolmentsAlong: number
}

/** How many fields, and which: the first hundred. */
export interface FieldCount {
  readonly count: number
  readonly fields: readonly { readonly kind: string; readonly sourcedId: string; readonly field: string }[]
}

/** What a plan would do with one person's seat. One of the two numbers is null: the feed's is of somebody who isn't there yet. */
export interface SeatPersonPlan {
  readonly personId: string | null
  readonly sourcedId: string | null
  readonly move: SeatMove
  readonly reason: LedgerReason
}

export interface RunReport {
  readonly runId: string
  readonly source: string
  readonly state: RunState
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly tables: Readonly<Record<Table, TableCounts>>
  readonly roles: RoleCounts
  readonly seats: Readonly<Record<string, SeatCounts>>
  /**
   * By licence that has too few: the least number of seats to buy with which nobody waits and none is over. More than wait where
   * seats are reserved for schools.
   */
  readonly seatsShort?: Readonly<Record<string, number>>
  /** Of a plan that isn't applied: what would become of whom, those who would wait first. The first 500 of each kind. */
  readonly seatPeople?: Readonly<Record<string, { readonly count: number; readonly people: readonly SeatPersonPlan[] }>>
  /** Where a school year takes the place of another. */
  readonly rollover?: Rollover
  readonly hold: { readonly reasons: readonly HoldReason[] } | null
  readonly diagnostics: readonly DiagnosticCount[]
  /** Tables about which absence proves nothing this time, and why. */
  readonly incomplete: readonly { readonly table: Table; readonly reason: string }[]
  /** Tables of which only changes came, with the newest change that was taken. */
  readonly deltas?: TablesRead['deltas']
  /** Only where the feed says that it has not changed: when that was fetched which was read. */
  readonly unchangedSince?: string
  /** Only where there are any: records joined by the district's policy, left apart as doubtful, matched as re-keyed. */
  readonly identities?: { readonly joined: number; readonly ambiguous: number; readonly matched: number }
  readonly planHash: string | null
  readonly durationMs: number | null
  readonly dryRun: boolean
  /** Of an undo only. */
  readonly undo?: UndoReport
  /** Why the run failed: a code to look up and a sentence that says what to do. */
  readonly failure: { readonly code: string; readonly message: string; readonly disposition: Disposition } | null
  /** Fields that people edited by hand and of which the feed says something else: the manual value stays. */
  readonly conflicts?: FieldCount
  /** Planned changes that a manual edit made after the plan has superseded: they were not applied. */
  readonly superseded?: FieldCount
}

/**
 * A report as it was stored with its run.
 * @throws Failure REPORT_UNREADABLE (a bug) where it is none
 */
export function readReport(stored: unknown): RunReport {
  // The database keeps no order of keys; readers expect the tables in the order in which they are applied.
  if (isReport(stored)) return { ...stored, tables: forEachTable((table) => stored.tables[table]) }
  throw new Failure('REPORT_UNREADABLE', 'bug', 'The report stored with this run cannot be read; please report this.')
}

function isReport(value: unknown): value is RunReport {
  return typeof value === 'object' && value !== null && 'tables' in value && 'seats' in value && 'planHash' in value
}
