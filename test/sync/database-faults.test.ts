/** A database that is restarted, cut, full, or busy with others while a run applies: the old roster or the new one, told as what it is. */

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { joinEmbedded } from '../../src/store/postgres/embedded.ts'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import type { Stage, SyncWorld } from '../../src/sync/world.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { org, person, smallDistrict } from '../support/literal-feed.ts'
import { restartAtOnce } from '../support/restart-at-once.ts'
import { readExport } from '../support/roster-state.ts'
import { type SyncBench, openSyncBench, syncSettings } from '../support/sync-world.ts'

const standard = syncSettings()
const bench = useSyncBench({
  // A run whose end could not be noted, because its connection was gone, is taken for dead soon.
  settings: { ...standard, run: { ...standard.run, leaseMs: 1_500, renewMs: 300 } },
})

beforeEach(async () => {
  bench.feed.current = { records: smallDistrict(20) }
  await bench.sync()
  bench.feed.current = { records: changedFeed() }
})

const changedFeed = () =>
  smallDistrict(21).map((record) => {
    if (record.sourcedId === 's2') return org('s2', { parentSourcedId: 'd', name: 'Renamed' })
    return record.sourcedId === 'p020' && record.table === 'people' ? person('p020', { givenName: 'Renamed' }) : record
  })

const roster = (of: SyncBench = bench) => readExport(of.world.db, of.districtId)

/** Throws at the stage, the first `times` times, what the database would answer. */
function failing(stage: Stage, code: string, times = Infinity): SyncWorld & { readonly seen: () => number } {
  let seen = 0
  const onStage = (at: Stage): Promise<void> => {
    if (at !== stage) return Promise.resolve()
    seen += 1
    return seen > times ? Promise.resolve() : Promise.reject(Object.assign(new Error('from the database'), { code }))
  }
  return { ...bench.world, onStage, seen: () => seen }
}

describe('F26: an apply that the database gives up for the sake of others', () => {
  it.each(['40P01', '40001', '55P03'])('is done again as a whole after %s, and once', async (code) => {
    const world = failing('seats-written', code, 2)
    const report = await bench.sync({ world })
    expect(report).toMatchObject({ state: 'reported', failure: null, tables: { people: { added: 1, changed: 1 } } })
    expect(world.seen()).toBe(3)
    expect((await bench.sync()).tables.people).toMatchObject({ added: 0, changed: 0 })
  })

  it('five times at most; then the run fails, nothing is changed, and the next one heals it', async () => {
    const before = await roster()
    const world = failing('seats-written', '40001')
    expect(await bench.sync({ world })).toMatchObject({ state: 'failed', failure: { disposition: 'retry' } })
    expect(world.seen()).toBe(5)
    expect(await roster()).toBe(before)
    expect((await bench.sync()).state).toBe('reported')
  })

  it('for a real deadlock with a page that locks the same rows in another order goes through after it', async () => {
    const page = await bench.database.open('owner').pool.connect()
    try {
      await page.query('begin')
      await page.query(`select set_config('app.district_id', $1, true)`, [bench.districtId])
      await page.query(
        `update person set email = 'page@example.org' where given_name = 'Given p020' and district_id = $1`,
        [bench.districtId],
      )
      const warnings: unknown[] = []
      const log = { ...bench.world.log, warn: (event: string, fields?: object) => void warnings.push([event, fields]) }
      const running = bench.sync({ world: { ...bench.world, log } })
      await expect.poll(waitingForRows, { timeout: 20_000 }).toBe(1)
      // Now each waits for the other. The database ends one of the two.
      await page
        .query(`update org set identifier = 'x' where sourced_id = 's2' and district_id = $1`, [bench.districtId])
        .catch(() => undefined)
      await page.query('rollback')
      expect(await running).toMatchObject({ state: 'reported', failure: null })
      expect(warnings).toMatchObject([['run.apply_again', { attempt: 1, code: '40P01' }]])
    } finally {
      page.release()
    }
  })
})

