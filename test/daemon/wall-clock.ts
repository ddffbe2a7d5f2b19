/**
 * A second opinion on when local times come: the wall clock of a zone, read minute for minute from Intl and from nothing
 * else, and the slots that follow from it. Slow-minded on purpose; the product's way is another.
 */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A stretch of time in which the zone's clock stands the same way off UTC. */
interface Stretch {
  readonly from: number
  /** Local minus UTC. */
  readonly offset: number
}

export interface Shape {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  /** 0 is Sunday. */
  readonly weekdays?: readonly number[]
  readonly monthDays?: readonly number[]
}

export interface Span {
  readonly zone: string
  /** Instants in UTC; slots in between are meant. */
  readonly from: number
  readonly to: number
}

/**
 * Each local slot of the shape once, as instants: a local time that comes twice counts the first time, one that does not
 * come counts at the first moment after the gap.
 */
export function slotsByTheClock(shape: Shape, span: Span): readonly number[] {
  const stretches = findStretches(span)
  const instants = new Set<number>()
  for (let day = startOfDay(span.from) - DAY_MS; day <= span.to + DAY_MS; day += DAY_MS) {
    const date = new Date(day)
    if (shape.weekdays?.includes(date.getUTCDay()) === false) continue
    if (shape.monthDays?.includes(date.getUTCDate()) === false) continue
    for (const hour of shape.hours)
      for (const minute of shape.minutes) instants.add(instantOf(day + hour * HOUR_MS + minute * MINUTE_MS, stretches))
  }
  return [...instants].filter((instant) => instant > span.from && instant <= span.to).toSorted((a, b) => a - b)
}

/** `local` is the wall clock read as if it were UTC. */
function instantOf(local: number, stretches: readonly Stretch[]): number {
  for (const [index, { from, offset }] of stretches.entries()) {
    const instant = local - offset
    const end = stretches[index + 1]?.from ?? Number.POSITIVE_INFINITY
    if (instant >= end) continue
    // Before this stretch began and after the one before ended: the clock jumped over it.
    return Math.max(instant, from)
  }
  throw new Error('The wall clock ends before that.')
}

/** Every change of the clock, to the minute: no zone changes twice within a day. */
function findStretches({ zone, from, to }: Span): readonly Stretch[] {
  const offsetAt = readOffset(zone)
  const start = startOfDay(from) - 3 * DAY_MS
  const stretches = [{ from: start, offset: offsetAt(start) }]
  for (let day = start; day < to + 3 * DAY_MS; day += DAY_MS) {
    const before = offsetAt(day)
    if (offsetAt(day + DAY_MS) === before) continue
    let change = day
    for (const step of [HOUR_MS, MINUTE_MS]) while (offsetAt(change + step) === before) change += step
    stretches.push({ from: change + MINUTE_MS, offset: offsetAt(change + MINUTE_MS) })
  }
  return stretches
}

function readOffset(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (instant) => {
    // 03/14/2027, 03:00
    const text = format.format(instant)
    const [month, day, year, hour, minute] = [
      text.slice(0, 2),
      text.slice(3, 5),
      text.slice(6, 10),
      text.slice(12, 14),
      text.slice(15, 17),
    ]
    return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) - instant
  }
}

function startOfDay(instant: number): number {
  return Math.floor(instant / DAY_MS) * DAY_MS
}
