/** The steps that every run takes, whether it reads a feed or takes a run back: claimed, moved on, laid to rest, failed. */

import type { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import { type Move, type RunRef, moveRun, supersedeRuns } from '../store/sync/run.ts'
import { finishApplied } from './apply.ts'
import { startFindings } from './diagnostics.ts'
import type { RunUnderWay } from './execution.ts'
import { failureOf } from './failure-of.ts'
import { type Lease, contextOf, takeRun, takenOver } from './lease.ts'
import type { RunReport } from './report.ts'
import { emptyReport } from './report-of.ts'
import { noteHeld } from './run-notices.ts'
import type { RunProgress, SyncWorld } from './world.ts'

/** Why a run is refused: none of it went wrong, it was not to begin. Such a run ends as discarded. */
const REFUSALS: ReadonlySet<string> = new Set([
  'RUN_IN_PROGRESS',
  'SOURCE_RESTS',
  'UNDO_ALREADY',
  'UNDO_NOT_APPLIED',
  'UNDO_NO_RECORD',
  'UNDO_TOO_OLD',
])

function endOf({ code }: Failure): 'discarded' | 'failed' {
  return REFUSALS.has(code) ? 'discarded' : 'failed'
}

/** The token of a run that no worker has taken yet. */
const UNCLAIMED = '0'

export interface RunOptions extends RunRef {
  readonly signal: AbortSignal
  readonly onProgress?: (progress: RunProgress) => void
}

/**
 * Claims a requested run, carries it out and lets go of it. What goes wrong meanwhile ends in the report of a failed run.
 * @throws Failure RUN_STATE, RUN_IN_PROGRESS: it could not be started at all
 */
export async function carryOut<S extends RunUnderWay['source']>(
  world: SyncWorld,
  options: RunOptions & { readonly source: S },
  work: (run: RunUnderWay & { readonly source: S }) => Promise<RunReport>,
): Promise<RunReport> {
  const { source } = options
  const lease = await claimRequested(world, { ...options, sourceId: source.sourceId })
  const run = {
    world,
    lease,
    source,
    findings: startFindings(world.settings.run.quarantinedRowsMax),
    onProgress: options.onProgress ?? (() => undefined),
  }
  try {
    await world.onStage?.('claimed')
    return await work(run)
  } catch (error) {
    return await failRun(run, lease.signal.aborted ? lease.signal.reason : error)
  } finally {
    lease.stop()
  }
}

/** A run that can't start because another is going on ends here: nobody would ever come back to it. */
async function claimRequested(
  world: SyncWorld,
  run: RunRef & { readonly sourceId: string; readonly signal: AbortSignal },
): Promise<Lease> {
  try {
    return await takeRun(world, run, { event: 'claim', signal: run.signal })
  } catch (error) {
    if (failureOf(error).code === 'RUN_IN_PROGRESS') return endUnstarted(world, run, error)
    throw error
  }
}

/** Ends a run that nobody has claimed, with the reason; throws that. What may pass of a database is left to a later try. */
export async function endUnstarted(world: SyncWorld, run: RunRef, error: unknown): Promise<never> {
  const failure = failureOf(error)
  const { code, message, disposition } = failure
  const passes = disposition === 'retry' && code !== 'RUN_IN_PROGRESS'
  if (!passes && code !== 'RUN_UNKNOWN')
    await inDistrict(world.db, contextOf(run), (client) =>
      moveRun(
        client,
        { ...run, token: UNCLAIMED },
        { from: ['requested'], to: endOf(failure), failure: { code, message, disposition }, finished: true },
      ),
    )
  throw error
}

/** Lays a run to rest with its plan; a held one takes the place of those held before it. */
export async function rest(
  { world, lease, source }: RunUnderWay,
  step: Move & { readonly hold?: RunReport['hold'] },
): Promise<void> {
  lease.signal.throwIfAborted()
  await inDistrict(world.db, contextOf(lease), async (client) => {
    if (!lease.dryRun) await supersedeRuns(client, { ...lease, sourceId: source.sourceId })
    if ((await moveRun(client, lease, step)) === null) throw takenOver(lease.runId)
    const held = { ...lease, sourceId: source.sourceId, now: world.now() }
    if (step.to === 'held') await noteHeld(client, held, step.hold?.reasons ?? [])
  })
}

/**
 * Moves a run on.
 * @throws Failure RUN_TAKEN_OVER where the run is no longer ours
 */
export async function move({ world, lease }: RunUnderWay, step: Move): Promise<void> {
  lease.signal.throwIfAborted()
  const moved = await inDistrict(world.db, contextOf(lease), (client) => moveRun(client, lease, step))
  if (moved === null) throw takenOver(lease.runId)
}

/** Ends a run by what was thrown, and returns its report: that of the apply where that had been committed. */
async function failRun(execution: RunUnderWay, error: unknown): Promise<RunReport> {
  const { world, lease, source } = execution
  const failure = failureOf(error)
  const { code, message, disposition } = failure
  const state = endOf(failure)
  const report = {
    ...emptyReport(execution, { state, finishedAt: world.now() }),
    failure: { code, message, disposition },
  }
  // When the run was taken over its state belongs to the other worker; when the database is gone, recovery ends it.
  const moved = await inDistrict(world.db, contextOf(lease), (client) =>
    moveRun(client, lease, {
      from: state === 'discarded' ? ['reading'] : ['reading', 'staged', 'planned', 'applying'],
      to: state,
      report,
      failure: report.failure,
      finished: true,
    }),
  ).catch(() => undefined)
  const applied = moved === null ? await finishApplied(world, lease) : null
  if (applied !== null) return applied
  const fields = { district: lease.districtId, source: source.sourceId, run: lease.runId, code, disposition }
  if (state === 'discarded') world.log.info('run.refused', fields)
  else world.log.error('run.failed', fields)
  return report
}
