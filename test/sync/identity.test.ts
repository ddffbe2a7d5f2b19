/** One person with several records of the feed: by the district's policy, and never where nobody can be sure. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { IdentityMatch } from '../../src/roster/identity-policy.ts'
import type { FeedRole, PersonRecord, RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { writeDistrictIdentity } from '../../src/sync/district-rules.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import type { SyncBench } from '../support/sync-world.ts'

const bench = useSyncBench()

const setPolicy = (match: IdentityMatch): Promise<void> =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    writeDistrictIdentity(client, bench.districtId, { match }),
  )

const places = [
  org('d', { type: 'district' }),
  org('s1', { parentSourcedId: 'd' }),
  org('s2', { parentSourcedId: 'd' }),
  schoolClass('c1', { schoolSourcedId: 's1' }),
  schoolClass('c2', { schoolSourcedId: 's2' }),
]
const ada = { givenName: 'Ada', familyName: 'Núñez-Byron', identifier: '4711', email: 'ada@d.example' }
const at = (role: FeedRole['role'], school: string): Pick<PersonRecord, 'feedRoles'> => ({
  feedRoles: [feedRole(role, school)],
})
const crowd = Array.from({ length: 30 }, (_, index) => person(`f${index}`))
const filler = [...crowd, enrolment('c1', 'f0')]

const sync = async (...records: readonly RosterRecord[]): ReturnType<SyncBench['sync']> => {
  bench.feed.current = { records: [...places, ...filler, ...records] }
  return bench.sync()
}

/** Which records are of one person, as lists of sourcedIds; people with one record are left out. */
const shared = async (): Promise<string[]> => {
  const rows = await bench.query<{ ids: string }>(
    `select string_agg(sourced_id, ' ' order by sourced_id) as ids from person_source where status = 'active'
     group by person_id having count(*) > 1 order by 1`,
  )
  return rows.map(({ ids }) => ids)
}

const people = async (): Promise<number> => {
  const [row] = await bench.query<{ count: number }>(
    "select count(*)::int as count from person where status = 'active'",
  )
  return (row?.count ?? 0) - crowd.length
}

const grants = async (): Promise<string[]> => {
  const rows = await bench.query<{ grant: string }>(
    `select g.person_sourced_id || ' ' || g.role || ' ' || coalesce(o.sourced_id, k.sourced_id) as grant from role_grant g
     left join org o on g.scope_type = 'school' and o.id = g.scope_id
     left join class k on g.scope_type = 'class' and k.id = g.scope_id
     where g.status = 'active' and g.person_sourced_id not like 'f%' order by 1`,
  )
  return rows.map(({ grant }) => grant)
}

describe('records are kept apart', () => {
  it('where the district has set nothing', async () => {
    const report = await sync(person('a1', ada), person('a2', { ...ada, ...at('student', 's2') }))
    expect(await shared()).toEqual([])
    expect(report.identities).toBeUndefined()
  })

  const doubtful: readonly (readonly [string, readonly PersonRecord[]])[] = [
    ['of different names', [person('a1', ada), person('a2', { ...ada, givenName: 'Bob' })]],
    ['of a student and a member of staff', [person('a1', ada), person('a2', { ...ada, ...at('teacher', 's2') })]],
    [
      'of a guardian',
      [person('a1', { ...ada, ...at('parent', 's1') }), person('a2', { ...ada, ...at('parent', 's2') })],
    ],
    ['of somebody without a role', [person('a1', ada), person('a2', { ...ada, feedRoles: [] })]],
    [
      'of which one is student and aide at once',
      [person('a1', ada), person('a2', { ...ada, feedRoles: [feedRole('aide', 's1'), feedRole('student', 's1')] })],
    ],
    [
      'of three, if one has another name',
      [person('a1', ada), person('a2', ada), person('a3', { ...ada, familyName: 'Someone' })],
    ],
  ]
  it.each(doubtful)('%s, and the report says how many, by row and not by name', async (_, records) => {
    await setPolicy('identifier')
    const report = await sync(...records)
    expect(await shared()).toEqual([])
    expect(report.identities).toEqual({ joined: 0, ambiguous: records.length, matched: 0 })
    const found = report.diagnostics.find(({ code }) => code === 'identity_ambiguous')
    expect(found?.count).toBe(records.length)
    expect(found?.firstAt).toEqual({ file: 'people.csv', row: crowd.length + 2, field: 'identifier' })
    expect(JSON.stringify(report)).not.toMatch(/Ada|4711|Byron/)
  })

  it('that share an identifier with two people who are here already', async () => {
    await sync(person('a1', ada), person('a2', ada))
    await setPolicy('identifier')
    const report = await sync(person('a1', ada), person('a2', ada), person('a3', ada))
    expect(await shared()).toEqual([])
    expect(report.identities).toEqual({ joined: 0, ambiguous: 1, matched: 0 })
  })

  it('that have no identifier, or a blank one', async () => {
    await setPolicy('identifier')
    const name = { givenName: 'Ada', familyName: 'Byron' }
    await sync(
      person('a1', name),
      person('a2', name),
      person('a3', { ...name, identifier: ' ' }),
      person('a4', { ...name, identifier: ' ' }),
    )
    expect(await shared()).toEqual([])
  })

  it('of another district, whatever they share', async () => {
    await setPolicy('identifier')
    await sync(person('a1', ada))
    await bench.next()
    await setPolicy('identifier')
    await sync(person('a2', ada))
    expect(await shared()).toEqual([])
    expect(await people()).toBe(1)
  })
})

