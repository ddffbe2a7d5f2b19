/** What a class's lead does to its list by hand, night after night of syncs. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../src/access/principal.ts'
import { giveBackClassList, putIntoClassList, takeOutOfClassList } from '../../src/actions/community/edit-class-list.ts'
import { makeStudentInClass } from '../../src/actions/community/make-student.ts'
import { makeClass } from '../../src/actions/community/make-class.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { useStickyBench } from '../support/sticky-bench.ts'

const bench = useStickyBench()

function base(without: readonly string[] = []): RosterRecord[] {
  return [
    org('s1'),
    schoolClass('c1'),
    person('t1', { feedRoles: [feedRole('teacher', 's1')] }),
    person('p1', { feedRoles: [feedRole('student', 's1')] }),
    person('p2', { feedRoles: [feedRole('student', 's1')] }),
    person('p3', { feedRoles: [feedRole('student', 's1')] }),
    enrolment('c1', 't1', { role: 'teacher' }),
    enrolment('c1', 'p1'),
    enrolment('c1', 'p2'),
  ].filter(({ sourcedId }) => !without.includes(sourcedId))
}

async function read(records: readonly RosterRecord[]) {
  bench.feed.current = { records }
  const report = await bench.sync()
  expect(report.hold?.reasons ?? []).toEqual([])
  expect(report.state).toBe('reported')
  return report
}

beforeEach(async () => {
  await read(base())
})

const students = async () =>
  (
    await bench.query<{ who: string }>(
      `select s.sourced_id as who from enrolment e
       join person_source s on s.district_id = e.district_id and s.person_id = e.person_id
       where e.status = 'active' and e.role = 'student' group by 1 order by 1`,
    )
  ).map(({ who }) => who)

async function as(act: typeof putIntoClassList, sourcedId: string): Promise<string | null> {
  const classId = await bench.idOf('class', 'c1')
  const lead: Principal = {
    districtId: bench.districtId,
    personId: await bench.idOf('person', 't1'),
    customerId: null,
    roles: [{ role: 'class_lead', scopeType: 'class', scopeId: classId }],
  }
  const outcome = await act(bench.domain, lead, { classId, personId: await bench.idOf('person', sourcedId) })
  return 'problem' in outcome ? outcome.problem : null
}

describe('the list that a lead has edited', () => {
  it('stays as it is while the feed says the same, says something else, and says it again', async () => {
    expect(await as(putIntoClassList, 'p3')).toBe(null)
    expect(await as(takeOutOfClassList, 'p1')).toBe(null)
    expect(await students()).toEqual(['p2', 'p3'])
    for (const records of [base(), base(['c1-p1']), base(), base(['c1-p2']), base()]) {
      await read(records)
      expect(await students()).toEqual(records.some(({ sourcedId }) => sourcedId === 'c1-p2') ? ['p2', 'p3'] : ['p3'])
    }
  })

  it('is the feed’s again once it is given back, as the feed has it by then', async () => {
    await as(putIntoClassList, 'p3')
    await as(takeOutOfClassList, 'p1')
    await as(takeOutOfClassList, 'p2')
    await read(base(['c1-p2']))
    expect(await as(giveBackClassList, 'p1')).toBe(null)
    expect(await as(giveBackClassList, 'p2')).toBe(null)
    expect(await as(giveBackClassList, 'p3')).toBe(null)
    expect(await students()).toEqual(['p1'])
    await read(base())
    expect(await students()).toEqual(['p1', 'p2'])
  })

  it('keeps who was put in when the feed comes to name them and then doesn’t any more', async () => {
    await as(putIntoClassList, 'p3')
    await read([...base(), enrolment('c1', 'p3')])
    expect(await students()).toEqual(['p1', 'p2', 'p3'])
    await read(base())
    expect(await students()).toEqual(['p1', 'p2', 'p3'])
  })

  it('keeps a student who was made in it, whom no feed has ever named', async () => {
    const admin: Principal = {
      districtId: bench.districtId,
      personId: null,
      customerId: null,
      roles: [{ role: 'district_admin', scopeType: 'district', scopeId: bench.districtId }],
    }
    const classId = await bench.idOf('class', 'c1')
    const student = { classId, givenName: 'Nora', familyName: 'New', number: null }
    const made = await makeStudentInClass(bench.domain, admin, student)
    await read(base(['c1-p1']))
    await read(base())
    const kept = await bench.query(
      `select p.status, e.status as place from person p join enrolment e on e.district_id = p.district_id and e.person_id = p.id
       where p.family_name = 'New'`,
    )
    expect(made).toMatchObject({ done: {} })
    expect(kept).toEqual([{ status: 'active', place: 'active' }])
  })

  it('lets nobody in who has left the roster, and makes nobody a lead', async () => {
    await read(base(['p3']))
    expect(await as(putIntoClassList, 'p3')).toBe('student_unknown')
    await read(base())
    expect(await as(putIntoClassList, 'p3')).toBe(null)
    const leads = await bench.query("select 1 from role_grant where role = 'class_lead' and status = 'active'")
    expect(leads.length).toBe(1)
  })
})

describe('a class made by hand', () => {
  it('is touched by no sync: neither by a feed that says nothing of it, nor when another class leaves', async () => {
    const teacher: Principal = {
      districtId: bench.districtId,
      personId: await bench.idOf('person', 't1'),
      customerId: null,
      roles: [
        { role: 'teacher', scopeType: 'school', scopeId: await bench.idOf('org', 's1') },
        { role: 'class_lead', scopeType: 'class', scopeId: await bench.idOf('class', 'c1'), taught: true },
      ],
    }
    const other = [schoolClass('c2'), enrolment('c2', 'p3')]
    await read([...base(), ...other])
    const names = { title: 'Chess club', classCode: null, teacherId: null }
    const made = await makeClass(bench.domain, teacher, { ...names, schoolId: await bench.idOf('org', 's1') })
    expect(made).toMatchObject({ done: {} })
    const before = await byHand()
    expect(before).toMatchObject([{ status: 'active', leads: 1 }])
    const report = await read([...base(['c1', 'c1-t1', 'c1-p1', 'c1-p2']), ...other])
    expect(report.tables.classes).toMatchObject({ retired: 1, unchanged: 1 })
    await read([...base(), ...other])
    expect(await byHand()).toEqual(before)
  })
})

const byHand = () =>
  bench.query(
    `select c.id, c.title, c.status, c.school_id, (
       select count(*)::int from role_grant g where g.district_id = c.district_id and g.scope_type = 'class'
         and g.scope_id = c.id and g.role = 'class_lead' and g.status = 'active') as leads
     from class c where c.source_id = ''`,
  )
