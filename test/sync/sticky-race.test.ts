/** Edits by hand while a run is under way, and plans that were held meanwhile: neither is lost, and the report says so. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { executeRun } from '../../src/sync/run.ts'
import { requestUndo } from '../../src/sync/undo.ts'
import type { Stage } from '../../src/sync/world.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { useStickyBench } from '../support/sticky-bench.ts'

const bench = useStickyBench()

beforeEach(async () => {
  bench.feed.current = { records: smallDistrict() }
  expect((await bench.sync()).state).toBe('reported')
})

/** What the feed says of these records; of `gone` ones nothing any more. */
function feed(over: Record<string, object>, gone: readonly string[] = []): RosterRecord[] {
  return smallDistrict()
    .filter(({ sourcedId }) => !gone.includes(sourcedId))
    .map((record) => ({ ...record, ...over[record.sourcedId] }))
}

const liveOf = async (sourcedId: string) =>
  (
    await bench.query<{ given_name: string; family_name: string }>(
      `select p.given_name, p.family_name from person p
       join person_source s on s.district_id = p.district_id and s.person_id = p.id where s.sourced_id = $1`,
      [sourcedId],
    )
  )[0]
const changeOf = (runId: string, kind: string, key: string) =>
  bench.query<{ skipped_because: string | null }>(
    'select skipped_because from run_change where run_id = $1 and kind = $2 and key = $3',
    [runId, kind, key],
  )

/** Runs a sync of `records` in the middle of which, at `stage`, somebody does `act`. */
async function syncWhile(records: RosterRecord[], stage: Stage, act: () => Promise<unknown>) {
  bench.feed.current = { records }
  const outcomes: unknown[] = []
  const report = await bench.sync({
    world: {
      ...bench.world,
      onStage: async (at) => {
        if (at === stage) outcomes.push(await act())
      },
    },
  })
  return { report, outcomes }
}

describe('an edit by hand during a run', () => {
  it.each<Stage>(['claimed', 'staged', 'planned', 'applying'])(
    'at the stage %s wins, and the rest of the record follows the feed',
    async (stage) => {
      const p1 = await bench.idOf('person', 'p001')
      const { report, outcomes } = await syncWhile(
        feed({ p001: { givenName: 'Fed', familyName: 'Fedname' } }),
        stage,
        () => bench.edit('people', p1, 'givenName', 'Manual'),
      )
      expect(outcomes).toEqual([null])
      expect(report.state).toBe('reported')
      expect(await liveOf('p001')).toEqual({ given_name: 'Manual', family_name: 'Fedname' })
      expect(await bench.field('people', p1, 'givenName')).toEqual({ value: 'Manual', feedValue: 'Fed', edited: true })
      const late = stage === 'planned' || stage === 'applying'
      const fields = late ? [{ kind: 'people', sourcedId: 'p001', field: 'givenName' }] : []
      expect(report.superseded).toEqual({ count: fields.length, fields })
      expect(report.conflicts?.count).toBe(1)
      expect(await changeOf(report.runId, 'people', 'p001')).toEqual([
        { skipped_because: late ? 'manual_edit:givenName' : null },
      ])
      await bench.giveBack('people', p1, 'givenName')
      expect(await liveOf('p001')).toEqual({ given_name: 'Fed', family_name: 'Fedname' })
    },
  )

  it.each<Stage>(['roster-written', 'seats-written'])(
    'at the stage %s is asked to come again: the roster is being written',
    async (stage) => {
      const p1 = await bench.idOf('person', 'p001')
      const { report, outcomes } = await syncWhile(feed({ p001: { givenName: 'Fed' } }), stage, () =>
        bench.edit('people', p1, 'givenName', 'Manual'),
      )
      expect(outcomes).toEqual(['roster_busy'])
      expect(report.state).toBe('reported')
      expect(await bench.edit('people', p1, 'givenName', 'Manual')).toBe(null)
      expect(await bench.field('people', p1, 'givenName')).toMatchObject({ value: 'Manual', feedValue: 'Fed' })
    },
  )

  it('that takes somebody out of a class keeps them out, and one that takes a teacher out takes the lead too', async () => {
    const { report } = await syncWhile(
      feed({ 'c1-p001': { role: 'teacher' }, 'c1-p002': { endDate: '2027-01-31' } }),
      'applying',
      async () => {
        await bench.edit('enrolments', 'sis/c1-p001', 'member', false)
        await bench.edit('enrolments', 'sis/c1-p002', 'member', false)
      },
    )
    expect(report.superseded?.count).toBe(2)
    expect(await changeOf(report.runId, 'enrolments', 'c1-p001')).toEqual([{ skipped_because: 'manual_edit' }])
    const active = await bench.query("select 1 from enrolment where sourced_id like 'c1-p00_' and status = 'active'")
    expect(active).toHaveLength(7)
    expect(await bench.query("select 1 from role_grant where role = 'class_lead' and status = 'active'")).toHaveLength(
      1,
    )
    await bench.giveBack('enrolments', 'sis/c1-p001', 'member')
    expect(await bench.query("select 1 from role_grant where role = 'class_lead' and status = 'active'")).toHaveLength(
      2,
    )
  })

  it('that gives a field back lets the plan’s value in', async () => {
    const p1 = await bench.idOf('person', 'p001')
    await bench.edit('people', p1, 'givenName', 'Manual')
    await syncWhile(feed({ p001: { givenName: 'Fed' } }), 'applying', () => bench.giveBack('people', p1, 'givenName'))
    expect(await liveOf('p001')).toMatchObject({ given_name: 'Fed' })
    expect(await bench.field('people', p1, 'givenName')).toMatchObject({ edited: false })
  })

  it('of many people at once loses nothing on either side', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, index) => bench.idOf('person', `p0${String(index + 1).padStart(2, '0')}`)),
    )
    const over = Object.fromEntries(
      ids.map((_, index) => [`p0${String(index + 1).padStart(2, '0')}`, { givenName: 'Fed', familyName: 'Fedname' }]),
    )
    bench.feed.current = { records: feed(over) }
    const [report, ...problems] = await Promise.all([
      bench.sync(),
      ...ids.map((id) => bench.edit('people', id, 'givenName', 'Manual')),
    ])
    expect(report.state).toBe('reported')
    const accepted = problems.filter((problem) => problem === null).length
    // A version that the run made stale in between is refused, not overwritten.
    expect(problems.every((problem) => problem === null || problem === 'version_stale')).toBe(true)
    const live = await bench.query<{ given_name: string }>(
      "select given_name from person where family_name = 'Fedname'",
    )
    expect(live).toHaveLength(10)
    expect(live.filter((one) => one.given_name === 'Manual')).toHaveLength(accepted)
  })
})

