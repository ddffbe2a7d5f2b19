/** Reports of a class after its school year: who led it last goes on reading what was reported while it was theirs. */

import { beforeEach, describe, expect, it } from 'vitest'
import { authoriseMine, isAdmitted } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { CAPABILITIES } from '../../src/access/capability.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { closeCycles } from '../../src/store/community/survey-closing.ts'
import { inDistrict } from '../../src/store/database.ts'
import { findActiveRoles } from '../../src/store/signin/session.ts'
import { viewMe } from '../../src/views/people/me.ts'
import { viewClassReport, viewEndedClasses, viewMyClassesReport } from '../../src/views/community/survey-reports.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { SETS } from '../support/question-sets.ts'
import { useStickyBench } from '../support/sticky-bench.ts'
import { addAnswered, answersOf } from '../support/survey-bench.ts'

const bench = useStickyBench()
const WROTE = 'Written in the autumn'

/** Who teaches c1; everybody teaches something else beside it, so that no role is lost by anybody. */
function roster(classes: Readonly<Record<string, readonly string[]>>): RosterRecord[] {
  const all: Readonly<Record<string, readonly string[]>> = { own1: ['t1'], own2: ['t2'], own3: ['t3'], ...classes }
  return [
    org('s1'),
    ...['t1', 't2', 't3'].map((id) => person(id, { feedRoles: [feedRole('teacher', 's1')] })),
    ...Object.keys(all).map((id) => schoolClass(id)),
    ...Object.entries(all).flatMap(([id, teachers]) =>
      teachers.map((each) => enrolment(id, each, { role: 'teacher' })),
    ),
  ]
}

async function sync(day: string, classes: Readonly<Record<string, readonly string[]>>): Promise<void> {
  bench.feed.current = { records: roster(classes) }
  const now = new Date(`${day}T09:00:00Z`)
  const report = await bench.sync({ world: { ...bench.world, now: () => now } })
  expect(report.hold?.reasons ?? []).toEqual([])
  expect(report.state).toBe('reported')
  // Grants are dated by the database's clock.
  await bench.query('update role_grant set granted_at = $1 where granted_at > $1', [now])
}

/** Ten students of c1 answer, and the report is made. */
async function survey(startsOn: string, endsOn: string, madeOn: string, says: string): Promise<void> {
  const classId = await bench.idOf('class', 'c1')
  const { districtId, domain, world } = bench
  await inDistrict(domain.database, { districtId, actor: 'test' }, (client) => {
    const all = Array.from({ length: 10 }, (_, index) => answersOf(index, { 'one-thing': says }))
    return addAnswered(client, { districtId, classId, box: domain.secrets }, { startsOn, endsOn }, all)
  })
  // The feed doesn't know them.
  await bench.query("update enrolment set source_id = '' where sourced_id like $1", [`${classId}-%`])
  const now = new Date(`${madeOn}T09:00:00Z`)
  const close = { box: domain.secrets, questionSets: SETS }
  const closed = await inDistrict(world.db, { districtId, actor: 'system' }, (client) =>
    closeCycles(client, close, { districtId, now }),
  )
  expect(closed).toBe(1)
}

async function principalOf(sourcedId: string): Promise<Principal> {
  const personId = await bench.idOf('person', sourcedId)
  const roles = (await findActiveRoles(bench.domain.database, bench.districtId, personId)) ?? []
  return { districtId: bench.districtId, personId, customerId: null, roles }
}

/** The reports of c1 that somebody reads, by first day; null: none, and the class is as if it weren't there. */
async function reads(sourcedId: string): Promise<readonly string[] | null> {
  const grant = authoriseMine(await principalOf(sourcedId), 'view:class_report')
  if (grant === null) return null
  const found = await viewClassReport(bench.domain, grant, await bench.idOf('class', 'c1'))
  return found === null ? null : found.sets.flatMap(({ cycles }) => cycles.map(({ startsOn }) => startsOn))
}
const ended = async (sourcedId: string) => {
  const grant = authoriseMine(await principalOf(sourcedId), 'view:class_report')
  return grant === null ? [] : viewEndedClasses(bench.domain, grant)
}