async function waitingForRows(): Promise<number> {
  const { rows } = await bench.database
    .open('owner')
    .pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and application_name = 'staffroom-sync'`,
    )
  return rows[0]?.count ?? 0
}

const impatient = (applyAttemptsMax: number): SyncWorld => {
  const settings = syncSettings()
  return { ...bench.world, settings: { ...settings, run: { ...settings.run, lockWaitMs: 200, applyAttemptsMax } } }
}

async function whileLocked(work: (letGo: () => Promise<unknown>) => Promise<void>): Promise<void> {
  const page = await bench.database.open('owner').pool.connect()
  try {
    await page.query('begin')
    await page.query(`select set_config('app.district_id', $1, true)`, [bench.districtId])
    await page.query(`select from person where given_name = 'Given p020' and district_id = $1 for update`, [
      bench.districtId,
    ])
    await work(() => page.query('rollback'))
  } finally {
    await page.query('rollback')
    page.release()
  }
}

describe('F27: a page that sits on a record in an open transaction', () => {
  it('does not hold the apply for ever, which lets go of its own locks and comes back', async () => {
    await whileLocked(async (letGo) => {
      const again: string[] = []
      const world = impatient(20)
      const log = { ...world.log, warn: (event: string) => void again.push(event) }
      const running = bench.sync({ world: { ...world, log } })
      await expect.poll(() => again.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(1)
      await letGo()
      expect(await running).toMatchObject({ state: 'reported', failure: null })
    })
  })

  it('makes the run fail as busy where it stays, to be tried again, and nothing is changed', async () => {
    const before = await roster()
    await whileLocked(async () => {
      const report = await bench.sync({ world: impatient(2) })
      expect(report).toMatchObject({ state: 'failed', failure: { code: 'DATABASE_BUSY', disposition: 'retry' } })
    })
    expect(await roster()).toBe(before)
  })
})

describe('F23: a database whose disk is full', () => {
  it('is told as that; nothing is changed, and with room again the next run heals it', async () => {
    const before = await roster()
    const report = await bench.sync({ world: failing('roster-written', '53100') })
    expect(report).toMatchObject({ state: 'failed', failure: { code: 'DATABASE_FULL', disposition: 'retry' } })
    expect(await roster()).toBe(before)
    expect((await bench.sync()).tables.people).toMatchObject({ added: 1, changed: 1 })
  })
})

describe('F25: a database whose disk fails', () => {
  it.each(['58030', '58P01', 'XX001'])('(%s) is for somebody to look at; nothing is changed', async (code) => {
    const before = await roster()
    const report = await bench.sync({ world: failing('roster-written', code) })
    expect(report).toMatchObject({ state: 'failed', failure: { code: 'DATABASE_DAMAGED', disposition: 'operator' } })
    expect(await roster()).toBe(before)
    expect((await bench.sync()).tables.people).toMatchObject({ added: 1, changed: 1 })
  })
})

describe('F22: a connection that is cut', () => {
  it.each(['staged', 'planned', 'applying', 'roster-written', 'seats-written'] as const)(
    'at %s leaves the old roster and a run to be started again',
    async (stage) => {
      const before = await roster()
      const onStage = async (at: Stage): Promise<void> => {
        if (at !== stage) return
        await bench.database
          .open('owner')
          .pool.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'staffroom-sync'`,
          )
      }
      const report = await bench.sync({ world: { ...bench.world, onStage } })
      expect(report).toMatchObject({ state: 'failed', failure: { code: 'DATABASE_UNAVAILABLE', disposition: 'retry' } })
      expect(await roster()).toBe(before)
      expect(await bench.sync()).toMatchObject({ state: 'reported', tables: { people: { added: 1, changed: 1 } } })
    },
  )
})

describe('F21: a database that is restarted at once', () => {
  const home = join(findPackageRoot(), 'node_modules', '.cache', `staffroom-restarted-${process.pid}`)

  it('in the middle of an apply rolls it back; the next run applies it whole', { timeout: 120_000 }, async () => {
    const server = await joinEmbedded({ home })
    const db = openDatabase({ url: server.url, role: 'sync' })
    try {
      await migrate({ ownerUrl: server.url })
      const own = await openSyncBench(db, 'd1')
      own.feed.current = { records: smallDistrict(20) }
      await own.sync()
      const before = await roster(own)
      own.feed.current = { records: changedFeed() }
      const onStage = async (at: Stage): Promise<void> => {
        if (at === 'seats-written') await restartAtOnce(home)
      }
      const settings = { ...own.world.settings, run: { ...own.world.settings.run, leaseMs: 1_500, renewMs: 300 } }
      const report = await own.sync({ world: { ...own.world, settings, onStage } })
      expect(report).toMatchObject({ state: 'failed', failure: { disposition: 'retry' } })
      await expect.poll(() => roster(own).catch(() => ''), { timeout: 30_000 }).toBe(before)
      expect(await own.sync({ world: { ...own.world, settings } })).toMatchObject({
        state: 'reported',
        tables: { people: { added: 1, changed: 1 } },
      })
    } finally {
      await db.close()
      await server.leave()
      rmSync(home, { recursive: true, force: true })
    }
  })
})
