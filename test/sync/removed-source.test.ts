/** A source that somebody has removed: it starts never again, and what it brought can still be taken back. */

import { expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { lockSource, removeSource } from '../../src/store/sync/source.ts'
import { requestRun } from '../../src/sync/run.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { undo, syncOf } from '../support/undoing.ts'

const bench = useSyncBench()

const remove = () => {
  const place = { districtId: bench.districtId, sourceId: bench.sourceId }
  return inDistrict(bench.world.db, { ...place, actor: 'test' }, async (client) => {
    expect(await lockSource(client, place)).toBe(true)
    return removeSource(client, place, bench.world.now())
  })
}
const people = () =>
  bench.query(`select status, count(*)::int as count from person where district_id = $1 group by 1`, [bench.districtId])

it('waits for a run that is held, and changes nothing till then', async () => {
  await syncOf(bench, smallDistrict(100))
  expect((await syncOf(bench, smallDistrict(50))).state).toBe('held')
  const before = await bench.query('select * from source_schedule where district_id = $1', [bench.districtId])
  expect(await remove()).toBe(false)
  expect(await bench.query('select * from source_schedule where district_id = $1', [bench.districtId])).toEqual(before)
})

it('is run by nobody, by hand or by its schedule, and is in no list', async () => {
  await syncOf(bench, smallDistrict(20))
  await bench.query(
    "update source_schedule set cron = '0 2 * * *', next_due_at = now() - interval '1 minute' where district_id = $1",
    [bench.districtId],
  )
  expect(await remove()).toBe(true)
  const { districtId, sourceId } = bench
  const asked = { districtId, sourceId, trigger: 'manual', dryRun: true, requestedBy: 'test' } as const
  await expect(requestRun(bench.world, asked)).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' })
  const due = await bench.query(
    'select 1 from source_schedule where district_id = $1 and (cron is not null or next_due_at is not null or not paused)',
    [districtId],
  )
  expect(due).toEqual([])
})

it('leaves everybody it brought, and a run of it can still be taken back', async () => {
  await syncOf(bench, smallDistrict(20))
  const first = await people()
  const run = await syncOf(bench, smallDistrict(19))
  const before = await people()
  expect(before).not.toEqual(first)
  expect(await remove()).toBe(true)
  expect(await people()).toEqual(before)
  expect((await undo(bench, run.runId)).state).toBe('reported')
  expect(await people()).toEqual(first)
  expect(
    await bench.query('select paused, paused_because, cron from source_schedule where district_id = $1', [
      bench.districtId,
    ]),
  ).toEqual([{ paused: true, paused_because: 'person', cron: null }])
})
