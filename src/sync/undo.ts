/**
 * Taking an applied run back: a run of its own that reads no feed but what the other one changed, and undoes of it what
 * nobody has decided about since. It is claimed, fenced, stored and reported like any run, so it can be taken back itself.
 */

import { Failure } from '../roster/failure.ts'
import { type Table, forEachTable, TABLES } from '../roster/model.ts'
import type { SeatCounts } from '../seats/counts.ts'
import { hashPlan, storeChangeSet } from '../store/sync/change-set.ts'
import { type DistrictClient, inDistrict } from '../store/database.ts'
import { type RoleChanges, type TableChanges, countChanges, countRoleChanges } from '../store/sync/roster-diff.ts'
import { type RunRow, createRun, findRun } from '../store/sync/run.ts'
import { type RunConnection, openRunConnection } from '../store/sync/run-connection.ts'
import { createStage } from '../store/sync/stage.ts'
import {
  compareUndone,
  countApplied,
  findUndoneSync,
  forgetFeedRows,
  hasChanges,
  listKept,
  listSameWork,
  markUndone,
} from '../store/sync/undo.ts'
import { startApplying, writeRoster } from './apply.ts'
import { readDistrictRules } from './district-rules.ts'
import type { RunUnderWay } from './execution.ts'
import { forecastPlan } from './forecast.ts'
import { contextOf } from './lease.ts'
import { type RunReport, type TableCounts, type UndoReport, readReport } from './report.ts'
import { emptyReport } from './report-of.ts'
import type { RunState } from './state.ts'
import { type RunOptions, carryOut, move, rest } from './steps.ts'
import type { SyncWorld } from './world.ts'

/** So many of the things that an undo leaves as they are stand in its report one by one. */
const KEPT_MAX = 1_000

/** Why a run that was not applied can't be taken back, by its state. */
const NOT_APPLIED: Readonly<Partial<Record<string, string>>> = {
  requested: 'it has not started yet',
  held: 'it is held and changed nothing, so it is to be discarded',
  failed: 'it failed and changed nothing',
  previewed: 'it was a preview and changed nothing',
  discarded: 'it was discarded and changed nothing',
  superseded: 'a newer run superseded it and it changed nothing',
}

export interface UndoRequest {
  readonly districtId: string
  /** The run that is to be taken back. */
  readonly runId: string
  readonly dryRun: boolean
  /** 'cli' or 'person:17'. */
  readonly requestedBy: string
}

/**
 * Notes that a run is to be taken back. Returns the id of the run that does it, for `executeRun`.
 * @throws Failure RUN_UNKNOWN, UNDO_NOT_APPLIED, UNDO_ALREADY, UNDO_TOO_OLD, UNDO_NO_RECORD
 */
export function requestUndo(world: SyncWorld, request: UndoRequest): Promise<string> {
  const { districtId, dryRun, requestedBy } = request
  return inDistrict(world.db, { districtId, actor: requestedBy }, async (client) => {
    const undone = await requireUndoable(world, client, request)
    const undoOf = undone.id
    const sourceId = undone.source_id
    return createRun(client, { districtId, sourceId, trigger: 'undo', dryRun, requestedBy, now: world.now(), undoOf })
  })
}

/**
 * Carries a requested undo out, to `reported` or, of a dry run, `previewed`; or `failed`, which changes nothing.
 * @throws Failure RUN_STATE, RUN_IN_PROGRESS: it could not be started at all
 */
export function executeUndo(
  world: SyncWorld,
  options: RunOptions,
  { sourceId, undoOf }: { readonly sourceId: string; readonly undoOf: string },
): Promise<RunReport> {
  return carryOut(world, { ...options, source: { sourceId } }, async (run) => {
    const connection = await openRunConnection(world.db, contextOf(run.lease), run.lease.signal)
    try {
      return await undoRun(run, connection, undoOf)
    } finally {
      await connection.release()
    }
  })
}

async function undoRun(run: RunUnderWay, connection: RunConnection, undoOf: string): Promise<RunReport> {
  const { world, lease, source } = run
  const { districtId } = lease
  // Asked again now that nobody else runs the source: what could be taken back when it was requested may have been since.
  const undone = await connection.inDistrict((client) => requireUndoable(world, client, { districtId, runId: undoOf }))
  await createStage(connection)
  const plan = await planUndo(run, connection, undone)
  await move(run, { from: ['reading'], to: 'staged', finished: false })
  await world.onStage?.('staged')
  await storeChangeSet(connection, { id: lease.runId, sourceId: source.sourceId })
  await move(run, { from: ['staged'], to: 'planned', planHash: plan.hash, finished: false })
  await world.onStage?.('planned')
  if (lease.dryRun) {
    const asked = { runId: lease.runId, sourceId: source.sourceId, world, undoneRuns: plan.runIds }
    const { seats, ...people } = await forecastPlan(connection, asked)
    const report = { ...composeUndo(run, plan, { state: 'previewed', seats }), ...people }
    await rest(run, { from: ['planned'], to: 'previewed', report, finished: true })
    world.log.info('run.previewed', { district: districtId, source: source.sourceId, run: lease.runId })
    return report
  }
  await startApplying(run)
  return writeRoster(world, connection, {
    lease,
    sourceId: source.sourceId,
    undo: { runIds: plan.runIds, finish: (client) => finishUndo(run, client, { undoOf, by: plan.requestedBy }) },
    compose: (_, seats, sticky) => ({ ...composeUndo(run, plan, { state: 'reported', seats }), ...sticky }),
  })
}

