/** What the calendar ends, on a real database: semesters, a new school year with new and with reused ids, the summer. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord, TermRecord } from '../../src/roster/model.ts'
import { approveRun } from '../../src/sync/decide.ts'
import type { RunReport } from '../../src/sync/report.ts'
import type { SyncWorld } from '../../src/sync/world.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'

const bench = useSyncBench()

function term(sourcedId: string, schoolYear: number | null, startDate: string, endDate: string): TermRecord {
  const base = { table: 'terms' as const, status: 'active' as const, parentSourcedId: null }
  return { ...base, sourcedId, title: `Term ${sourcedId}`, type: 'semester', schoolYear, startDate, endDate }
}

const STUDENTS = Array.from({ length: 60 }, (_, index) => `p${String(index + 1).padStart(2, '0')}`)
const people = (grade: string, students = STUDENTS): RosterRecord[] => [
  org('d', { type: 'district' }),
  org('s1', { parentSourcedId: 'd' }),
  ...Array.from({ length: 6 }, (_, index) => person(`t${index}`, { feedRoles: [feedRole('teacher', 's1')] })),
  ...students.map((sourcedId) => person(sourcedId, { grades: [grade] })),
]

/** Twelve classes of a term, each with a teacher and ten students; `name` makes their ids. */
function classesOf(terms: readonly string[], name: (index: number) => string, title = 'Class'): RosterRecord[] {
  return Array.from({ length: 12 }, (_, index) => {
    const id = name(index)
    const members = STUDENTS.slice((index % 6) * 10, (index % 6) * 10 + 10)
    return [
      schoolClass(id, { termSourcedIds: terms, title: `${title} ${index}` }),
      enrolment(id, `t${index % 6}`, { role: 'teacher', primary: true }),
      ...members.map((student) => enrolment(id, student)),
    ]
  }).flat()
}

const fall = term('fall', 2027, '2026-08-17', '2026-12-18')
const spring = term('spring', 2027, '2027-01-05', '2027-06-04')
const nextFall = term('fall28', 2028, '2027-08-16', '2027-12-17')
const oldYear = [...people('03'), fall, spring, ...classesOf(['spring'], (index) => `c${index}`)]

async function syncOn(
  today: string,
  records: readonly RosterRecord[],
  over: Partial<SyncWorld> = {},
): Promise<RunReport> {
  bench.feed.current = { records }
  // Noon in Chicago.
  return bench.sync({ world: { ...bench.world, now: () => new Date(`${today}T18:00:00Z`), ...over } })
}
const codesOf = (report: RunReport): readonly string[] => report.hold?.reasons.map(({ code }) => code) ?? []
const approve = (report: RunReport) =>
  approveRun(bench.world, { districtId: bench.districtId, runId: report.runId, by: 'test' })

describe('a semester that is over', () => {
  const before = [...people('03'), fall, spring, ...classesOf(['fall'], (index) => `f${index}`)]
  const after = [...people('03'), fall, spring, ...classesOf(['spring'], (index) => `c${index}`)]

  it('takes its classes and their enrolments along unasked, and is no new year', async () => {
    await syncOn('2026-11-02', before)
    const report = await syncOn('2026-12-19', after)
    expect([report.state, codesOf(report), report.rollover]).toEqual(['reported', [], undefined])
    expect(report.tables).toMatchObject({ classes: { retired: 12, added: 12 }, enrolments: { retired: 132 } })
  })

  it('takes nothing along unasked on its last day', async () => {
    await syncOn('2026-11-02', before)
    const report = await syncOn('2026-12-18', after)
    expect(codesOf(report)).toEqual(['retire', 'retire', 'retire_school', 'retire_school'])
  })

  it('counts by the date of the district, not by that of Greenwich', async () => {
    await syncOn('2026-11-02', before)
    // Half past nine in the evening of the 18th in Chicago.
    const late = await syncOn('2026-12-18', after, { now: () => new Date('2026-12-19T03:30:00Z') })
    expect(late.state).toBe('held')
  })

  it('does not excuse what a term that goes on loses', async () => {
    await syncOn('2026-11-02', [...before, ...classesOf(['fall', 'spring'], (index) => `y${index}`)])
    const report = await syncOn('2026-12-19', after)
    expect(report.hold?.reasons[0]).toMatchObject({ code: 'retire', table: 'classes', count: 12, of: 12 })
  })

  it('takes no lead from a teacher whose class is over, as a loss of the role', async () => {
    const ending = before.map((record) =>
      record.table === 'enrolments' ? { ...record, endDate: '2026-12-18' } : record,
    )
    await syncOn('2026-11-02', ending, withLimits({ roleLossRowsMax: 0, roleLossShareMax: 0 }))
    const report = await syncOn('2026-12-19', ending, withLimits({ roleLossRowsMax: 0, roleLossShareMax: 0 }))
    expect([report.state, report.roles.revoked]).toEqual(['reported', 12])
  })
})

