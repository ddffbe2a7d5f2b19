/** One slot's run: made once, however often the queue delivers the job, run to a named state, and its night settled. */

import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import { findRequestedRun } from '../store/sync/run.ts'
import type { RunReport } from '../sync/report.ts'
import type { SyncWorld } from '../sync/world.ts'
import type { Delivery, SlotJob } from './queue.ts'

/** The functions of sync that a slot needs. */
export interface SlotRunner {
  readonly world: SyncWorld
  readonly request: (o: {
    districtId: string
    sourceId: string
    trigger: 'schedule' | 'retry'
    requestedBy: string
  }) => Promise<string>
  readonly execute: (o: { districtId: string; runId: string; signal: AbortSignal }) => Promise<RunReport>
  readonly recover: () => Promise<void>
  /** What follows from how it ended: another try, an alarm, or nothing. */
  readonly settle: (job: SlotJob, report: Pick<RunReport, 'state' | 'failure'>) => Promise<void>
}

const UNDER_WAY: ReadonlySet<string> = new Set(['reading', 'staged', 'planned', 'applying', 'applied'])

/**
 * Runs the slot of a delivered job. Throws where the job is to be delivered again: the source is busy, or the worker was
 * told to stop. A run that failed by itself has had its slot; whether the night has another is settled here.
 */
export async function runSlot(runner: SlotRunner, delivery: Delivery): Promise<void> {
  const { job, signal } = delivery
  if (delivery.attempt > 0) await runner.recover()
  const runId = await openRun(runner, delivery).catch((error: unknown) => passOver(runner, job, error))
  if (runId === null) return
  const report = await executeOrGiveUp(runner, { districtId: job.districtId, runId, signal })
  const { districtId, sourceId, slot } = job
  const fields = { districtId, sourceId, slot, runId, state: report.state }
  if (report.failure === null) runner.world.log.info('slot.run', fields)
  else runner.world.log.error('slot.run', { ...fields, code: report.failure.code })
  if (report.state === 'failed' && signal.aborted) throw interrupted(job)
  await runner.settle(job, report)
}

/** A source that has come to rest since its slot was queued has no run in it, and no trouble. */
function passOver({ world }: SlotRunner, { districtId, sourceId, slot }: SlotJob, error: unknown): null {
  if (!(error instanceof Failure) || error.code !== 'SOURCE_RESTS') throw error
  world.log.info('slot.rests', { districtId, sourceId, slot })
  return null
}

/** A run that can't even be started until somebody mends something is not delivered again and again. */
async function executeOrGiveUp(
  runner: SlotRunner,
  run: Parameters<SlotRunner['execute']>[0],
): Promise<Pick<RunReport, 'state' | 'failure'>> {
  try {
    return await runner.execute(run)
  } catch (error) {
    if (!(error instanceof Failure) || error.disposition === 'retry') throw error
    const { code, message, disposition } = error
    return { state: 'failed', failure: { code, message, disposition } }
  }
}

/** The run to execute for this delivery; null: the slot has had its run. */
async function openRun(runner: SlotRunner, { job, attempt }: Delivery): Promise<string | null> {
  const requestedBy = job.retry === 0 ? `schedule:${job.slot}` : `schedule:${job.slot}+${job.retry}`
  const place = { districtId: job.districtId, sourceId: job.sourceId }
  const known = await inDistrict(runner.world.db, { districtId: job.districtId, actor: 'system' }, (client) =>
    findRequestedRun(client, { ...place, requestedBy }),
  )
  if (known === null) return runner.request({ ...place, trigger: job.retry === 0 ? 'schedule' : 'retry', requestedBy })
  if (known.state === 'requested') return known.id
  if (UNDER_WAY.has(known.state))
    throw new Failure('SLOT_BUSY', 'retry', `Run ${known.id} of this slot is still under way at another worker.`)
  // Delivered again after a failure: a worker died, stopped half-way, or found the source busy. A new run reads anew.
  if ((known.state === 'failed' || known.refused) && attempt > 0)
    return runner.request({ ...place, trigger: 'retry', requestedBy })
  return null
}

function interrupted(job: SlotJob): Failure {
  return new Failure(
    'SLOT_INTERRUPTED',
    'retry',
    `The worker was told to stop during a run of ${job.districtId}/${job.sourceId}; another one takes it up.`,
  )
}