describe('two edits of one field at once', () => {
  it('are one edit and one refusal, whoever comes first', async () => {
    const p1 = await bench.idOf('person', 'p001')
    const problems = await Promise.all([
      bench.edit('people', p1, 'givenName', 'One'),
      bench.edit('people', p1, 'givenName', 'Two'),
    ])
    expect(problems.toSorted()).toEqual([null, 'version_stale'])
    expect((await liveOf('p001'))?.given_name).toBe(problems[0] === null ? 'One' : 'Two')
  })
})

const approve = (runId: string) => approveRun(bench.world, { districtId: bench.districtId, runId, by: 'person:1' })

const undo = async (runId: string) => {
  const { districtId } = bench
  const undoing = await requestUndo(bench.world, { districtId, runId, dryRun: false, requestedBy: 'person:1' })
  const report = await executeRun(bench.world, {
    districtId,
    runId: undoing,
    signal: new AbortController().signal,
  })
  expect(report.state).toBe('reported')
  return report
}

describe('a run that is taken back', () => {
  it.each(['before', 'after'])(
    'keeps a field edited by hand %s it, and takes back what the feed said',
    async (when) => {
      const p1 = await bench.idOf('person', 'p001')
      const act = () => bench.edit('people', p1, 'givenName', 'Manual')
      if (when === 'before') await act()
      bench.feed.current = { records: feed({ p001: { givenName: 'Fed', familyName: 'Fedname' } }) }
      const { runId } = await bench.sync()
      if (when === 'after') await act()
      await undo(runId)
      expect(await liveOf('p001')).toEqual({ given_name: 'Manual', family_name: 'Family p001' })
      expect(await bench.field('people', p1, 'givenName')).toMatchObject({ value: 'Manual', feedValue: 'Given p001' })
    },
  )

  it('takes back the rest of a record of which an edit had superseded a part', async () => {
    const p1 = await bench.idOf('person', 'p001')
    const { report } = await syncWhile(feed({ p001: { givenName: 'Fed', familyName: 'Fedname' } }), 'applying', () =>
      bench.edit('people', p1, 'givenName', 'Manual'),
    )
    await undo(report.runId)
    expect(await liveOf('p001')).toEqual({ given_name: 'Manual', family_name: 'Family p001' })
    await bench.giveBack('people', p1, 'givenName')
    expect((await liveOf('p001'))?.given_name).toBe('Given p001')
  })

  it('brings somebody back who had left, with the field that was edited by hand', async () => {
    const p1 = await bench.idOf('person', 'p001')
    await bench.edit('people', p1, 'givenName', 'Manual')
    await bench.edit('enrolments', 'sis/c1-p002', 'member', false)
    bench.feed.current = { records: feed({}, ['p001', 'c1-p001']) }
    const { runId } = await bench.sync()
    await undo(runId)
    expect((await liveOf('p001'))?.given_name).toBe('Manual')
    expect(await bench.field('people', p1, 'givenName')).toMatchObject({ feedValue: 'Given p001', edited: true })
    expect(await bench.query("select sourced_id from enrolment where status = 'retired'")).toEqual([
      { sourced_id: 'c1-p002' },
    ])
  })
})

