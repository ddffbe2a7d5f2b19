/** Killed, stopped and doubled workers: either the old roster or the new one, and every run in a named state. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { approveRun, discardRun } from '../../src/sync/decide.ts'
import { failureOf } from '../../src/sync/failure-of.ts'
import { recoverRuns } from '../../src/sync/recover.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import type { Stage } from '../../src/sync/world.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { syncSettings } from '../support/sync-world.ts'

const settings = syncSettings()
const quickLease = { ...settings, run: { ...settings.run, leaseMs: 3_000, renewMs: 300 } }
const bench = useSyncBench({ settings: quickLease })

const count = async (from: string): Promise<number> => {
  const [row] = await bench.query<{ count: number }>(`select count(*)::int as count from ${from}`)
  return row?.count ?? -1
}

function startWorker(stage: Stage, signal: NodeJS.Signals): ChildProcess {
  const script = fileURLToPath(new URL('killed-run.ts', import.meta.url))
  return spawn(process.execPath, [script, bench.database.ownerUrl, bench.districtId, stage, signal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const STAGES: Stage[] = ['claimed', 'staged', 'planned', 'applying', 'roster-written', 'seats-written', 'applied']

describe('F18: a worker killed at a stage', () => {
  it.each(STAGES)(
    '%s: leaves all or nothing, its run ends in a named state, and the next run completes',
    async (stage) => {
      const worker = startWorker(stage, 'SIGKILL')
      await once(worker, 'exit')
      bench.feed.current = { records: smallDistrict(50) }
      const people = await count('person')
      expect(people).toBe(stage === 'applied' ? 51 : 0)
      const report = await bench.sync()
      expect(report.state).toBe('reported')
      expect(report.tables.people.added).toBe(51 - people)
      expect(await count(`person where status = 'active'`)).toBe(51)
      expect(await count(`enrolment where status = 'active'`)).toBe(51)
      const states = await bench.query<{ state: string; failure: { code: string } | null }>(
        'select state, failure from run order by id',
      )
      expect(states[0]?.state).toBe(stage === 'applied' ? 'reported' : 'failed')
      expect(states[0]?.failure?.code).toBe(stage === 'applied' ? undefined : 'RUN_ABANDONED')
      expect(states[1]?.state).toBe('reported')
    },
  )

  it('is cleared up by the recovery of a daemon too, without a new run', async () => {
    await once(startWorker('planned', 'SIGKILL'), 'exit')
    await expect.poll(() => recoverRuns(bench.world), { timeout: 10_000, interval: 200 }).toBe(1)
    expect(await bench.query('select state from run')).toEqual([{ state: 'failed' }])
  })
})

describe('F19: a worker that slept through the loss of its run', () => {
  it('is fenced off when it wakes: what the other wrote stands, and nothing is written twice', async () => {
    const worker = startWorker('applying', 'SIGSTOP')
    const lines = createInterface({ input: worker.stdout ?? process.stdin })[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('reached')
    bench.feed.current = { records: smallDistrict(30) }
    const report = await bench.sync()
    expect(report.state).toBe('reported')
    worker.kill('SIGCONT')
    expect(JSON.parse(String((await lines.next()).value))).toEqual({ state: 'failed', failure: 'RUN_TAKEN_OVER' })
    await once(worker, 'exit')
    expect(await count(`person where status = 'active'`)).toBe(31)
    expect(await bench.query('select state from run order by id')).toEqual([{ state: 'failed' }, { state: 'reported' }])
  })
})

describe('a database that goes away during a run', () => {
  it('is told as such, not as a bug: the run can be started again', async () => {
    bench.feed.current = { records: smallDistrict(10) }
    const owner = bench.database.open('owner')
    const cut = async (stage: Stage): Promise<void> => {
      if (stage === 'staged')
        await owner.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'staffroom-sync'`,
        )
    }
    const report = await bench.sync({ world: { ...bench.world, onStage: cut } })
    expect(report.failure).toMatchObject({ code: 'DATABASE_UNAVAILABLE', disposition: 'retry' })
    const lost = failureOf(new Error('Connection terminated unexpectedly'))
    expect(lost).toMatchObject({ code: 'DATABASE_UNAVAILABLE', disposition: 'retry' })
    // A connection of the pool that was cut while nobody used it may be noticed by the next who does.
    const again = () => bench.sync().catch((error: unknown) => failureOf(error))
    await expect.poll(again, { timeout: 20_000 }).toMatchObject({ state: 'reported' })
  })
})

describe('what breaks after the roster was written', () => {
  it('does not make a failure of a run or an approval that was applied', async () => {
    const breaking = {
      ...bench.world,
      onStage: (stage: Stage) => (stage === 'applied' ? Promise.reject(new Error('gone')) : Promise.resolve()),
    }
    bench.feed.current = { records: smallDistrict(100) }
    const report = await bench.sync({ world: breaking })
    expect(report).toMatchObject({ state: 'reported', failure: null, tables: { people: { added: 101 } } })
    bench.feed.current = { records: smallDistrict(90) }
    const held = await bench.sync()
    const approved = await approveRun(breaking, { districtId: bench.districtId, runId: held.runId, by: 'test' })
    expect(approved).toMatchObject({ state: 'reported', hold: null })
    expect(await bench.query('select distinct state from run')).toEqual([{ state: 'reported' }])
    expect(await count(`person where status = 'active'`)).toBe(91)
  })
})

describe('two workers of one source', () => {
  it('never run it at once: the second is refused while the first lives', async () => {
    bench.feed.current = { records: smallDistrict(10) }
    const { promise: paused, resolve: resume } = Promise.withResolvers<void>()
    const slow = { ...bench.world, onStage: (stage: Stage) => (stage === 'planned' ? paused : Promise.resolve()) }
    const first = bench.sync({ world: slow })
    await expect.poll(() => count(`run where state = 'planned'`), { timeout: 10_000 }).toBe(1)
    await expect(bench.sync()).rejects.toMatchObject({ code: 'RUN_IN_PROGRESS' })
    resume()
    expect((await first).state).toBe('reported')
    const states = await bench.query<{ state: string }>(
      "select concat_ws(' ', state, failure ->> 'code') as state from run order by id",
    )
    expect(states.map(({ state }) => state)).toEqual(['reported', 'discarded RUN_IN_PROGRESS'])
  })

  it('leave each other alone: a recovery ends no run whose worker lives', async () => {
    bench.feed.current = { records: smallDistrict(10) }
    const { promise: paused, resolve: resume } = Promise.withResolvers<void>()
    const slow = { ...bench.world, onStage: (stage: Stage) => (stage === 'planned' ? paused : Promise.resolve()) }
    const running = bench.sync({ world: slow })
    await expect.poll(() => count(`run where state = 'planned'`), { timeout: 10_000 }).toBe(1)
    // Longer than the lease: only its renewal tells that somebody is at work.
    await sleep(quickLease.run.leaseMs + 500)
    expect(await recoverRuns(bench.world)).toBe(0)
    resume()
    expect((await running).state).toBe('reported')
  })

  it('F12: with clocks that are ten minutes apart leave each other alone, too, and take up what a dead one left', async () => {
    bench.feed.current = { records: smallDistrict(10) }
    const off = (minutes: number) => ({ ...bench.world, now: () => new Date(Date.now() + minutes * 60_000) })
    const { promise: paused, resolve: resume } = Promise.withResolvers<void>()
    const onStage = (stage: Stage) => (stage === 'planned' ? paused : Promise.resolve())
    const running = bench.sync({ world: { ...off(-10), onStage } })
    await expect.poll(() => count(`run where state = 'planned'`), { timeout: 10_000 }).toBe(1)
    await sleep(quickLease.run.leaseMs + 500)
    expect(await recoverRuns(off(10))).toBe(0)
    resume()
    expect((await running).state).toBe('reported')
    await once(startWorker('planned', 'SIGKILL'), 'exit')
    await expect.poll(() => recoverRuns(off(-10)), { timeout: 10_000, interval: 200 }).toBe(1)
  })

  it('take one requested run once', async () => {
    bench.feed.current = { records: smallDistrict(10) }
    const { districtId, sourceId } = bench
    const runId = await requestRun(bench.world, {
      districtId,
      sourceId,
      trigger: 'schedule',
      dryRun: false,
      requestedBy: 'test',
    })
    const start = () => executeRun(bench.world, { districtId, runId, signal: new AbortController().signal })
    const outcomes = await Promise.allSettled([start(), start(), start()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await count('person')).toBe(11)
  })
})

describe('an approval', () => {
  it('of many at once happens once', async () => {
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync()
    bench.feed.current = { records: smallDistrict(90) }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    const approve = () => approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test' })
    const outcomes = await Promise.allSettled([approve(), approve(), approve(), approve()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await count(`person where status = 'active'`)).toBe(91)
  })

  it('and a discarding at once are decided once, and the audit log names that one decision only', async () => {
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync()
    bench.feed.current = { records: smallDistrict(90) }
    const held = await bench.sync()
    const decision = { districtId: bench.districtId, runId: held.runId, by: 'test' }
    const discard = () => discardRun(bench.world, decision)
    const outcomes = await Promise.allSettled([discard(), discard(), approveRun(bench.world, decision), discard()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await bench.query(`select from audit_entry where action in ('run.discard', 'run.approve')`)).toHaveLength(1)
  })

  it('is refused when the roster has moved on since the plan was made, and the run stays held', async () => {
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync()
    bench.feed.current = { records: smallDistrict(90) }
    const held = await bench.sync()
    await bench.query(`update person_source set row_hash = row_hash + 1 where sourced_id = 'p095'`)
    const approval = approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test' })
    await expect(approval).rejects.toMatchObject({ code: 'PLAN_OUTDATED' })
    expect(await count(`person where status = 'active'`)).toBe(101)
    expect(await bench.query('select state from run where id = $1', [held.runId])).toEqual([{ state: 'held' }])
  })

  it('is refused when the stored plan is not the one that was shown', async () => {
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync()
    bench.feed.current = { records: smallDistrict(90) }
    const held = await bench.sync()
    await bench.query(`delete from run_change where run_id = $1 and key = 'p095'`, [held.runId])
    const approval = approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test' })
    await expect(approval).rejects.toMatchObject({ code: 'PLAN_ALTERED' })
    expect(await count(`person where status = 'active'`)).toBe(101)
  })
})

describe('a stopped run', () => {
  it('ends as failed without a trace when its caller aborts', async () => {
    bench.feed.current = { records: smallDistrict(10) }
    const stopper = new AbortController()
    const world = {
      ...bench.world,
      onStage: (stage: Stage) => {
        if (stage === 'staged') stopper.abort()
        return Promise.resolve()
      },
    }
    const { districtId, sourceId } = bench
    const runId = await requestRun(world, {
      districtId,
      sourceId,
      trigger: 'manual',
      dryRun: false,
      requestedBy: 'test',
    })
    const report = await executeRun(world, { districtId, runId, signal: stopper.signal })
    expect(report).toMatchObject({ state: 'failed', failure: { code: 'RUN_STOPPED' } })
    expect(await count('person')).toBe(0)
  })
})
