/** Communities made by a rule, night after night of syncs. */

import { beforeEach, describe, expect, it } from 'vitest'
import { authorise } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { addClassToCommunity } from '../../src/actions/community/add-class-to-community.ts'
import { takeClassOut } from '../../src/actions/community/change-community-members.ts'
import { archiveCommunity } from '../../src/actions/community/change-community.ts'
import {
  finishCommunityRule,
  makeCommunityRule,
  makerOf,
  previewCommunityRule,
} from '../../src/actions/community/change-community-rules.ts'
import { leaveRuledCommunity, returnToRuledCommunity } from '../../src/actions/community/stay-out.ts'
import type { RuleWords } from '../../src/community/community-rule.ts'
import type { ClassRecord, CourseRecord, RosterRecord } from '../../src/roster/model.ts'
import { keepCommunityRules } from '../../src/store/community/community-rule.ts'
import { inDistrict } from '../../src/store/database.ts'
import { viewCommunityRule } from '../../src/views/community/community-rules.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { useStickyBench } from '../support/sticky-bench.ts'
import { undo } from '../support/undoing.ts'

const bench = useStickyBench()

function course(sourcedId: string, over: Partial<CourseRecord> = {}): CourseRecord {
  return {
    table: 'courses',
    sourcedId,
    status: 'active',
    title: `Course ${sourcedId}`,
    courseCode: null,
    grades: [],
    subjects: [],
    orgSourcedId: null,
    schoolYearSourcedId: null,
    ...over,
  }
}

/** With the rights that pages have. */
const asPage = <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  inDistrict(
    bench.domain.database,
    { districtId: bench.districtId, actor: 'test' },
    async (client) => (await client.query<T>(text, [...values])).rows,
  )

const teacher = (id: string) => person(id, { feedRoles: [feedRole('teacher', 's1')] })
const taught = (classId: string, by: string) => enrolment(classId, by, { role: 'teacher' })

/** Maths in two schools by three teachers, art by two of them; Dana looks after the district and teaches nothing. */
function base(
  over: Readonly<Record<string, Partial<ClassRecord>>> = {},
  without: readonly string[] = [],
): RosterRecord[] {
  const made = (id: string, given: Partial<ClassRecord>) => schoolClass(id, { ...given, ...over[id] })
  return [
    org('s1'),
    org('s2'),
    course('maths', { title: 'Maths 7', courseCode: ' M7 ' }),
    course('maths2', { title: 'Mathematics, grade 7', courseCode: 'm7' }),
    course('art', { title: 'Art' }),
    made('c1', { courseSourcedId: 'maths', grades: ['07'] }),
    made('c2', { courseSourcedId: 'maths', grades: ['07'] }),
    made('c3', { courseSourcedId: 'maths2', grades: ['07'], schoolSourcedId: 's2' }),
    made('c4', { courseSourcedId: 'art', grades: ['08'] }),
    made('c5', { courseSourcedId: 'art', grades: ['07', '08'] }),
    made('c6', { courseSourcedId: 'maths', grades: ['07'] }),
    ...['dana', 'erin', 't1', 't2', 't3'].map(teacher),
    taught('c1', 't1'),
    taught('c2', 't2'),
    taught('c3', 't3'),
    taught('c4', 't1'),
    taught('c5', 't2'),
  ].filter(({ sourcedId }) => !without.includes(sourcedId))
}

async function read(records: readonly RosterRecord[]) {
  bench.feed.current = { records }
  const report = await bench.sync()
  expect(report.hold?.reasons ?? []).toEqual([])
  expect(report.state).toBe('reported')
  return report
}

const SAME_COURSE: RuleWords = {
  sameCourse: true,
  sameGrade: false,
  sameSchool: false,
  schoolIds: null,
  grades: null,
  courses: null,
}

const idOf = (kind: 'class' | 'person', sourcedId: string) => bench.idOf(kind, sourcedId)

async function admin(): Promise<Principal> {
  const { districtId } = bench
  const roles = [{ role: 'district_admin', scopeType: 'district', scopeId: districtId }] as const
  return { districtId, personId: await idOf('person', 'dana'), customerId: null, roles }
}

