/** The apply: roster, roles, seats, audit entry and report in one transaction, fenced by the run's token. */

import { Failure } from '../roster/failure.ts'
import type { SeatCounts } from '../seats/counts.ts'
import { applyAgain } from './apply-again.ts'
import { type RunReport, readReport } from './report.ts'
import { setBookmark } from '../store/sync/bookmark.ts'
import { noteLeftOut } from '../store/sync/change-set.ts'
import { type DistrictClient, inDistrict } from '../store/database.ts'
import { refreshStatistics } from '../store/postgres/analyze.ts'
import {
  type ApplyPlace,
  type RoleEffect,
  applyChanges,
  limitLockWait,
  lockDistrictRoster,
} from '../store/sync/roster-apply.ts'
import { findRun, holdsRun, moveRun, recordDecision, supersedeRuns } from '../store/sync/run.ts'
import type { RunClient, RunConnection } from '../store/sync/run-connection.ts'
import { acceptQuarantine } from '../store/sync/quarantine.ts'
import { type TablesRead, forgetWholeSets, noteTablesRead } from '../store/sync/source-table.ts'
import { applyMarks } from '../store/sync/stage-delta.ts'
import { forgetRoleBasis } from '../store/sync/roster-memory.ts'
import { keepCommunityRules } from '../store/community/community-rule.ts'
import { readShortages } from '../store/seats/seat-people.ts'
import { reconcileSeats } from '../store/seats/seats.ts'
import { sql } from '../store/sql.ts'
import { listConflicts, overlayAgain, settleSticky } from '../store/sync/sticky-overlay.ts'
import { type Lease, contextOf, takenOver } from './lease.ts'
import { failureOf } from './failure-of.ts'
import { composeReport } from './report-of.ts'
import { noteApplied } from './run-notices.ts'
import type { Execution, Planned, RunUnderWay } from './execution.ts'
import { type StickyFindings, reportSticky } from './sticky.ts'
import { rememberRun } from './remember.ts'
import type { SyncWorld } from './world.ts'

/** Applies a fresh plan and reports. */
export async function applyPlan(execution: Execution, connection: RunConnection, planned: Planned): Promise<RunReport> {
  const { world, lease, source } = execution
  await startApplying(execution)
  return writeRoster(world, connection, {
    lease,
    sourceId: source.sourceId,
    read: source.foreseen === true ? { whole: [], deltas: [] } : planned.plan.read,
    foreseen: source.foreseen === true,
    remember: (client) => rememberRun(client, { execution, planned, near: connection.scope.near }),
    compose: (_, seats, sticky) => ({
      ...composeReport(execution, planned, { state: 'reported', seats, finishedAt: world.now() }),
      ...sticky,
    }),
  })
}

/** @throws Failure RUN_TAKEN_OVER */
export async function startApplying({ world, lease, onProgress }: RunUnderWay): Promise<void> {
  lease.signal.throwIfAborted()
  const claimed = await inDistrict(world.db, contextOf(lease), (client) =>
    moveRun(client, lease, { from: ['planned'], to: 'applying', finished: false }),
  )
  if (claimed === null) throw takenOver(lease.runId)
  onProgress({ stage: 'applying', table: null, rows: 0, bytesRead: 0, bytesTotal: null })
  await world.onStage?.('applying')
}

const REPORTED = { from: ['applied'], to: 'reported', finished: true } as const

export interface RosterWrite {
  readonly lease: Lease
  readonly sourceId: string
  /**
   * What the feed was read for, where that is what is written. Without it the roster becomes something that the feed did not
   * say (a run taken back): deltas then need a whole set again.
   */
  readonly read?: TablesRead
  /** Who decided to apply, for the audit log: on record only if it happens. */
  readonly decision?: { readonly by: string; readonly action: string }
  /** Notes for the next run what needs no reading; without it, only that this was not done. */
  readonly remember?: (client: DistrictClient) => Promise<void>
  /** The run only carries out what was entered long before, and read no feed: it tells nothing of how its source does. */
  readonly foreseen?: boolean
  /** Of the stored plan only its additions are applied. */
  readonly additionsOnly?: boolean
  /** Set where the run takes another back. */
  readonly undo?: {
    /** The runs whose doing is taken back. */
    readonly runIds: readonly string[]
    /** What else goes with it, once roster and seats are written. */
    readonly finish: (client: DistrictClient) => Promise<void>
  }
  readonly compose: (
    roles: RoleEffect,
    seats: Readonly<Record<string, SeatCounts>>,
    sticky: StickyFindings,
  ) => RunReport
}

/**
 * Writes what stands in the connection's change tables. The report is stored in the same transaction: whoever finds
 * the run `applied` finds its report.
 * @throws Failure RUN_TAKEN_OVER where another worker owns the run by now: nothing is written
 */
export async function writeRoster(world: SyncWorld, connection: RunConnection, write: RosterWrite): Promise<RunReport> {
  const { lease, sourceId } = write
  const report = await applyAgain(world, lease, () =>
    connection.inDistrict((client) => writeOnce(world, client, write, connection.scope.few)),
  )
  await world.onStage?.('applied')
  await inDistrict(world.db, contextOf(lease), (client) => moveRun(client, lease, REPORTED))
  world.log.info('run.reported', { district: lease.districtId, source: sourceId, run: lease.runId })
  await lookAtGrownTables(world, lease)
  return report
}

