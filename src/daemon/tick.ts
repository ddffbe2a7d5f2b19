/** What happens at every tick: sources whose slot or retry has come are taken and handed to the queue, each once. */

import { type Database, globally } from '../store/database.ts'
import {
  findDueSources,
  findUnsettledSchedules,
  lockSchedule,
  moveSchedule,
  putOffSlot,
  type Schedule,
  takeRetry,
  takeSlot,
} from '../store/sync/schedule.ts'
import type { SourcePlace } from '../store/sync/source.ts'
import type { Log } from '../sync/world.ts'
import { blackoutsOf, inBlackout } from '../roster/blackout.ts'
import type { Queue, SlotJob } from './queue.ts'
import type { ScheduleSettings } from './settings.ts'
import { nextSlot, shareOf, type Slot, slotAfter, staleAfter, type Timetable } from './timetable.ts'

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

/**
 * Works out when schedules count as stale, of those where nobody has: new ones, those of which a run was applied, and
 * those whose dates were changed at a page; the next slot of these moves with the dates.
 */
export async function settleStaleness(world: Omit<TickWorld, 'queue' | 'log'>): Promise<void> {
  const { db, settings, now } = world
  await globally(db, async (client) => {
    for (const { districtId, sourceId } of await findUnsettledSchedules(client, UNSETTLED_MAX)) {
      // Under the row's lock, so that no worker takes a slot meanwhile.
      const schedule = await lockSchedule(client, { districtId, sourceId })
      const timetable = schedule === null ? null : timetableOf(schedule, settings)
      if (schedule === null || timetable === null) continue
      const slot = pendingSlot(schedule, timetable, now())
      const staleAt = staleAfter(timetable, schedule.lastSuccessAt ?? now(), settings.staleIntervals)
      const { at: nextDueAt = null, startsAt = null } = slot ?? {}
      await moveSchedule(client, { districtId, sourceId }, { nextDueAt, startsAt, staleAt })
    }
  })
}

/** The slot that comes next by the dates as they are now; one that is due and not taken yet stays what comes next. */
function pendingSlot({ nextDueAt, startsAt }: Schedule, timetable: Timetable, now: Date): Slot | null {
  const first = nextDueAt === null ? now.getTime() : Math.min(nextDueAt.getTime() - 1, now.getTime())
  const slot = nextSlot(timetable, new Date(first))
  const isSame = slot !== null && slot.at.getTime() === nextDueAt?.getTime()
  return isSame && startsAt !== null ? { at: slot.at, startsAt } : slot
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
