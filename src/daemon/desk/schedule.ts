/** The operator's desk for schedules: times, nights off, the window, pauses, the district's clock. */

import { Failure } from '../../roster/failure.ts'
import { type Database, type DistrictClient, inDistrict } from '../../store/database.ts'
import { setDistrictTimezone } from '../../store/people/district.ts'
import { lockDistrictSchedules, moveSchedule, type NextSlot } from '../../store/sync/schedule.ts'
import { type Source, type SourcePlace, updateSourcePaused, updateSourceSchedule } from '../../store/sync/source.ts'
import { addBlackouts, type Blackout, blackoutsOf, removeBlackout } from '../../roster/blackout.ts'
import type { ScheduleSettings } from '../settings.ts'
import { timetableOf } from '../tick.ts'
import { moveSlot, nextSlot, nextSlots, type Slot, staleAfter, type Timetable, windowEndOf } from '../timetable.ts'

export interface ScheduleChange {
  /** Null: only when told to. */
  readonly schedule?: string | null
  readonly addBlackouts?: readonly Blackout[]
  readonly removeBlackouts?: readonly Blackout[]
  /** Ends every blackout. */
  readonly noBlackouts?: boolean
  /** `HH:MM`; null: the installation's default. */
  readonly windowEnd?: string | null
}

export interface PlannedSlot extends Slot {
  /** Until when it is tried again where it fails. */
  readonly windowEndsAt: Date
}

type Client = Parameters<typeof updateSourceSchedule>[0]
interface At {
  readonly now: Date
  readonly settings: ScheduleSettings
}

/**
 * Changes when a source runs. In the district's transaction. A new expression counts from now; else the slot that is
 * about to start still does, unless a blackout has come over it.
 */
export async function changeSchedule(client: Client, source: Source, change: ScheduleChange, at: At): Promise<void> {
  const cron = change.schedule === undefined ? source.cron : change.schedule
  const kept = change.noBlackouts === true ? [] : blackoutsOf(source.blackouts)
  const fewer = (change.removeBlackouts ?? []).reduce(removeBlackout, kept)
  const blackouts = addBlackouts(fewer, change.addBlackouts ?? [])
  const windowEnd = change.windowEnd === undefined ? source.windowEnd : change.windowEnd
  const timetable = timetableOf({ ...placeOf(source), cron, timezone: source.timezone, blackouts }, at.settings)
  const pending = cron === source.cron && source.nextDueAt !== null ? source.nextDueAt.getTime() - 1 : at.now.getTime()
  const next = nextOf(timetable, at, new Date(Math.min(pending, at.now.getTime())))
  await updateSourceSchedule(client, placeOf(source), { ...next, cron, blackouts, windowEnd })
}

/** A resumed source goes on with its next slot: what it missed while paused is not caught up. */
export async function changePause(client: Client, source: Source, paused: boolean, at: At): Promise<void> {
  const place = placeOf(source)
  await updateSourcePaused(client, place, { paused, ...nextOf(timetableOf({ ...source, ...place }, at.settings), at) })
}

/** The next slots with their starts; none where the source has no schedule or rests. */
export function previewSchedule(source: Source, count: number, at: At): readonly PlannedSlot[] {
  const timetable = timetableOf({ ...source, ...placeOf(source) }, at.settings)
  if (timetable === null || source.paused) return []
  const { timezone } = timetable
  const windowEnd = source.windowEnd ?? at.settings.windowEnd
  // A slot whose name has passed may still be to start: it is the first of what comes.
  const pending = source.nextDueAt !== null && source.startsAt !== null && source.startsAt > at.now
  const first = pending ? [{ at: source.nextDueAt, startsAt: source.startsAt }] : []
  const later = nextSlots(timetable, first[0]?.at ?? at.now, count - first.length)
  return [...first, ...later].map((slot) => ({ ...slot, windowEndsAt: windowEndOf(timezone, windowEnd, slot.at) }))
}

/**
 * Sets the district's clock, and every schedule of it to the same local times on the new one: the slot that was to come
 * next still comes, once. `after`: what else follows the clock, in the same transaction.
 * @returns how many schedules were moved
 * @throws Failure DISTRICT_UNKNOWN
 */
export function setTimezone(
  db: Database,
  change: { readonly districtId: string; readonly timezone: string },
  at: At & { readonly after?: (client: DistrictClient) => Promise<unknown> },
): Promise<number> {
  const { districtId, timezone } = change
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const former = await setDistrictTimezone(client, change)
    if (former === null)
      throw new Failure(
        'DISTRICT_UNKNOWN',
        'operator',
        `There is no district ${districtId}. Make it with "staffroom district create".`,
      )
    let moved = 0
    for (const schedule of await lockDistrictSchedules(client, districtId)) {
      const timetable = timetableOf({ ...schedule, timezone }, at.settings)
      if (timetable === null || schedule.nextDueAt === null) continue
      const slot = moveSlot(timetable, schedule.nextDueAt, former.timezone)
      const staleAt = staleAfter(timetable, at.now, at.settings.staleIntervals)
      await moveSchedule(client, schedule, { nextDueAt: slot?.at ?? null, startsAt: slot?.startsAt ?? null, staleAt })
      moved += 1
    }
    await at.after?.(client)
    return moved
  })
}

/** The first slot after `from` (default: now) and what follows from it. */
export function nextOf(timetable: Timetable | null, { now, settings }: At, from = now): NextSlot {
  if (timetable === null) return { nextDueAt: null, startsAt: null, staleAt: null }
  const slot = nextSlot(timetable, from)
  return {
    nextDueAt: slot?.at ?? null,
    startsAt: slot?.startsAt ?? null,
    staleAt: staleAfter(timetable, now, settings.staleIntervals),
  }
}

function placeOf(source: Source): SourcePlace {
  return { districtId: source.districtId, sourceId: source.id }
}
