/** Days as commands take them. */

/** `YYYY-MM-DD`, and one of the calendar: not the 31st of November. */
export function isDay(typed: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(typed)) return false
  const day = new Date(`${typed}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed)
}
