/** A held plan makes room for what was read after it. */

import { beforeEach, describe, expect, it } from 'vitest'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(async () => {
  bench.feed.current = { records: smallDistrict(100) }
  await bench.sync()
})

const without = (count: number) =>
  smallDistrict(100).filter(({ sourcedId }) => !(Number(/p(\d+)$/.exec(sourcedId)?.[1] ?? 999) <= count))

describe('a held run', () => {
  it('is superseded by a newer run', async () => {
    bench.feed.current = { records: without(6) }
    const held = await bench.sync()
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync()
    const [row] = await bench.query<{ state: string }>('select state from run where id = $1', [held.runId])
    expect(row?.state).toBe('superseded')
  })

  it('is superseded by a run that was asked for earlier and read the feed later', async () => {
    const { districtId, sourceId } = bench
    const wanted = { districtId, sourceId, trigger: 'manual', dryRun: false, requestedBy: 'test' } as const
    const runId = await requestRun(bench.world, wanted)
    bench.feed.current = { records: without(6) }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    bench.feed.current = { records: smallDistrict(101) }
    await executeRun(bench.world, { districtId, runId, signal: new AbortController().signal })
    expect(await bench.query('select state from run where id = $1', [held.runId])).toEqual([{ state: 'superseded' }])
  })

  it('is superseded by a newer held run too, so that only one plan waits for a decision', async () => {
    bench.feed.current = { records: without(6) }
    const first = await bench.sync()
    bench.feed.current = { records: without(7) }
    const second = await bench.sync()
    const states = await bench.query<{ id: string; state: string }>(
      'select id, state from run where id in ($1, $2) order by id',
      [first.runId, second.runId],
    )
    expect(states.map(({ state }) => state)).toEqual(['superseded', 'held'])
    bench.feed.current = { records: without(8) }
    await bench.sync({ dryRun: true })
    expect(await bench.query('select state from run where id = $1', [second.runId])).toEqual([{ state: 'held' }])
  })
})
