/** A district's settings for the fake backend: the shipped standards, some values of its own. */

import standards from '../../config/settings.json' with { type: 'json' }
import type { DistrictSettings } from '../../src/http/contract/district-settings.ts'
import { GUARD_LIMITS, type GuardLimits } from '../../src/roster/guard-limits.ts'
import { RETENTION_TIMES, type RetentionTimes } from '../../src/roster/retention-times.ts'
import { Refused } from './fake-answers.ts'

const STALE_SETTING =
  'Somebody else has changed this since you opened the page, so nothing was saved. Look at what is set now, then save again.'

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
    guard: {
      version: '1',
      limits: limits.map((name) => {
        const standard = standards.guard[name]
        const isOwn = name === 'retireShareMax'
        const { kind, says } = GUARD_LIMITS[name]
        const max = kind === 'rows' ? 1_000_000 : 1
        return { name, kind, says, value: isOwn ? 0.07 : standard, isOwn, standard, max }
      }),
    },
    fullComparison: { version: '', value: 7, isOwn: false, standard: 7, min: 1, max: 90 },
    retention: {
      times: times.map((name) => {
        const standard = standards.retention[name]
        return { name, says: RETENTION_TIMES[name], value: standard, isOwn: false, standard }
      }),
      daysMin: 7,
      daysMax: 3650,
      version: '',
    },
    sources: [
      {
        sourceId: 'sis-nightly',
        schedule: '0 2 * * *',
        blackouts: [{ from: '2026-12-20', to: '2027-01-03' }],
        version: '1',
      },
      { sourceId: 'clever-pilot', schedule: null, blackouts: [], version: '1' },
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

/** The part that a change replaces, in its next version; refused where the change was made of another one. */
export function requireFresh<Part extends { version: string }>(
  part: Part,
  body: Readonly<Record<string, unknown>>,
): Part {
  if (part.version !== body['version']) throw new Refused(409, 'setting_stale', STALE_SETTING)
  part.version = String(Number(part.version) + 1)
  return part
}