/** Somebody with the roles that the database gives them now. */
async function asThey(who: string): Promise<Principal> {
  const { districtId } = bench
  const personId = await idOf('person', who)
  const rows = await asPage<{ role: string; scope_type: string; scope_id: string }>(
    'select role, scope_type, scope_id::text from person_role where person_id = $1',
    [personId],
  )
  const roles = rows.map(({ role, scope_type: scopeType, scope_id: scopeId }) => ({ role, scopeType, scopeId }))
  return { districtId, personId, customerId: null, roles: roles as unknown as Principal['roles'] }
}

async function rule(words: Partial<RuleWords> = {}): Promise<string> {
  const grant = authorise(await admin(), 'manage:community_rule')
  const given = { ...SAME_COURSE, ...words }
  const seen = await previewCommunityRule(makerOf(bench.domain, grant), given)
  if ('problem' in seen) throw new Error(seen.problem)
  const made = await makeCommunityRule(makerOf(bench.domain, grant), { words: given, digest: seen.look.digest })
  if ('problem' in made) throw new Error(made.problem)
  return made.ruleId
}

/** Each community with its classes: `Maths 7: c1 c2`. */
async function stands(): Promise<readonly string[]> {
  const rows = await bench.query<{ name: string; classes: string | null }>(
    `select k.name, (select string_agg(c.sourced_id, ' ' order by c.sourced_id) from community_class cc
       join class c on c.district_id = cc.district_id and c.id = cc.class_id and c.status = 'active'
       where cc.district_id = k.district_id and cc.community_id = k.id) as classes
     from community k order by k.name, k.id`,
  )
  return rows.map(({ name, classes }) => `${name}: ${classes ?? ''}`)
}

async function whyOut(ruleId: string): Promise<Readonly<Record<string, string>>> {
  const grant = authorise(await admin(), 'manage:community_rule')
  const found = await viewCommunityRule(bench.domain, grant, ruleId)
  const classes = (found?.groups ?? []).flatMap((group) => group.classes)
  return Object.fromEntries(classes.filter(({ state }) => state !== 'in').map(({ title, state }) => [title, state]))
}

async function communityNamed(name: string): Promise<string> {
  const [row] = await bench.query<{ id: string }>('select id::text from community where name = $1', [name])
  return row?.id ?? ''
}

const MATHS = 'Mathematics, grade 7'

beforeEach(async () => {
  await read(base())
  // Whoever makes rules, and somebody who stays: a run that takes the last administrator away is held.
  for (const who of ['dana', 'erin'])
    await asPage(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values (app_district(), $1, 'district_admin', 'district', 0, 'manual')",
      [await idOf('person', who)],
    )
})

const keptNow = () =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    keepCommunityRules(client, { districtId: bench.districtId, now: new Date() }),
  )
const drama = (id: string, by: string) => [schoolClass(id, { courseSourcedId: 'drama' }), taught(id, by)]

describe('a class that a rule brings into a community', () => {
  it('is asked for no more: nobody has to agree to what is done', async () => {
    const ruleId = await rule()
    const [maths, art] = [await communityNamed(MATHS), await communityNamed('Art')]
    const [c6, c1] = [await idOf('class', 'c6'), await idOf('class', 'c1')]
    const dana = await idOf('person', 'dana')
    const ask = (communityId: string, classId: string) =>
      asPage(
        `insert into community_invitation (district_id, community_id, kind, class_id, invited_by, created_at, expires_at)
         values (app_district(), $1, 'class', $2, $3, now(), now() + interval '14 days')`,
        [communityId, classId, dana],
      )
    await ask(maths, c6)
    // Of another community, and for another class: those stay open.
    await ask(art, c6)
    await ask(art, c1)
    await read([...base(), taught('c6', 't3')])
    expect(await whyOut(ruleId)).toEqual({})
    const open = await bench.query<{ at: string; of: string; by: string | null }>(
      "select community_id::text as at, class_id::text as of, ended_by as by from community_invitation where kind = 'class' order by id",
    )
    expect(open).toEqual([
      { at: maths, of: c6, by: expect.stringMatching(/./) as string },
      { at: art, of: c6, by: null },
      { at: art, of: c1, by: null },
    ])
  })
})

