/** Somebody changes what their district has set for its syncs; each takes effect with the next one, and is audited. */

import type { Grant } from '../access/grant.ts'
import { addBlackouts, type Blackout, findBlackoutFault } from '../roster/blackout.ts'
import { isFullDays } from '../roster/full-comparison.ts'
import { type LimitFault, readGuardLimits } from '../roster/guard-limits.ts'
import { readRetentionTimes } from '../roster/retention-times.ts'
import { SETTING_KEY } from '../roster/setting-key.ts'
import { readOwnSetting, writeBlackouts, writeOwnSetting } from '../store/district-setting.ts'
import type { DomainWorld } from '../store/world.ts'
import { inGrant } from '../store/world.ts'

/** Null: done. */
export type SettingOutcome =
  | { readonly problem: 'value_range'; readonly faults: readonly LimitFault[] }
  | { readonly problem: 'rise_forbidden' }
  | { readonly problem: 'source_unknown' }
  | null

/**
 * Replaces the district's own guard limits. How many administrators a feed may make unasked is for those alone who may
 * approve such a rise: else IT could make itself one.
 */
export function changeGuard(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  change: { readonly limits: unknown; readonly mayRaise: boolean },
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    const read = readGuardLimits(change.limits)
    if ('faults' in read) return { problem: 'value_range', faults: read.faults }
    const before = (await readOwnSetting(tx, grant, SETTING_KEY.guard)) ?? {}
    const isSame = before['administratorRiseMax'] === read.limits.administratorRiseMax
    if (!isSame && !change.mayRaise) return { problem: 'rise_forbidden' }
    await writeOwnSetting(tx, grant, { key: SETTING_KEY.guard, value: { ...read.limits } })
    return null
  })
}

/** Says how often a complete export is wanted; null: as often as the installation has it. */
export function changeFullComparison(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  days: number | null,
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    if (days !== null && !isFullDays(days))
      return { problem: 'value_range', faults: [{ path: 'days', says: 'must be a whole number of days from 1 to 90' }] }
    const value = days === null ? {} : { daysMax: days }
    await writeOwnSetting(tx, grant, { key: SETTING_KEY.fullComparison, value })
    return null
  })
}

/** Replaces the district's own times of retention. */
export function changeRetention(
  world: DomainWorld,
  grant: Grant<'set:retention'>,
  times: unknown,
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    const read = readRetentionTimes(times, world.settings.retention.daysMin)
    if ('faults' in read) return { problem: 'value_range', faults: read.faults }
    await writeOwnSetting(tx, grant, { key: SETTING_KEY.retention, value: { ...read.times } })
    return null
  })
}

/** Replaces the dates on which a source does not start by schedule. */
export function changeBlackouts(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  { sourceId, blackouts }: { readonly sourceId: string; readonly blackouts: readonly Blackout[] },
): Promise<SettingOutcome> {
  return inGrant(world, grant, async (tx): Promise<SettingOutcome> => {
    const says = findBlackoutFault(blackouts)
    if (says !== null) return { problem: 'value_range', faults: [{ path: 'blackouts', says }] }
    const isWritten = await writeBlackouts(tx, grant, { sourceId, blackouts: addBlackouts([], blackouts) })
    return isWritten ? null : { problem: 'source_unknown' }
  })
}
