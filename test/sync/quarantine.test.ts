/** Rows that stay out: what they hold, how long they are known, and what hangs on them. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { QuarantinedRow } from '../../src/roster/diagnostic.ts'
import type { RosterRecord, Table } from '../../src/roster/model.ts'
import { approveRun, discardRun } from '../../src/sync/decide.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import {
  type LiteralFeed,
  enrolment,
  feedRole,
  org,
  person,
  schoolClass,
  smallDistrict,
} from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(async () => {
  bench.feed.current = { records: smallDistrict(100) }
  await bench.sync()
})

function bad(table: Table, sourcedId: string | null, row = 9): QuarantinedRow {
  const file = `${table}.csv`
  const expected = 'a name'
  return { table, file, row, sourcedId, diagnostics: [{ code: 'value_missing', file, row, field: 'name', expected }] }
}

/** The district with the rows of these records damaged. */
function damaging(
  table: Table,
  ids: readonly string[],
  records: readonly RosterRecord[] = smallDistrict(100),
): LiteralFeed {
  return {
    records: records.filter((record) => record.table !== table || !ids.includes(record.sourcedId)),
    quarantined: ids.map((sourcedId, index) => bad(table, sourcedId, index + 2)),
  }
}

const unread = (count: number): LiteralFeed => ({
  records: smallDistrict(100),
  quarantined: Array.from({ length: count }, (_, index) => bad('people', null, 200 + count + index)),
})

const students = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `p${String(i + 1).padStart(3, '0')}`)
const open = () =>
  bench.query<{ record: string; first_run_id: string; last_run_id: string; accepted: boolean }>(
    'select record, first_run_id, last_run_id, accepted from quarantine_entry order by roster_table, record',
  )
const records = async (): Promise<string[]> => (await open()).map(({ record }) => record)
const reasons = async (feed: LiteralFeed) => {
  bench.feed.current = feed
  const report = await bench.sync()
  return { report, codes: report.hold?.reasons.map(({ code }) => code) ?? [] }
}

describe('many rows of a file that newly stay out', () => {
  it('hold the run from the sixth of a small file on', async () => {
    expect((await reasons(damaging('people', students(5)))).codes).toEqual([])
    expect((await reasons(damaging('people', students(10)))).codes).toEqual([])
    const { report } = await reasons(damaging('people', students(16)))
    expect(report.hold?.reasons).toEqual([
      expect.objectContaining({ code: 'quarantine', table: 'people', count: 6, limit: 5, of: 101 }),
    ])
  })

  it('are decided about once: what was approved is known the next night, what was discarded is not', async () => {
    const feed = damaging('people', students(6))
    const { report, codes } = await reasons(feed)
    expect(codes).toEqual(['quarantine'])
    await discardRun(bench.world, { districtId: bench.districtId, runId: report.runId, by: 'test' })
    const again = await reasons(feed)
    expect(again.codes).toEqual(['quarantine'])
    await approveRun(bench.world, { districtId: bench.districtId, runId: again.report.runId, by: 'test' })
    expect((await reasons(feed)).codes).toEqual([])
  })

  it('count where they name nobody, as far as there are more of them than before', async () => {
    expect((await reasons(unread(5))).codes).toEqual([])
    expect((await reasons(unread(10))).codes).toEqual([])
    expect(await records()).toHaveLength(10)
    expect((await reasons(unread(16))).codes).toEqual(['quarantine'])
  })

  it('do not count where they only name a record that stays out or leaves', async () => {
    const newcomer = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']
    const classes = newcomer.slice(1).map((id) => schoolClass(id))
    const feed = {
      records: [...smallDistrict(100), ...classes, ...newcomer.map((id) => enrolment(id, 'p900'))],
      quarantined: [bad('people', 'p900')],
    }
    const { report, codes } = await reasons(feed)
    expect([codes, report.tables.enrolments.quarantined]).toEqual([[], 8])
    const nobody = newcomer.map((id) => enrolment(id, 'nobody'))
    expect((await reasons({ records: [...smallDistrict(100), ...classes, ...nobody] })).codes).toEqual(['quarantine'])
  })
})

