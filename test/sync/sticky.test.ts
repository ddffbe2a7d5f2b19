/** Fields edited by hand: the manual value wins over every feed, and is given back when its owner says so. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { useStickyBench } from '../support/sticky-bench.ts'

const bench = useStickyBench()

beforeEach(async () => {
  await read(base())
})

/** Two classes, a teacher and three students, one of whom is in no class. */
function base(over: Record<string, object> = {}): RosterRecord[] {
  const records: RosterRecord[] = [
    org('s1'),
    org('s2'),
    schoolClass('c1'),
    schoolClass('c2'),
    person('t1', { feedRoles: [feedRole('teacher', 's1')] }),
    person('t2', { feedRoles: [feedRole('teacher', 's1')] }),
    person('p1', { email: 'p1@feed.example' }),
    person('p2'),
    person('p3'),
    enrolment('c1', 't1', { role: 'teacher' }),
    enrolment('c1', 'p1'),
    enrolment('c1', 'p2'),
  ]
  return records.map((record) => ({ ...record, ...over[record.sourcedId] }))
}

async function read(records: readonly RosterRecord[]) {
  bench.feed.current = { records }
  const report = await bench.sync()
  expect(report.hold?.reasons ?? []).toEqual([])
  expect(report.state).toBe('reported')
  return report
}

const without = (...sourcedIds: string[]) => base().filter((one) => !sourcedIds.includes(one.sourcedId))
const emailOf = async (sourcedId: string) =>
  (
    await bench.query<{ email: string | null }>(
      'select p.email from person p join person_source s on s.person_id = p.id and s.district_id = p.district_id where s.sourced_id = $1',
      [sourcedId],
    )
  )[0]?.email
const membersOf = async (sourcedId: string) =>
  (
    await bench.query<{ who: string }>(
      `select s.sourced_id as who from enrolment e join class c on c.district_id = e.district_id and c.id = e.class_id
       join person_source s on s.district_id = e.district_id and s.person_id = e.person_id
       where c.sourced_id = $1 and e.status = 'active' order by 1`,
      [sourcedId],
    )
  ).map(({ who }) => who)
const leadsOf = async (sourcedId: string) =>
  (
    await bench.query<{ who: string }>(
      `select s.sourced_id as who from role_grant g join class c on c.district_id = g.district_id and c.id = g.scope_id
       join person_source s on s.district_id = g.district_id and s.person_id = g.person_id
       where g.role = 'class_lead' and g.status = 'active' and c.sourced_id = $1 order by 1`,
      [sourcedId],
    )
  ).map(({ who }) => who)

describe('what can’t be edited', () => {
  it('is every field that is not on the list, with names of other systems and statuses among them', async () => {
    const p1 = await bench.idOf('person', 'p1')
    for (const field of ['identifier', 'sourcedId', 'userIds', 'status', 'enabled', 'feedRoles', 'given_name', ''])
      expect(await bench.edit('people', p1, field, 'x')).toBe('field_not_editable')
    expect(await bench.edit('classes', await bench.idOf('class', 'c1'), 'schoolSourcedId', 's2')).toBe(
      'field_not_editable',
    )
  })

  it('is a record that does not exist, that has left, or that no feed knows', async () => {
    expect(await bench.edit('people', '999999999', 'email', 'x@y.example')).toBe('record_unknown')
    expect(await bench.edit('enrolments', 'sis/none', 'role', 'teacher')).toBe('record_unknown')
    const p2 = await bench.idOf('person', 'p2')
    await read(without('p2', 'c1-p2'))
    expect(await bench.edit('people', p2, 'email', 'x@y.example')).toBe('record_retired')
    const [made] = await bench.query<{ id: string }>(
      "insert into person (district_id, given_name, family_name) values ($1, 'By', 'Hand') returning id::text as id",
      [bench.districtId],
    )
    expect(await bench.edit('people', made?.id ?? '', 'email', 'x@y.example')).toBe('record_by_hand')
  })

  it.each<[string, unknown, string]>([
    ['givenName', '  ', 'value_required'],
    ['givenName', null, 'value_required'],
    ['givenName', 7, 'value_type'],
    ['givenName', 'x'.repeat(256), 'value_too_long'],
    ['email', 'nobody', 'value_email'],
    ['grades', 'nine', 'value_type'],
  ])('is %s to %j: %s', async (field, value, problem) => {
    expect(await bench.edit('people', await bench.idOf('person', 'p1'), field, value)).toBe(problem)
    expect(await bench.query('select 1 from sticky_field')).toEqual([])
    expect(await bench.query("select 1 from audit_entry where action like 'field.%'")).toEqual([])
  })

  it('is an end before the begin, a date that isn’t, a role that isn’t', async () => {
    expect(await bench.edit('enrolments', 'sis/c1-p1', 'beginDate', '2026-09-01')).toBe(null)
    expect(await bench.edit('enrolments', 'sis/c1-p1', 'endDate', '2026-08-01')).toBe('dates_reversed')
    expect(await bench.edit('enrolments', 'sis/c1-p1', 'endDate', '2026-02-30')).toBe('value_date')
    expect(await bench.edit('enrolments', 'sis/c1-p1', 'role', 'boss')).toBe('value_role')
    expect(await bench.edit('enrolments', 'sis/c1-p1', 'member', true)).toBe('value_type')
  })

  it('is given back only once, and only where it was edited', async () => {
    const p1 = await bench.idOf('person', 'p1')
    expect(await bench.giveBack('people', p1, 'email')).toBe('field_not_edited')
    await bench.edit('people', p1, 'email', 'hand@school.example')
    expect(await bench.giveBack('people', p1, 'email')).toBe(null)
    expect(await bench.giveBack('people', p1, 'email')).toBe('field_not_edited')
  })
})

