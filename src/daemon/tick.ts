/** What happens at every tick: sources whose slot or retry has come are taken and handed to the queue, each once. */

import { type Database, globally } from '../store/database.ts'
import {
  findDueSources,
  findUnsettledSchedules,
  lockSchedule,
  putOffSlot,
  type Schedule,
  setStaleAt,
  takeRetry,
  takeSlot,
} from '../store/schedule.ts'
import type { SourcePlace } from '../store/source.ts'
import type { Log } from '../sync/world.ts'
import { blackoutsOf, inBlackout } from './blackout.ts'
import type { Queue, SlotJob } from './queue.ts'
import type { ScheduleSettings } from './settings.ts'
import { shareOf, slotAfter, staleAfter, type Timetable } from './timetable.ts'

export interface TickWorld {
  readonly db: Database
  readonly queue: Pick<Queue, 'send'>
  readonly log: Log
  readonly now: () => Date
  readonly settings: ScheduleSettings
}

const DUE_MAX = 200
const UNSETTLED_MAX = 200
/** A slot so late was missed: nobody worked. A worker that was only started anew is not meant. */
const MISSED_MS = 5 * 60_000

/**
 * Takes what is due. The lock on the schedule, its next slot and the job are one transaction: a worker that dies in
 * between leaves the slot to another. After downtime the overdue slot runs once and the next one lies in the future: one
 * catch-up, never three, and of many sources not all at once.
 * @returns how many slots and retries this worker took
 */
export async function fireDueSources(world: TickWorld): Promise<number> {
  const now = world.now()
  const due = await globally(world.db, (client) => findDueSources(client, now, DUE_MAX))
  let taken = 0
  for (const place of due) if (await fire(world, place, now)) taken += 1
  return taken
}

/** Works out when schedules count as stale, of those where nobody has: new ones, and those of which a run was applied. */
export async function settleStaleness(world: Omit<TickWorld, 'queue' | 'log'>): Promise<void> {
  const { db, settings } = world
  await globally(db, async (client) => {
    for (const schedule of await findUnsettledSchedules(client, UNSETTLED_MAX)) {
      const timetable = timetableOf(schedule, settings)
      const since = schedule.lastSuccessAt ?? world.now()
      const staleAt = timetable === null ? null : staleAfter(timetable, since, settings.staleIntervals)
      if (staleAt !== null) await setStaleAt(client, schedule, staleAt)
    }
  })
}

/** The timetable of a schedule; null where it runs only when told to. */
export function timetableOf(
  schedule: Pick<Schedule, 'districtId' | 'sourceId' | 'cron' | 'timezone' | 'blackouts'>,
  settings: Pick<ScheduleSettings, 'spreadMs'>,
): Timetable | null {
  const { cron, timezone, blackouts } = schedule
  if (cron === null) return null
  const { spreadMs } = settings
  return { cron, timezone, blackouts: blackoutsOf(blackouts), share: shareOf(schedule), spreadMs }
}

/** What of a schedule is due, and when it is to be run: at once, or, where it was missed, spread like its slots are. */
interface Due {
  readonly job: SlotJob
  readonly isSlot: boolean
  readonly runsAt: Date
}

async function fire(world: TickWorld, place: SourcePlace, now: Date): Promise<boolean> {
  const taken = await globally(world.db, async (client) => {
    const schedule = await lockSchedule(client, place)
    const timetable = schedule === null ? null : timetableOf(schedule, world.settings)
    if (schedule === null || timetable === null || schedule.paused) return null
    const due = dueOf(schedule, timetable, now)
    if (due === null) return null
    const slot = new Date(due.job.slot)
    if (due.isSlot) {
      const next = slotAfter(timetable, slot, now)
      await takeSlot(client, place, { nextDueAt: next?.at ?? null, startsAt: next?.startsAt ?? null })
    } else await takeRetry(client, place)
    // A slot of before the blackout that was missed then is not caught up inside it.
    const rests = inBlackout(timetable.blackouts, timetable.timezone, now) !== null
    if (rests) return { ...due.job, event: 'slot.skipped' }
    if (due.runsAt > now) {
      await putOffSlot(client, place, { slot, at: due.runsAt })
      return { ...due.job, event: 'slot.missed' }
    }
    await world.queue.send(due.job, client)
    return { ...due.job, event: 'slot.taken' }
  })
  if (taken === null) return false
  const { event, ...job } = taken
  world.log.info(event, job)
  return event === 'slot.taken'
}

/** The slot comes before a retry of the one before. */
function dueOf(schedule: Schedule, timetable: Timetable, now: Date): Due | null {
  const { districtId, sourceId, nextDueAt, startsAt, retrySlot, retryAt, retries } = schedule
  if (nextDueAt !== null && startsAt !== null && startsAt <= now) {
    const isMissed = now.getTime() - startsAt.getTime() > MISSED_MS
    const runsAt = isMissed ? new Date(now.getTime() + timetable.share * timetable.spreadMs) : now
    return { job: { districtId, sourceId, slot: nextDueAt.toISOString(), retry: 0 }, isSlot: true, runsAt }
  }
  if (retrySlot === null || retryAt === null || retryAt > now) return null
  return { job: { districtId, sourceId, slot: retrySlot.toISOString(), retry: retries }, isSlot: false, runsAt: now }
}
