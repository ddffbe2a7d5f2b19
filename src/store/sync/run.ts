/** Runs as rows: requested, claimed with a fencing token and a lease, moved from state to state, found again. */

import type pg from 'pg'
import type { QuarantinedRow } from '../../roster/diagnostic.ts'
import { DIAGNOSTIC_CODES } from '../../roster/diagnostic.ts'
import { sql } from '../sql.ts'

export interface RunRow {
  readonly id: string
  readonly source_id: string
  readonly trigger: 'manual' | 'schedule' | 'retry' | 'undo'
  readonly dry_run: boolean
  readonly state: string
  readonly token: string
  readonly requested_at: Date
  readonly requested_by: string | null
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly lease_until: Date | null
  readonly lease_over: boolean | null
  readonly plan_hash: string | null
  readonly report: unknown
  readonly hold: unknown
  readonly failure: unknown
  readonly decided_by: string | null
  readonly decided_at: Date | null
  /** The run that this one takes back; of any other than an undo null. */
  readonly undo_of: string | null
  /** The run by which this one is taken back now. */
  readonly undone_by: string | null
  /** The how many-th applied run of its source. */
  readonly applied_no: string | null
}

export interface RunRef {
  readonly districtId: string
  readonly runId: string
}

export async function createRun(
  client: pg.ClientBase,
  run: {
    readonly districtId: string
    readonly sourceId: string
    readonly trigger: RunRow['trigger']
    readonly dryRun: boolean
    readonly requestedBy: string
    readonly now: Date
    /** The run that an undo takes back. */
    readonly undoOf?: string
  },
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(sql('create_run'), [
    run.districtId,
    run.sourceId,
    run.trigger,
    run.dryRun,
    run.requestedBy,
    run.now,
    run.undoOf ?? null,
  ])
  return rows[0]?.id ?? ''
}

export interface Claim {
  readonly token: string
  readonly sourceId: string
  readonly dryRun: boolean
  readonly startedAt: Date
}

/**
 * Takes the run for this worker, if it is in one of `from`; null: it isn't.
 * @throws pg error 23505 (run_one_at_a_time) where another run of the source is going on
 */
export async function claimRun(
  client: pg.ClientBase,
  run: RunRef,
  claim: { readonly from: readonly string[]; readonly to: string; readonly owner: string; readonly leaseMs: number },
): Promise<Claim | null> {
  const { rows } = await client.query<{ token: string; source_id: string; dry_run: boolean; started_at: Date }>(
    sql('claim_run'),
    [run.districtId, run.runId, claim.from, claim.to, claim.owner, claim.leaseMs],
  )
  const [row] = rows
  if (row === undefined) return null
  return { token: row.token, sourceId: row.source_id, dryRun: row.dry_run, startedAt: row.started_at }
}

/** Says that the worker is alive. False: the run is no longer its own. */
export async function renewLease(
  client: pg.ClientBase,
  run: RunRef & { readonly token: string },
  leaseMs: number,
): Promise<boolean> {
  const { rows } = await client.query<{ alive: boolean }>(sql('renew_lease'), [
    run.districtId,
    run.runId,
    run.token,
    leaseMs,
  ])
  return rows[0]?.alive ?? false
}

export interface Move {
  readonly from: readonly string[]
  readonly to: string
  readonly planHash?: string
  /** Roster table to the file that its rows came from. */
  readonly files?: Readonly<Record<string, string>>
  readonly report?: unknown
  readonly hold?: unknown
  readonly failure?: unknown
  /** The state is a resting place: the time is noted and the lease given back. */
  readonly finished: boolean
}

/** Moves a run on, if this worker still owns it. Returns null where it doesn't, else when it finished. */
export async function moveRun(
  client: pg.ClientBase,
  run: RunRef & { readonly token: string },
  move: Move,
): Promise<{ readonly finishedAt: Date | null } | null> {
  const { rows } = await client.query<{ finished_at: Date | null }>(sql('move_run'), [
    run.districtId,
    run.runId,
    run.token,
    move.from,
    move.to,
    move.planHash ?? null,
    json(move.report),
    json(move.hold),
    json(move.failure),
    move.finished,
    json(move.files),
  ])
  const [row] = rows
  return row === undefined ? null : { finishedAt: row.finished_at }
}

/** In the apply transaction: whether the run is still this worker's to apply. Locks it until the end. */
export async function holdsRun(client: pg.ClientBase, run: RunRef & { readonly token: string }): Promise<boolean> {
  const { rowCount } = await client.query(sql('lock_run'), [run.districtId, run.runId, run.token])
  return rowCount === 1
}

export async function findRun(client: pg.ClientBase, run: RunRef): Promise<RunRow | null> {
  const { rows } = await client.query<RunRow>(sql('find_run'), [run.districtId, run.runId])
  return rows[0] ?? null
}

