/** How figures of coaching are written. */

const hours = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const month = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** 90 → `1.5`. */
export function hoursOf(minutes: number): string {
  return hours.format(minutes / 60)
}

/** `Sep 2026`, or `Sep 2026 – Oct 2026`. */
export function monthsOf({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, last] = [month.format(Date.parse(`${from}T00:00:00Z`)), month.format(Date.parse(`${to}T00:00:00Z`))]
  return first === last ? first : `${first} – ${last}`
}
