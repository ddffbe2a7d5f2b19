/** The pipeline from feed to report, on a real database. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { QuarantinedRow } from '../../src/roster/diagnostic.ts'
import { TABLES } from '../../src/roster/model.ts'
import { approveRun, discardRun } from '../../src/sync/decide.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, org, person, schoolClass, smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

const active = async (table: string): Promise<number> => {
  const [row] = await bench.query<{ count: number }>(
    `select count(*)::int as count from ${table} where status = 'active'`,
  )
  return row?.count ?? -1
}

const everything = async (): Promise<string> => {
  const rows = await Promise.all(
    ['org', 'term', 'course', 'class', 'person', 'person_source', 'enrolment', 'role_grant', 'affiliation', 'seat'].map(
      (table) => bench.query<{ row: string }>(`select xmin::text || t::text as row from ${table} t order by 1`),
    ),
  )
  return JSON.stringify(rows)
}

describe('the first sync', () => {
  it('builds orgs, classes, people and enrolments, and counts what the feed had', async () => {
    bench.feed.current = { records: smallDistrict(20) }
    const report = await bench.sync()
    expect(report.state).toBe('reported')
    expect(report.failure).toBeNull()
    expect(report.tables.people).toEqual({
      received: 21,
      valid: 21,
      quarantined: 0,
      added: 21,
      changed: 0,
      retired: 0,
      unchanged: 0,
    })
    expect(report.tables.orgs.added).toBe(3)
    expect(report.tables.classes.added).toBe(1)
    expect(report.tables.enrolments.added).toBe(21)
    expect(await active('person')).toBe(21)
    expect(await active('enrolment')).toBe(21)
    const [kept] = await bench.query<{ school: string }>(
      'select o.sourced_id as school from class c join org o on o.district_id = c.district_id and o.id = c.school_id',
    )
    expect(kept?.school).toBe('s1')
  })

  it('gives the mapped roles with the rule that gave them, and makes a teacher lead of the class', async () => {
    bench.feed.current = { records: smallDistrict(2) }
    const report = await bench.sync()
    const grants = await bench.query<{ role: string; scope_type: string; rule: string; origin: string }>(
      `select g.role, g.scope_type, g.rule, g.origin from role_grant g
       join person_source s on s.person_id = g.person_id where s.sourced_id = 't1' order by g.role`,
    )
    expect(grants).toEqual([
      { role: 'class_lead', scope_type: 'class', rule: 'enrolment', origin: 'feed' },
      { role: 'teacher', scope_type: 'school', rule: 'default:2', origin: 'feed' },
    ])
    expect(report.roles).toEqual({ granted: 4, revoked: 0, unmapped: 0 })
  })

  it('says how many people no rule gives a role', async () => {
    bench.feed.current = {
      records: [...smallDistrict(2), person('aide', { feedRoles: [feedRole('aide', 's1')] })],
    }
    const report = await bench.sync()
    expect(report.roles.unmapped).toBe(1)
    expect(report.diagnostics.find(({ code }) => code === 'role_unmapped')?.count).toBe(1)
  })
})

describe('the second sync of the same feed', () => {
  it('writes nothing to the roster', async () => {
    bench.feed.current = { records: smallDistrict(20) }
    await bench.sync()
    const before = await everything()
    const report = await bench.sync()
    expect(report.state).toBe('reported')
    for (const table of TABLES) {
      const { added, changed, retired } = report.tables[table]
      expect({ table, added, changed, retired }).toEqual({ table, added: 0, changed: 0, retired: 0 })
    }
    expect(report.tables.people.unchanged).toBe(21)
    expect(report.roles).toEqual({ granted: 0, revoked: 0, unmapped: 0 })
    expect(await everything()).toBe(before)
  })
})

describe('changes', () => {
  beforeEach(async () => {
    bench.feed.current = { records: smallDistrict(20) }
    await bench.sync()
  })

  it('changes what differs in one character and nothing else', async () => {
    const records = smallDistrict(20).map((record) =>
      record.sourcedId === 'p007' && record.table === 'people' ? { ...record, givenName: 'Given p007x' } : record,
    )
    bench.feed.current = { records }
    const report = await bench.sync()
    expect(report.tables.people).toMatchObject({ added: 0, changed: 1, retired: 0, unchanged: 20 })
    expect(await bench.query(`select id from person where given_name = 'Given p007x'`)).toHaveLength(1)
  })

  it('retires who is gone with their enrolments and roles, keeps the row, and brings them back', async () => {
    bench.feed.current = { records: smallDistrict(20).filter(({ sourcedId }) => !/p00[12]$/.test(sourcedId)) }
    const report = await bench.sync()
    expect(report.state).toBe('reported')
    expect(report.tables.people.retired).toBe(2)
    expect(report.tables.enrolments.retired).toBe(2)
    expect(report.roles.revoked).toBe(2)
    expect(await active('person')).toBe(19)
    const [before] = await bench.query<{ id: string }>(
      `select person_id as id from person_source where sourced_id = 'p001'`,
    )
    bench.feed.current = { records: smallDistrict(20) }
    const back = await bench.sync()
    expect(back.tables.people.added).toBe(2)
    expect(back.roles.granted).toBe(2)
    const [after] = await bench.query<{ id: string }>(
      `select person_id as id from person_source where sourced_id = 'p001'`,
    )
    expect(after?.id).toBe(before?.id)
    expect(await active('person')).toBe(21)
  })

  it('keeps a person whom another source still knows', async () => {
    await bench.query(
      `insert into person_source (district_id, source_id, sourced_id, person_id)
       select district_id, 'another', 'x1', person_id from person_source where sourced_id = 'p001'`,
    )
    bench.feed.current = { records: smallDistrict(20).filter(({ sourcedId }) => !/p00[12]$/.test(sourcedId)) }
    expect((await bench.sync()).tables.people.retired).toBe(2)
    const people = await bench.query<{ sourced_id: string; status: string }>(
      `select s.sourced_id, p.status from person p join person_source s on s.person_id = p.id
       where s.sourced_id in ('p001', 'p002') order by 1`,
    )
    expect(people).toEqual([
      { sourced_id: 'p001', status: 'active' },
      { sourced_id: 'p002', status: 'retired' },
    ])
  })

  it('knows who belongs to a school that comes back, also of somebody who changed while it was away', async () => {
    const places = () =>
      bench.query(`select from affiliation a join org o on o.id = a.org_id and o.district_id = a.district_id
        where o.sourced_id = 's2' and o.status = 'active'`)
    const visitor = person('o1', { feedRoles: [feedRole('aide', 's2')] })
    const moved = { ...visitor, familyName: 'Newname' }
    bench.feed.current = { records: [...smallDistrict(100), visitor] }
    await bench.sync()
    expect(await places()).toHaveLength(1)
    const without = smallDistrict(100).filter(({ sourcedId }) => sourcedId !== 's2')
    bench.feed.current = { records: [...without, moved] }
    expect((await bench.sync()).tables).toMatchObject({ orgs: { retired: 1 }, people: { changed: 1 } })
    bench.feed.current = { records: [...smallDistrict(100), moved] }
    expect((await bench.sync()).tables).toMatchObject({ orgs: { added: 1 }, people: { changed: 0 } })
    expect(await places()).toHaveLength(1)
  })

  it('tells the enrolments that still name somebody who left, and retires them with the person', async () => {
    bench.feed.current = {
      records: smallDistrict(20).filter(({ sourcedId, table }) => table !== 'people' || sourcedId !== 'p001'),
    }
    const report = await bench.sync()
    expect(report.tables.people.retired).toBe(1)
    expect(report.tables.enrolments).toMatchObject({
      received: 21,
      valid: 20,
      quarantined: 1,
      retired: 1,
      unchanged: 20,
    })
    expect(report.diagnostics.find(({ code }) => code === 'reference_missing')?.firstAt.field).toBe('userSourcedId')
    expect(await active('enrolment')).toBe(20)
    const next = await bench.sync()
    expect(next.tables.enrolments).toMatchObject({ quarantined: 1, added: 0, retired: 0, unchanged: 20 })
  })

  it('moves the role with the person to another school', async () => {
    const records = smallDistrict(20).map((record) =>
      record.sourcedId === 't1' && record.table === 'people'
        ? { ...record, feedRoles: [feedRole('teacher', 's2')] }
        : record,
    )
    bench.feed.current = { records }
    const report = await bench.sync()
    expect(report.roles).toMatchObject({ granted: 1, revoked: 1 })
    const schools = await bench.query<{ school: string }>(
      `select o.sourced_id as school from affiliation a join org o on o.id = a.org_id where a.feed_role = 'teacher'`,
    )
    expect(schools).toEqual([{ school: 's2' }])
  })

  it('takes the role from a disabled person and from one whose feed role has ended', async () => {
    const over: Record<string, object> = {
      t1: { enabled: false },
      p001: { feedRoles: [feedRole('student', 's1', { endDate: '2020-01-01' })] },
    }
    bench.feed.current = {
      records: smallDistrict(20).map((record) =>
        record.table === 'people' ? { ...record, ...over[record.sourcedId] } : record,
      ),
    }
    const report = await bench.sync()
    expect(report.roles).toMatchObject({ granted: 0, revoked: 3, unmapped: 1 })
  })
})

const damaged = (sourcedId: string): QuarantinedRow => ({
  table: 'people',
  file: 'people.csv',
  row: 9,
  sourcedId,
  diagnostics: [{ code: 'value_boolean', file: 'people.csv', row: 9, field: 'enabledUser', expected: 'true or false' }],
})

describe('incomplete evidence', () => {
  beforeEach(async () => {
    bench.feed.current = { records: smallDistrict(20) }
    await bench.sync()
  })

  it('retires nobody by a table whose end was not seen', async () => {
    bench.feed.current = {
      records: smallDistrict(20).filter(({ sourcedId }) => sourcedId !== 'p001'),
      ends: { people: { endSeen: false } },
    }
    const report = await bench.sync()
    expect(report.tables.people.retired).toBe(0)
    expect(report.incomplete).toContainEqual({ table: 'people', reason: 'the end of the data was not seen' })
    expect(await active('person')).toBe(21)
  })

  it('retires nobody by a table that the feed does not have, and resolves references by the roster', async () => {
    const newcomer = person('p900')
    bench.feed.current = {
      records: [
        org('d', { type: 'district' }),
        org('s1', { parentSourcedId: 'd' }),
        org('s2', { parentSourcedId: 'd' }),
        newcomer,
        enrolment('c1', 'p900'),
      ],
      absent: ['classes', 'courses', 'terms'],
      ends: { people: { wholeSet: false }, enrolments: { wholeSet: false } },
    }
    const report = await bench.sync()
    expect(report.state).toBe('reported')
    expect(report.tables.enrolments).toMatchObject({ added: 1, retired: 0, quarantined: 0 })
    expect(await active('enrolment')).toBe(22)
  })

  it('keeps the last good state of a quarantined row, and of everybody when a row cannot be identified', async () => {
    const diagnostics = [
      { code: 'value_missing', file: 'people.csv', row: 9, field: 'givenName', expected: 'a name' },
    ] as const
    const without = smallDistrict(20).filter(({ sourcedId, table }) => table !== 'people' || !/p00[12]/.test(sourcedId))
    bench.feed.current = {
      records: without.filter(({ table, sourcedId }) => table !== 'enrolments' || !/p002/.test(sourcedId)),
      quarantined: [{ table: 'people', file: 'people.csv', row: 9, sourcedId: 'p001', diagnostics }],
    }
    const report = await bench.sync()
    expect(report.tables.people).toMatchObject({ quarantined: 1, retired: 1, received: 20, valid: 19 })
    expect(await bench.query(`select from person_source where sourced_id = 'p001' and status = 'active'`)).toHaveLength(
      1,
    )
    expect(await bench.query(`select from role_grant where status = 'active' and role = 'student'`)).toHaveLength(19)
    bench.feed.current = {
      records: without.filter(({ sourcedId }) => !/p003/.test(sourcedId)),
      quarantined: [{ table: 'people', file: 'people.csv', row: 9, sourcedId: null, diagnostics }],
    }
    expect((await bench.sync()).tables.people.retired).toBe(0)
  })

  it('gives a disabled teacher no class back because their row is damaged, and leaves nobody a role at a lost school', async () => {
    const other = person('o1', { feedRoles: [feedRole('student', 's2')] })
    const others = smallDistrict(20).filter(({ table, sourcedId }) => table !== 'people' || sourcedId !== 't1')
    const disabled = person('t1', { feedRoles: [feedRole('teacher', 's1')], enabled: false })
    bench.feed.current = { records: [...others, disabled, other] }
    await bench.sync()
    bench.feed.current = {
      records: others.filter(({ sourcedId }) => sourcedId !== 's2'),
      quarantined: [damaged('t1'), damaged('o1')],
    }
    const report = await bench.sync()
    expect(report.tables).toMatchObject({ people: { quarantined: 2, retired: 0 }, orgs: { retired: 1 } })
    expect(report.roles).toMatchObject({ granted: 0, revoked: 1 })
    expect(await bench.query(`select from role_grant where role = 'class_lead' and status = 'active'`)).toHaveLength(0)
  })

  it('fails without a trace when the feed breaks off', async () => {
    const before = await everything()
    bench.feed.current = {
      records: [],
      failure: new (await import('../../src/roster/failure.ts')).Failure(
        'PACKAGE_UNREADABLE',
        'operator',
        'The zip is cut.',
      ),
    }
    const report = await bench.sync()
    expect(report.state).toBe('failed')
    expect(report.failure).toMatchObject({ code: 'PACKAGE_UNREADABLE', message: 'The zip is cut.' })
    expect(await everything()).toBe(before)
  })
})

describe('the set as a whole', () => {
  it('takes an identical double once and neither of two that contradict each other', async () => {
    bench.feed.current = {
      records: [...smallDistrict(5), person('p001'), person('p002', { givenName: 'Another' })],
    }
    const report = await bench.sync()
    expect(report.tables.people).toMatchObject({ received: 8, quarantined: 2, added: 5 })
    expect(report.diagnostics.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['duplicate_conflict', 2],
        ['duplicate_same', 1],
        ['reference_missing', 1],
      ]),
    )
    const rows = await bench.query<{ file: string; row_number: string; code: string; field: string }>(
      'select file, row_number, code, field from quarantined_row order by file, row_number',
    )
    expect(rows).toContainEqual({ file: 'people.csv', row_number: '4', code: 'duplicate_conflict', field: 'sourcedId' })
  })

  it('gives and takes no role by a row that it left out', async () => {
    const before = smallDistrict(5)
    bench.feed.current = { records: before }
    await bench.sync()
    bench.feed.current = {
      records: [
        ...before,
        person('p001', { feedRoles: [feedRole('siteAdministrator', 's1')] }),
        person('p002', { status: 'gone' }),
        org('s1', { type: 'department', parentSourcedId: 'd' }),
        org('s3'),
        org('s3', { type: 'department' }),
        person('p006', { feedRoles: [feedRole('student', 's3')] }),
      ],
    }
    const report = await bench.sync()
    expect(report.tables).toMatchObject({ people: { quarantined: 4, added: 1 }, orgs: { quarantined: 4, added: 0 } })
    expect(report.roles).toMatchObject({ granted: 0, revoked: 0 })
  })

  it('gives a person who stands in the feed twice the same role once', async () => {
    bench.feed.current = { records: smallDistrict(5) }
    await bench.sync()
    const teacher = person('t2', { feedRoles: [feedRole('teacher', 's1')] })
    bench.feed.current = { records: [...smallDistrict(5), teacher, teacher] }
    const report = await bench.sync()
    expect(report.failure).toBeNull()
    expect(report.tables.people).toMatchObject({ received: 8, added: 1 })
    expect(report.roles.granted).toBe(1)
  })

  it('quarantines an enrolment of nobody and keeps a class without its course, saying so', async () => {
    bench.feed.current = {
      records: [
        ...smallDistrict(5),
        schoolClass('c2', { courseSourcedId: 'nowhere' }),
        enrolment('c1', 'nobody'),
        enrolment('c9', 'p001'),
      ],
    }
    const report = await bench.sync()
    expect(report.tables.enrolments).toMatchObject({ received: 8, quarantined: 2, added: 6 })
    expect(report.tables.classes.added).toBe(2)
    expect(report.diagnostics.find(({ code }) => code === 'reference_dangling')).toMatchObject({
      count: 1,
      firstAt: { file: 'classes.csv', row: 3, field: 'courseSourcedId' },
    })
  })
})

const without = (count: number) =>
  smallDistrict(100).filter(({ sourcedId }) => !(Number(/p(\d+)$/.exec(sourcedId)?.[1] ?? 999) <= count))

describe('a held run', () => {
  beforeEach(async () => {
    bench.feed.current = { records: smallDistrict(100) }
    await bench.sync()
  })

  it('changes nothing, says why, and applies exactly its plan when it is approved', async () => {
    const before = await everything()
    bench.feed.current = { records: without(6) }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    expect(held.hold?.reasons.map(({ code, table, count, limit, of }) => ({ code, table, count, limit, of }))).toEqual([
      { code: 'retire', table: 'people', count: 6, limit: 5, of: 101 },
      { code: 'retire', table: 'enrolments', count: 6, limit: 5, of: 101 },
    ])
    expect(await everything()).toBe(before)
    const applied = await approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test' })
    expect(applied.state).toBe('reported')
    expect(applied.planHash).toBe(held.planHash)
    expect(await active('person')).toBe(95)
    expect(await active('enrolment')).toBe(95)
  })

  it('lets exactly the limit pass', async () => {
    bench.feed.current = { records: without(5) }
    expect((await bench.sync()).state).toBe('reported')
  })

  it('can be applied for its additions only', async () => {
    bench.feed.current = { records: [...without(6), person('new1'), enrolment('c1', 'new1')] }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    const applied = await approveRun(bench.world, {
      districtId: bench.districtId,
      runId: held.runId,
      by: 'test',
      additionsOnly: true,
    })
    expect(applied.tables.people).toMatchObject({ added: 1, retired: 0 })
    expect(await active('person')).toBe(102)
    expect(await bench.query(`select from role_grant where status = 'active' and role = 'student'`)).toHaveLength(101)
  })

  it('can be discarded, and then neither approved nor discarded again', async () => {
    bench.feed.current = { records: without(6) }
    const held = await bench.sync()
    const decision = { districtId: bench.districtId, runId: held.runId, by: 'test' }
    expect((await discardRun(bench.world, decision)).state).toBe('discarded')
    await expect(approveRun(bench.world, decision)).rejects.toMatchObject({ code: 'RUN_STATE' })
    await expect(discardRun(bench.world, decision)).rejects.toMatchObject({ code: 'RUN_STATE' })
    expect(await active('person')).toBe(101)
  })

  it('holds an empty table however small, a lost school, and a rise of administrators', async () => {
    bench.feed.current = { records: smallDistrict(100).filter(({ table }) => table !== 'enrolments') }
    const empty = await bench.sync()
    expect(empty.hold?.reasons.map(({ code }) => code)).toContain('table_empty')
    bench.feed.current = { records: smallDistrict(100).filter(({ sourcedId }) => sourcedId !== 's1') }
    const lost = await bench.sync()
    expect(lost.hold?.reasons).toContainEqual(
      expect.objectContaining({ code: 'retire_school', schoolSourcedId: 's1', table: 'people', count: 101 }),
    )
    const admins = ['a1', 'a2', 'a3', 'a4'].map((id) => person(id, { feedRoles: [feedRole('administrator', 's1')] }))
    bench.feed.current = { records: [...smallDistrict(100), ...admins.slice(0, 3)] }
    expect((await bench.sync({ dryRun: true })).hold).toBeNull()
    bench.feed.current = { records: [...smallDistrict(100), ...admins] }
    const rise = await bench.sync()
    expect(rise.hold?.reasons).toContainEqual(
      expect.objectContaining({ code: 'administrator_rise', count: 4, limit: 3 }),
    )
  })
})

describe('a preview', () => {
  it('writes nothing and shows the plan that the run then makes, to the hash', async () => {
    bench.feed.current = { records: smallDistrict(20) }
    const preview = await bench.sync({ dryRun: true })
    expect(preview.state).toBe('previewed')
    expect(await active('person')).toBe(0)
    const changes = await bench.query('select from run_change where run_id = $1', [preview.runId])
    expect(changes.length).toBe(3 + 1 + 21 + 21 + 22)
    const run = await bench.sync()
    expect(run.planHash).toBe(preview.planHash)
    expect(run.tables).toEqual(preview.tables)
    expect(run.roles).toEqual(preview.roles)
  })
})