describe('a rule for classes of the same course', () => {
  it('makes a community for each course that has classes of different leads, led by whoever made the rule', async () => {
    const ruleId = await rule()
    expect(await stands()).toEqual(['Art: c4 c5', `${MATHS}: c1 c2 c3`])
    expect(await whyOut(ruleId)).toEqual({ 'Class c6': 'no_lead' })
    const members = await bench.query<{ role: string; who: string }>(
      `select m.role, s.sourced_id as who from community_member m
       join person_source s on s.district_id = m.district_id and s.person_id = m.person_id`,
    )
    expect(members).toEqual([
      { role: 'lead', who: 'dana' },
      { role: 'lead', who: 'dana' },
    ])
  })

  it('lets a new class in and one that changed its course out, in the run that brings it', async () => {
    await rule()
    await read([
      ...base({ c4: { courseSourcedId: 'maths' } }),
      schoolClass('c7', { courseSourcedId: 'art' }),
      taught('c7', 't3'),
    ])
    expect(await stands()).toEqual(['Art: c5 c7', `${MATHS}: c1 c2 c3 c4`])
    const entries = await bench.query<{ actor: string; action: string }>(
      "select actor, action from audit_entry where object = 'class:' || (select id from class where sourced_id = 'c4') order by id",
    )
    expect(entries.map(({ action }) => action)).toEqual([
      'class.join_by_rule',
      'class.leave_by_rule',
      'class.join_by_rule',
    ])
    expect(entries.at(-1)?.actor).toMatch(/^run:/)
    const [past] = await bench.query<{ ended_by: string }>('select ended_by from community_class_past')
    expect(past?.ended_by).toMatch(/^run:/)
  })

  it('does nothing where nothing has changed, however often it is kept', async () => {
    await rule()
    const before = await stands()
    for (const _ of [1, 2, 3]) expect(await keptNow()).toEqual({ communities: 0, joined: 0, left: 0 })
    await read(base())
    expect(await stands()).toEqual(before)
  })

  it('takes nobody out on what the roster doesn’t say: no course, a course that isn’t sent, a class that is away for a while', async () => {
    await rule()
    const all = ['Art: c4 c5', `${MATHS}: c1 c2 c3`]
    await read(base({ c1: { courseSourcedId: null } }))
    expect(await stands()).toEqual(all)
    await read(base({ c1: { courseSourcedId: 'nowhere' } }))
    expect(await stands()).toEqual(all)
    await read(base({}, ['c1', 'c1-t1']))
    expect(await stands()).toEqual(['Art: c4 c5', `${MATHS}: c2 c3`])
    await read(base())
    expect(await stands()).toEqual(all)
    expect(await bench.query('select * from community_class_past')).toEqual([])
  })

  it('changes nothing with a run that is held or failed, nor with one that read only a part', async () => {
    await rule()
    const all = await stands()
    const many = Array.from({ length: 30 }, (_, at) => schoolClass(`x${at}`, { courseSourcedId: 'art' }))
    await read([...base(), ...many])
    bench.feed.current = { records: base({ c1: { courseSourcedId: 'art' } }, ['c2', 'c3']) }
    expect((await bench.sync()).state).toBe('held')
    expect(await stands()).toEqual(all)
    bench.feed.current = { records: base({ c1: { courseSourcedId: 'art' } }), ends: { classes: { endSeen: false } } }
    const cut = await bench.sync().then(
      ({ state }) => state,
      () => 'failed',
    )
    expect(['failed', 'reported', 'held']).toContain(cut)
    const [c2] = await bench.query<{ status: string }>("select status from class where sourced_id = 'c2'")
    expect(c2?.status).toBe('active')
    expect((await stands()).join()).toContain('c2 c3')
  })
})

