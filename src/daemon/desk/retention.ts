/** The operator's desk for how long things are kept, and for how long deltas may go on alone: a district's own, shown and set. */

import { Failure } from '../../roster/failure.ts'
import { FULL_DAYS, isFullDays } from '../../roster/full-comparison.ts'
import { RETENTION_DAYS_MAX, RETENTION_TIMES, readRetentionTimes } from '../../roster/retention-times.ts'
import { type Database, inDistrict } from '../../store/database.ts'
import { readDistrictFullComparison, writeDistrictFullComparison } from '../../sync/district-rules.ts'
import { ownRetention, type RetentionSettings, writeRetention } from '../../sync/retention.ts'

export interface RetentionView {
  /** Those that the district has set. */
  readonly own: Readonly<Record<string, number>>
  readonly effective: Readonly<Record<string, number>>
  /** What each time is about. */
  readonly meanings: Readonly<Record<string, string>>
  readonly daysMin: number
  readonly daysMax: number
}

/** What is wrong with times that were given. */
export function checkRetention(
  times: unknown,
  { daysMin }: Pick<RetentionSettings, 'daysMin'>,
): readonly { readonly path: string; readonly says: string }[] {
  const read = readRetentionTimes(times, daysMin)
  return 'faults' in read ? read.faults.map(({ path, says }) => ({ path: path === '/' ? '' : path, says })) : []
}

/**
 * Keeps times that have been checked, in place of those before, with an entry in the audit log.
 * @throws Failure RETENTION_INVALID
 */
export async function setRetention(
  db: Database,
  districtId: string,
  o: { readonly times: unknown; readonly defaults: RetentionSettings },
): Promise<RetentionView> {
  const read = readRetentionTimes(o.times, o.defaults.daysMin)
  if ('faults' in read)
    throw new Failure(
      'RETENTION_INVALID',
      'operator',
      read.faults.map(({ path, says }) => `${path} ${says}`).join('; '),
    )
  await inDistrict(db, { districtId, actor: 'cli' }, (client) => writeRetention(client, districtId, read.times))
  return showRetention(db, districtId, o.defaults)
}

export async function showRetention(
  db: Database,
  districtId: string,
  defaults: RetentionSettings,
): Promise<RetentionView> {
  const own = await inDistrict(db, { districtId, actor: 'cli' }, (client) => ownRetention(client, districtId, defaults))
  const names = Object.keys(RETENTION_TIMES)
  const all: Readonly<Record<string, number>> = { ...defaults, ...own }
  return {
    own: { ...own },
    effective: Object.fromEntries(names.map((name) => [name, all[name] ?? 0])),
    meanings: { ...RETENTION_TIMES },
    daysMin: defaults.daysMin,
    daysMax: RETENTION_DAYS_MAX,
  }
}

export interface FullComparisonView {
  /** Days after the last complete export for which deltas may go on alone. */
  readonly days: number
  readonly setBy: 'district' | 'default'
}

export async function showFullComparison(
  db: Database,
  districtId: string,
  defaults: { readonly daysMax: number },
): Promise<FullComparisonView> {
  const own = await inDistrict(db, { districtId, actor: 'cli' }, (client) =>
    readDistrictFullComparison(client, districtId),
  )
  return { days: own ?? defaults.daysMax, setBy: own === null ? 'default' : 'district' }
}

/**
 * Sets it, or (null) goes back to the default, with an entry in the audit log. With the next sync.
 * @throws Failure FULL_COMPARISON_INVALID
 */
export async function setFullComparison(
  db: Database,
  districtId: string,
  o: { readonly days: number | null; readonly defaults: { readonly daysMax: number } },
): Promise<FullComparisonView> {
  if (o.days !== null && !isFullDays(o.days))
    throw new Failure(
      'FULL_COMPARISON_INVALID',
      'operator',
      `A complete export is wanted at least every so many days, a whole number from ${FULL_DAYS.min} to ${FULL_DAYS.max}.`,
    )
  const { days } = o
  await inDistrict(db, { districtId, actor: 'cli' }, (client) => writeDistrictFullComparison(client, districtId, days))
  return showFullComparison(db, districtId, o.defaults)
}