/** So that pages are quick right after a first large sync, too. What was applied stays applied where this fails. */
async function lookAtGrownTables(world: SyncWorld, lease: Lease): Promise<void> {
  try {
    await inDistrict(world.db, contextOf(lease), refreshStatistics)
  } catch (error) {
    const { districtId: district, runId: run } = lease
    world.log.warn('run.statistics_not_refreshed', { district, run, code: failureOf(error).code })
  }
}

async function writeOnce(
  world: SyncWorld,
  client: RunClient,
  { lease, sourceId, read, decision, additionsOnly, undo, foreseen, remember, compose }: RosterWrite,
  few: boolean,
): Promise<RunReport> {
  const place: ApplyPlace = { districtId: lease.districtId, sourceId, runId: lease.runId, now: world.now(), few }
  // Whoever is told that it was applied can rely on it.
  await client.query("select set_config('synchronous_commit', 'on', true)")
  // Another source's apply may take its time. A row that a page holds is not waited for long: whoever comes after waits, too.
  await limitLockWait(client, 0)
  await lockDistrictRoster(client, lease.districtId)
  await limitLockWait(client, world.settings.run.lockWaitMs)
  if (!(await holdsRun(client, lease))) throw takenOver(lease.runId)
  const superseded = await overlayAgain(client, place)
  if (additionsOnly === true) await noteLeftOut(client, place)
  const roles = await applyChanges(client, place)
  await noteRead(client, place, read)
  await world.onStage?.('roster-written')
  // From here on few rows are touched, and by their keys.
  await client.query("select set_config('enable_nestloop', 'on', true)")
  await settleSticky(client, place)
  const sticky = reportSticky({ superseded, conflicts: await listConflicts(client, place) })
  await (remember === undefined ? forgetRoleBasis(client, place) : remember(client))
  const seats = await reconcileSeats(client, {
    districtId: lease.districtId,
    runId: lease.runId,
    actor: `run:${lease.runId}`,
    kinds: world.settings.licenceKinds,
    now: world.now(),
    ...(undo === undefined ? {} : { undoneRuns: undo.runIds }),
  })
  await world.onStage?.('seats-written')
  await keepCommunityRules(client, { districtId: lease.districtId, now: world.now() })
  await acceptQuarantine(client, { ...lease, sourceId })
  if (foreseen !== true) await settleSource(client, place, undo !== undefined)
  if (decision !== undefined) {
    await client.query("select set_config('app.actor', $1, true)", [decision.by])
    await recordDecision(client, { ...lease, by: decision.by }, decision.action)
  }
  const composed = await addShortages(client, world, { lease, report: compose(roles, seats, sticky) })
  const moved = await moveRun(client, lease, { from: ['applying'], to: 'applied', report: composed, finished: true })
  if (moved === null) throw new Failure('RUN_STATE', 'bug', `Run ${lease.runId} left the state applying by itself.`)
  await undo?.finish(client)
  return composed
}

/** How many more seats it takes, as the page of each licence says. */
async function addShortages(
  client: RunClient,
  world: SyncWorld,
  { lease: { districtId }, report }: { readonly lease: Lease; readonly report: RunReport },
): Promise<RunReport> {
  const kinds = world.settings.licenceKinds
  const asked = { districtId, kinds, seats: report.seats, now: world.now() }
  return { ...report, seatsShort: await readShortages(client, asked) }
}

/** What an apply does to its source: it is well, and nothing that was held stands any more. */
async function settleSource(client: RunClient, place: ApplyPlace, undoes: boolean): Promise<void> {
  const { districtId, sourceId, runId, now } = place
  if (!undoes) await client.query(sql('set_baseline'), [districtId, sourceId, runId, now])
  // What is held was planned against the roster before this one.
  await supersedeRuns(client, { districtId, sourceId, runId })
  await noteApplied(client, place)
}

async function noteRead(client: DistrictClient, place: ApplyPlace, read: TablesRead | undefined): Promise<void> {
  if (read === undefined) {
    await forgetWholeSets(client, place)
    return
  }
  await applyMarks(
    client,
    place,
    read.deltas.map(({ table }) => table),
  )
  await noteTablesRead(client, place, read)
  if (read.bookmark !== undefined) await setBookmark(client, place, read.bookmark)
}

/**
 * Brings a run to its end whose apply was committed, whatever broke after it or while the commit was answered. Returns
 * its report; null where nothing was applied, or where the database does not say.
 */
export async function finishApplied(world: SyncWorld, lease: Lease): Promise<RunReport | null> {
  const row = await inDistrict(world.db, contextOf(lease), async (client) => {
    await moveRun(client, lease, REPORTED)
    return findRun(client, lease)
  }).catch(() => null)
  return row?.state === 'applied' || row?.state === 'reported' ? readReport(row.report) : null
}
