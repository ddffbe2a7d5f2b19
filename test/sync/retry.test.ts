/** Running again what came to nothing: which runs may be, as what, and what to do with the others. */

import { beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../src/roster/failure.ts'
import { requestRetry } from '../../src/sync/retry.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { discardRun } from '../../src/sync/decide.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(() => {
  bench.feed.current = { records: smallDistrict(20) }
})

function retry(runId: string): Promise<string> {
  return requestRetry(bench.world, { districtId: bench.districtId, runId, requestedBy: 'person:7' })
}

async function holdRun(): Promise<string> {
  await bench.sync()
  bench.feed.current = { records: smallDistrict(5) }
  const held = await bench.sync()
  expect(held.state).toBe('held')
  return held.runId
}

describe('a retry', () => {
  test('is refused for a run that is not there', async () => {
    await expect(retry('987654')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' })
  })

  test('is refused for a run that was applied, with what to do instead', async () => {
    const { runId } = await bench.sync()
    await expect(retry(runId)).rejects.toMatchObject({
      code: 'RUN_STATE',
      message: expect.stringContaining(`staffroom sync ${bench.districtId}/sis`) as unknown,
    })
  })

  test('is refused for a preview, a held run and one that is under way, each with its own way on', async () => {
    const preview = await bench.sync({ dryRun: true })
    await expect(retry(preview.runId)).rejects.toThrow('was a preview')
    const { districtId, sourceId } = bench
    const waiting = { districtId, sourceId, trigger: 'manual', dryRun: false, requestedBy: 'cli' } as const
    await expect(retry(await requestRun(bench.world, waiting))).rejects.toThrow('Wait for it')
    await expect(retry(await holdRun())).rejects.toThrow('staffroom runs approve')
  })

  test('is a new run of the same source, in the name of who asked for it', async () => {
    const failure = new Failure('FETCH_FAILED', 'retry', 'The feed is away.')
    bench.feed.current = { records: smallDistrict(20), failure }
    const failed = await bench.sync()
    bench.feed.current = { records: smallDistrict(20) }
    const runId = await retry(failed.runId)
    const { signal } = new AbortController()
    expect((await executeRun(bench.world, { districtId: bench.districtId, runId, signal })).state).toBe('reported')
    expect(await bench.query('select state, trigger, requested_by from run order by id')).toEqual([
      { state: 'failed', trigger: 'manual', requested_by: 'test' },
      { state: 'reported', trigger: 'retry', requested_by: 'person:7' },
    ])
  })

  test('of a discarded run reads the feed anew, and of a failed preview is a preview', async () => {
    const runId = await holdRun()
    await discardRun(bench.world, { districtId: bench.districtId, runId, by: 'cli' })
    await retry(runId)
    bench.feed.current = { records: [], failure: new Failure('FETCH_FAILED', 'retry', 'The feed is away.') }
    const preview = await bench.sync({ dryRun: true })
    await retry(preview.runId)
    expect(await bench.query("select dry_run from run where trigger = 'retry' order by id")).toEqual([
      { dry_run: false },
      { dry_run: true },
    ])
  })
})

describe('a run that can’t even be started', () => {
  test('ends as failed with the reason, and does not wait for ever', async () => {
    const { districtId, sourceId } = bench
    const wanted = { districtId, sourceId, trigger: 'schedule', dryRun: false, requestedBy: 'schedule:x' } as const
    const runId = await requestRun(bench.world, wanted)
    const without = { ...bench.world, connectors: new Map() }
    const { signal } = new AbortController()
    await expect(executeRun(without, { districtId, runId, signal })).rejects.toMatchObject({
      code: 'CONNECTOR_UNKNOWN',
    })
    expect(await bench.query('select state, failure from run where id = $1', [runId])).toMatchObject([
      { state: 'failed', failure: { code: 'CONNECTOR_UNKNOWN', disposition: 'operator' } },
    ])
  })
})
