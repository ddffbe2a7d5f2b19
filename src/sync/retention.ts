/** How long what a run leaves behind is kept, and its removal: the audit log and the ledger are not part of it. */

import { type RetentionTimes, isDays, readRetentionTimes } from '../roster/retention-times.ts'
import { SETTING_KEY } from '../roster/setting-key.ts'
import { type Database, type DistrictClient, inDistrict } from '../store/database.ts'
import { readDistrictSetting, writeDistrictSetting } from '../store/people/district.ts'
import { AGEING, type Ageing, removeExpired } from '../store/retention.ts'

const DAY_MS = 24 * 3_600_000

export interface RetentionSettings extends RetentionTimes {
  /** Lists that were handed over at a page and never used, and what was found of those that were. */
  readonly uploadsHours: number
  /** Packages that were fetched, on the disk of the machine that fetched them; 0: none is kept. */
  readonly packagesDays: number
  /** The newest applied runs of each source stay with their change sets, however old: they can be undone. */
  readonly appliedRunsMin: number
  /** Nothing younger than this goes, whatever a district sets. */
  readonly daysMin: number
  /** Rows removed in one transaction. */
  readonly batchRows: number
  /** Batches in one go; the rest follows a minute later. */
  readonly batchesMax: number
}

const DAYS: Readonly<Record<Exclude<Ageing, 'upload' | 'answer'>, keyof RetentionSettings>> = {
  run_change: 'changesDays',
  quarantined_row: 'quarantineDays',
  run: 'runsDays',
  run_order: 'ordersDays',
  notice: 'noticesDays',
  outbox: 'outboxDays',
  digest: 'digestsDays',
  launch: 'launchesDays',
}

/** The district's times over those of the installation; never fewer days, or fewer runs, than the minimum. */
export async function readRetention(
  client: DistrictClient,
  districtId: string,
  defaults: RetentionSettings,
): Promise<RetentionSettings> {
  return withOwnTimes(defaults, await readDistrictSetting(client, districtId, SETTING_KEY.retention))
}

/** The times that the district has set; what this version can't take for one is left aside. */
export async function ownRetention(
  client: DistrictClient,
  districtId: string,
  { daysMin }: Pick<RetentionSettings, 'daysMin'>,
): Promise<Partial<RetentionTimes>> {
  const stored = await readDistrictSetting(client, districtId, SETTING_KEY.retention)
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries<unknown>({ ...stored }).filter(
      ([name, value]) => 'times' in readRetentionTimes({ [name]: value }, daysMin),
    ),
  )
}

/** Sets them, in place of those before, with an entry in the audit log. */
export async function writeRetention(
  client: DistrictClient,
  districtId: string,
  times: Partial<RetentionTimes>,
): Promise<void> {
  await writeDistrictSetting(client, { districtId, key: SETTING_KEY.retention, value: times })
}

/** Anything but a number of days that is a setting is left aside. */
export function withOwnTimes(defaults: RetentionSettings, own: unknown): RetentionSettings {
  const settings: Record<keyof RetentionSettings, number> = { ...defaults }
  const given: Readonly<Record<string, unknown>> = typeof own === 'object' && own !== null ? { ...own } : {}
  for (const key of Object.values(DAYS).concat('previewsDays')) {
    const days = given[key]
    if (isDays(days)) settings[key] = days
    settings[key] = Math.max(settings[key], defaults.daysMin)
  }
  return settings
}

/** As long as a key of a request is good for. */
const ANSWER_DAYS = 1

function daysOf(what: Ageing, settings: RetentionSettings): number {
  if (what === 'upload') return settings.uploadsHours / 24
  return what === 'answer' ? ANSWER_DAYS : settings[DAYS[what]]
}

/**
 * Removes what is too old in one district, in batches. Safe beside another worker at the same, and to be killed in.
 * @returns how many rows went, and whether there are more
 */
export async function retainDistrict(
  db: Database,
  districtId: string,
  o: { readonly defaults: RetentionSettings; readonly now: Date; readonly signal: AbortSignal },
): Promise<{ readonly removed: number; readonly more: boolean }> {
  const context = { districtId, actor: 'system' }
  const settings = await inDistrict(db, context, (client) => readRetention(client, districtId, o.defaults))
  const daysAgo = (days: number): Date => new Date(o.now.getTime() - days * DAY_MS)
  let removed = 0
  let batches = 0
  for (const what of AGEING) {
    const days = daysOf(what, settings)
    const expiry = {
      districtId,
      before: daysAgo(days),
      previewsBefore: daysAgo(Math.min(settings.previewsDays, days)),
      appliedRunsMin: settings.appliedRunsMin,
      batchRows: settings.batchRows,
    }
    for (;;) {
      if (o.signal.aborted || batches >= settings.batchesMax) return { removed, more: true }
      const gone = await inDistrict(db, context, (client) => removeExpired(client, what, expiry))
      if (gone === 0) break
      batches += 1
      removed += gone
    }
  }
  return { removed, more: false }
}