function withoutYears(records: readonly RosterRecord[]): RosterRecord[] {
  return records.map((record) => (record.table === 'terms' ? { ...record, schoolYear: null } : record))
}

function withLimits(limits: Partial<SyncWorld['settings']['guard']>): Partial<SyncWorld> {
  const { settings } = bench.world
  return { settings: { ...settings, guard: { ...settings.guard, ...limits } } }
}

describe('a new school year', () => {
  const withNewIds = [...people('04'), spring, nextFall, ...classesOf(['fall28'], (index) => `n${index}`)]
  const reusedTerm = { ...spring, title: 'Term fall', startDate: '2027-08-16', endDate: '2027-12-17', schoolYear: 2028 }

  it('with new ids is held once for one reason that says so, and then applied as it was shown', async () => {
    await syncOn('2027-05-03', oldYear)
    const held = await syncOn('2027-08-02', withNewIds)
    expect([held.state, codesOf(held)]).toEqual(['held', ['year_rollover']])
    expect(held.rollover).toEqual({
      fromYear: 2027,
      toYear: 2028,
      classesEnded: 12,
      classesStarted: 12,
      enrolmentsEnded: 132,
    })
    const applied = await approve(held)
    expect([applied.state, applied.rollover?.toYear]).toEqual(['reported', 2028])
    expect(applied.tables.people).toMatchObject({ changed: 60, retired: 0 })
    const next = await syncOn('2027-08-03', withNewIds)
    expect([next.state, next.rollover]).toEqual(['reported', undefined])
  })

  it('with the ids of the old one is seen as well, and its new enrolments are no loss of the old', async () => {
    await syncOn('2027-05-03', oldYear)
    const reused = [...people('04'), reusedTerm, ...classesOf(['spring'], (index) => `c${index}`, 'New class')]
    const shifted = reused.map((record) =>
      record.table === 'enrolments' ? { ...record, sourcedId: `2028-${record.sourcedId}` } : record,
    )
    const held = await syncOn('2027-08-02', shifted)
    expect(codesOf(held)).toEqual(['year_rollover'])
    expect(held.rollover).toMatchObject({ fromYear: 2027, toYear: 2028, classesEnded: 12, classesStarted: 12 })
    expect(held.tables).toMatchObject({
      classes: { changed: 12, retired: 0 },
      enrolments: { added: 132, retired: 132 },
    })
    expect((await approve(held)).state).toBe('reported')
  })

  it('mixes no newcomers with last year where only its additions are approved', async () => {
    await syncOn('2027-05-03', oldYear)
    const reused = [...people('04'), reusedTerm, person('new'), ...classesOf(['spring'], (index) => `c${index}`)]
    const added = [
      schoolClass('extra', { termSourcedIds: ['spring'] }),
      enrolment('extra', 'new'),
      enrolment('c0', 'new'),
    ]
    const held = await syncOn('2027-08-02', [...reused, ...added, enrolment('c1', 't0', { role: 'teacher' })])
    expect(held.state).toBe('held')
    const place = { districtId: bench.districtId, runId: held.runId, by: 'test' }
    const applied = await approveRun(bench.world, { ...place, additionsOnly: true })
    expect(applied.roles).toMatchObject({ granted: 1, revoked: 0 })
    const classes = await bench.query(
      `select k.sourced_id from enrolment e join class k on k.id = e.class_id
       join person_source p on p.person_id = e.person_id where p.sourced_id = 'new' and e.status = 'active'`,
    )
    expect(classes).toEqual([{ sourced_id: 'extra' }])
  })

  it('is told by the dates where the feed has no school years', async () => {
    await syncOn('2027-05-03', withoutYears(oldYear))
    expect(codesOf(await syncOn('2027-08-02', withoutYears(withNewIds)))).toEqual(['year_rollover'])
  })

  it('is applied unasked where the district has said so', async () => {
    await syncOn('2027-05-03', oldYear)
    const report = await syncOn('2027-08-02', withNewIds, withLimits({ rolloverHold: 0 }))
    expect([report.state, report.rollover?.toYear]).toEqual(['reported', 2028])
  })

  it('still holds for the people who leave with it, and leaves their history alone', async () => {
    await syncOn('2027-05-03', oldYear)
    const left = new Set(STUDENTS.slice(0, 10))
    const without = withNewIds.filter(
      (record) => !left.has(record.table === 'enrolments' ? record.personSourcedId : record.sourcedId),
    )
    const held = await syncOn('2027-08-02', without)
    expect(codesOf(held)).toEqual(['year_rollover', 'retire', 'role_loss'])
    await approve(held)
    expect(await bench.query(`select from person where status = 'retired'`)).toHaveLength(10)
    expect(await bench.query(`select from enrolment where status = 'retired'`)).toHaveLength(132)
  })

  it('that begins before the old one is over is no rollover: the ordinary limits hold it', async () => {
    await syncOn('2027-05-03', oldYear)
    const report = await syncOn('2027-06-04', withNewIds)
    expect([report.state, report.rollover]).toEqual(['held', undefined])
    expect(codesOf(report)).toContain('retire')
  })

  it('that was announced in spring is held when it takes the place of the old one', async () => {
    const both = [...oldYear, nextFall, ...classesOf(['fall28'], (index) => `n${index}`)]
    await syncOn('2027-05-03', oldYear)
    expect((await syncOn('2027-05-20', both)).state).toBe('reported')
    expect(codesOf(await syncOn('2027-08-02', withNewIds))).toEqual(['year_rollover'])
  })

  it('does not excuse names that go blank with it', async () => {
    await syncOn('2027-05-03', oldYear)
    const blanked = withNewIds.map((record) => (record.table === 'people' ? { ...record, familyName: 'X' } : record))
    expect(codesOf(await syncOn('2027-08-02', blanked))).toEqual(['year_rollover', 'change'])
  })
})

