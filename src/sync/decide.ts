/** What a person decides of a held run: approve exactly what was stored, its additions only, or nothing of it. */

import { Failure } from '../roster/failure.ts'
import { TABLES, forEachTable } from '../roster/model.ts'
import { findKeptBookmark } from '../store/sync/bookmark.ts'
import { countOutdatedChanges, hashPlan, keepAdditions, loadChangeSet } from '../store/sync/change-set.ts'
import { inDistrict } from '../store/database.ts'
import { joinMatches } from '../store/sync/identity-match.ts'
import { recordDecision, type RunRef, findRun, moveRun, type RunRow } from '../store/sync/run.ts'
import { type RunConnection, openRunConnection } from '../store/sync/run-connection.ts'
import type { TablesRead } from '../store/sync/source-table.ts'
import { createStage } from '../store/sync/stage.ts'
import { loadMarks } from '../store/sync/stage-delta.ts'
import { finishApplied, writeRoster } from './apply.ts'
import { failureOf } from './failure-of.ts'
import { type Lease, contextOf, takeRun } from './lease.ts'
import { type RunReport, readReport } from './report.ts'
import { wasHeldForRise } from './report-of.ts'
import { noteDecided } from './run-notices.ts'
import type { SyncWorld } from './world.ts'

export interface Decision extends RunRef {
  /** Who decides: 'cli' or 'person:17'. */
  readonly by: string
}

/**
 * Applies the stored change set of a held run, minus what a later manual edit superseded, and nothing else: its hash is
 * made anew and compared. `match`: with the matches that were stored and shown, each new record becomes one of the person whose record leaves.
 * @throws Failure RUN_UNKNOWN, RUN_STATE (not held), RUN_IN_PROGRESS, PLAN_OUTDATED (the roster has moved on),
 * PLAN_ALTERED (the stored set is not the one that was shown)
 */
export async function approveRun(
  world: SyncWorld,
  decision: Decision & { readonly additionsOnly?: boolean; readonly match?: boolean; readonly signal?: AbortSignal },
): Promise<RunReport> {
  const run = await requireRun(world, decision)
  const lease = await takeRun(
    world,
    { ...decision, sourceId: run.source_id },
    { event: 'approve', signal: decision.signal ?? new AbortController().signal },
  )
  try {
    const connection = await openRunConnection(world.db, contextOf(lease), lease.signal)
    try {
      await world.onStage?.('applying')
      return await applyStored(world, connection, { lease, run, decision })
    } finally {
      await connection.release()
    }
  } catch (error) {
    const applied = (await holdAgain(world, lease, run)) ? null : await finishApplied(world, lease)
    if (applied !== null) return applied
    throw failureOf(error)
  } finally {
    lease.stop()
  }
}

/**
 * Gives a held run up: its plan is never applied.
 * @throws Failure RUN_UNKNOWN, RUN_STATE
 */
export async function discardRun(world: SyncWorld, decision: Decision): Promise<RunReport> {
  const run = await requireRun(world, decision)
  const report: RunReport = { ...readReport(run.report), state: 'discarded' }
  await inDistrict(world.db, { districtId: decision.districtId, actor: decision.by }, async (client) => {
    await recordDecision(client, decision, 'run.discard')
    const moved = await moveRun(
      client,
      { ...decision, token: run.token },
      { from: ['held'], to: 'discarded', report, hold: run.hold, finished: true },
    )
    // Thrown in the transaction: a decision that came too late is not on record as one.
    if (moved === null) throw notHeld(decision.runId)
    await noteDecided(client, { ...decision, sourceId: run.source_id, now: world.now() })
  })
  return report
}

