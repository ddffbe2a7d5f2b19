/** When a cron expression comes due on a district's clock, as instants. Pure. */

import { Cron } from 'croner'

/**
 * The first time after `after`, or null where the expression never comes due again.
 *
 * A local time that the clock skips in spring runs at the end of the gap, one that comes twice in autumn runs once;
 * `*` and steps run through the night hour by hour as they come.
 */
export function nextTime(cron: string, timezone: string, after: Date): Date | null {
  return openCron(cron, timezone).nextRun(after)
}

/** What is wrong with a cron expression, in a sentence; null where nothing is. */
export function findCronProblem(cron: string): string | null {
  if (cron.trim().split(/\s+/).length !== 5)
    return "it takes five fields, minute hour day-of-month month day-of-week, as '0 2 * * *'."
  try {
    const next = openCron(cron, 'UTC').nextRun(new Date(0))
    return next === null ? 'it never comes due.' : null
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'it cannot be understood.'
  }
}

function openCron(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, paused: true, mode: '5-part', fixedTimeRule: 'no-wildcard' })
}