interface UndoPlan {
  readonly hash: string
  readonly tables: Readonly<Record<Table, TableChanges>>
  readonly roles: RoleChanges
  readonly undo: UndoReport
  /** The runs that did what is taken back. */
  readonly runIds: readonly string[]
  readonly requestedBy: string
}

async function planUndo(run: RunUnderWay, connection: RunConnection, undone: RunRow): Promise<UndoPlan> {
  const { world, lease, source } = run
  const { districtId } = lease
  run.onProgress({ stage: 'comparing', table: null, rows: 0, bytesRead: 0, bytesTotal: null })
  const { today, isFirst, sync, runIds, requestedBy } = await connection.inDistrict(async (client) => ({
    today: (await readDistrictRules(client, districtId, { settings: world.settings, now: world.now() })).today,
    isFirst: undone.applied_no === '1' && !(await hasChanges(client, { districtId, runId: undone.id })),
    sync: await findUndoneSync(client, { districtId, runId: undone.id }),
    runIds: await listSameWork(client, { districtId, runId: undone.id }),
    requestedBy: (await findRun(client, lease))?.requested_by ?? 'cli',
  }))
  const { along } = await compareUndone(connection, { sourceId: source.sourceId, runId: undone.id, isFirst, today })
  const { kept, total } = await listKept(connection, KEPT_MAX)
  const tables = forEachTable((): TableChanges => ({ live: 0, staged: 0, added: 0, changed: 0, retired: 0 }))
  for (const table of TABLES)
    tables[table] = await countChanges(connection, table, { sourceId: source.sourceId, live: null })
  return {
    hash: await hashPlan(connection),
    tables,
    roles: await countRoleChanges(connection),
    undo: {
      of: undone.id,
      sync: sync.runId,
      bringsBack: sync.bringsBack,
      kept,
      keptCount: total,
      enrolmentsAlong: along,
    },
    runIds,
    requestedBy,
  }
}

async function finishUndo(
  { lease, source }: RunUnderWay,
  client: DistrictClient,
  { undoOf, by }: { readonly undoOf: string; readonly by: string },
): Promise<void> {
  const place = { districtId: lease.districtId, sourceId: source.sourceId, runId: lease.runId }
  await forgetFeedRows(client, place)
  await markUndone(client, { ...place, undoOf, by })
}

function composeUndo(
  run: RunUnderWay,
  plan: UndoPlan,
  ending: { readonly state: RunState; readonly seats: Readonly<Record<string, SeatCounts>> },
): RunReport {
  const tables = forEachTable((table): TableCounts => {
    const { live, added, changed, retired } = plan.tables[table]
    return { received: 0, valid: 0, quarantined: 0, added, changed, retired, unchanged: live - changed - retired }
  })
  return {
    ...emptyReport(run, { state: ending.state, finishedAt: run.world.now() }),
    tables,
    roles: { granted: sumOf(plan.roles.gained), revoked: sumOf(plan.roles.lost), unmapped: 0 },
    seats: ending.seats,
    planHash: plan.hash,
    undo: plan.undo,
  }
}

async function requireUndoable(
  world: SyncWorld,
  client: DistrictClient,
  { districtId, runId }: { readonly districtId: string; readonly runId: string },
): Promise<RunRow> {
  const run = await findRun(client, { districtId, runId })
  if (run === null) throw new Failure('RUN_UNKNOWN', 'operator', `There is no run ${runId} in district ${districtId}.`)
  if (run.applied_no === null)
    throw new Failure(
      'UNDO_NOT_APPLIED',
      'operator',
      `Run ${runId} can't be taken back: ${NOT_APPLIED[run.state] ?? 'it is still going on'}. "staffroom runs list" shows the others.`,
    )
  if (run.undone_by !== null)
    throw new Failure(
      'UNDO_ALREADY',
      'operator',
      `Run ${runId} was taken back already, by run ${run.undone_by}. To bring it back: staffroom runs undo ${run.undone_by}.`,
    )
  const { undoRunsMax } = world.settings.run
  const later = (await countApplied(client, { districtId, sourceId: run.source_id })) - Number(run.applied_no)
  if (later >= undoRunsMax)
    throw new Failure(
      'UNDO_TOO_OLD',
      'operator',
      `Run ${runId} can't be taken back: ${later} runs of source ${run.source_id} were applied after it, and only the last ${undoRunsMax} can be.`,
    )
  if (run.applied_no !== '1' && changedSomething(run) && !(await hasChanges(client, { districtId, runId })))
    throw new Failure(
      'UNDO_NO_RECORD',
      'operator',
      `Run ${runId} can't be taken back: what it changed is no longer stored.`,
    )
  return run
}

function changedSomething(run: RunRow): boolean {
  const { tables, roles } = readReport(run.report)
  const records = Object.values(tables).some(({ added, changed, retired }) => added + changed + retired > 0)
  return records || roles.granted + roles.revoked > 0
}

function sumOf(counts: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0)
}
