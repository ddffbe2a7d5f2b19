/** Deltas in the pipeline: what they may stand on, in what order they count, and that they take nothing by silence. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord, Table } from '../../src/roster/model.ts'
import { approveRun } from '../../src/sync/decide.ts'
import type { RunReport } from '../../src/sync/report.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import {
  type DatedRecord,
  enrolment,
  feedRole,
  org,
  person,
  schoolClass,
  smallDistrict,
} from '../support/literal-feed.ts'

let clock = new Date('2026-11-22T08:00:00Z')
const bench = useSyncBench({ now: () => clock })

beforeEach(() => {
  clock = new Date('2026-11-22T08:00:00Z')
})

const at = (hour: string, record: RosterRecord): DatedRecord => ({
  record,
  modifiedAt: `2026-11-22T${hour}:00:00.000Z`,
})
const named = (sourcedId: string, givenName: string): RosterRecord => person(sourcedId, { givenName })
const gone = (sourcedId: string): RosterRecord => person(sourcedId, { status: 'gone' })

function syncWhole(records = smallDistrict(20)): Promise<RunReport> {
  bench.feed.current = { records }
  return bench.sync()
}

/** Only these tables come, as deltas; nothing is said of the others. */
function syncDelta(deltas: Partial<Record<Table, readonly DatedRecord[]>>): Promise<RunReport> {
  const sent = Object.keys(deltas)
  const absent = (['orgs', 'terms', 'courses', 'classes', 'people', 'enrolments'] as const).filter(
    (table) => !sent.includes(table),
  )
  bench.feed.current = { records: [], deltas, absent }
  return bench.sync()
}

async function nameOf(sourcedId: string): Promise<string> {
  const [row] = await bench.query<{ name: string }>(
    `select case when s.status = 'active' then p.given_name else s.status end as name
     from person_source s join person p on p.district_id = s.district_id and p.id = s.person_id where s.sourced_id = $1`,
    [sourcedId],
  )
  return row?.name ?? 'unknown'
}

const outdated = (report: RunReport): number =>
  report.diagnostics.find(({ code }) => code === 'delta_outdated')?.count ?? 0

describe('a delta with nothing to stand on', () => {
  it('is refused as the first thing a source sends, with what to do', async () => {
    const report = await syncDelta({ people: [at('07', person('p001'))] })
    expect(report).toMatchObject({ state: 'failed', failure: { code: 'BASELINE_MISSING', disposition: 'operator' } })
    expect(report.failure?.message).toMatch(/Ask for a complete export \(bulk\)/)
    expect(await nameOf('p001')).toBe('unknown')
  })

  it('is refused of a table that was never seen whole, though others were', async () => {
    bench.feed.current = { records: smallDistrict(5), ends: { people: { endSeen: false } } }
    await bench.sync()
    expect((await syncDelta({ people: [at('07', gone('p001'))] })).failure?.code).toBe('BASELINE_MISSING')
    expect(await nameOf('p001')).toBe('Given p001')
    expect((await syncDelta({ enrolments: [at('07', enrolment('c1', 'p001', { status: 'gone' }))] })).state).toBe(
      'reported',
    )
  })

  it('is not given one by a preview or by a run that waits for a decision', async () => {
    bench.feed.current = { records: smallDistrict(5) }
    await bench.sync({ dryRun: true })
    expect((await syncDelta({ people: [at('07', person('p001'))] })).failure?.code).toBe('BASELINE_MISSING')
  })
})