describe('approving a held run', () => {
  const HELD = ['p015', 'p016', 'p017', 'p018', 'p019', 'p020']
  const gone = [...HELD, ...HELD.map((one) => `c1-${one}`)]

  async function hold(over: Record<string, object>) {
    bench.feed.current = { records: feed(over, gone) }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    return held
  }
  it('applies all of it but what was edited by hand since, and lists that', async () => {
    const p1 = await bench.idOf('person', 'p001')
    const held = await hold({ p001: { givenName: 'Fed', familyName: 'Fedname' }, 'c1-p002': { primary: true } })
    await bench.edit('people', p1, 'givenName', 'Manual')
    await bench.edit('enrolments', 'sis/c1-p002', 'member', false)
    await bench.edit('enrolments', `sis/c1-${HELD[0]}`, 'member', false)
    const report = await approve(held.runId)
    expect(report.state).toBe('reported')
    expect(report.planHash).toBe(held.planHash)
    expect(report.superseded).toEqual({
      count: 2,
      fields: [
        { kind: 'people', sourcedId: 'p001', field: 'givenName' },
        { kind: 'enrolments', sourcedId: 'c1-p002', field: 'member' },
      ],
    })
    expect(await changeOf(held.runId, 'people', 'p001')).toEqual([{ skipped_because: 'manual_edit:givenName' }])
    expect(await liveOf('p001')).toEqual({ given_name: 'Manual', family_name: 'Fedname' })
    expect(await bench.query("select 1 from person where status = 'retired'")).toHaveLength(6)
    expect(await bench.query("select status from enrolment where sourced_id = 'c1-p002'")).toEqual([
      { status: 'retired' },
    ])
  })

  it('keeps what was edited before the plan, and what the feed says of it', async () => {
    const p1 = await bench.idOf('person', 'p001')
    await bench.edit('people', p1, 'givenName', 'Manual')
    const held = await hold({ p001: { givenName: 'Fed' } })
    expect(held.conflicts?.count).toBe(1)
    const report = await approve(held.runId)
    expect(report.superseded?.count).toBe(0)
    expect(await liveOf('p001')).toMatchObject({ given_name: 'Manual' })
    expect(await bench.field('people', p1, 'givenName')).toMatchObject({ feedValue: 'Fed' })
  })

  it('lets the plan’s value in where the field was given back since', async () => {
    const p1 = await bench.idOf('person', 'p001')
    await bench.edit('people', p1, 'givenName', 'Manual')
    const held = await hold({ p001: { givenName: 'Fed' } })
    await bench.giveBack('people', p1, 'givenName')
    await approve(held.runId)
    expect(await liveOf('p001')).toMatchObject({ given_name: 'Fed' })
  })

  it('refuses where anything else has moved on', async () => {
    const p1 = await bench.idOf('person', 'p001')
    const held = await hold({ p001: { givenName: 'Fed' } })
    await bench.edit('people', p1, 'givenName', 'Manual')
    await bench.query("update person_source set row_hash = row_hash + 1 where sourced_id = 'p001'")
    await expect(approve(held.runId)).rejects.toMatchObject({ code: 'PLAN_OUTDATED' })
    expect(await liveOf('p001')).toMatchObject({ given_name: 'Manual' })
  })
})