const until = (endDate: string): Pick<PersonRecord, 'feedRoles'> => ({
  feedRoles: [feedRole('student', 's1', { beginDate: '2026-08-01', endDate })],
})

describe('records become one person', () => {
  beforeEach(() => setPolicy('identifier'))

  it('in one feed, whatever the case and accents of the name', async () => {
    const report = await sync(
      person('a1', ada),
      person('a2', { ...ada, givenName: 'ADA', familyName: 'NUNEZ BYRON', ...at('student', 's2') }),
    )
    expect(await shared()).toEqual(['a1 a2'])
    expect(report.identities).toEqual({ joined: 1, ambiguous: 0, matched: 0 })
    expect(await grants()).toEqual(['a1 student s1', 'a2 student s2'])
  })

  it('in a later feed, and the preview has the hash of what is applied', async () => {
    await sync(person('a1', ada))
    bench.feed.current = {
      records: [...places, ...filler, person('a1', ada), person('a2', { ...ada, ...at('student', 's2') })],
    }
    const preview = await bench.sync({ dryRun: true })
    expect(preview.identities?.joined).toBe(1)
    const applied = await bench.sync()
    expect(applied.planHash).toBe(preview.planHash)
    expect(await shared()).toEqual(['a1 a2'])
    const [stored] = await bench.query<{ joins: string }>(
      "select joins from run_change where run_id = $1 and key = 'a2' and kind = 'people'",
      [preview.runId],
    )
    expect(stored?.joins).toMatch(/^person:\d+$/)
  })

  it('is another plan where they are kept apart', async () => {
    await sync(person('a1', ada))
    bench.feed.current = { records: [...places, ...filler, person('a1', ada), person('a2', ada)] }
    const joined = await bench.sync({ dryRun: true })
    await setPolicy('off')
    const apart = await bench.sync({ dryRun: true })
    expect(apart.planHash).not.toBe(joined.planHash)
  })

  it('who belong to a school for as long as any record says so', async () => {
    await sync(person('a1', { ...ada, ...until('2026-12-20') }))
    await sync(person('a1', { ...ada, ...until('2026-12-20') }), person('a2', { ...ada, ...until('2027-06-10') }))
    const ends = await bench.query(
      "select a.end_date::text as ends from affiliation a join person p on p.id = a.person_id where p.given_name = 'Ada'",
    )
    expect(ends).toEqual([{ ends: '2027-06-10' }])
  })

  it('by address, where the district chose that', async () => {
    await setPolicy('email')
    await sync(person('a1', ada), person('a2', { ...ada, identifier: '9', email: 'ADA@d.example ' }))
    expect(await shared()).toEqual(['a1 a2'])
  })
})

const email = async (): Promise<unknown> => {
  const rows = await bench.query<{ email: string }>(
    "select distinct p.email from person p join person_source s on s.person_id = p.id where s.sourced_id in ('t1', 't2')",
  )
  return rows.map((row) => row.email)
}

const teacher = (sourcedId: string, school: string, over: Partial<PersonRecord> = {}): PersonRecord =>
  person(sourcedId, { ...ada, ...at('teacher', school), ...over })

const teaches = (classId: string, who: string): RosterRecord =>
  enrolment(classId, who, { role: 'teacher', primary: true })

const pair = (index: number, ...ids: string[]): PersonRecord[] =>
  ids.map((id) => teacher(`${id}${index}`, id === 'x' ? 's1' : 's2', { identifier: `n${index}` }))

