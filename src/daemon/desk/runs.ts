/** The operator's desk for runs: found by number, listed over districts, shown as their reports. */

import { Failure } from '../../roster/failure.ts'
import { type Database, globally, inDistrict } from '../../store/database.ts'
import { listDistricts } from '../../store/people/district.ts'
import { type StoredMatch, listMatches } from '../../store/sync/identity-match.ts'
import { findRun, listQuarantinedRows, listRunRows, type RunRef, type RunRow } from '../../store/sync/run.ts'
import { type RunReport, readReport } from '../../sync/report.ts'
import { executeRun } from '../../sync/run.ts'
import { RUN_STATES } from '../../sync/state.ts'
import { requestUndo } from '../../sync/undo.ts'
import type { SyncWorld } from '../../sync/world.ts'

export interface RunLine extends RunRef {
  readonly source: string
  readonly state: string
  readonly trigger: string
  readonly dryRun: boolean
  readonly requestedAt: string
  readonly finishedAt: string | null
}

/** Where runs of this number are. A run lies in its district, so all of them are asked where none is named. */
export async function findRuns(
  db: Database,
  wanted: { readonly districtId: string | null; readonly runId: string },
): Promise<readonly RunRef[]> {
  const { runId } = wanted
  const found: RunRef[] = []
  for (const districtId of await districtsOf(db, wanted.districtId))
    if (
      (await inDistrict(db, { districtId, actor: 'cli' }, (client) => findRun(client, { districtId, runId }))) !== null
    )
      found.push({ districtId, runId })
  return found
}

/** The newest runs first, at most `limit`. */
export async function listRuns(
  db: Database,
  wanted: { readonly districtId: string | null; readonly sourceId: string | null; readonly limit: number },
): Promise<readonly RunLine[]> {
  const { sourceId, limit } = wanted
  const lines: { readonly line: RunLine; readonly at: number }[] = []
  for (const districtId of await districtsOf(db, wanted.districtId)) {
    const rows = await inDistrict(db, { districtId, actor: 'cli' }, (client) =>
      listRunRows(client, { districtId, sourceId, beforeId: null, limit }),
    )
    lines.push(...rows.map((row) => ({ line: toLine(districtId, row), at: row.requested_at.getTime() })))
  }
  return lines
    .toSorted((a, b) => b.at - a.at)
    .slice(0, limit)
    .map(({ line }) => line)
}

/**
 * The stored report of a run.
 * @throws Failure RUN_UNFINISHED where it has none yet
 */
export async function showRun(db: Database, ref: RunRef): Promise<RunReport> {
  const run = await inDistrict(db, { districtId: ref.districtId, actor: 'cli' }, (client) => findRun(client, ref))
  if (run === null)
    throw new Failure('RUN_UNKNOWN', 'operator', `There is no run ${ref.runId} in district ${ref.districtId}.`)
  // The state of the row is the truth where the report, written earlier, differs.
  const state = RUN_STATES.find((known) => known === run.state)
  if (run.report !== null && state !== undefined) return { ...readReport(run.report), state }
  throw new Failure(
    'RUN_UNFINISHED',
    'retry',
    `Run ${ref.runId} has no report yet: it is ${run.state}. Try again when it is done.`,
  )
}

async function districtsOf(db: Database, districtId: string | null): Promise<readonly string[]> {
  if (districtId !== null) return [districtId]
  return (await globally(db, listDistricts)).map(({ id }) => id)
}

function toLine(districtId: string, row: RunRow): RunLine {
  return {
    districtId,
    runId: row.id,
    source: row.source_id,
    state: row.state,
    trigger: row.trigger,
    dryRun: row.dry_run,
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** At most so many quarantined rows are shown; a file of a million is nothing to read. */
const LINES_MAX = 100_000

export interface QuarantinedEntry {
  readonly file: string
  readonly row: number
  readonly code: string
  readonly field: string | null
  readonly expected: string
  readonly fixBy: string
}

/** The quarantined rows of a run, one entry per fault. */
export async function listQuarantined(db: Database, ref: RunRef): Promise<readonly QuarantinedEntry[]> {
  const entries = await inDistrict(db, { districtId: ref.districtId, actor: 'cli' }, (client) =>
    listQuarantinedRows(client, ref, LINES_MAX),
  )
  return entries.map((entry) => ({
    file: entry.file,
    row: Number(entry.row_number),
    code: entry.code,
    field: entry.field === '' ? null : entry.field,
    expected: entry.expected,
    fixBy: entry.fix_by,
  }))
}

/** The matches that were found with a run. */
export function listRunMatches(db: Database, ref: RunRef): Promise<readonly StoredMatch[]> {
  return inDistrict(db, { districtId: ref.districtId, actor: 'cli' }, (client) => listMatches(client, ref, LINES_MAX))
}

/** Takes a run back, or shows what that would do; by whoever is at the command line. */
export async function undoRun(
  world: SyncWorld,
  ref: RunRef,
  { dryRun, signal }: { readonly dryRun: boolean; readonly signal: AbortSignal },
): Promise<RunReport> {
  const { districtId } = ref
  const runId = await requestUndo(world, { ...ref, dryRun, requestedBy: 'cli' })
  return executeRun(world, { districtId, runId, signal })
}
