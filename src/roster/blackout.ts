/** Blackouts: ranges of local dates on which a source does not start by schedule. Pure. */

/** Both dates belong to it; `YYYY-MM-DD` on the district's calendar. */
export interface Blackout {
  readonly from: string
  readonly to: string
}

const DAY_MS = 86_400_000

/** The blackouts as they lie in the database; what is none is left aside. */
export function blackoutsOf(stored: unknown): readonly Blackout[] {
  return Array.isArray(stored) ? stored.filter(isBlackout) : []
}

/** The blackout that the instant lies in, on the clock of the zone; null: none. */
export function inBlackout(blackouts: readonly Blackout[], timezone: string, at: Date): Blackout | null {
  if (blackouts.length === 0) return null
  const date = localDate(timezone, at)
  return blackouts.find(({ from, to }) => from <= date && date <= to) ?? null
}

/** Sorted, those that touch each other as one. */
export function addBlackouts(blackouts: readonly Blackout[], more: readonly Blackout[]): readonly Blackout[] {
  const merged: Blackout[] = []
  for (const next of [...blackouts, ...more].toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1)
    if (last !== undefined && next.from <= dayAfter(last.to))
      merged.splice(-1, 1, { from: last.from, to: next.to > last.to ? next.to : last.to })
    else merged.push(next)
  }
  return merged
}

/** Without the dates of `off`; a range that it cuts through leaves both of its ends. */
export function removeBlackout(blackouts: readonly Blackout[], off: Blackout): readonly Blackout[] {
  return blackouts.flatMap(({ from, to }) => [
    ...(from < off.from ? [{ from, to: to < off.from ? to : dayBefore(off.from) }] : []),
    ...(to > off.to ? [{ from: from > off.to ? from : dayAfter(off.to), to }] : []),
  ])
}

/** At most so many ranges of one source. */
const RANGES_MAX = 50

/** What is wrong with ranges that somebody gave; null: nothing. */
export function findBlackoutFault(given: readonly Blackout[]): string | null {
  if (given.length > RANGES_MAX) return `must be at most ${RANGES_MAX} ranges of dates`
  if (given.some(({ from, to }) => !isDate(from) || !isDate(to))) return 'must be dates as 2026-12-20'
  return given.some(({ from, to }) => to < from) ? 'must be ranges that do not end before they begin' : null
}

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function isBlackout(value: unknown): value is Blackout {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return false
  return typeof value.from === 'string' && typeof value.to === 'string'
}

function localDate(timezone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(at)
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
}
