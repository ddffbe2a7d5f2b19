/** Hours of a class at which the avatars of its students rest: when they are, until when they last, what can't be one. Pure. */

/** Every week, on the district's clock. */
export interface AvatarHours {
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number
  /** Minutes of the day, 0 to 1439; belongs to it. */
  readonly starts: number
  /** Minutes of the day, 1 to 1440; doesn't belong to it. */
  readonly ends: number
}

/** `until`: the first moment at which they are open again; null: they never are. */
export interface AvatarsClosed {
  readonly until: Date | null
}

const HOURS_MAX = 50
const MINUTE_MS = 60_000
/** Clocks are set at full quarters of an hour, so within one the clock runs on by itself. */
const QUARTER_MS = 15 * MINUTE_MS
/** A week and the day that a clock may be set in. */
const LOOK_AHEAD_MS = 8 * 86_400_000
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * Whether avatars rest at this moment, and until when: hours that follow each other, of whichever class, are one. An hour
 * that the clock shows twice counts both times, one that it leaves out doesn't come.
 * @param hours of all classes of a student together
 * @param timezone of the district, an IANA name
 */
export function avatarsClosed(hours: readonly AvatarHours[], timezone: string, at: Date): AvatarsClosed | null {
  if (hours.length === 0) return null
  const now = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS
  const clock = clockOf(timezone)
  for (let from = now; from < now + LOOK_AHEAD_MS; from = Math.floor(from / QUARTER_MS + 1) * QUARTER_MS) {
    const { weekday, minute } = clock(from)
    const steps = (Math.floor(from / QUARTER_MS + 1) * QUARTER_MS - from) / MINUTE_MS
    for (let step = 0; step < steps; step += 1) {
      if (hours.some((one) => covers(one, weekday, minute + step))) continue
      const until = from + step * MINUTE_MS
      return until === now ? null : { until: new Date(until) }
    }
  }
  return { until: null }
}

function covers({ weekday, starts, ends }: AvatarHours, day: number, minute: number): boolean {
  return weekday === day && starts <= minute && minute < ends
}

function clockOf(timezone: string): (at: number) => { readonly weekday: number; readonly minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  return (at) => {
    const parts = format.formatToParts(at)
    const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? ''
    return { weekday: WEEKDAYS.indexOf(of('weekday')) + 1, minute: Number(of('hour')) * 60 + Number(of('minute')) }
  }
}

type HoursProblem = 'ends_before_start' | 'hours_overlap' | 'too_many_hours'

/** Which of them is wrong, counted from 0. */
export interface HoursFault {
  readonly at: number
  readonly code: HoursProblem
}

/** What is wrong with hours that somebody gave. */
export function checkAvatarHours(hours: readonly AvatarHours[]): readonly HoursFault[] {
  return [
    ...(hours.length > HOURS_MAX ? [{ at: HOURS_MAX, code: 'too_many_hours' as const }] : []),
    ...hours.flatMap((one, at): readonly HoursFault[] => {
      if (one.ends <= one.starts) return [{ at, code: 'ends_before_start' }]
      const meets = hours.some(
        (other, before) =>
          before < at && other.weekday === one.weekday && other.starts < one.ends && one.starts < other.ends,
      )
      return meets ? [{ at, code: 'hours_overlap' }] : []
    }),
  ]
}

/** Hours as the clock shows them: `08:05`; `24:00` is the end of the day. */
export interface HoursOnClock {
  readonly weekday: number
  readonly from: string
  readonly to: string
}

export function hoursOnClock({ weekday, starts, ends }: AvatarHours): HoursOnClock {
  return { weekday, from: clockTime(starts), to: clockTime(ends) }
}

export function hoursOf({ weekday, from, to }: HoursOnClock): AvatarHours {
  return { weekday, starts: minuteOfDay(from), ends: minuteOfDay(to) }
}

/** `08:05` as 485; `24:00` is the end of the day. */
export function minuteOfDay(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/** 485 as `08:05`. */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
