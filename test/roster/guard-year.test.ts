/** A school year of normal nights, and what is planted in them: few holds without need, none missing. */

import { describe, expect, it } from 'vitest'
import settings from '../../config/settings.json' with { type: 'json' }
import { holdReasons } from '../../src/roster/guard.ts'
import { modelPlan, snapshotOf } from '../support/plan-model.ts'
import { CATASTROPHES, SchoolYear, isSummer, seeded, weekdaysBetween } from '../support/school-year.ts'

const DAYS = weekdaysBetween('2026-08-24', '2027-09-10')

interface Year {
  readonly runs: number
  readonly holds: readonly string[]
  readonly rollover: readonly string[]
  readonly missed: readonly string[]
}

/** Runs the year: every hold is approved, so that it costs one night. Catastrophes are tried on a twentieth of the days. */
function liveYear(size: number, seed: number): Year {
  const district = new SchoolYear(size, seed)
  const random = seeded(seed + 1)
  const holds: string[] = []
  const rollover: string[] = []
  const missed: string[] = []
  let live = snapshotOf(district.feed())
  for (const today of DAYS) {
    const event = district.wake(today)
    const feed = district.feed()
    const next = snapshotOf(feed)
    const codes = holdReasons(modelPlan(live, next, today), settings.guard).map(({ code }) => code)
    if (event === 'rollover') rollover.push(...codes)
    else if (codes.length > 0) holds.push(`${today} ${event}: ${codes.join(' ')}`)
    if (random() < 0.05)
      for (const [name, befall] of Object.entries(CATASTROPHES))
        // What the calendar has ended may go as it likes.
        if (
          !(isSummer(today) && name.includes('enrolments are missing')) &&
          holdReasons(modelPlan(live, snapshotOf(befall(feed)), today), settings.guard).length === 0
        )
          missed.push(`${today}: ${name}`)
    live = next
  }
  return { runs: DAYS.length, holds, rollover, missed }
}

describe.each([60, 300, 1500])('a school year of %i people', (size) => {
  const seeds = size === 1500 ? [1, 2] : [1, 2, 3, 4, 5]
  const years = seeds.map((seed) => liveYear(size, seed))
  const runs = years.reduce((sum, year) => sum + year.runs, 0)
  const holds = years.flatMap((year) => year.holds)

  it('is held without need on less than one night in a hundred', () => {
    expect(runs).toBeGreaterThanOrEqual(180 * seeds.length)
    expect(holds.length / runs, holds.join('\n')).toBeLessThan(0.01)
  })

  it('is held at its end, as a new year and for nothing else than the people who leave with it', () => {
    for (const { rollover } of years) {
      expect(rollover[0]).toBe('year_rollover')
      expect(['retire', 'retire_school', 'role_loss']).toEqual(expect.arrayContaining(rollover.slice(1)))
    }
  })

  it('is held whatever befalls its feed, on whatever day', () => {
    expect(years.flatMap(({ missed }) => missed)).toEqual([])
  })
})