describe('the quarantine of a source', () => {
  it('keeps a row from the run that first left it out to the one that takes it again', async () => {
    await reasons(damaging('people', ['p001', 'p002']))
    const [first] = await open()
    const { report } = await reasons(damaging('people', ['p001']))
    expect(await open()).toEqual([
      { record: 's:p001', first_run_id: first?.first_run_id, last_run_id: report.runId, accepted: true },
    ])
    await reasons({ records: smallDistrict(100) })
    expect(await records()).toEqual([])
  })

  it('is left as it is by a preview, a feed that breaks off, a table that is not there, and a run that is held', async () => {
    await reasons(damaging('people', ['p001', 'p002']))
    const before = await open()
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync({ dryRun: true })
    expect(await open()).toEqual(before)
    const people = smallDistrict(100).filter(({ table }) => table !== 'people')
    await reasons({ records: people, absent: ['people'] })
    expect(await open()).toEqual(before)
    const half = smallDistrict(100).filter(({ table, sourcedId }) => table !== 'people' || sourcedId < 'p050')
    expect((await reasons({ records: half })).report.state).toBe('held')
    expect(await open()).toEqual(before)
  })

  it('loses by a part of a table only what came in well', async () => {
    await reasons(damaging('people', ['p001', 'p002']))
    await reasons({
      records: [person('p001')],
      ends: { people: { wholeSet: false } },
      absent: ['orgs', 'terms', 'courses', 'classes', 'enrolments'],
    })
    expect(await records()).toEqual(['s:p002'])
  })

  it('has every fault of a row, and one entry for a record that stands there twice', async () => {
    const twice = person('p001', { givenName: 'Another' })
    await reasons({ records: [...smallDistrict(100), twice] })
    expect(await records()).toEqual(['s:p001'])
    const row = bad('people', 'p002')
    const faults = row.diagnostics.flatMap((one) => [one, { ...one, code: 'value_enum' as const, field: 'role' }])
    await reasons({ ...damaging('people', ['p002']), quarantined: [{ ...row, diagnostics: faults }] })
    expect(await records()).toEqual(['s:p002', 's:p002'])
  })
})

const lead = () => bench.query(`select from role_grant where role = 'class_lead' and status = 'active'`)
const active = async (table: string): Promise<number> =>
  (await bench.query(`select from ${table} where status = 'active'`)).length

describe('what hangs on a damaged row keeps its last good state', () => {
  const before = [
    ...smallDistrict(20),
    enrolment('c1', 'p900'),
    person('p900', { feedRoles: [feedRole('student', 's2')] }),
  ]

  it.each(['s1', 'd'])('on the row of org %s: its classes, people, enrolments and roles', async (id) => {
    await bench.next()
    bench.feed.current = { records: before }
    await bench.sync()
    const { report } = await reasons(damaging('orgs', [id], before))
    expect([report.state, report.roles.revoked, await active('org'), await active('class')]).toEqual([
      'reported',
      0,
      3,
      1,
    ])
    expect(report.tables).toMatchObject({ people: { retired: 0 }, enrolments: { retired: 0, quarantined: 0 } })
    const schools = await bench.query('select from class c join org o on o.id = c.school_id where o.sourced_id = $1', [
      's1',
    ])
    expect(schools).toHaveLength(1)
  })

  it('on the row of a class: its enrolments and leads', async () => {
    const { report } = await reasons(damaging('classes', ['c1']))
    expect(report.tables.enrolments).toMatchObject({ retired: 0, quarantined: 0 })
    expect([await active('class'), await active('enrolment')]).toEqual([1, 101])
    expect(await lead()).toHaveLength(1)
  })

  it('on the row of a person: enrolments, roles and leads, of a teacher too', async () => {
    const { report } = await reasons(damaging('people', ['t1', 'p001']))
    expect([report.roles.revoked, report.tables.enrolments.retired]).toEqual([0, 0])
    expect(await lead()).toHaveLength(1)
  })

  it('on the row of an enrolment: the lead that it gives', async () => {
    const { report } = await reasons(damaging('enrolments', ['c1-t1']))
    expect([report.roles.revoked, report.tables.enrolments.retired]).toEqual([0, 0])
    expect(await lead()).toHaveLength(1)
  })

  it("in a circle of orgs that are each other's parents: nothing is lost, and the circle is told", async () => {
    const circle = smallDistrict(100).map((record) =>
      record.table === 'orgs' && record.sourcedId === 'd'
        ? org('d', { type: 'district', parentSourcedId: 's1' })
        : record,
    )
    const { report } = await reasons({ records: circle })
    expect([report.state, report.roles.revoked, await active('person')]).toEqual(['reported', 0, 101])
    expect(report.diagnostics.find(({ code }) => code === 'org_cycle')?.count).toBe(2)
  })
})
