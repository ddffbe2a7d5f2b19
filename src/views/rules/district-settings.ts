/** What a district may set for its syncs: each value in effect, whether it is the district's own, and the installation's. */

import type { Grant } from '../../access/grant.ts'
import { type Blackout, blackoutsOf } from '../../roster/blackout.ts'
import { FULL_DAYS, isFullDays } from '../../roster/full-comparison.ts'
import { GUARD_LIMITS, type GuardLimits, type LimitKind, readGuardLimits, ROWS_MAX } from '../../roster/guard-limits.ts'
import {
  readRetentionTimes,
  RETENTION_DAYS_MAX,
  RETENTION_TIMES,
  type RetentionTimes,
} from '../../roster/retention-times.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import { listBlackouts, readOwnSetting } from '../../store/rules/district-setting.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

interface Setting {
  readonly name: string
  readonly says: string
  readonly value: number
  /** False: it is the installation's. */
  readonly isOwn: boolean
  /** What the installation has. */
  readonly standard: number
}

export interface DistrictSettingsView {
  readonly guard: Versioned & { readonly limits: readonly Limit[] }
  readonly fullComparison: Versioned & FullComparison
  /** Null: not for whoever asks. */
  readonly retention: (Versioned & Retention) | null
  readonly sources: readonly (Versioned & {
    readonly sourceId: string
    readonly schedule: string | null
    readonly blackouts: readonly Blackout[]
  })[]
}

/** Each part is changed by itself; a change names the version of the part that it replaces. */
interface Versioned {
  readonly version: string
}
type Limit = Setting & { readonly kind: LimitKind; readonly max: number }
type FullComparison = Omit<Setting, 'name' | 'says'> & { readonly min: number; readonly max: number }
interface Retention {
  readonly times: readonly Setting[]
  readonly daysMin: number
  readonly daysMax: number
}

/** `retention`: the Grant to set it, or null where whoever asks has none. */
export function viewDistrictSettings(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  retention: Grant<'set:retention'> | null,
): Promise<DistrictSettingsView> {
  return inGrant(world, grant, async (tx) => {
    const guard = await readOwnSetting(tx, grant, SETTING_KEY.guard)
    const full = await readOwnSetting(tx, grant, SETTING_KEY.fullComparison)
    const kept = retention === null ? null : await readOwnSetting(tx, grant, SETTING_KEY.retention)
    const sources = await listBlackouts(tx, grant)
    return {
      guard: { limits: limitsOf(world, guard.value), version: guard.version },
      fullComparison: { ...fullComparisonOf(world, full.value), version: full.version },
      retention: kept === null ? null : { ...retentionOf(world, kept.value), version: kept.version },
      sources: sources.map((source) => ({ ...source, blackouts: blackoutsOf(source.blackouts) })),
    }
  })
}

function limitsOf({ settings }: DomainWorld, own: Readonly<Record<string, unknown>>): readonly Limit[] {
  return namesOf(GUARD_LIMITS).map((name: keyof GuardLimits) => {
    const { kind, says } = GUARD_LIMITS[name]
    const standard = settings.guard[name]
    const given = own[name]
    const isOwn = typeof given === 'number' && 'limits' in readGuardLimits({ [name]: given })
    return { name, kind, says, value: isOwn ? given : standard, isOwn, standard, max: kind === 'rows' ? ROWS_MAX : 1 }
  })
}

function fullComparisonOf({ settings }: DomainWorld, { daysMax }: Readonly<Record<string, unknown>>): FullComparison {
  const standard = settings.fullComparison.daysMax
  const isOwn = isFullDays(daysMax)
  return { value: isOwn ? daysMax : standard, isOwn, standard, ...FULL_DAYS }
}

function retentionOf({ settings }: DomainWorld, own: Readonly<Record<string, unknown>>): Retention {
  const { daysMin } = settings.retention
  const times = namesOf(RETENTION_TIMES).map((name: keyof RetentionTimes) => {
    const standard = settings.retention[name]
    const given = own[name]
    const isOwn = typeof given === 'number' && 'times' in readRetentionTimes({ [name]: given }, daysMin)
    return { name, says: RETENTION_TIMES[name], value: isOwn ? given : standard, isOwn, standard }
  })
  return { times, daysMin, daysMax: RETENTION_DAYS_MAX }
}

function namesOf<Name extends string>(described: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(described) as Name[]
}
