/** Roles that a run would take: from many, or from the last who holds one. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonRecord, RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { feedRole, org, person, smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

const staff = (id: string, role: Parameters<typeof feedRole>[0], school = 's1'): PersonRecord =>
  person(id, { feedRoles: [feedRole(role, school)] })
const teachers = (count: number, school = 's2'): PersonRecord[] =>
  Array.from({ length: count }, (_, index) => staff(`teacher-${index}`, 'teacher', school))
const sync = async (records: readonly RosterRecord[]) => {
  bench.feed.current = { records }
  const report = await bench.sync()
  return {
    report,
    reasons: report.hold?.reasons.map(({ code, count, limit, of }) => ({ code, count, limit, of })) ?? [],
  }
}
const asStudents = (records: readonly PersonRecord[]): PersonRecord[] =>
  records.map(({ sourcedId }) => staff(sourcedId, 'student'))

const grants = (id: string) =>
  bench.query<{ role: string; school: string }>(
    `select g.role, o.sourced_id as school from role_grant g join person_source p on p.person_id = g.person_id
     left join org o on o.id = g.scope_id where p.sourced_id = $1 and g.status = 'active' order by 1`,
    [id],
  )

const give = (role: string, ...ids: string[]) =>
  bench.query(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
     select district_id, person_id, $1, 'district', 0, 'manual' from person_source where sourced_id = any ($2)`,
    [role, ids],
  )

describe('holders of a role', () => {
  it('may lose it up to the limit, and one more is held', async () => {
    const all = teachers(40)
    await sync([...smallDistrict(5), ...all])
    const five = [...smallDistrict(5), ...asStudents(all.slice(0, 5)), ...all.slice(5)]
    expect((await sync(five)).report.state).toBe('reported')
    const six = [...smallDistrict(5), ...asStudents(all.slice(0, 11)), ...all.slice(11)]
    // t1 is a teacher as well.
    expect((await sync(six)).reasons).toEqual([{ code: 'role_loss', count: 6, limit: 5, of: 36 }])
  })

  it('lose nothing by moving to another school, nor where they hold the role by hand', async () => {
    const all = teachers(40)
    await sync([...smallDistrict(5), ...all])
    const { report } = await sync([...smallDistrict(5), ...teachers(10, 's1'), ...all.slice(10)])
    expect([report.state, report.roles]).toMatchObject(['reported', { granted: 10, revoked: 10 }])
    await bench.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       select district_id, person_id, 'teacher', 'district', 0, 'manual' from person_source where sourced_id like 'teacher-1_'`,
    )
    const demoted = [...smallDistrict(5), ...asStudents(all.slice(0, 15)), ...all.slice(15)]
    // Ten of the fifteen, and five of them by hand still: teacher-10 to teacher-14.
    expect((await sync(demoted)).reasons).toEqual([{ code: 'role_loss', count: 10, limit: 5, of: 41 }])
  })

  it('are missed where they leave, though they are few among all people', async () => {
    const all = teachers(10, 's1')
    await sync([...smallDistrict(200), ...all])
    expect((await sync([...smallDistrict(200), ...all.slice(6)])).reasons).toEqual([
      { code: 'role_loss', count: 6, limit: 5, of: 11 },
    ])
  })
})

describe('a school that becomes a department', () => {
  it('is held for the people it had, and for the roles they lose', async () => {
    const records = [...smallDistrict(20), ...teachers(17)]
    await sync(records)
    const retyped = records.map((record) =>
      record.table === 'orgs' && record.sourcedId === 's2'
        ? org('s2', { type: 'department', parentSourcedId: 'd' })
        : record,
    )
    expect((await sync(retyped)).reasons).toEqual([
      { code: 'retire_school', count: 17, limit: 5, of: 17 },
      { code: 'role_loss', count: 17, limit: 5, of: 18 },
    ])
  })
})

describe('a role that somebody has to have', () => {
  const records = [...smallDistrict(5), staff('head', 'principal'), staff('admin', 'siteAdministrator')]
  const without = (...ids: string[]) => records.filter(({ sourcedId }) => !ids.includes(sourcedId))
  beforeEach(async () => {
    await sync(records)
  })

  it('is not taken from its last holder unasked, whether they leave or only lose it', async () => {
    expect((await sync(without('head'))).reasons).toEqual([{ code: 'role_none', count: 1, limit: 0, of: 1 }])
    expect((await sync([...without('head'), staff('head', 'aide')])).reasons).toMatchObject([{ code: 'role_none' }])
    expect((await sync(without('head', 'admin'))).reasons.map(({ code }) => code)).toEqual(['role_none', 'role_none'])
  })

  it('goes to a successor in the same run', async () => {
    expect((await sync([...without('head'), staff('head-2', 'principal')])).report.state).toBe('reported')
  })

  it('stays with somebody who holds it by hand, unless they leave', async () => {
    await bench.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       select district_id, person_id, 'principal', 'district', 0, 'manual' from person_source where sourced_id = 'p001'`,
    )
    expect((await sync(without('head'))).report.state).toBe('reported')
    expect((await sync(without('head', 'p001', 'c1-p001'))).reasons).toEqual([
      { code: 'role_none', count: 0, limit: 0, of: 1 },
    ])
  })
})

describe('a role that somebody gave by hand', () => {
  const records = [...smallDistrict(5), staff('boss', 'aide'), staff('other', 'aide')]
  const without = records.filter(({ sourcedId }) => sourcedId !== 'boss')
  const disabled = records.map((one) => (one.sourcedId === 'boss' ? { ...one, enabled: false } : one))

  it.each([
    ['leaves and comes back', without],
    ['was disabled and is enabled again', disabled],
  ])('comes back only with somebody’s consent where whoever has it %s', async (_, gone) => {
    await sync(records)
    await give('district_admin', 'boss', 'other')
    expect((await sync(gone)).report.state).toBe('reported')
    const { report, reasons } = await sync(records)
    expect(reasons).toEqual([{ code: 'administrator_rise', count: 1, limit: 0, of: 1 }])
    await approveRun(bench.world, { districtId: bench.districtId, runId: report.runId, by: 'test' })
    expect((await sync(records)).report.state).toBe('reported')
  })

  it('passes with the others below the limit where a feed may give it, too', async () => {
    await sync(records)
    await give('school_admin', 'boss', 'other')
    expect((await sync(without)).report.state).toBe('reported')
    expect((await sync(records)).report.state).toBe('reported')
  })

  it('is missed where the last who has it may not sign in any more', async () => {
    await sync(records)
    await give('district_admin', 'boss')
    expect((await sync(disabled)).reasons).toMatchObject([{ code: 'role_none' }])
  })
})

describe('an approval of additions only', () => {
  it('takes no role, and gives none in place of one that it did not take', async () => {
    const all = teachers(17)
    const records = [...smallDistrict(20), ...all]
    await sync(records)
    const moved = all.map(({ sourcedId }) => staff(sourcedId, 'principal', 's2'))
    const { report, reasons } = await sync([...smallDistrict(20), ...moved, staff('new', 'principal', 's2')])
    expect(reasons.map(({ code }) => code)).toEqual(['role_loss'])
    const place = { districtId: bench.districtId, runId: report.runId, by: 'test' }
    const applied = await approveRun(bench.world, { ...place, additionsOnly: true })
    expect(applied.roles).toMatchObject({ granted: 1, revoked: 0 })
    expect(await grants('teacher-0')).toEqual([{ role: 'teacher', school: 's2' }])
    expect(await grants('new')).toEqual([{ role: 'principal', school: 's2' }])
  })

  it('gives nobody the role of a new rule beside the one of the old', async () => {
    const records = [...smallDistrict(20), ...teachers(17)]
    await sync(records)
    await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
      writeDistrictRoleMap(client, bench.districtId, {
        rules: [{ when: { role: ['teacher'] }, grant: [{ role: 'coach', scope: 'org' }], stop: true }],
      }),
    )
    const { report } = await sync([...records, staff('new', 'teacher', 's2')])
    expect(report.hold?.reasons.map(({ code }) => code)).toEqual(['role_loss'])
    const place = { districtId: bench.districtId, runId: report.runId, by: 'test' }
    await approveRun(bench.world, { ...place, additionsOnly: true })
    expect(await grants('teacher-0')).toEqual([{ role: 'teacher', school: 's2' }])
    expect(await grants('new')).toEqual([{ role: 'coach', school: 's2' }])
  })

  it('gives no role at a place that is not yet what the role needs', async () => {
    const office = org('s2', { type: 'department' })
    const base = smallDistrict(20).filter(({ sourcedId }) => sourcedId !== 's2')
    const all = teachers(8, 's1')
    await sync([...base, office, ...all, staff('x', 'teacher', 's2')])
    const { report } = await sync([...base, org('s2'), ...asStudents(all), staff('x', 'teacher', 's2')])
    expect(report.state).toBe('held')
    const place = { districtId: bench.districtId, runId: report.runId, by: 'test' }
    await approveRun(bench.world, { ...place, additionsOnly: true })
    expect(await grants('x')).toEqual([])
  })
})
