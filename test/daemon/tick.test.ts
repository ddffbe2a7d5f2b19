/** Claiming slots on a real database: each to one worker, one catch-up after downtime, none lost with a dead worker. */

import worker from '../../config/worker.json' with { type: 'json' }
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { SlotJob } from '../../src/daemon/queue.ts'
import { fireDueSources, type TickWorld } from '../../src/daemon/tick.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { createSource, findSource, updateSourcePaused } from '../../src/store/sync/source.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase | undefined
let db: Database
const PLACE = { districtId: 'd1', sourceId: 'sis' }
const SLOT = new Date('2026-11-20T08:00:00Z')
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

beforeEach(async () => {
  await database?.drop()
  database = await cloneDatabase()
  db = database.open('sync')
  const district = { id: 'd1', name: 'd1', timezone: 'America/Chicago', customerId: null }
  await globally(db, (client) => createDistrict(client, district))
  const source = { ...PLACE, connector: 'literal', config: {}, cron: '0 2 * * *', nextDueAt: SLOT }
  await inDistrict(db, asTest, (client) => createSource(client, source))
})

afterAll(() => database?.drop())

const asTest = { districtId: 'd1', actor: 'test' }

function worldAt(now: string, send: TickWorld['queue']['send']): TickWorld {
  return { db, queue: { send }, log: quiet, now: () => new Date(now), settings: { ...worker, spreadMs: 0 } }
}

function collect(): { readonly jobs: SlotJob[]; readonly send: TickWorld['queue']['send'] } {
  const jobs: SlotJob[] = []
  return { jobs, send: (job) => Promise.resolve(void jobs.push(job)) }
}

const readSchedule = () => inDistrict(db, asTest, (client) => findSource(client, PLACE))

describe('a tick', () => {
  test('leaves alone what is not due, and what is paused', async () => {
    const { jobs, send } = collect()
    await fireDueSources(worldAt('2026-11-20T07:59:59Z', send))
    await inDistrict(db, asTest, (client) => updateSourcePaused(client, PLACE, { paused: true, nextDueAt: SLOT }))
    await fireDueSources(worldAt('2026-11-20T08:00:00Z', send))
    expect(jobs).toEqual([])
  })

  test('hands a due slot on once, and sets the next one on the clock of the district', async () => {
    const { jobs, send } = collect()
    await fireDueSources(worldAt('2026-11-20T08:00:00Z', send))
    await fireDueSources(worldAt('2026-11-20T08:00:01Z', send))
    expect(jobs).toEqual([{ ...PLACE, slot: SLOT.toISOString(), retry: 0 }])
    expect(await readSchedule()).toMatchObject({ nextDueAt: new Date('2026-11-21T08:00:00Z'), lastSlotAt: SLOT })
  })

  test('F30: catches up once after three days of downtime', async () => {
    const { jobs, send } = collect()
    for (const now of ['2026-11-23T12:00:00Z', '2026-11-23T12:00:01Z', '2026-11-24T07:59:59Z'])
      await fireDueSources(worldAt(now, send))
    expect(jobs).toHaveLength(1)
    expect((await readSchedule())?.nextDueAt).toEqual(new Date('2026-11-24T08:00:00Z'))
  })

  test('F30: spreads what five hundred sources missed, each once, and never a second time', async () => {
    const sources = Array.from({ length: 500 }, (_, n) => `s${n}`)
    await globally(db, (client) =>
      client.query(
        `insert into source_schedule (district_id, source_id, cron, next_due_at)
         select 'd1', s, '0 2 * * *', $2 from unnest($1::text[]) s`,
        [sources, SLOT],
      ),
    )
    const { jobs, send } = collect()
    const start = Date.parse('2026-11-23T12:00:00Z')
    const perMinute: number[] = []
    for (let second = 0; second <= 660; second += 10) {
      const world = worldAt(new Date(start + second * 1_000).toISOString(), send)
      await fireDueSources({ ...world, settings: { ...world.settings, spreadMs: 600_000 } })
      if (second % 60 === 0) perMinute.push(jobs.length)
    }
    expect(new Set(jobs.map(({ sourceId }) => sourceId)).size).toBe(501)
    expect(jobs).toHaveLength(501)
    const steps = perMinute.slice(1).map((count, index) => count - (perMinute[index] ?? 0))
    expect(Math.max(...steps)).toBeLessThan(120)
  })

  test('gives the slot to one of many who tick at once', async () => {
    const { jobs, send } = collect()
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => fireDueSources(worldAt('2026-11-20T08:00:00Z', send))),
    )
    expect(taken.reduce((sum, slots) => sum + slots, 0)).toBe(1)
    expect(jobs).toHaveLength(1)
  })

  test('leaves the slot to the next tick where the job could not be queued', async () => {
    const broken = worldAt('2026-11-20T08:00:00Z', () => Promise.reject(new Error('The queue is away.')))
    await expect(fireDueSources(broken)).rejects.toThrow('The queue is away.')
    const { jobs, send } = collect()
    await fireDueSources(worldAt('2026-11-20T08:00:05Z', send))
    expect(jobs).toEqual([{ ...PLACE, slot: SLOT.toISOString(), retry: 0 }])
  })
})