describe('who stays out', () => {
  it('is a class that one of its leads took out, until they put it in again', async () => {
    const ruleId = await rule()
    const communityId = await communityNamed(MATHS)
    const lead = await asThey('t1')
    const place = { communityId, classId: await idOf('class', 'c1') }
    expect(await takeClassOut(bench.domain, authorise(lead, 'add:class'), place)).toEqual({ done: null })
    await read(base())
    await read(base({ c2: { title: 'Renamed' } }))
    expect(await stands()).toContain(`${MATHS}: c2 c3`)
    expect(await whyOut(ruleId)).toEqual({ 'Class c1': 'taken_out', 'Class c6': 'no_lead' })
    expect(await returnToRuledCommunity(bench.domain, authorise(lead, 'control:all_class_settings'), communityId)).toBe(
      true,
    )
    expect(await stands()).toContain(`${MATHS}: c1 c2 c3`)
  })

  it('is somebody with all their classes, those of next year too, until they come back', async () => {
    await rule()
    const communityId = await communityNamed(MATHS)
    const lead = await asThey('t1')
    const grant = authorise(lead, 'control:all_class_settings')
    const reach = authorise(lead, 'view:member_list')
    expect(await leaveRuledCommunity(bench.domain, { class: grant, reach }, communityId)).toBe(true)
    expect(await stands()).toEqual(['Art: c4 c5', `${MATHS}: c2 c3`])
    await read([...base(), schoolClass('n1', { courseSourcedId: 'maths' }), taught('n1', 't1')])
    expect(await stands()).toContain(`${MATHS}: c2 c3`)
    // Who isn't there any more can't leave it again, nor can who never was.
    const other = await asThey('t1')
    const again = { class: grant, reach: authorise(other, 'view:member_list') }
    expect(await leaveRuledCommunity(bench.domain, again, communityId)).toBe(null)
    expect(await returnToRuledCommunity(bench.domain, grant, communityId)).toBe(true)
    expect(await stands()).toContain(`${MATHS}: c1 c2 c3 n1`)
    expect(await returnToRuledCommunity(bench.domain, grant, communityId)).toBe(null)
  })

  it('is a class in five communities, and the sixth says so; it comes in when a place is free', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E']) {
      const [made] = await asPage<{ id: string }>(
        `with k as (insert into community (district_id, name, created_by) select app_district(), $1, id from person order by id limit 1 returning id, created_by),
           m as (insert into community_member (district_id, community_id, person_id, role, added_by) select app_district(), id, created_by, 'lead', created_by from k)
         insert into community_class (district_id, community_id, class_id, slot, added_by)
         select app_district(), k.id, c.id, (select count(*) + 1 from community_class o where o.class_id = c.id), k.created_by
         from k, class c where c.sourced_id = 'c1' returning community_id::text as id`,
        [name],
      )
      expect(made?.id).toMatch(/^\d+$/)
    }
    const ruleId = await rule()
    expect(await stands()).toContain(`${MATHS}: c2 c3`)
    expect((await whyOut(ruleId))['Class c1']).toBe('full')
    await asPage("delete from community_class where community_id = (select id from community where name = 'C')")
    await read(base())
    expect(await stands()).toContain(`${MATHS}: c1 c2 c3`)
    expect(
      (await bench.query<{ slot: number }>('select slot from community_class where rule_id is not null and slot = 3'))
        .length,
    ).toBe(1)
  })

  it('is every class of a community that its leads archived', async () => {
    const ruleId = await rule()
    const communityId = await communityNamed(MATHS)
    const grant = authorise(await asThey('dana'), 'edit:community')
    expect(await archiveCommunity(bench.domain, grant, { communityId, archived: true })).toEqual({ done: null })
    await read([
      ...base({ c1: { courseSourcedId: 'art' } }),
      schoolClass('c7', { courseSourcedId: 'maths' }),
      taught('c7', 't3'),
    ])
    expect(await stands()).toContain(`${MATHS}: c1 c2 c3`)
    expect((await whyOut(ruleId))['Class c7']).toBe('archived')
  })
})

