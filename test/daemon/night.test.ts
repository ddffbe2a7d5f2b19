/** What follows a night: tried again until the window's end, then the alarm; what is stale; what a blackout leaves out. */

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import worker from '../../config/worker.json' with { type: 'json' }
import { changePause, changeSchedule, previewSchedule, setTimezone } from '../../src/daemon/desk/schedule.ts'
import { settleNight } from '../../src/daemon/night.ts'
import type { SlotJob } from '../../src/daemon/queue.ts'
import { fireDueSources, settleStaleness, type TickWorld } from '../../src/daemon/tick.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { listTroubledSources, type TroubledSource } from '../../src/store/sync/schedule.ts'
import { createSource, findSource, type Source } from '../../src/store/sync/source.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { useDatabase } from '../support/database.ts'
import { openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let db: Database
let number = 0
let districtId = ''
const SLOT = new Date('2026-11-20T08:00:00Z')
const settings = { ...worker, spreadMs: 0 }
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

beforeAll(() => {
  db = database.open('sync')
})

beforeEach(async () => {
  number += 1
  districtId = `d${number}`
  // What an earlier test has left due is none of this one's business.
  await globally(db, (client) =>
    client.query('update source_schedule set paused = true, retry_at = null, retry_slot = null'),
  )
  const district = { id: districtId, name: districtId, timezone: 'America/Chicago', customerId: null }
  await globally(db, (client) => createDistrict(client, district))
  const source = { districtId, sourceId: 'sis', connector: 'literal', config: {}, cron: '0 2 * * *', nextDueAt: SLOT }
  await inDistrict(db, { districtId, actor: 'test' }, (client) => createSource(client, source))
})

const at = (now: string) => ({ now: new Date(now), settings })

/** Ticks at each of the moments; returns what was handed to the queue. */
async function tick(...moments: readonly string[]): Promise<SlotJob[]> {
  const jobs: SlotJob[] = []
  const send: TickWorld['queue']['send'] = (job) => Promise.resolve(void jobs.push(job))
  for (const now of moments)
    await fireDueSources({ db, queue: { send }, log: quiet, now: () => new Date(now), settings })
  return jobs
}

async function fail(job: SlotJob, now: string, disposition: 'retry' | 'operator' | 'bug' = 'retry'): Promise<void> {
  const failure = { code: 'FETCH_FAILED', message: 'The feed is away.', disposition }
  await settleNight({ db, log: quiet, now: () => new Date(now), settings }, job, { state: 'failed', failure })
}

async function read(): Promise<Source> {
  const source = await inDistrict(db, { districtId, actor: 'test' }, (client) =>
    findSource(client, { districtId, sourceId: 'sis' }),
  )
  if (source === null) throw new Error('The source of the test is gone.')
  return source
}

function change(by: Parameters<typeof changeSchedule>[2], now: string): Promise<void> {
  return inDistrict(db, { districtId, actor: 'test' }, async (client) =>
    changeSchedule(client, await read(), by, at(now)),
  )
}

function troubled(now: string): Promise<readonly TroubledSource[]> {
  return globally(db, (client) => listTroubledSources(client, { now: new Date(now), districtId }))
}

const JOB = { sourceId: 'sis', slot: SLOT.toISOString() }

describe('a night that fails', () => {
  test('raises no alarm while it is tried again, and is handed on as a retry of the same slot', async () => {
    const [job] = await tick('2026-11-20T08:00:00Z')
    if (job === undefined) throw new Error('The slot was not taken.')
    await fail(job, '2026-11-20T08:00:30Z')
    expect(await troubled('2026-11-20T08:00:31Z')).toEqual([])
    const retries = await tick('2026-11-20T08:01:29Z', '2026-11-20T08:01:30Z', '2026-11-20T08:01:31Z')
    expect(retries).toEqual([{ ...JOB, districtId, retry: 1 }])
    await fail({ ...JOB, districtId, retry: 1 }, '2026-11-20T08:02:00Z')
    expect((await read()).retryAt).toEqual(new Date('2026-11-20T08:04:00Z'))
  })

  test('is told when its window has ended, since the first such night, with the code of the latest', async () => {
    await tick('2026-11-20T08:00:00Z')
    await fail({ ...JOB, districtId, retry: 9 }, '2026-11-20T10:46:00Z')
    expect(await troubled('2026-11-20T11:00:00Z')).toMatchObject([
      { districtId, sourceId: 'sis', alarm: { since: new Date('2026-11-20T10:46:00Z'), code: 'FETCH_FAILED' } },
    ])
    expect((await read()).retryAt).toBeNull()
    await tick('2026-11-21T08:00:00Z')
    await fail({ ...JOB, slot: '2026-11-21T08:00:00.000Z', districtId, retry: 9 }, '2026-11-21T10:59:00Z')
    expect((await read()).alarm?.since).toEqual(new Date('2026-11-20T10:46:00Z'))
  })

  test.each(['operator', 'bug'] as const)(
    'is told at once where trying again changes nothing: %s',
    async (disposition) => {
      await tick('2026-11-20T08:00:00Z')
      await fail({ ...JOB, districtId, retry: 0 }, '2026-11-20T08:00:30Z', disposition)
      expect(await tick('2026-11-20T08:30:00Z')).toEqual([])
      expect((await read()).alarm).toMatchObject({ code: 'FETCH_FAILED' })
    },
  )

  test('is tried again until the window that the source itself has', async () => {
    await change({ windowEnd: '02:01' }, '2026-11-19T12:00:00Z')
    await tick('2026-11-20T08:00:00Z')
    await fail({ ...JOB, districtId, retry: 0 }, '2026-11-20T08:00:30Z')
    expect(await read()).toMatchObject({ retryAt: null, alarm: { code: 'FETCH_FAILED' } })
  })

  test('leaves its retry to the next slot where that comes first, and to nobody where it is paused', async () => {
    await tick('2026-11-20T08:00:00Z')
    await fail({ ...JOB, districtId, retry: 0 }, '2026-11-20T08:00:30Z')
    expect(await tick('2026-11-21T08:00:00Z')).toEqual([
      { ...JOB, slot: '2026-11-21T08:00:00.000Z', districtId, retry: 0 },
    ])
    // The run of the slot before ends only now: its night is over.
    await fail({ ...JOB, districtId, retry: 1 }, '2026-11-21T08:00:10Z')
    expect((await read()).retryAt).toBeNull()
    await fail({ ...JOB, slot: '2026-11-21T08:00:00.000Z', districtId, retry: 0 }, '2026-11-21T08:00:30Z')
    expect((await read()).retryAt).not.toBeNull()
    await inDistrict(db, { districtId, actor: 'test' }, async (client) =>
      changePause(client, await read(), true, at('2026-11-21T08:01:00Z')),
    )
    expect(await tick('2026-11-21T09:00:00Z')).toEqual([])
  })

  test('is over with the next run that is applied, and the source is stale only an interval and a half later', async () => {
    const bench = await openSyncBench(db, `applied-${number}`, { now: () => new Date('2026-11-20T12:00:00Z') })
    await bench.query(
      `update source_schedule set cron = '0 2 * * *', alarm_since = now(), alarm_code = 'X', retry_slot = now(), retry_at = now(), stale_at = now()
       where district_id = $1`,
      [bench.districtId],
    )
    bench.feed.current = { records: smallDistrict(5) }
    await bench.sync()
    await settleStaleness({ db, now: bench.world.now, settings })
    const [row] = await bench.query(
      'select alarm_since, alarm_code, retry_at, last_success_at, stale_at from source_schedule where district_id = $1',
      [bench.districtId],
    )
    expect(row).toEqual({
      alarm_since: null,
      alarm_code: null,
      retry_at: null,
      last_success_at: new Date('2026-11-20T12:00:00Z'),
      stale_at: new Date('2026-11-21T20:00:00Z'),
    })
  })
})

describe('a stale source', () => {
  test('is listed from that moment on, unless it is paused or has no schedule', async () => {
    await settleStaleness({ db, now: () => new Date('2026-11-19T12:00:00Z'), settings })
    // The first slot is that of the 20th, half an interval after it nothing was applied.
    expect(await troubled('2026-11-20T19:59:59Z')).toEqual([])
    expect(await troubled('2026-11-20T20:00:00Z')).toMatchObject([
      { alarm: null, staleSince: new Date('2026-11-20T20:00:00Z'), lastSuccessAt: null },
    ])
    await change({ schedule: null }, '2026-11-20T20:00:00Z')
    expect(await troubled('2026-12-20T20:00:00Z')).toEqual([])
  })
})

describe('a blackout', () => {
  test('skips its nights and catches none of them up', async () => {
    await change({ addBlackouts: [{ from: '2026-11-20', to: '2026-11-21' }] }, '2026-11-19T12:00:00Z')
    expect(await tick('2026-11-20T08:00:00Z', '2026-11-21T08:00:00Z', '2026-11-22T07:59:59Z')).toEqual([])
    expect(await tick('2026-11-22T08:00:00Z')).toMatchObject([{ slot: '2026-11-22T08:00:00.000Z', retry: 0 }])
  })

  test('keeps a slot of before it, missed while no worker ran, from being caught up inside', async () => {
    await change({ addBlackouts: [{ from: '2026-11-21', to: '2026-11-22' }] }, '2026-11-19T12:00:00Z')
    expect(await tick('2026-11-21T15:00:00Z')).toEqual([])
    expect((await read()).nextDueAt).toEqual(new Date('2026-11-23T08:00:00Z'))
  })

  test('that is taken back gives its nights back', async () => {
    await change({ addBlackouts: [{ from: '2026-11-20', to: '2026-11-30' }] }, '2026-11-19T12:00:00Z')
    await change({ removeBlackouts: [{ from: '2026-11-20', to: '2026-11-20' }] }, '2026-11-19T13:00:00Z')
    expect((await read()).nextDueAt).toEqual(SLOT)
    expect(previewSchedule(await read(), 2, at('2026-11-19T13:00:00Z'))).toEqual([
      { at: SLOT, startsAt: SLOT, windowEndsAt: new Date('2026-11-20T11:00:00Z') },
      {
        at: new Date('2026-12-01T08:00:00Z'),
        startsAt: new Date('2026-12-01T08:00:00Z'),
        windowEndsAt: new Date('2026-12-01T11:00:00Z'),
      },
    ])
  })
})

describe('F33: a district that is given another time zone', () => {
  test('keeps the local time of its slots, and runs none twice', async () => {
    expect(await tick('2026-11-20T08:00:00Z')).toHaveLength(1)
    await setTimezone(db, { districtId, timezone: 'America/Denver' }, at('2026-11-20T08:30:00Z'))
    expect(await tick('2026-11-20T09:00:00Z')).toEqual([])
    expect((await read()).nextDueAt).toEqual(new Date('2026-11-21T09:00:00Z'))
  })

  test('runs at once the slot whose time has passed on the new clock and was still to come on the old one', async () => {
    await setTimezone(db, { districtId, timezone: 'America/New_York' }, at('2026-11-20T07:30:00Z'))
    expect(await tick('2026-11-20T07:30:01Z')).toMatchObject([{ slot: '2026-11-20T07:00:00.000Z' }])
    expect((await read()).nextDueAt).toEqual(new Date('2026-11-21T07:00:00Z'))
  })

  test('is refused where there is none', async () => {
    const moved = setTimezone(db, { districtId: 'nowhere', timezone: 'UTC' }, at('2026-11-20T07:30:00Z'))
    await expect(moved).rejects.toMatchObject({ code: 'DISTRICT_UNKNOWN' })
  })
})

describe('a source that is resumed', () => {
  test('goes on with its next slot and has nothing to catch up', async () => {
    const pause = (paused: boolean, now: string): Promise<void> =>
      inDistrict(db, { districtId, actor: 'test' }, async (client) =>
        changePause(client, await read(), paused, at(now)),
      )
    await pause(true, '2026-11-19T12:00:00Z')
    expect(await tick('2026-11-25T12:00:00Z')).toEqual([])
    expect((await read()).pausedBecause).toBe('person')
    await pause(false, '2026-11-25T12:00:00Z')
    expect(await tick('2026-11-25T12:00:01Z')).toEqual([])
    expect(await read()).toMatchObject({ pausedBecause: null, nextDueAt: new Date('2026-11-26T08:00:00Z') })
  })
})
