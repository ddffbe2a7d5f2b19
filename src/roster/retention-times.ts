/** How long what a run leaves behind is kept: what each time is about, and those that a district sets for itself, checked. Pure. */

import type { LimitFault } from './guard-limits.ts'

/** In days. */
export interface RetentionTimes {
  readonly runsDays: number
  readonly previewsDays: number
  readonly changesDays: number
  readonly quarantineDays: number
  readonly ordersDays: number
  /** After they were resolved. */
  readonly noticesDays: number
  readonly outboxDays: number
  readonly digestsDays: number
  /** After the last launch. */
  readonly launchesDays: number
}

/** Ten years: what has to be kept longer belongs into an archive. */
export const RETENTION_DAYS_MAX = 3650

/** Every time with its meaning, as the reference, the page and `retention show` tell it. */
export const RETENTION_TIMES: Readonly<Record<keyof RetentionTimes, string>> = {
  runsDays: 'Runs and their reports. A run that a live record, role or seat is traced to stays.',
  previewsDays: 'Previews.',
  changesDays: 'What each run changed, record by record.',
  quarantineDays: 'Quarantined rows of a run.',
  ordersDays: 'What pages asked the worker to do, once it is done.',
  noticesDays: 'Notices, after they were resolved.',
  outboxDays: 'Messages that were sent or given up.',
  digestsDays: 'Which days have had their digest.',
  launchesDays: 'People whom a launch brought and nobody has linked: what the LMS said of them, after they came last.',
}

/**
 * The times that a district sets, any of them or none; or everything that is wrong with what was given.
 * @param daysMin nothing younger than this is ever removed
 */
export function readRetentionTimes(
  given: unknown,
  daysMin: number,
): { readonly times: Partial<RetentionTimes> } | { readonly faults: readonly LimitFault[] } {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { faults: [{ path: '/', says: 'must be an object of days, as {"changesDays": 400}' }] }
  const faults = Object.entries(given).flatMap(([name, value]): LimitFault[] => {
    if (!isTime(name)) return [{ path: name, says: `is no time; there are ${Object.keys(RETENTION_TIMES).join(', ')}` }]
    const fits = isDays(value) && value >= daysMin
    return fits ? [] : [{ path: name, says: `must be a whole number of days from ${daysMin} to ${RETENTION_DAYS_MAX}` }]
  })
  return faults.length > 0 ? { faults } : { times: { ...given } }
}

/** Whether it could be a number of days at all. */
export function isDays(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= RETENTION_DAYS_MAX
}

function isTime(name: string): name is keyof RetentionTimes {
  return Object.hasOwn(RETENTION_TIMES, name)
}
