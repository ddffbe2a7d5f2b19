/** What follows a run by schedule that failed: tried again until the window's end, then the alarm. */

import { hastenChore } from '../store/chores.ts'
import { type Database, globally } from '../store/database.ts'
import { clearAlarm, findSchedule, planRetry, raiseAlarm, type Schedule } from '../store/sync/schedule.ts'
import type { RunReport } from '../sync/report.ts'
import type { Log } from '../sync/world.ts'
import type { SlotJob } from './queue.ts'
import type { ScheduleSettings } from './settings.ts'
import { windowEndOf } from './timetable.ts'

export interface NightWorld {
  readonly db: Database
  readonly log: Log
  readonly now: () => Date
  readonly settings: ScheduleSettings
}

/**
 * When a failed slot is tried again, or null: not any more. Pauses double. What passes by itself (disposition 'retry': a
 * database, a network, an export that is late or still being written) is tried again until the window's end; what
 * somebody must mend first is not, and a bug is not either.
 */
export function nextTryOf(
  night: { readonly slot: Date; readonly retries: number; readonly windowEndsAt: Date; readonly disposition: string },
  now: Date,
  settings: Pick<ScheduleSettings, 'retryFirstMs' | 'retryMaxMs'>,
): Date | null {
  if (night.disposition !== 'retry') return null
  const pauseMs = Math.min(settings.retryMaxMs, settings.retryFirstMs * 2 ** Math.min(night.retries, 30))
  const at = new Date(now.getTime() + pauseMs)
  return at <= night.windowEndsAt ? at : null
}

/**
 * Settles a slot whose run has ended. A run that applied has ended its source's troubles by itself; one that is held
 * could at least read the feed, and is told as held.
 */
export async function settleNight(
  world: NightWorld,
  job: SlotJob,
  report: Pick<RunReport, 'state' | 'failure'>,
): Promise<void> {
  const { failure } = report
  // A run that was refused, as that of a source that rests, is no failed night.
  if (report.state === 'discarded') return
  if (failure === null && report.state !== 'held') return
  await globally(world.db, async (client) => {
    if (failure === null) return clearAlarm(client, job)
    const schedule = await findSchedule(client, job)
    if (schedule === null) return
    const now = world.now()
    const at = tryAgainAt(world.settings, { job, schedule, disposition: failure.disposition }, now)
    const fields = { districtId: job.districtId, sourceId: job.sourceId, slot: job.slot, code: failure.code }
    const retry = { slot: new Date(job.slot), retries: job.retry + 1 }
    if (at !== null) {
      // Where it isn't planned the source was paused, or a newer slot has come that settles the night.
      if (await planRetry(client, job, { ...retry, at }))
        world.log.warn('slot.retry', { ...fields, at: at.toISOString(), retry: retry.retries })
      return
    }
    await raiseAlarm(client, job, { at: now, code: failure.code })
    await hastenChore(client, { districtId: job.districtId, kind: 'look', at: now })
    world.log.error('slot.alarm', fields)
  })
}

function tryAgainAt(
  settings: ScheduleSettings,
  failed: { readonly job: SlotJob; readonly schedule: Schedule; readonly disposition: string },
  now: Date,
): Date | null {
  const { job, schedule, disposition } = failed
  const slot = new Date(job.slot)
  const windowEndsAt = windowEndOf(schedule.timezone, schedule.windowEnd ?? settings.windowEnd, slot)
  return nextTryOf({ slot, retries: job.retry, windowEndsAt, disposition }, now, settings)
}
