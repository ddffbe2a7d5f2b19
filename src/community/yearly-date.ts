/** A day that comes once a year, on the district's clock. Pure. */

/** `MM-DD`. */
export type YearlyDate = string

/** Where a district has chosen none: the summer, when no survey is under way. */
export const NAMES_REMOVED_ON: YearlyDate = '07-31'

/** The day that was meant, or null where there is no such day in any year. 29 February falls on the 28th in other years. */
export function readYearlyDate(value: unknown): YearlyDate | null {
  if (typeof value !== 'string' || !/^\d{2}-\d{2}$/.test(value)) return null
  const leap = new Date(`2024-${value}T00:00:00Z`)
  return !Number.isNaN(leap.getTime()) && leap.toISOString().slice(5, 10) === value ? value : null
}

/** The last time that it came, `today` included. */
export function lastOccurrence(date: YearlyDate, today: string): string {
  const year = Number(today.slice(0, 4))
  const thisYear = inYear(date, year)
  return thisYear <= today ? thisYear : inYear(date, year - 1)
}

/** The next time that it comes, after `today`. */
export function nextOccurrence(date: YearlyDate, today: string): string {
  const year = Number(today.slice(0, 4))
  const thisYear = inYear(date, year)
  return thisYear > today ? thisYear : inYear(date, year + 1)
}

function inYear(date: YearlyDate, year: number): string {
  const day = `${String(year).padStart(4, '0')}-${date}`
  if (date !== '02-29') return day
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return isLeap ? day : `${day.slice(0, 5)}02-28`
}