describe('a field edited by hand', () => {
  it('stays as it is whatever the feed says of it, while the feed’s other fields go on', async () => {
    const p1 = await bench.idOf('person', 'p1')
    expect(await bench.edit('people', p1, 'email', ' hand@school.example ')).toBe(null)
    const quiet = await read(base())
    expect(quiet.tables.people).toMatchObject({ changed: 0, unchanged: 5 })
    const report = await read(base({ p1: { email: 'new@feed.example', givenName: 'Newgiven' } }))
    expect(report.tables.people.changed).toBe(1)
    expect(await emailOf('p1')).toBe('hand@school.example')
    expect(await bench.field('people', p1, 'givenName')).toMatchObject({ value: 'Newgiven', edited: false })
    expect(await bench.field('people', p1, 'email')).toEqual({
      value: 'hand@school.example',
      feedValue: 'new@feed.example',
      edited: true,
    })
    // The live row stands for what the feed said, so the same feed is no news.
    expect((await read(base({ p1: { email: 'new@feed.example', givenName: 'Newgiven' } }))).tables.people.changed).toBe(
      0,
    )
  })

  it('is given back: what the feed says counts at once, and the next feed too', async () => {
    const p1 = await bench.idOf('person', 'p1')
    await bench.edit('people', p1, 'email', 'hand@school.example')
    await read(base({ p1: { email: 'second@feed.example' } }))
    expect(await bench.giveBack('people', p1, 'email')).toBe(null)
    expect(await emailOf('p1')).toBe('second@feed.example')
    await read(base({ p1: { email: 'third@feed.example' } }))
    expect(await emailOf('p1')).toBe('third@feed.example')
    const entries = await bench.query<{ action: string; actor: string; detail: object }>(
      'select action, actor, detail from audit_entry where object = $1 order by id',
      [`person:${p1}`],
    )
    expect(entries).toEqual([
      { action: 'field.edit', actor: 'person:1', detail: { field: 'email' } },
      { action: 'field.give_back', actor: 'person:1', detail: { field: 'email' } },
    ])
  })

  it('is a conflict in every run’s report, changed row or not, until the feed says the same', async () => {
    const p1 = await bench.idOf('person', 'p1')
    await bench.edit('people', p1, 'email', 'hand@school.example')
    const conflict = { count: 1, fields: [{ kind: 'people', sourcedId: 'p1', field: 'email' }] }
    expect((await read(base())).conflicts).toEqual(conflict)
    const preview = await bench.sync({ dryRun: true })
    expect(preview.conflicts).toEqual(conflict)
    bench.feed.current = { records: base({ p1: { email: 'hand@school.example' } }) }
    expect((await bench.sync({ dryRun: true })).conflicts).toEqual({ count: 0, fields: [] })
    expect((await bench.sync()).conflicts).toEqual({ count: 0, fields: [] })
    expect(await bench.field('people', p1, 'email')).toMatchObject({ edited: true })
    expect((await read(base())).conflicts).toEqual(conflict)
  })

  it('stays with somebody who leaves and comes back', async () => {
    const p1 = await bench.idOf('person', 'p1')
    await bench.edit('people', p1, 'email', 'hand@school.example')
    await read(without('p1', 'c1-p1'))
    expect((await read(base({ p1: { email: 'back@feed.example' } }))).tables.people.added).toBe(1)
    expect(await emailOf('p1')).toBe('hand@school.example')
    expect(await bench.field('people', p1, 'email')).toMatchObject({ feedValue: 'back@feed.example' })
  })

  it('goes along when two people turn out to be one, but for a field that was edited of both', async () => {
    const [p1, p2] = [await bench.idOf('person', 'p1'), await bench.idOf('person', 'p2')]
    await bench.edit('people', p2, 'email', 'hand@school.example')
    await bench.edit('people', p2, 'givenName', 'Goes')
    await bench.edit('people', p1, 'givenName', 'Stays')
    await linkPeople(bench.world, {
      districtId: bench.districtId,
      personId: p1,
      otherId: p2,
      by: 'person:1',
      mayRaise: true,
    })
    expect(await bench.field('people', p1, 'email')).toEqual({
      value: 'hand@school.example',
      feedValue: 'p1@feed.example',
      edited: true,
    })
    expect(await bench.field('people', p1, 'givenName')).toMatchObject({ value: 'Stays', feedValue: 'Given p1' })
    await read(base({ p1: { email: 'new@feed.example' }, p2: { email: 'silent@feed.example' } }))
    expect(await bench.field('people', p1, 'email')).toMatchObject({
      value: 'hand@school.example',
      feedValue: 'new@feed.example',
    })
    expect(await bench.query('select 1 from sticky_field')).toHaveLength(2)
  })

  it('is a list, a title, a school’s name just as well', async () => {
    const c1 = await bench.idOf('class', 'c1')
    const s1 = await bench.idOf('org', 's1')
    await bench.edit('classes', c1, 'grades', ['09', ' ', '10 '])
    await bench.edit('classes', c1, 'title', 'By hand')
    await bench.edit('orgs', s1, 'name', 'Our School')
    await read(base({ c1: { grades: ['11'], title: 'By feed', location: 'R2' }, s1: { name: 'Renamed' } }))
    expect(await bench.query("select title, grades, location from class where sourced_id = 'c1'")).toEqual([
      { title: 'By hand', grades: ['09', '10'], location: 'R2' },
    ])
    expect(await bench.query("select name from org where sourced_id = 's1'")).toEqual([{ name: 'Our School' }])
    await bench.giveBack('classes', c1, 'grades')
    expect(await bench.field('classes', c1, 'grades')).toMatchObject({ value: ['11'], edited: false })
  })

  it('is not made the editor’s by writing what is there already', async () => {
    const p1 = await bench.idOf('person', 'p1')
    expect(await bench.edit('people', p1, 'email', 'p1@feed.example')).toBe(null)
    expect(await bench.field('people', p1, 'email')).toMatchObject({ edited: false })
  })
})