/** Somebody made them a lead of c1. */
async function leadByHand(sourcedId: string, { since, until }: { since: string; until: string | null }): Promise<void> {
  const whose = [bench.districtId, await bench.idOf('person', sourcedId), await bench.idOf('class', 'c1')]
  await bench.query(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule, granted_at, status, revoked_at)
     values ($1, $2, 'class_lead', 'class', $3, 'manual', 'lead', $4, $5, $6)`,
    [...whose, since, until === null ? 'active' : 'revoked', until],
  )
}

/** The Mondays of c1 that somebody reads; each cycle has its second one. */
async function mondays(sourcedId: string): Promise<readonly string[]> {
  const classId = await bench.idOf('class', 'c1')
  await bench.query(
    `insert into class_monday (district_id, cycle_id, monday, completed, expected)
     select district_id, id, starts_on + 7, 0, 10 from survey_cycle where district_id = $1 and class_id = $2`,
    [bench.districtId, classId],
  )
  const grant = authoriseMine(await principalOf(sourcedId), 'view:class_report')
  const found = grant === null ? null : await viewClassReport(bench.domain, grant, classId)
  return (found?.sets ?? []).flatMap((set) => set.mondays.map(({ monday }) => monday))
}

const AUTUMN = '2025-10-06'
const SPRING = '2026-02-02'
const SUMMER = '2026-05-04'

/** t1 leads c1 all year, t2 until December, t3 from December on. */
beforeEach(async () => {
  await sync('2025-09-01', { c1: ['t1', 't2'] })
  await survey(AUTUMN, '2025-10-17', '2025-10-18', WROTE)
  await sync('2025-12-01', { c1: ['t1', 't3'] })
  await survey(SPRING, '2026-02-13', '2026-02-14', 'Written in the spring')
})

describe('while a class is at work', () => {
  it('its leads read all its reports, and whoever led it before reads none', async () => {
    expect([await reads('t1'), await reads('t3'), await reads('t2')]).toEqual([
      [AUTUMN, SPRING],
      [AUTUMN, SPRING],
      null,
    ])
    expect([await ended('t1'), await ended('t2')]).toEqual([[], []])
  })
})

describe('when it is over', () => {
  it('who led it last reads what was reported while it was theirs, and whoever stopped before still nothing', async () => {
    await sync('2026-08-03', {})
    expect([await reads('t1'), await reads('t3'), await reads('t2')]).toEqual([[AUTUMN, SPRING], [SPRING], null])
    const [mine] = await ended('t1')
    expect(mine).toMatchObject({ id: await bench.idOf('class', 'c1'), endedOn: '2026-08-03', reports: 2 })
    expect(await ended('t3')).toMatchObject([{ reports: 1 }])
    expect(await ended('t2')).toEqual([])
  })

  it('tells who reads it the free texts of their time, and adds nothing to the report of their classes', async () => {
    await sync('2026-08-03', {})
    const classId = await bench.idOf('class', 'c1')
    for (const [who, says] of [
      ['t1', true],
      ['t3', false],
    ] as const) {
      const grant = authoriseMine(await principalOf(who), 'view:class_report')
      if (grant === null) throw new Error(`${who} reads nothing`)
      expect(JSON.stringify(await viewClassReport(bench.domain, grant, classId)).includes(WROTE), who).toBe(says)
      // It is in no sum of one's classes any more.
      expect((await viewMyClassesReport(bench.domain, grant)).sets).toEqual([])
    }
  })

  it('gives nothing else of what leading a class gives, and is no role that anybody is told of', async () => {
    await sync('2026-08-03', {})
    const classId = await bench.idOf('class', 'c1')
    const all = await principalOf('t1')
    expect(all.roles).toContainEqual({ role: 'class_lead', scopeType: 'class', scopeId: classId, ended: true })
    const only = { ...all, roles: all.roles.filter((role) => role.ended === true) }
    expect(CAPABILITIES.filter((each) => isAdmitted(only, each))).toEqual(['view:class_report'])
    const { roles } = await viewMe(bench.domain, all)
    expect(roles.map(({ scopeId }) => scopeId)).not.toContain(classId)
  })

  it('is closed to whoever somebody took the lead from, and to who had stopped before them', async () => {
    await bench.query(
      "update role_grant set status = 'revoked', revoked_at = '2026-05-04' where scope_type = 'class' and scope_id = $1 and status = 'active'",
      [await bench.idOf('class', 'c1')],
    )
    await bench.query("update enrolment set status = 'retired' where class_id = $1 and role = 'teacher'", [
      await bench.idOf('class', 'c1'),
    ])
    await sync('2026-08-03', {})
    expect([await reads('t1'), await reads('t3'), await reads('t2')]).toEqual([null, null, null])
  })

  it.each([
    ['leads it still', null],
    ['led it for a while', '2026-06-01'],
  ])('is closed to who stopped before somebody made a lead by hand, who %s', async (_what, until) => {
    await sync('2026-02-21', { c1: [] })
    await leadByHand('t2', { since: '2026-02-22', until })
    await survey(SUMMER, '2026-05-15', '2026-05-16', 'Written in the summer')
    await sync('2026-08-03', {})
    expect([await reads('t1'), await reads('t3')]).toEqual([null, null])
    expect([await ended('t1'), await ended('t3')]).toEqual([[], []])
    // Who was made a lead by hand stays one, of what was theirs.
    expect(await reads('t2')).toEqual(until === null ? [AUTUMN, SUMMER] : null)
  })

  it('stays with who led it to its end beside somebody made a lead by hand', async () => {
    await leadByHand('t2', { since: '2026-02-22', until: null })
    await sync('2026-08-03', {})
    expect([await reads('t1'), await reads('t3')]).toEqual([[AUTUMN, SPRING], [SPRING]])
  })

  it('leaves who led it last nothing of what began after they had stopped', async () => {
    await sync('2026-02-21', { c1: [] })
    await survey(SUMMER, '2026-05-15', '2026-05-16', 'Written in the summer')
    await sync('2026-08-03', {})
    expect([await reads('t1'), await reads('t3'), await reads('t2')]).toEqual([[AUTUMN, SPRING], [SPRING], null])
    expect(await ended('t1')).toMatchObject([{ reports: 2 }])
    expect(await mondays('t1')).toEqual(['2025-10-13', '2026-02-09'])
  })

  it('is at work again when it comes back, for whom the roster names then', async () => {
    await sync('2026-08-03', {})
    await sync('2026-08-04', { c1: ['t2'] })
    expect([await reads('t1'), await reads('t2')]).toEqual([null, [AUTUMN, SPRING]])
    expect(await ended('t1')).toEqual([])
  })
})
