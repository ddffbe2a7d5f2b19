/** Moments as files write them: with a time zone, or as the clock on the district's wall showed them. Pure. */

const MOMENT =
  /^(.+?)[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]m)?\s*(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2}))?$/i

export interface MomentReading {
  /** YYYY-MM-DD; null: it can't be understood without guessing. */
  readonly readDay: (text: string) => string | null
  /** IANA name. */
  readonly timezone: string
}

/** Null: it is no day with a time of day, or none that there is. */
export function readMoment(text: string, { readDay, timezone }: MomentReading): Date | null {
  const [, dayText = '', hour = '', minute = '', second = '0', half, utc, sign, offHour, offMinute] =
    MOMENT.exec(text.trim()) ?? []
  const day = dayText === '' ? null : readDay(dayText)
  const clock = clockOf(Number(hour), half?.toLowerCase() ?? null)
  if (day === null || clock === null || Number(minute) > 59 || Number(second) > 59) return null
  const wall = Date.parse(`${day}T00:00:00Z`) + ((clock * 60 + Number(minute)) * 60 + Number(second)) * 1000
  if (!Number.isFinite(wall)) return null
  if (utc !== undefined) return new Date(wall)
  if (sign === undefined) return instantOf(wall, timezone)
  const off = (Number(offHour) * 60 + Number(offMinute)) * 60_000
  return new Date(sign === '-' ? wall + off : wall - off)
}

function clockOf(hour: number, half: string | null): number | null {
  if (half === null) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

/** The first moment of a day (YYYY-MM-DD) in a time zone. */
export function dayBegins(day: string, timezone: string): Date {
  return instantOf(Date.parse(`${day}T00:00:00Z`), timezone)
}

/** The moment at which the clock showed that; of an hour that the clock skips, the one after. */
function instantOf(wall: number, timezone: string): Date {
  const first = wall - offsetAt(wall, timezone)
  return new Date(wall - offsetAt(first, timezone))
}

/** Milliseconds that the zone is ahead of UTC then. */
function offsetAt(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(instant))
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((p) => p.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(instant / 1000) * 1000
}
