/** The months that figures for principals are published by, and the school year that they are summed in. Pure; days are YYYY-MM-DD. */

/** What is logged later than this many days after the end of its month is in no figure. */
export const GRACE_DAYS = 7

export interface Window {
  readonly from: string
  /** Its last day; the last of a month. */
  readonly to: string
}

/** The last day of the day's month. */
export function monthEnd(day: string): string {
  const [year, month] = numbersOf(day)
  return dayOf(Date.UTC(year, month, 0))
}

/** The day after. */
export function nextDay(day: string): string {
  return addDays(day, 1)
}

export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
}

/** The first day of the school year that the day lies in. @param startMonth 1 to 12 */
export function schoolYearStart(day: string, startMonth: number): string {
  const [year, month] = numbersOf(day)
  return dayOf(Date.UTC(month >= startMonth ? year : year - 1, startMonth - 1, 1))
}

/** The last day of the school year that the day lies in. */
export function schoolYearEnd(day: string, startMonth: number): string {
  const [year, month] = numbersOf(schoolYearStart(day, startMonth))
  return dayOf(Date.UTC(year + 1, month - 1, 0))
}

/**
 * The ends of months that are to be closed today, oldest first: after `closedTo`, from the month of `first` on, and over
 * for GRACE_DAYS.
 */
export function monthsToClose(o: {
  readonly closedTo: string | null
  readonly first: string
  readonly today: string
}): readonly string[] {
  const ends: string[] = []
  let end = monthEnd(o.closedTo === null ? o.first : nextDay(o.closedTo))
  while (addDays(end, GRACE_DAYS) < o.today) {
    ends.push(end)
    end = monthEnd(nextDay(end))
  }
  return ends
}

/**
 * The window that ends with this month: it begins where the school's last one ended, so that a month with too few
 * educators is counted with the next; at most with the school year, so that a year has no window of another in it.
 */
export function windowOf(end: string, lastTo: string | null, startMonth: number): Window {
  const year = schoolYearStart(end, startMonth)
  const after = lastTo === null ? year : nextDay(lastTo)
  return { from: after > year ? after : year, to: end }
}

function numbersOf(day: string): readonly [number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