describe('a person with two records of one source', () => {
  const both = [teacher('t1', 's1'), teacher('t2', 's2'), teaches('c1', 't1'), teaches('c2', 't2')]

  beforeEach(async () => {
    await setPolicy('identifier')
    await sync(...both)
    expect(await shared()).toEqual(['t1 t2'])
  })

  it('has the roles, classes and schools of both, each by its record', async () => {
    expect(await grants()).toEqual(['t1 class_lead c1', 't1 teacher s1', 't2 class_lead c2', 't2 teacher s2'])
    const schools = await bench.query(
      "select count(distinct org_id)::int as schools from affiliation a join person p on p.id = a.person_id where p.given_name = 'Ada'",
    )
    expect(schools).toEqual([{ schools: 2 }])
  })

  it('is read again without a change', async () => {
    const report = await sync(...both)
    expect(report.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(report.roles).toMatchObject({ granted: 0, revoked: 0 })
  })

  it('loses with one record what that one brought, and nothing else', async () => {
    const report = await sync(teacher('t2', 's2'), teaches('c2', 't2'))
    expect(report.state).toBe('reported')
    expect(report.tables.enrolments.retired).toBe(1)
    expect(await grants()).toEqual(['t2 class_lead c2', 't2 teacher s2'])
    expect(await people()).toBe(1)
    const schools = await bench.query(
      "select o.sourced_id as school from affiliation a join org o on o.id = a.org_id join person p on p.id = a.person_id where p.given_name = 'Ada'",
    )
    expect(schools).toEqual([{ school: 's2' }])
  })

  it('retires with the last record, and comes back with either', async () => {
    await sync(teacher('t2', 's2'))
    await sync()
    expect(await people()).toBe(0)
    await sync(teacher('t1', 's1'))
    expect(await people()).toBe(1)
    await sync(...both)
    expect(await shared()).toEqual(['t1 t2'])
  })

  it('is described by its first record, whatever the second says', async () => {
    await sync(teacher('t1', 's1'), teacher('t2', 's2', { email: 'second@d.example' }))
    expect(await email()).toEqual(['ada@d.example'])
    await sync(teacher('t1', 's1', { email: 'first@d.example' }), teacher('t2', 's2', { email: 'second@d.example' }))
    expect(await email()).toEqual(['first@d.example'])
  })

  it('is described by the second from the reading after the first has left', async () => {
    await sync(teacher('t1', 's1'), teacher('t2', 's2', { email: 'second@d.example' }))
    await sync(teacher('t2', 's2', { email: 'second@d.example' }))
    const healed = await sync(teacher('t2', 's2', { email: 'second@d.example' }))
    expect(healed.tables.people.changed).toBe(1)
    expect(await email()).toEqual(['second@d.example'])
    expect((await sync(teacher('t2', 's2', { email: 'second@d.example' }))).tables.people.changed).toBe(0)
  })

  it('loses the class of a record that is switched off, and keeps the other', async () => {
    await sync(teacher('t1', 's1'), teacher('t2', 's2', { enabled: false }), teaches('c1', 't1'), teaches('c2', 't2'))
    expect(await grants()).toEqual(['t1 class_lead c1', 't1 teacher s1'])
  })

  it('is counted lost by the school that only the leaving record named', async () => {
    const twelve = Array.from({ length: 12 }, (_, index) => index)
    await sync(...twelve.flatMap((index) => pair(index, 'x', 'y')))
    const report = await sync(...twelve.flatMap((index) => pair(index, 'y')))
    const schools = report.hold?.reasons.filter(({ code }) => code === 'retire_school')
    expect(schools?.map(({ schoolSourcedId, count }) => [schoolSourcedId, count])).toEqual([['s1', 12]])
  })

  it('stores of a held plan each record once, and applies exactly that', async () => {
    bench.feed.current = { records: [...places, ...both] }
    const empty = await bench.sync()
    expect(empty.state).toBe('held')
    const [row] = await bench.query<{ count: number }>(
      'select count(*)::int as count from run_change where run_id = $1',
      [empty.runId],
    )
    const roles = empty.roles.granted + empty.roles.revoked
    const changes = Object.values(empty.tables).reduce((sum, t) => sum + t.added + t.changed + t.retired, 0)
    expect(row?.count).toBe(changes + roles)
    const applied = await approveRun(bench.world, { districtId: bench.districtId, runId: empty.runId, by: 'cli' })
    expect(applied.state).toBe('reported')
    expect(await grants()).toEqual(['t1 class_lead c1', 't1 teacher s1', 't2 class_lead c2', 't2 teacher s2'])
  })
})
