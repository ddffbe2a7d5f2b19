/** A district's settings for the fake backend: the shipped standards, some values of its own. */

import standards from '../../config/settings.json' with { type: 'json' }
import type { DistrictSettings } from '../../src/http/contract/district-settings.ts'
import { GUARD_LIMITS, type GuardLimits } from '../../src/roster/guard-limits.ts'
import { RETENTION_TIMES, type RetentionTimes } from '../../src/roster/retention-times.ts'

interface Value {
  readonly name: string
  value: number
  isOwn: boolean
  readonly standard: number
}

export function openFakeSettings(): DistrictSettings {
  const limits = Object.keys(GUARD_LIMITS) as (keyof GuardLimits)[]
  const times = Object.keys(RETENTION_TIMES) as (keyof RetentionTimes)[]
  return {
    guard: limits.map((name) => {
      const standard = standards.guard[name]
      const isOwn = name === 'retireShareMax'
      const { kind, says } = GUARD_LIMITS[name]
      return { name, kind, says, value: isOwn ? 0.07 : standard, isOwn, standard, max: kind === 'rows' ? 1_000_000 : 1 }
    }),
    fullComparison: { value: 7, isOwn: false, standard: 7, min: 1, max: 90 },
    retention: {
      times: times.map((name) => {
        const standard = standards.retention[name]
        return { name, says: RETENTION_TIMES[name], value: standard, isOwn: false, standard }
      }),
      daysMin: 7,
      daysMax: 3650,
    },
    sources: [
      { sourceId: 'sis-nightly', schedule: '0 2 * * *', blackouts: [{ from: '2026-12-20', to: '2027-01-03' }] },
      { sourceId: 'clever-pilot', schedule: null, blackouts: [] },
    ],
  }
}

/** District IT does not see how long things are kept. */
export function shownTo(settings: DistrictSettings, isIt: boolean): DistrictSettings {
  return structuredClone(isIt ? { ...settings, retention: null } : settings)
}

export function setFakeValues(values: Value[], own: Readonly<Record<string, unknown>>): void {
  for (const one of values) {
    const given = own[one.name]
    one.isOwn = typeof given === 'number'
    one.value = typeof given === 'number' ? given : one.standard
  }
}

export function setFakeDays({ fullComparison }: DistrictSettings, days: unknown): void {
  fullComparison.isOwn = typeof days === 'number'
  fullComparison.value = typeof days === 'number' ? days : fullComparison.standard
}
