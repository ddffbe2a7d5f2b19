/** Communities by rule over HTTP: who may make them, of which schools, what is shown first, and what nobody gains by it. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tendSurveys } from '../../src/daemon/surveys.ts'
import { inDistrict } from '../../src/store/database.ts'
import { SETS } from '../support/question-sets.ts'
import { addAnswered, answersOf } from '../support/survey-bench.ts'
import { codeOf, type Desk, openDesk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Shown {
  readonly groups: readonly {
    readonly name: string
    readonly state: string
    readonly communityId: string | null
    readonly classes: readonly {
      readonly id: string
      readonly state: string
      readonly leads: readonly { id: string }[]
    }[]
  }[]
  readonly digest: string
  readonly rule: { readonly id: string }
}

const WORDS = {
  sameCourse: true,
  sameGrade: false,
  sameSchool: false,
  schoolIds: null,
  grades: null,
  courses: null,
}

let app: TestApp
let desk: Desk

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  await desk.run(
    "insert into course (district_id, source_id, sourced_id, title, course_code) values ('alpha', 'sis', 'k1', 'Science', 'SCI')",
  )
  await desk.run(
    "update class set course_sourced_id = 'k1', grades = '{09}' where district_id = 'alpha' and status = 'active'",
  )
})
afterAll(() => app.close())

const preview = (who: PersonName, over: object = {}) =>
  desk.ask(who, 'POST', '/community-rules/preview', { ...WORDS, ...over })

async function make(who: PersonName, over: object = {}): Promise<Answer> {
  const seen = await preview(who, over)
  expect(seen.status, seen.text).toBe(200)
  const { digest } = seen.json as Shown
  return desk.ask(who, 'POST', '/community-rules', { ...WORDS, ...over, digest })
}

describe('a rule for communities', () => {
  it('is nobody’s but administrators’ of the district and of a school, these for their schools alone', async () => {
    const { north, south } = app.alpha
    for (const who of [
      'teacher',
      'coach',
      'principal',
      'itAdmin',
      'billing',
      'student',
      'guardian',
      'roleless',
    ] as const) {
      expect((await preview(who)).status, who).toBe(403)
      expect((await desk.ask(who, 'POST', '/community-rules', { ...WORDS, digest: '0'.repeat(32) })).status, who).toBe(
        403,
      )
      expect((await desk.ask(who, 'GET', '/community-rules')).status, who).toBe(403)
    }
    expect(codeOf(await preview('schoolAdmin'))).toBe('422 community_rule_invalid')
    expect(codeOf(await preview('schoolAdmin', { schoolIds: [north, south] }))).toBe('422 community_rule_invalid')
    expect(codeOf(await preview('districtAdmin', { schoolIds: [app.beta.north] }))).toBe('422 community_rule_invalid')
    expect(codeOf(await preview('districtAdmin', { schoolIds: [app.alpha.closed] }))).toBe('422 community_rule_invalid')
    expect((await preview('schoolAdmin', { schoolIds: [north] })).status).toBe(200)
    const { json } = await desk.ask('schoolAdmin', 'GET', '/community-rules')
    expect((json as { choices: { schools: { id: string }[] } }).choices.schools.map(({ id }) => id)).toEqual([north])
  })

  it('says what is wrong with it, and takes nothing that isn’t offered', async () => {
    expect(codeOf(await preview('districtAdmin', { sameCourse: false }))).toBe('422 community_rule_invalid')
    expect((await preview('districtAdmin', { schoolIds: [] })).status).toBe(400)
    expect((await preview('districtAdmin', { ledBy: app.alpha.people.teacher })).status).toBe(400)
    expect(
      codeOf(await desk.ask('districtAdmin', 'POST', '/community-rules', { ...WORDS, digest: '0'.repeat(32) })),
    ).toBe('409 preview_old')
    expect(codeOf(await make('districtAdmin', { sameSchool: true, schoolIds: [app.alpha.south] }))).toBe(
      '409 makes_nothing',
    )
    expect(await desk.run('select from community_rule')).toEqual([])
  })

  it('shows first which classes and leads come together, and then makes just that', async () => {
    const { classes, people } = app.alpha
    const seen = (await preview('districtAdmin')).json as Shown
    expect(seen.groups.map(({ name, state, communityId }) => ({ name, state, communityId }))).toEqual([
      { name: 'Science', state: 'new', communityId: null },
    ])
    expect(seen.groups[0]?.classes.map(({ id, state, leads }) => [id, state, leads.map((lead) => lead.id)])).toEqual([
      [classes.algebra, 'joins', [people.teacher]],
      [classes.biology, 'joins', [people.otherTeacher]],
      [classes.chemistry, 'joins', [people.southTeacher]],
    ])
    expect(await desk.run('select from community')).toEqual([])
    const made = await make('districtAdmin')
    expect(made.status, made.text).toBe(201)
    const { rule, groups } = made.json as Shown
    expect(groups[0]?.classes.map(({ state }) => state)).toEqual(['in', 'in', 'in'])
    expect(codeOf(await preview('districtAdmin'))).toBe('409 rule_known')
    const shown = await desk.shown('districtAdmin', groups[0]?.communityId ?? '')
    expect(shown.community.members.map(({ person, role }) => `${role} ${person.familyName}`)).toEqual([
      'community_lead Director',
      'community_member Other',
      'community_member Teacher',
      'community_member Under',
    ])
    expect(await desk.audit(`community_rule:${rule.id}`)).toMatchObject([
      {
        actor: `person:${people.districtAdmin}`,
        action: 'community_rule.make',
        detail: { communities: 1, classes: 3 },
      },
    ])
    // Of the whole district: not a school administrator's to see or to end.
    expect((await desk.ask('schoolAdmin', 'GET', `/community-rules/${rule.id}`)).status).toBe(404)
    expect((await desk.ask('schoolAdmin', 'DELETE', `/community-rules/${rule.id}`)).status).toBe(404)
  })
})

interface Out {
  readonly communities: readonly { readonly id: string; readonly withAll: boolean }[]
}
const listed = async (who: PersonName) =>
  ((await desk.ask(who, 'GET', '/communities/staying-out')).json as Out).communities

describe('staying out', () => {
  it('is for class leads of a community that a rule made; they are told, and nobody else is', async () => {
    const [{ id = '' } = {}] = await desk.run("select id::text as id from community where name = 'Science'")
    const communityId = String(id)
    const put = (who: PersonName, out: boolean, of = communityId) =>
      desk.ask(who, 'PUT', `/communities/${of}/staying-out`, { out })
    expect((await put('districtAdmin', true)).status).toBe(403)
    expect((await put('student', true)).status).toBe(403)
    const byHand = await desk.create('teacher', 'By hand')
    expect((await desk.addClass('teacher', byHand, app.alpha.classes.algebra)).status).toBe(201)
    expect((await put('teacher', true, byHand)).status).toBe(404)
    expect((await put('teacher', false)).status).toBe(404)
    expect((await put('teacher', true)).status).toBe(200)
    expect(await listed('teacher')).toMatchObject([{ id: communityId, withAll: true }])
    expect(await listed('otherTeacher')).toEqual([])
    expect((await desk.ask('teacher', 'GET', `/communities/${communityId}`)).status).toBe(404)
    expect((await desk.ask('teacher', 'GET', `/communities/${communityId}/report`)).status).toBe(404)
    expect((await desk.shown('otherTeacher', communityId)).community.classes).toHaveLength(2)
    // Whoever has left can't be put back by anybody but themself.
    const added = await desk.addClass('districtAdmin', communityId, app.alpha.classes.algebra)
    expect([403, 404]).toContain(added.status)
    expect((await put('teacher', false)).status).toBe(200)
    expect(await listed('teacher')).toEqual([])
    expect((await desk.shown('teacher', communityId)).community.classes).toHaveLength(3)
    expect((await desk.audit(`community:${communityId}`)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['community.stay_out', 'community.come_back']),
    )
    // Who took it out stands in the history of the class, too.
    expect((await desk.audit(`class:${app.alpha.classes.algebra}`)).slice(-3)).toMatchObject([
      { action: 'class.join_community', detail: { communityId: byHand } },
      { action: 'class.leave_community', actor: `person:${app.alpha.people.teacher}`, detail: { communityId } },
      { action: 'class.join_by_rule' },
    ])
  })

  it('holds for one class that its lead, or a lead of the community, takes out', async () => {
    const [{ id = '' } = {}] = await desk.run("select id::text as id from community where name = 'Science'")
    const at = `/communities/${String(id)}/classes/${app.alpha.classes.chemistry}`
    expect((await desk.ask('districtAdmin', 'DELETE', at)).status).toBe(204)
    expect(await desk.run('select class_id::text as id, by from community_class_out')).toEqual([
      { id: app.alpha.classes.chemistry, by: `person:${app.alpha.people.districtAdmin}` },
    ])
    expect(await listed('southTeacher')).toMatchObject([{ id: String(id), withAll: false }])
    const back = await desk.ask('southTeacher', 'PUT', `/communities/${String(id)}/staying-out`, { out: false })
    expect(back.status).toBe(200)
    expect((await desk.shown('southTeacher', String(id))).community.classes).toHaveLength(3)
  })
})

interface Report {
  readonly sets: readonly {
    readonly cycles: readonly {
      readonly questions: readonly { readonly masked: string | null; readonly people: number | null }[]
    }[]
  }[]
}

describe('whoever made communities by a rule', () => {
  it('reads no class report of them, leads none of their classes, and learns no class by taking reports from one another', async () => {
    const { classes, people } = app.alpha
    const [{ id = '' } = {}] = await desk.run("select id::text as id from community where name = 'Science'")
    const science = String(id)
    await desk.run("update community_class set added_at = '2026-09-01'")
    const counts = [classes.algebra, classes.biology, classes.chemistry].entries()
    for (const [index, classId] of counts)
      await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
        addAnswered(
          client,
          { districtId: 'alpha', classId, box: app.world.secrets },
          { startsOn: '2026-11-02', endsOn: '2026-11-13' },
          Array.from({ length: 11 + index * 6 }, (_, at) => answersOf(at, {})),
        ),
      )
    // Two communities that differ by one lead's class: of the same course, and of the same course and school.
    expect((await make('districtAdmin', { sameSchool: true, schoolIds: [app.alpha.north] })).status).toBe(201)
    await desk.run("update community_class set added_at = '2026-09-01'")
    const world = { db: app.database.open('sync'), box: app.world.secrets, questionSets: SETS }
    await tendSurveys({ ...world, now: () => new Date('2026-11-22T18:00:00Z') }, 'alpha')
    for (const classId of Object.values(classes)) {
      for (const path of ['report', 'report/export', 'report/pdf', 'survey-schedule'])
        expect([403, 404], path).toContain(
          (await desk.ask('districtAdmin', 'GET', `/classes/${classId}/${path}`)).status,
        )
      for (const path of ['desk', 'students', 'survey-gradebook'])
        expect([403, 404], path).toContain(
          (await desk.ask('districtAdmin', 'GET', `/classes/led/${classId}/${path}`)).status,
        )
      const asked = await desk.ask('districtAdmin', 'POST', `/classes/${classId}/lead-requests`, {
        personId: people.districtAdmin,
      })
      expect([403, 404, 409, 422]).toContain(asked.status)
    }
    const tellOf = async (communityId: string) =>
      ((await desk.ask('districtAdmin', 'GET', `/communities/${communityId}/report`)).json as Report).sets.flatMap(
        ({ cycles }) =>
          cycles.flatMap(({ questions }) => questions.filter(({ masked }) => masked === null).map((one) => one.people)),
      )
    const [other] = await desk.run("select id::text as id from community where name = 'Science · North School'")
    const told = [...(await tellOf(science)), ...(await tellOf(String(other?.['id'])))].filter((n) => n !== null)
    expect(told.length).toBeGreaterThan(0)
    const differences = told.flatMap((a) => told.map((b) => Math.abs(a - b)))
    for (const one of [11, 17, 23]) expect([...told, ...differences]).not.toContain(one)
  })
})
