/** Dates, times and numbers as the reader expects them; moments are shown in the district's time zone. */
const LOCALE = 'en-US'

const grouped = new Intl.NumberFormat(LOCALE)
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' })

/** 12345 → `12,345`. */
export function formatNumber(value: number): string {
  return grouped.format(value)
}

/** An amount in the smallest unit of its currency: `1234500, USD` → `$12,345.00`. */
export function formatMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** A calendar day `YYYY-MM-DD`, which has no time zone: `Nov 22, 2026`. Anything else comes back as it is. */
export function formatDay(value: string): string {
  const moment = Date.parse(`${value}T00:00:00Z`)
  return Number.isNaN(moment) ? value : day.format(moment)
}

/** The same for readers of another language: `27 nov 2026`. */
export function formatDayIn(value: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' })
  return format.format(Date.parse(`${value}T00:00:00Z`))
}

/** An instant (ISO 8601) in the district's zone, with the zone named: `Nov 22, 2026, 2:00 AM EST`. */
export function formatInstant(value: string, zone: string): string {
  const moment = Date.parse(value)
  if (Number.isNaN(moment)) return value
  return new Intl.DateTimeFormat(LOCALE, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  }).format(moment)
}

/** The time of day of an instant in a zone: `3:10 PM`. */
export function formatTime(value: string, zone: string): string {
  const moment = Date.parse(value)
  if (Number.isNaN(moment)) return value
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short', timeZone: zone }).format(moment)
}

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago an instant was, coarsely: `3 hours ago`, `just now`. */
export function formatAgo(value: string, now: number): string {
  const apart = Date.parse(value) - now
  const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })
  for (const [unit, size] of STEPS) {
    if (Math.abs(apart) >= size) return relative.format(Math.round(apart / size), unit)
  }
  return relative.format(0, 'minute')
}

/** A length of time in milliseconds: `850 ms`, `12 s`, `3 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`
  const seconds = Math.round(durationMs / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return seconds % 60 === 0 ? `${grouped.format(minutes)} min` : `${grouped.format(minutes)} min ${seconds % 60} s`
}

/** The calendar day of an instant in the district's zone: `Nov 22, 2026`. */
export function formatDayOf(value: string, zone: string): string {
  const moment = new Date(value)
  return Number.isNaN(moment.getTime()) ? value : formatDay(todayIn(zone, moment))
}

/** Today's calendar day in a time zone, `YYYY-MM-DD`. */
export function todayIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  )
}