describe('the summer', () => {
  beforeEach(async () => {
    await syncOn('2027-05-03', oldYear)
  })
  const staff = people('03', [])

  it('lets the classes of the year go, and nobody with them', async () => {
    const some = classesOf(['spring'], (index) => `c${index}`).filter(
      (record) => record.sourcedId === 'c0' || record.sourcedId.startsWith('c0-'),
    )
    const report = await syncOn('2027-07-06', [...people('03'), spring, ...some])
    expect([report.state, report.tables.classes.retired, report.tables.people.retired]).toEqual(['reported', 11, 0])
    expect(report.rollover).toBeUndefined()
  })

  it('retires nobody unasked because only who is enrolled is shared', async () => {
    const shared = people('03', STUDENTS.slice(0, 10))
    const held = await syncOn('2027-07-06', [
      ...shared,
      spring,
      ...classesOf(['spring'], (index) => `c${index}`).slice(0, 11),
    ])
    expect(held.state).toBe('held')
    expect(held.hold?.reasons).toContainEqual(expect.objectContaining({ code: 'retire', table: 'people', count: 50 }))
  })

  it('is held where no class or enrolment is left at all', async () => {
    const held = await syncOn('2027-07-06', [...staff, ...people('03').slice(8), spring])
    expect(codesOf(held)).toEqual(['table_empty', 'table_empty'])
  })
})