describe('a class roster edited by hand', () => {
  it('does without somebody who was taken out, every night, and takes them back when given back', async () => {
    expect(await bench.edit('enrolments', 'sis/c1-p1', 'member', false)).toBe(null)
    expect(await membersOf('c1')).toEqual(['p2', 't1'])
    const report = await read(base())
    expect(report.tables.enrolments).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(report.conflicts).toEqual({
      count: 1,
      fields: [{ kind: 'enrolments', sourcedId: 'c1-p1', field: 'member' }],
    })
    await read(base({ 'c1-p1': { endDate: '2027-06-30' } }))
    expect(await membersOf('c1')).toEqual(['p2', 't1'])
    expect(await bench.giveBack('enrolments', 'sis/c1-p1', 'member')).toBe(null)
    expect(await membersOf('c1')).toEqual(['p1', 'p2', 't1'])
    expect(await bench.field('enrolments', 'sis/c1-p1', 'endDate')).toMatchObject({ value: '2027-06-30' })
    expect((await read(base({ 'c1-p1': { endDate: '2027-06-30' } }))).tables.enrolments).toMatchObject({
      added: 0,
      changed: 0,
    })
  })

  it('agrees with the feed when that names them no longer, and giving back then brings nobody', async () => {
    await bench.edit('enrolments', 'sis/c1-p1', 'member', false)
    expect((await read(without('c1-p1'))).conflicts?.count).toBe(0)
    expect(await bench.giveBack('enrolments', 'sis/c1-p1', 'member')).toBe(null)
    expect(await membersOf('c1')).toEqual(['p2', 't1'])
    await read(base())
    expect(await membersOf('c1')).toEqual(['p1', 'p2', 't1'])
  })

  it('does not take it for gone where the list of enrolments was not whole', async () => {
    await bench.edit('enrolments', 'sis/c1-p1', 'member', false)
    bench.feed.current = { records: without('c1-p1'), ends: { enrolments: { endSeen: false } } }
    expect((await bench.sync()).conflicts?.count).toBe(1)
  })

  it('keeps somebody who was put in, whatever a whole feed says, and lets them go when given back', async () => {
    const c1 = await bench.idOf('class', 'c1')
    const p3 = await bench.idOf('person', 'p3')
    expect(await bench.add(c1, p3)).toBe(null)
    expect(await bench.add(c1, p3)).toBe('already_there')
    const report = await read(base())
    expect(report.tables.enrolments.retired).toBe(0)
    expect(report.conflicts?.count).toBe(1)
    expect(await membersOf('c1')).toEqual(['p1', 'p2', 'p3', 't1'])
    expect((await read([...base(), enrolment('c1', 'p3')])).conflicts?.count).toBe(0)
    expect(await bench.giveBack('enrolments', `/hand-${c1}-${p3}-student`, 'member')).toBe(null)
    expect(await membersOf('c1')).toEqual(['p1', 'p2', 'p3', 't1'])
    await read(base())
    expect(await membersOf('c1')).toEqual(['p1', 'p2', 't1'])
  })

  it('refuses to put in who is unknown, who was taken out by hand, or into a class that has left', async () => {
    const c1 = await bench.idOf('class', 'c1')
    expect(await bench.add(c1, '999999999')).toBe('person_unknown')
    expect(await bench.add('999999999', await bench.idOf('person', 'p3'))).toBe('class_unknown')
    await bench.edit('enrolments', 'sis/c1-p1', 'member', false)
    expect(await bench.add(c1, await bench.idOf('person', 'p1'))).toBe('taken_out_by_hand')
    const c2 = await bench.idOf('class', 'c2')
    await read(without('c2'))
    expect(await bench.add(c2, await bench.idOf('person', 'p3'))).toBe('class_retired')
  })

  it('makes its class leads at once and keeps them through the nights', async () => {
    expect(await leadsOf('c1')).toEqual(['t1'])
    await bench.edit('enrolments', 'sis/c1-t1', 'member', false)
    expect(await leadsOf('c1')).toEqual([])
    const c1 = await bench.idOf('class', 'c1')
    await bench.add(c1, await bench.idOf('person', 't2'), 'teacher')
    await bench.edit('enrolments', 'sis/c1-p2', 'role', 'teacher')
    expect(await leadsOf('c1')).toEqual(['p2', 't2'])
    expect((await read(base())).roles).toMatchObject({ granted: 0, revoked: 0 })
    await read(base({ 'c1-p2': { endDate: '2099-01-01' } }))
    expect(await leadsOf('c1')).toEqual(['p2', 't2'])
    await bench.giveBack('enrolments', 'sis/c1-p2', 'role')
    await bench.giveBack('enrolments', 'sis/c1-t1', 'member')
    expect(await leadsOf('c1')).toEqual(['t1', 't2'])
    await bench.edit('enrolments', 'sis/c1-t1', 'endDate', '2020-01-01')
    expect(await leadsOf('c1')).toEqual(['t2'])
  })

  it('is exported with who was put in and without who was taken out', async () => {
    await bench.edit('enrolments', 'sis/c1-p1', 'member', false)
    const c1 = await bench.idOf('class', 'c1')
    await bench.add(c1, await bench.idOf('person', 'p3'))
    expect(await membersOf('c1')).toEqual(['p2', 'p3', 't1'])
  })
})