/** The newest run that `requestedBy` asked for, of one source. */
export async function findRequestedRun(
  client: pg.ClientBase,
  wanted: { readonly districtId: string; readonly sourceId: string; readonly requestedBy: string },
): Promise<(Pick<RunRow, 'id' | 'state'> & { readonly refused: boolean }) | null> {
  const { rows } = await client.query<Pick<RunRow, 'id' | 'state'> & { readonly refused: boolean }>(
    sql('find_requested_run'),
    [wanted.districtId, wanted.sourceId, wanted.requestedBy],
  )
  return rows[0] ?? null
}

/** The run that occupies its source now, if any. */
export async function findActiveRun(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly sourceId: string },
): Promise<Pick<RunRow, 'id' | 'state' | 'token' | 'lease_until' | 'lease_over'> | null> {
  const { rows } = await client.query<Pick<RunRow, 'id' | 'state' | 'token' | 'lease_until' | 'lease_over'>>(
    sql('find_active_run'),
    [place.districtId, place.sourceId],
  )
  return rows[0] ?? null
}

/** The newest first; `sourceId` null: of every source. `beforeId` pages on. */
export async function listRunRows(
  client: pg.ClientBase,
  wanted: {
    readonly districtId: string
    readonly sourceId: string | null
    readonly beforeId: string | null
    readonly limit: number
    /** Not those that were not allowed to begin. */
    readonly withoutRefused?: boolean
  },
): Promise<readonly RunRow[]> {
  const { rows } = await client.query<RunRow>(sql('list_runs'), [
    wanted.districtId,
    wanted.sourceId,
    wanted.beforeId,
    wanted.limit,
    wanted.withoutRefused ?? false,
  ])
  return rows
}

/** Ends the runs whose worker is gone; see sync/state.ts for where each goes. */
export async function endAbandonedRuns(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly sourceId: string | null },
  failure: unknown,
): Promise<readonly { readonly id: string; readonly state: string }[]> {
  const { rows } = await client.query<{ id: string; state: string }>(sql('recover_runs'), [
    place.districtId,
    place.sourceId,
    json(failure),
  ])
  return rows
}

/** Notes who decided about a run, on the run and in the audit log. */
export async function recordDecision(
  client: pg.ClientBase,
  decision: RunRef & { readonly by: string },
  action: string,
): Promise<void> {
  await client.query(sql('decide_run'), [decision.districtId, decision.runId, decision.by])
  await client.query(sql('append_audit_entry'), [decision.districtId, action, `run:${decision.runId}`, '{}'])
}

/** A newer plan replaces the older held ones of its source. */
export async function supersedeRuns(
  client: pg.ClientBase,
  run: RunRef & { readonly sourceId: string },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('supersede_runs'), [run.districtId, run.sourceId, run.runId])
  return rows.map((row) => row.id)
}

/** Keeps quarantined rows with their run, one entry per fault. */
export async function keepQuarantinedRows(
  client: pg.ClientBase,
  run: RunRef,
  rows: readonly QuarantinedRow[],
): Promise<void> {
  const entries = rows.flatMap((row) =>
    row.diagnostics.map((diagnostic) => ({
      file: row.file,
      row_number: row.row,
      code: diagnostic.code,
      field: diagnostic.field ?? '',
      roster_table: row.table,
      sourced_id: row.sourcedId,
      expected: diagnostic.expected,
      fix_by: DIAGNOSTIC_CODES[diagnostic.code].fixBy,
    })),
  )
  if (entries.length === 0) return
  await client.query(sql('add_quarantined_rows'), [run.districtId, run.runId, JSON.stringify(entries)])
}

export interface QuarantineEntry {
  readonly file: string
  readonly row_number: string
  readonly code: string
  readonly field: string
  readonly roster_table: string
  readonly sourced_id: string | null
  readonly expected: string
  readonly fix_by: string
}

export async function listQuarantinedRows(
  client: pg.ClientBase,
  run: RunRef,
  limit: number,
): Promise<readonly QuarantineEntry[]> {
  const { rows } = await client.query<QuarantineEntry>(sql('list_quarantined_rows'), [run.districtId, run.runId, limit])
  return rows
}

export interface StoredChange {
  readonly kind: string
  readonly op: string
  readonly key: string
  readonly before: unknown
  readonly after: unknown
  readonly skipped_because: string | null
}

/** At most `limit` changes of the stored plan that come after the given one, by kind and key. */
export async function listRunChanges(
  client: pg.ClientBase,
  run: RunRef,
  page: { readonly after: { readonly kind: string; readonly key: string }; readonly limit: number },
): Promise<readonly StoredChange[]> {
  const { after, limit } = page
  const values = [run.districtId, run.runId, after.kind, after.key, limit]
  return (await client.query<StoredChange>(sql('list_run_changes'), values)).rows
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}