describe('a rule', () => {
  it('puts a class that somebody added by hand nowhere else and takes it out never', async () => {
    await rule()
    const communityId = await communityNamed('Art')
    const lead = await asThey('t1')
    const grants = { community: authorise(lead, 'add:class'), class: authorise(lead, 'control:all_class_settings') }
    const added = await addClassToCommunity(bench.domain, grants, { communityId, classId: await idOf('class', 'c1') })
    expect('community' in added).toBe(true)
    await read(base({ c1: { grades: ['06'] } }))
    expect(await stands()).toEqual(['Art: c1 c4 c5', `${MATHS}: c1 c2 c3`])
  })

  it.each(['has left', 'administers no more'])(
    'is led by its class lead of most classes once whoever made it %s, and never by nobody',
    async (why) => {
      await rule()
      if (why === 'administers no more')
        await asPage("update role_grant set status = 'revoked', revoked_at = now() where role = 'district_admin'")
      await read([
        ...base({}, why === 'has left' ? ['dana'] : []),
        course('drama', { title: 'Drama' }),
        ...['e1', 'e2'].flatMap((id) => drama(id, 't3')),
        ...drama('e3', 't2'),
      ])
      const leads = await bench.query<{ who: string }>(
        `select s.sourced_id as who from community_member m
         join community k on k.district_id = m.district_id and k.id = m.community_id
         join person_source s on s.district_id = m.district_id and s.person_id = m.person_id where k.name = 'Drama'`,
      )
      expect(leads).toEqual([{ who: 't3' }])
    },
  )

  it('makes and changes nothing once it has ended; what it made stays', async () => {
    const ruleId = await rule()
    const all = await stands()
    const grant = authorise(await admin(), 'manage:community_rule')
    expect(await finishCommunityRule(makerOf(bench.domain, grant), ruleId)).toBe(true)
    expect(await finishCommunityRule(makerOf(bench.domain, grant), ruleId)).toBe(null)
    await read([
      ...base({ c1: { courseSourcedId: 'art' } }),
      schoolClass('c7', { courseSourcedId: 'maths' }),
      taught('c7', 't3'),
    ])
    expect(await stands()).toEqual(all)
  })

  it('is undone with a run only as far as the roster: what the run had moved comes back', async () => {
    await rule()
    const all = await stands()
    const { runId } = await read(base({ c1: { courseSourcedId: 'art' } }))
    expect(await stands()).not.toEqual(all)
    await undo(bench, runId)
    expect(await stands()).toEqual(all)
  })

  it('makes exactly what its preview showed, or nothing', async () => {
    const grant = authorise(await admin(), 'manage:community_rule')
    const seen = await previewCommunityRule(makerOf(bench.domain, grant), SAME_COURSE)
    const digest = 'look' in seen ? seen.look.digest : ''
    await read(base({ c6: { courseSourcedId: 'art' } }))
    expect(await makeCommunityRule(makerOf(bench.domain, grant), { words: SAME_COURSE, digest })).toEqual({
      problem: 'preview_old',
    })
    expect(await stands()).toEqual([])
    expect(await bench.query('select * from community_rule')).toEqual([])
  })

  it('combines course, grade and school', async () => {
    await rule({ sameCourse: false, sameGrade: true, sameSchool: true })
    expect(await stands()).toEqual(['Grade 7 · Org s1: c1 c2 c5', 'Grade 8 · Org s1: c4 c5'])
    await rule({ sameCourse: true, sameSchool: true, courses: ['code:m7'] })
    expect(await stands()).toContain('Maths 7 · Org s1: c1 c2')
  })

  it('plans for a class that it puts in what the community plans, where the class has no cycle yet', async () => {
    await rule()
    const communityId = await communityNamed('Art')
    await asPage(
      `insert into community_survey_default (district_id, community_id, question_set, starts_on, ends_on, late_days, every_weeks, cycles)
       values (app_district(), $1, 'learning-conditions', '2099-01-05', '2099-01-16', 0, 6, 2)`,
      [communityId],
    )
    await read([...base(), schoolClass('c7', { courseSourcedId: 'art' }), taught('c7', 't3')])
    const cycles = await bench.query<{ starts: string }>(
      'select starts_on::text as starts from survey_cycle order by 1',
    )
    expect(cycles.map(({ starts }) => starts)).toEqual(['2099-01-05', '2099-02-16'])
  })
})
