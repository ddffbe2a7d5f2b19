/** One slot's run: made once, however often the queue delivers the job, and run to a named state. */

import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import { listRunRows, type RunRow } from '../store/run.ts'
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
}

const UNDER_WAY: ReadonlySet<string> = new Set(['reading', 'staged', 'planned', 'applying', 'applied'])

/**
 * Runs the slot of a delivered job. Throws where the job is to be delivered again: the source is busy, or the worker was
 * told to stop. A run that failed by itself has had its slot.
 */
export async function runSlot(runner: SlotRunner, delivery: Delivery): Promise<void> {
  const { job, signal } = delivery
  if (delivery.attempt > 0) await runner.recover()
  const runId = await openRun(runner, delivery)
  if (runId === null) return
  const report = await runner.execute({ districtId: job.districtId, runId, signal })
  const { districtId, sourceId, slot } = job
  const fields = { districtId, sourceId, slot, runId, state: report.state, durationMs: report.durationMs }
  if (report.failure === null) runner.world.log.info('slot.run', fields)
  else runner.world.log.error('slot.run', { ...fields, code: report.failure.code })
  if (report.state === 'failed' && signal.aborted) throw interrupted(job)
}

/** The run to execute for this delivery; null: the slot has had its run. */
async function openRun(runner: SlotRunner, { job, attempt }: Delivery): Promise<string | null> {
  const requestedBy = `schedule:${job.slot}`
  const place = { districtId: job.districtId, sourceId: job.sourceId }
  const known = await findSlotRun(runner.world, place, requestedBy)
  if (known === null) return runner.request({ ...place, trigger: 'schedule', requestedBy })
  if (known.state === 'requested') return known.id
  if (UNDER_WAY.has(known.state))
    throw new Failure('SLOT_BUSY', 'retry', `Run ${known.id} of this slot is still under way at another worker.`)
  // Delivered again after a failure: a worker died, or stopped half-way. A new run reads anew.
  if (known.state === 'failed' && attempt > 0) return runner.request({ ...place, trigger: 'retry', requestedBy })
  return null
}

async function findSlotRun(
  world: SyncWorld,
  place: { readonly districtId: string; readonly sourceId: string },
  requestedBy: string,
): Promise<RunRow | null> {
  const rows = await inDistrict(world.db, { districtId: place.districtId, actor: 'system' }, (client) =>
    listRunRows(client, { ...place, beforeId: null, limit: 50 }),
  )
  return rows.find((row) => row.requested_by === requestedBy) ?? null
}

function interrupted(job: SlotJob): Failure {
  return new Failure(
    'SLOT_INTERRUPTED',
    'retry',
    `The worker was told to stop during a run of ${job.districtId}/${job.sourceId}; another one takes it up.`,
  )
}
