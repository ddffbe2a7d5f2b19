/** The quarantine of a source: rows that stay out, kept from run to run until the feed mends them. */

import type pg from 'pg'
import { DIAGNOSTIC_CODES, type QuarantinedRow } from '../../roster/diagnostic.ts'
import { TABLES, type Table, forEachTable } from '../../roster/model.ts'
import { existsSeen, isMemoryTable } from './roster-memory.ts'
import { ROSTER_TABLES, fill } from './roster-table.ts'
import type { RunConnection } from './run-connection.ts'
import { sql } from '../sql.ts'

export interface QuarantineUpdate {
  readonly runId: string
  readonly sourceId: string
  readonly now: Date
  readonly rows: readonly QuarantinedRow[]
  /** The tables that the feed sent a row of or closed; of others nothing is known. */
  readonly read: ReadonlySet<Table>
  /** Those that were read whole. */
  readonly complete: ReadonlySet<Table>
  /** Tables of which rows that are known were passed over. */
  readonly remembered: ReadonlySet<Table>
  /** Whether what this run did not find again is mended; of a feed that is held for a person nobody knows. */
  readonly closes: boolean
}

/** Brings the quarantine up to what a run found; on the run's connection, whose staging says what came in well. */
export async function updateQuarantine(connection: RunConnection, update: QuarantineUpdate): Promise<void> {
  const { districtId } = connection
  const { runId, sourceId, now, rows, complete } = update
  const closing = update.closes ? TABLES.filter((table) => update.read.has(table)) : []
  await connection.inDistrict(async (client) => {
    const entries = rows.flatMap((row) => entriesOf(row))
    if (entries.length > 0)
      await client.query(sql('keep_quarantine_entries'), [districtId, sourceId, runId, now, JSON.stringify(entries)])
    for (const table of closing)
      await client.query(
        fill('close_quarantine_entries', { stage: ROSTER_TABLES[table].stage, known: unread(table, update) }),
        [districtId, sourceId, runId, complete.has(table), table],
      )
  })
}

/** The condition that the row of a record came in as it was, of a table of which such rows are passed over. */
function unread(table: Table, { remembered }: QuarantineUpdate): string {
  return remembered.has(table) && isMemoryTable(table) ? existsSeen(table, 'q.sourced_id') : ''
}

/** In the apply's transaction: whatever stayed out of this run is known from now on. */
export async function acceptQuarantine(
  client: pg.ClientBase,
  run: { readonly districtId: string; readonly sourceId: string; readonly runId: string },
): Promise<void> {
  await client.query(sql('accept_quarantine_entries'), [run.districtId, run.sourceId, run.runId])
}

/** By table, how many of these rows stayed out when a run of the source was applied before. */
export function countKnownFaults(
  connection: RunConnection,
  sourceId: string,
  rows: readonly QuarantinedRow[],
): Promise<Readonly<Record<Table, number>>> {
  const given = rows.map(({ table, sourcedId }) => ({ roster_table: table, sourced_id: sourcedId }))
  return connection.inDistrict(async (client) => {
    const found = await client.query<{ roster_table: Table; count: number }>(sql('count_known_faults'), [
      connection.districtId,
      sourceId,
      JSON.stringify(given),
    ])
    return forEachTable((table) => found.rows.find((row) => row.roster_table === table)?.count ?? 0)
  })
}

export interface OpenFault {
  readonly table: Table
  readonly sourcedId: string | null
  readonly file: string
  readonly row: number
  readonly code: string
  readonly field: string | null
  readonly expected: string
  readonly fixBy: string
  readonly firstSeenAt: Date
  readonly firstRunId: string
  readonly lastRunId: string
}

interface EntryRow {
  roster_table: Table
  code: string
  field: string
  sourced_id: string | null
  file: string
  row_number: string
  expected: string
  fix_by: string
  first_run_id: string
  first_seen_at: Date
  last_run_id: string
}

/** What is wrong with a source now, by table and record: at most `limit`, after the given one. In the district's transaction. */
export async function listOpenFaults(
  client: pg.ClientBase,
  source: { readonly districtId: string; readonly sourceId: string },
  page: { readonly after: OpenFault | null; readonly limit: number },
): Promise<readonly OpenFault[]> {
  const { after, limit } = page
  const { rows } = await client.query<EntryRow>(sql('list_quarantine_entries'), [
    source.districtId,
    source.sourceId,
    ...(after === null ? ['', '', '', ''] : [after.table, recordOf(after), after.code, after.field ?? '']),
    limit,
  ])
  return rows.map((row) => toFault(row))
}

function recordOf({ sourcedId, file, row }: Pick<OpenFault, 'sourcedId' | 'file' | 'row'>): string {
  return sourcedId === null ? `r:${file}:${row}` : `s:${sourcedId}`
}

function entriesOf({ table, file, row, sourcedId, diagnostics }: QuarantinedRow): readonly object[] {
  return diagnostics.map(({ code, field, expected }) => ({
    roster_table: table,
    record: recordOf({ sourcedId, file, row }),
    code,
    field: field ?? '',
    sourced_id: sourcedId,
    file,
    row_number: row,
    expected,
    fix_by: DIAGNOSTIC_CODES[code].fixBy,
  }))
}

function toFault(row: EntryRow): OpenFault {
  return {
    table: row.roster_table,
    sourcedId: row.sourced_id,
    file: row.file,
    row: Number(row.row_number),
    code: row.code,
    field: row.field === '' ? null : row.field,
    expected: row.expected,
    fixBy: row.fix_by,
    firstSeenAt: row.first_seen_at,
    firstRunId: row.first_run_id,
    lastRunId: row.last_run_id,
  }
}