describe('a delta', () => {
  beforeEach(async () => {
    await syncWhole()
  })

  it('adds, changes and retires whom it names, and nobody else', async () => {
    const report = await syncDelta({
      people: [at('07', named('p001', 'New')), at('07', gone('p002')), at('07', person('p900'))],
    })
    expect(report).toMatchObject({
      state: 'reported',
      tables: { people: { received: 3, added: 1, changed: 1, retired: 1 } },
    })
    expect(report.deltas).toEqual([{ table: 'people', newest: '2026-11-22T07:00:00.000Z' }])
    expect(await Promise.all(['p001', 'p002', 'p900', 'p003'].map(nameOf))).toEqual([
      'New',
      'retired',
      'Given p900',
      'Given p003',
    ])
  })

  it('takes the enrolments of whom it retires along, and their roles', async () => {
    const report = await syncDelta({ people: [at('07', gone('t1'))] })
    expect(report.tables.enrolments.retired).toBe(1)
    expect(report.roles).toMatchObject({ granted: 0, revoked: 2 })
  })

  it('moves the roles of whom it names and leaves everybody else theirs', async () => {
    const report = await syncDelta({ people: [at('07', person('t1', { feedRoles: [feedRole('teacher', 's2')] }))] })
    expect(report.roles).toMatchObject({ granted: 1, revoked: 1 })
  })

  it('takes no role where a row of it could not be understood at all', async () => {
    bench.feed.current = {
      records: [],
      deltas: { people: [at('07', person('t1', { feedRoles: [feedRole('teacher', 's2')] }))] },
      absent: ['orgs', 'terms', 'courses', 'classes', 'enrolments'],
      ends: { people: { rowsUnidentified: 1 } },
    }
    expect((await bench.sync()).roles).toMatchObject({ granted: 1, revoked: 0 })
  })

  it('may enrol somebody whom only the roster knows, and nobody whom neither knows', async () => {
    await syncDelta({ classes: [at('06', schoolClass('c2'))] })
    const report = await syncDelta({
      enrolments: [at('07', enrolment('c2', 'p001')), at('07', enrolment('c2', 'nobody'))],
    })
    expect(report.tables.enrolments).toMatchObject({ added: 1, quarantined: 1, retired: 0 })
  })

  it('goes beside a whole set: each table by its own mode', async () => {
    bench.feed.current = {
      records: smallDistrict(20).filter(({ table, sourcedId }) => table !== 'enrolments' || sourcedId !== 'c1-p005'),
      deltas: { people: [at('07', named('p001', 'New'))] },
    }
    const report = await bench.sync()
    expect(report.tables).toMatchObject({ people: { changed: 1, retired: 0 }, enrolments: { retired: 1 } })
  })

  it('of no rows at all is not an empty table', async () => {
    expect(await syncDelta({ people: [], enrolments: [] })).toMatchObject({ state: 'reported', hold: null })
  })
})

