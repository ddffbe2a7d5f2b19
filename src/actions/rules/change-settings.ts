/** Somebody changes what their district has set for its syncs; each takes effect with the next one, and is audited. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { addBlackouts, findBlackoutFault } from '../../roster/blackout.ts'
import { isFullDays } from '../../roster/full-comparison.ts'
import { type LimitFault, readGuardLimits } from '../../roster/guard-limits.ts'
import { readYearlyDate } from '../../community/yearly-date.ts'
import { readRetentionTimes } from '../../roster/retention-times.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import {
  type BlackoutsWrite,
  readOwnSetting,
  writeBlackouts,
  writeOwnSetting,
} from '../../store/rules/district-setting.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** Null: done. */
export type SettingOutcome =
  | { readonly problem: 'value_range'; readonly faults: readonly LimitFault[] }
  | { readonly problem: 'rise_forbidden' }
  | { readonly problem: 'source_unknown' }
  /** Somebody else has set it since whoever changes it saw it. */
  | { readonly problem: 'setting_stale' }
  | null

/** Each change names the version of what it replaces. */
interface Change {
  readonly version: string
}

/**
 * Replaces the district's own guard limits. How many administrators a feed may make unasked is for those alone who may
 * approve such a rise: else IT could make itself one.
 */
export function changeGuard(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  change: Change & { readonly limits: unknown; readonly mayRaise: boolean },
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    const read = readGuardLimits(change.limits)
    if ('faults' in read) return { problem: 'value_range', faults: read.faults }
    const before = await readOwnSetting(tx, grant, SETTING_KEY.guard)
    if (before.version !== change.version) return STALE
    const isSame = before.value['administratorRiseMax'] === read.limits.administratorRiseMax
    if (!isSame && !change.mayRaise) return { problem: 'rise_forbidden' }
    return write(tx, grant, { key: SETTING_KEY.guard, value: { ...read.limits }, version: change.version })
  })
}

/** Says how often a complete export is wanted; null: as often as the installation has it. */
export function changeFullComparison(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  { days, version }: Change & { readonly days: number | null },
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    if (days !== null && !isFullDays(days))
      return { problem: 'value_range', faults: [{ path: 'days', says: 'must be a whole number of days from 1 to 90' }] }
    const value = days === null ? {} : { daysMax: days }
    return write(tx, grant, { key: SETTING_KEY.fullComparison, value, version })
  })
}

/** Replaces the district's own times of retention. */
export function changeRetention(
  world: DomainWorld,
  grant: Grant<'set:retention'>,
  { times, version }: Change & { readonly times: unknown },
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    const read = readRetentionTimes(times, world.settings.retention.daysMin)
    if ('faults' in read) return { problem: 'value_range', faults: read.faults }
    return write(tx, grant, { key: SETTING_KEY.retention, value: { ...read.times }, version })
  })
}

/** Sets the day of the year on which it is forgotten who took part in surveys. */
export function changeSurveyNames(
  world: DomainWorld,
  grant: Grant<'set:retention'>,
  { on, version }: Change & { readonly on: string },
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    if (readYearlyDate(on) === null)
      return { problem: 'value_range', faults: [{ path: 'on', says: 'must be a day of the year, as 07-31' }] }
    return write(tx, grant, { key: SETTING_KEY.surveyNames, value: { on }, version })
  })
}

/** Replaces the dates on which a source does not start by schedule. */
export function changeBlackouts(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  { sourceId, blackouts, version }: BlackoutsWrite,
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    const says = findBlackoutFault(blackouts)
    if (says !== null) return { problem: 'value_range', faults: [{ path: 'blackouts', says }] }
    const merged = addBlackouts([], blackouts)
    const problem = await writeBlackouts(tx, grant, { sourceId, blackouts: merged, version })
    return problem === null ? null : { problem }
  })
}

const STALE = { problem: 'setting_stale' } as const

async function write(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  setting: Parameters<typeof writeOwnSetting>[2],
): Promise<SettingOutcome> {
  return (await writeOwnSetting(tx, grant, setting)) ? null : STALE
}
