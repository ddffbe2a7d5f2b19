/** Decisions about a held run: what an approval of additions leaves out, and what goes on record. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { recoverRuns } from '../../src/sync/recover.ts'
import { requestRun } from '../../src/sync/run.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, person, smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(async () => {
  bench.feed.current = { records: smallDistrict(100) }
  await bench.sync()
})

const rolesOf = async (sourcedId: string): Promise<readonly string[]> => {
  const rows = await bench.query<{ says: string }>(
    `select concat_ws(' ', g.role, g.scope_type, coalesce(o.sourced_id, k.sourced_id)) as says
     from role_grant g join person_source s on s.person_id = g.person_id
     left join org o on g.scope_type = 'school' and o.id = g.scope_id
     left join class k on g.scope_type = 'class' and k.id = g.scope_id
     where g.status = 'active' and s.sourced_id = $1 order by 1`,
    [sourcedId],
  )
  return rows.map(({ says }) => says)
}

/** Ten leave, so that the run is held; one is new, one moves to another school, a student becomes a teacher of c1. */
function heldFeed(): RosterRecord[] {
  const moved = new Map<string, RosterRecord>([
    ['p050', person('p050', { feedRoles: [feedRole('student', 's2')] })],
    ['c1-p060', enrolment('c1', 'p060', { role: 'teacher' })],
  ])
  return [
    ...smallDistrict(100)
      .filter(({ sourcedId }) => !/p00\d$/.test(sourcedId))
      .map((record) => moved.get(record.sourcedId) ?? record),
    person('new1', { feedRoles: [feedRole('teacher', 's2')] }),
    enrolment('c1', 'new1', { role: 'teacher' }),
  ]
}

describe('an approval of additions only', () => {
  it('gives newcomers their roles, and nobody a second one because the first could not be taken', async () => {
    bench.feed.current = { records: heldFeed() }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    const { districtId } = bench
    await approveRun(bench.world, { districtId, runId: held.runId, by: 'test', additionsOnly: true })
    expect(await rolesOf('new1')).toEqual(['class_lead class c1', 'teacher school s2'])
    expect(await rolesOf('p050')).toEqual(['student school s1'])
    expect(await rolesOf('p060')).toEqual(['student school s1'])
    expect(await rolesOf('p001')).toEqual(['student school s1'])
    const next = await bench.sync()
    expect(next.tables.people).toMatchObject({ added: 0, changed: 1, retired: 9 })
  })

  it('is held against the plan that was shown, like any other', async () => {
    bench.feed.current = { records: heldFeed() }
    const held = await bench.sync()
    await bench.query(`update run_change set row_hash = 1 where run_id = $1 and key = 'new1'`, [held.runId])
    const { districtId } = bench
    await expect(
      approveRun(bench.world, { districtId, runId: held.runId, by: 'test', additionsOnly: true }),
    ).rejects.toMatchObject({ code: 'PLAN_ALTERED' })
    expect(await rolesOf('new1')).toEqual([])
  })
})

const decisions = () =>
  bench.query<{ actor: string; action: string; object: string }>(
    `select actor, action, object from audit_entry where action like 'run.%'`,
  )

describe('the audit log', () => {
  it('has an approval, with who gave it, only if it took effect', async () => {
    bench.feed.current = { records: smallDistrict(90) }
    const held = await bench.sync()
    const decision = { districtId: bench.districtId, runId: held.runId, by: 'person:7' }
    const failing = {
      ...bench.world,
      onStage: (stage: string) => (stage === 'seats-written' ? Promise.reject(new Error('cut')) : Promise.resolve()),
    }
    await expect(approveRun(failing, decision)).rejects.toMatchObject({ code: 'SYNC_UNEXPECTED' })
    expect(await decisions()).toEqual([])
    await approveRun(bench.world, decision)
    expect(await decisions()).toEqual([{ actor: 'person:7', action: 'run.approve', object: `run:${held.runId}` }])
  })
})

describe('an approval whose process was killed', () => {
  it('waits for its decision as before, and can be given again', async () => {
    bench.feed.current = { records: smallDistrict(90) }
    const held = await bench.sync()
    await bench.query(
      `update run set state = 'applying', token = token + 1, lease_until = now() - interval '1 second' where id = $1`,
      [held.runId],
    )
    expect(await recoverRuns(bench.world)).toBe(1)
    expect(await bench.query('select state, failure from run where id = $1', [held.runId])).toEqual([
      { state: 'held', failure: null },
    ])
    const { districtId } = bench
    expect((await approveRun(bench.world, { districtId, runId: held.runId, by: 'test' })).state).toBe('reported')
  })
})

const twoMinutesAgo = (): Date => new Date(Date.now() - 120_000)

describe('a command that died before it claimed its run', () => {
  it('leaves no run waiting for ever', async () => {
    const { districtId, sourceId } = bench
    const request = { districtId, sourceId, trigger: 'manual', dryRun: false, requestedBy: 'cli' } as const
    const runId = await requestRun({ ...bench.world, now: twoMinutesAgo }, request)
    const living = await requestRun(bench.world, request)
    expect(await recoverRuns(bench.world)).toBe(1)
    const state = 'select state from run where id = $1'
    expect(await bench.query(state, [runId])).toEqual([{ state: 'failed' }])
    expect(await bench.query(state, [living])).toEqual([{ state: 'requested' }])
  })
})
