/** The timetable of a source: its slots on the district's clock, nights off, its share of the spread. Pure. */

import { createHash } from 'node:crypto'
import { nextTime } from './slots.ts'
import { type Blackout, inBlackout } from '../roster/blackout.ts'

export interface Timetable {
  readonly cron: string
  /** IANA name. */
  readonly timezone: string
  readonly blackouts: readonly Blackout[]
  /** Where in the spread this source starts: 0 at once, just under 1 at its end. */
  readonly share: number
  /** Over how long the sources that have the same slot are spread. */
  readonly spreadMs: number
}

export interface Slot {
  /** The slot by its name: the local time that the schedule says. */
  readonly at: Date
  /** When it is to begin: never before its name, never after the next slot's. */
  readonly startsAt: Date
}

// An hourly source is spread over six minutes at most, one of every quarter of an hour over 90 seconds.
const SPREAD_PART = 10
const DAY_MS = 86_400_000

/** The share of a source, the same on every worker and every night. */
export function shareOf(place: { readonly districtId: string; readonly sourceId: string }): number {
  const digest = createHash('sha256').update(`${place.districtId}/${place.sourceId}`).digest()
  return digest.readUInt32BE(0) / 2 ** 32
}

/** The first slot after `after` that no blackout takes; null where there is none in the years to come. */
export function nextSlot(timetable: Timetable, after: Date): Slot | null {
  const { cron, timezone, blackouts } = timetable
  let at = nextTime(cron, timezone, after)
  // Each turn leaves a blackout behind or moves on to the next time.
  while (at !== null) {
    const slot = { at, startsAt: startOf(timetable, at) }
    const rest = inBlackout(blackouts, timezone, slot.at) ?? inBlackout(blackouts, timezone, slot.startsAt)
    if (rest === null) return slot
    at = nextTime(cron, timezone, new Date(Math.max(endOf(rest, timezone).getTime() - 1, at.getTime())))
  }
  return null
}

/** The next `count` slots after `after`. */
export function nextSlots(timetable: Timetable, after: Date, count: number): readonly Slot[] {
  const slots: Slot[] = []
  let slot = nextSlot(timetable, after)
  while (slot !== null && slots.length < count) {
    slots.push(slot)
    slot = nextSlot(timetable, slot.at)
  }
  return slots
}

/** After the slot `taken`: the first one that is still to start. What lies between was missed, and is not caught up. */
export function slotAfter(timetable: Timetable, taken: Date, now: Date): Slot | null {
  const from = Math.max(taken.getTime(), now.getTime() - timetable.spreadMs - 1)
  let slot = nextSlot(timetable, new Date(from))
  while (slot !== null && slot.startsAt <= now) slot = nextSlot(timetable, slot.at)
  return slot
}

/**
 * The pending slot after the district's clocks were set to another zone: the same local time there, so that none is
 * run twice and none is lost. Where that has passed already it is due at once.
 */
export function moveSlot(timetable: Timetable, slot: Date, formerZone: string): Slot | null {
  const { month, day, hour, minute } = localTime(slot, formerZone)
  // Zones are 26 hours apart at most, so the first such moment of the year after this is the one.
  const from = new Date(slot.getTime() - 2 * DAY_MS)
  const at = nextTime(`${minute} ${hour} ${day} ${month} *`, timetable.timezone, from)
  if (at === null) return null
  const moved = { at, startsAt: startOf(timetable, at) }
  const { blackouts, timezone } = timetable
  return inBlackout(blackouts, timezone, moved.at) === null ? moved : nextSlot(timetable, at)
}

/** The end of the night's window: the first `HH:MM` on the district's clock after the slot. */
export function windowEndOf(timezone: string, windowEnd: string, slot: Date): Date {
  const [hour = 0, minute = 0] = windowEnd.split(':').map(Number)
  return nextTime(`${minute} ${hour} * * *`, timezone, slot) ?? slot
}

/**
 * When the source counts as stale if nothing is applied after `since`: `intervals` (1 and more) of its own intervals
 * later, blackouts not counted. For a nightly source and 1.5, that is 36 hours. Null: it never comes due.
 */
export function staleAfter(timetable: Timetable, since: Date, intervals: number): Date | null {
  const next = nextSlot(timetable, since)
  if (next === null) return null
  const second = nextTime(timetable.cron, timetable.timezone, next.at)
  const interval = second === null ? DAY_MS : second.getTime() - next.at.getTime()
  return new Date(next.startsAt.getTime() + Math.max(0, intervals - 1) * interval)
}

function startOf({ cron, timezone, share, spreadMs }: Timetable, at: Date): Date {
  const following = spreadMs === 0 ? null : nextTime(cron, timezone, at)
  const room = following === null ? spreadMs : Math.min(spreadMs, (following.getTime() - at.getTime()) / SPREAD_PART)
  return new Date(at.getTime() + Math.floor((share * room) / 1_000) * 1_000)
}

/** The first moment after the blackout's last day. */
function endOf(rest: Blackout, timezone: string): Date {
  const noon = new Date(`${rest.to}T12:00:00Z`)
  const after = new Date(noon.getTime() + DAY_MS)
  const midnight = `0 0 ${after.getUTCDate()} ${after.getUTCMonth() + 1} *`
  return nextTime(midnight, timezone, new Date(noon.getTime() - 2 * DAY_MS)) ?? after
}

function localTime(instant: Date, timezone: string): Readonly<Record<'month' | 'day' | 'hour' | 'minute', number>> {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value)
  return { month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') }
}