describe('several words on one record', () => {
  beforeEach(async () => {
    await syncWhole()
  })

  it('in one delta: the newest counts, whatever their order', async () => {
    const report = await syncDelta({
      people: [at('05', named('p001', 'Five')), at('07', named('p001', 'Seven')), at('06', gone('p001'))],
    })
    expect(await nameOf('p001')).toBe('Seven')
    expect(outdated(report)).toBe(2)
    expect(report.tables.people.quarantined).toBe(0)
  })

  it('in one delta at the same moment: neither of two that contradict each other', async () => {
    const report = await syncDelta({ people: [at('05', named('p001', 'One')), at('05', named('p001', 'Other'))] })
    expect(await nameOf('p001')).toBe('Given p001')
    expect(report.tables.people.quarantined).toBe(2)
  })

  it('none of which is taken where one is quarantined: it may be the newest', async () => {
    bench.feed.current = {
      records: [],
      deltas: { people: [at('05', gone('p001'))] },
      absent: ['orgs', 'terms', 'courses', 'classes', 'enrolments'],
      quarantined: [
        {
          table: 'people',
          file: 'people.csv',
          row: 9,
          sourcedId: 'p001',
          diagnostics: [{ code: 'value_missing', file: 'people.csv', row: 9, field: 'givenName', expected: 'a name' }],
        },
      ],
    }
    expect((await bench.sync()).tables.people.retired).toBe(0)
    expect(await nameOf('p001')).toBe('Given p001')
  })

  it('in two deltas that arrive in the wrong order: the older one comes too late, retirement or not', async () => {
    await syncDelta({ people: [at('07', named('p001', 'Seven')), at('07', person('p002')), at('07', gone('p003'))] })
    const late = await syncDelta({
      people: [at('06', named('p001', 'Six')), at('06', gone('p002')), at('06', named('p003', 'Six'))],
    })
    expect(outdated(late)).toBe(3)
    expect(late.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(await Promise.all(['p001', 'p002', 'p003'].map(nameOf))).toEqual(['Seven', 'Given p002', 'retired'])
  })

  it('in the same delta twice: the second time nothing happens', async () => {
    const deltas = { people: [at('07', named('p001', 'Seven')), at('07', gone('p003'))] }
    await syncDelta(deltas)
    const again = await syncDelta(deltas)
    expect(again.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(outdated(again)).toBe(0)
  })

  it('deleted and then active again by a newer row: back they are', async () => {
    await syncDelta({ people: [at('06', gone('p001'))] })
    expect((await syncDelta({ people: [at('07', person('p001'))] })).tables.people.added).toBe(1)
    expect(await nameOf('p001')).toBe('Given p001')
  })

  it('of an org: people are mapped by the newest', async () => {
    const admin = person('a1', { feedRoles: [feedRole('siteAdministrator', 's9')] })
    const report = await syncDelta({
      orgs: [
        at('07', org('s9', { type: 'school', parentSourcedId: 'd' })),
        at('06', org('s9', { type: 'department' })),
      ],
      people: [at('07', admin)],
    })
    expect(report.roles.granted).toBe(1)
  })
})

describe('a whole set after deltas', () => {
  it('is newer than they are: none of them brings old values or people back, however late it comes', async () => {
    await syncWhole()
    const delta = { people: [at('06', named('p001', 'Delta')), at('07', person('p900')), at('05', gone('p002'))] }
    await syncDelta(delta)
    await syncWhole(smallDistrict(20))
    expect(await Promise.all(['p001', 'p002', 'p900'].map(nameOf))).toEqual(['Given p001', 'Given p002', 'retired'])
    const again = await syncDelta(delta)
    expect(outdated(again)).toBe(3)
    expect(await Promise.all(['p001', 'p002', 'p900'].map(nameOf))).toEqual(['Given p001', 'Given p002', 'retired'])
    const never = await syncDelta({ people: [at('04', person('p901'))] })
    expect([outdated(never), await nameOf('p901')]).toEqual([1, 'unknown'])
    const next = await syncDelta({ people: [at('08', named('p001', 'Next'))] })
    expect([outdated(next), await nameOf('p001')]).toEqual([0, 'Next'])
  })
})

const DAY = 86_400_000
const settle = (days: number) =>
  bench.query(`insert into district_setting (district_id, key, value) values ($1, 'full_comparison', $2)`, [
    bench.districtId,
    JSON.stringify({ daysMax: days }),
  ])

describe('deltas that go on alone for too long', () => {
  it('are held from the day on that a whole set is overdue, to the millisecond, and say what to ask for', async () => {
    await syncWhole()
    const begun = clock.getTime()
    clock = new Date(begun + 7 * DAY)
    expect((await syncDelta({ people: [at('07', named('p001', 'In time'))] })).state).toBe('reported')
    clock = new Date(begun + 7 * DAY + 1)
    const held = await syncDelta({ people: [at('08', named('p001', 'Late'))] })
    expect(held.state).toBe('held')
    expect(held.hold?.reasons).toMatchObject([{ code: 'full_overdue', table: 'people', count: 7, limit: 7 }])
    expect(held.hold?.reasons[0]?.says).toMatch(/Ask the SIS for a complete export \(bulk\)/)
    expect(await nameOf('p001')).toBe('In time')
  })

  it('can be approved, with everything that a delta means', async () => {
    await syncWhole()
    clock = new Date(clock.getTime() + 8 * DAY)
    const held = await syncDelta({ people: [at('08', named('p001', 'Late')), at('08', person('p002'))] })
    await approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test' })
    expect(await nameOf('p001')).toBe('Late')
    await syncWhole(smallDistrict(20).map((record) => (record.sourcedId === 'p001' ? named('p001', 'Whole') : record)))
    const older = await syncDelta({ people: [at('07', named('p001', 'Old')), at('07', gone('p002'))] })
    expect([outdated(older), await nameOf('p001'), await nameOf('p002')]).toEqual([2, 'Whole', 'Given p002'])
  })

  it('are fresh again after a whole set, and a district may want one more often', async () => {
    await settle(2)
    await syncWhole()
    clock = new Date(clock.getTime() + 3 * DAY)
    expect((await syncDelta({ people: [at('07', person('p900'))] })).hold?.reasons[0]?.limit).toBe(2)
    await syncWhole()
    expect((await syncDelta({ people: [at('08', person('p900'))] })).state).toBe('reported')
  })

  it('are not kept up by a whole set of which only the additions were applied', async () => {
    await syncWhole(smallDistrict(100))
    clock = new Date(clock.getTime() + 8 * DAY)
    const held = await syncWhole(smallDistrict(80))
    await approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test', additionsOnly: true })
    expect((await syncDelta({ people: [at('08', person('p900'))] })).hold?.reasons[0]?.code).toBe('full_overdue')
  })
})