async function applyStored(
  world: SyncWorld,
  connection: RunConnection,
  {
    lease,
    run,
    decision,
  }: { readonly lease: Lease; readonly run: RunRow; readonly decision: Parameters<typeof approveRun>[1] },
): Promise<RunReport> {
  const held = readReport(run.report)
  const additionsOnly = decision.additionsOnly ?? false
  const place = { id: lease.runId, sourceId: run.source_id }
  const startedAt = world.now()
  await createStage(connection)
  await loadChangeSet(connection, place)
  await loadMarks(connection, lease.runId)
  const bookmark = await connection.inDistrict((client) => findKeptBookmark(client, lease))
  if ((await countOutdatedChanges(connection, place)) > 0) throw outdated(lease.runId)
  if ((await hashPlan(connection)) !== run.plan_hash) throw altered(lease.runId)
  if (additionsOnly)
    await keepAdditions(connection, { sourceId: run.source_id, withoutAdministrators: wasHeldForRise(held) })
  if (decision.match === true && (await joinMatches(connection)) === 0) throw matchless(lease.runId)
  lease.signal.throwIfAborted()
  return writeRoster(world, connection, {
    lease,
    sourceId: run.source_id,
    read: additionsOnly ? NOTHING_READ : { ...readOf(held), bookmark },
    additionsOnly,
    decision: { by: decision.by, action: actionOf(decision) },
    compose: (roles, seats, sticky) => {
      const finishedAt = world.now()
      const applied: RunReport = {
        ...held,
        state: 'reported',
        seats,
        roles: { ...held.roles, ...roles },
        finishedAt: finishedAt.toISOString(),
        durationMs: Math.max(0, finishedAt.getTime() - startedAt.getTime()),
        ...sticky,
      }
      return additionsOnly ? { ...applied, tables: withoutLosses(applied.tables) } : { ...applied, hold: null }
    },
  })
}

/** Additions alone are neither a whole set nor a delta: what was known before stays known. */
const NOTHING_READ: TablesRead = { whole: [], deltas: [] }

function readOf({ incomplete, deltas = [] }: RunReport): TablesRead {
  const others = new Set([...incomplete, ...deltas].map(({ table }) => table))
  return { whole: TABLES.filter((table) => !others.has(table)), deltas }
}

function actionOf({ additionsOnly, match }: { readonly additionsOnly?: boolean; readonly match?: boolean }): string {
  if (additionsOnly === true) return 'run.approve_additions'
  return match === true ? 'run.approve_matched' : 'run.approve'
}

/** What an approval of additions only did not do: changes and retirements. */
function withoutLosses(tables: RunReport['tables']): RunReport['tables'] {
  return forEachTable((table) => {
    const counts = tables[table]
    return { ...counts, changed: 0, retired: 0, unchanged: counts.unchanged + counts.changed }
  })
}

async function requireRun(world: SyncWorld, run: RunRef): Promise<RunRow> {
  const found = await inDistrict(world.db, contextOf(run), (client) => findRun(client, run))
  if (found === null)
    throw new Failure('RUN_UNKNOWN', 'operator', `There is no run ${run.runId} in district ${run.districtId}.`)
  if (found.state !== 'held') throw notHeld(run.runId)
  return found
}

/** Where the apply did not happen, the plan waits for its decision as before. False: the run is no longer being applied. */
async function holdAgain(world: SyncWorld, lease: Lease, run: RunRow): Promise<boolean> {
  const moved = await inDistrict(world.db, contextOf(lease), (client) =>
    moveRun(client, lease, { from: ['applying'], to: 'held', hold: run.hold, finished: true }),
  ).catch(() => null)
  return moved !== null
}

function notHeld(runId: string): Failure {
  return new Failure(
    'RUN_STATE',
    'operator',
    `Run ${runId} is not held, so there is nothing to decide. "staffroom runs show ${runId}" says what became of it.`,
  )
}

function matchless(runId: string): Failure {
  return new Failure(
    'RUN_WITHOUT_MATCHES',
    'operator',
    `Run ${runId} has no matches: nobody in it leaves and comes back under another sourcedId. Approve it without.`,
  )
}

function outdated(runId: string): Failure {
  return new Failure(
    'PLAN_OUTDATED',
    'operator',
    `The roster has changed since run ${runId} was planned, so its plan can't be applied as it was shown. Start a new sync.`,
  )
}

function altered(runId: string): Failure {
  return new Failure(
    'PLAN_ALTERED',
    'bug',
    `The stored plan of run ${runId} is not the one that was shown (its hash differs). It was not applied; start a new sync.`,
  )
}
