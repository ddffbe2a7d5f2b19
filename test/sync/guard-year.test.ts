/** Nights of the simulated school year through the real pipeline: it holds for what the model of the simulation holds for. */

import { beforeAll, expect, it } from 'vitest'
import settings from '../../config/settings.json' with { type: 'json' }
import { holdReasons } from '../../src/roster/guard.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { useDatabase } from '../support/database.ts'
import { modelPlan, snapshotOf } from '../support/plan-model.ts'
import { CATASTROPHES, SchoolYear, weekdaysBetween } from '../support/school-year.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let bench: SyncBench

beforeAll(async () => {
  bench = await openSyncBench(database.open('sync'))
})

/** Nights that are run: some days of autumn, the change of semester, the summer, the new year and the days after it. */
const NIGHTS = new Set([
  ...weekdaysBetween('2026-08-24', '2026-08-26'),
  ...weekdaysBetween('2026-12-18', '2026-12-22'),
  '2027-06-07',
  '2027-07-15',
  ...weekdaysBetween('2027-07-30', '2027-08-03'),
])

const sync = async (today: string, records: readonly RosterRecord[], dryRun: boolean) => {
  bench.feed.current = { records }
  const world = { ...bench.world, now: () => new Date(`${today}T18:00:00Z`) }
  return bench.sync({ dryRun, world })
}

it('the pipeline holds the same nights as the model, and every planted catastrophe', { timeout: 120_000 }, async () => {
  const district = new SchoolYear(60, 1)
  let feed = district.feed()
  await sync('2026-08-23', feed, false)
  let live = snapshotOf(feed)
  for (const today of weekdaysBetween('2026-08-24', '2027-08-03')) {
    district.wake(today)
    if (!NIGHTS.has(today)) continue
    feed = district.feed()
    const next = snapshotOf(feed)
    const expected = holdReasons(modelPlan(live, next, today), settings.guard)
    const report = await sync(today, feed, false)
    const told = report.hold?.reasons ?? []
    expect({ today, codes: told.map(({ code }) => code) }).toEqual({ today, codes: expected.map(({ code }) => code) })
    if (report.state === 'held')
      await approveRun(bench.world, { districtId: bench.districtId, runId: report.runId, by: 'test' })
    live = next
    if (today !== '2026-08-25' && today !== '2027-08-03') continue
    for (const [name, befall] of Object.entries(CATASTROPHES)) {
      const preview = await sync(today, befall(feed), true)
      expect({ today, name, held: (preview.hold?.reasons.length ?? 0) > 0 }).toEqual({ today, name, held: true })
    }
  }
})
