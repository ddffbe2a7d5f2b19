/** Whoever makes rules for communities tries what roads rules give to the report of one class, one after the other. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepCommunityRules } from '../../src/store/community/community-rule.ts'
import { inDistrict } from '../../src/store/database.ts'
import { type Desk, openDesk } from './community-desk.ts'
import { type COUNTS, type Figures, openRoads, type Roads } from './report-roads.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

/** Administers the district, and leads what rules make. */
const VILLAIN: PersonName = 'districtAdmin'
const WORDS = { sameCourse: false, sameGrade: false, sameSchool: false, schoolIds: null, grades: null, courses: null }
type ClassName = keyof typeof COUNTS

let app: TestApp
let desk: Desk
let roads: Roads

const course = (name: ClassName, key: 'BIO' | 'SCI') =>
  desk.run("update class set course_sourced_id = $1 where district_id = 'alpha' and id = $2", [
    key,
    app.alpha.classes[name],
  ])
const preview = (words: object) => desk.ask(VILLAIN, 'POST', '/community-rules/preview', { ...WORDS, ...words })
async function make(words: object): Promise<string> {
  const seen = await preview(words)
  const { digest } = seen.json as { digest: string }
  const made = await desk.ask(VILLAIN, 'POST', '/community-rules', { ...WORDS, ...words, digest })
  expect(made.status, made.text).toBe(201)
  return (made.json as { ruleId: string }).ruleId
}
/** What a sync does with communities. */
const sync = (now: string) =>
  inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'run:1' }, (client) =>
    keepCommunityRules(client, { districtId: 'alpha', now: new Date(now) }),
  )
const since = (day: string) => desk.run("update community_class set added_at = $1 where district_id = 'alpha'", [day])
const answered = async (startsOn: string, endsOn: string) => {
  for (const name of ['algebra', 'biology', 'chemistry'] as const) await roads.answer(name, startsOn, endsOn)
}
/** The pooled reports that the villain reads, by how many classes are in each. */
async function told(): Promise<readonly { classes: number; masked: string | null; coarse: boolean }[]> {
  const got = await desk.ask(VILLAIN, 'GET', '/communities/reports')
  const { reports } = got.json as { reports: readonly Figures[] }
  return reports
    .flatMap(({ sets }) => sets.flatMap(({ cycles }) => cycles))
    .map(({ classes, questions: [first] }) => ({
      classes,
      masked: first?.masked ?? null,
      coarse: first?.coarse === true,
    }))
}

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  roads = openRoads(app, desk)
  for (const key of ['BIO', 'SCI'])
    await desk.run(
      "insert into course (district_id, source_id, sourced_id, title, course_code) values ('alpha', 'sis', $1, $1, $1)",
      [key],
    )
  await desk.run("update class set grades = '{09}' where district_id = 'alpha' and status = 'active'")
  for (const name of ['algebra', 'chemistry'] as const) await course(name, 'SCI')
  await course('biology', 'BIO')
})
afterAll(() => app.close())

it('a rule that gathers this class alone makes nothing, by its course or by its course and school', async () => {
  for (const words of [
    { sameCourse: true, courses: ['code:bio'] },
    { sameSchool: true, courses: ['code:bio'] },
    { sameGrade: true, sameSchool: true, courses: ['code:bio'], grades: ['09'] },
  ]) {
    const got = await preview(words)
    const groups = got.status === 200 ? (got.json as { groups: readonly { state: string }[] }).groups : []
    expect(
      groups.filter(({ state }) => state === 'new'),
      got.text,
    ).toEqual([])
    const digest = got.status === 200 ? (got.json as { digest: string }).digest : '0'.repeat(32)
    const made = await desk.ask(VILLAIN, 'POST', '/community-rules', { ...WORDS, ...words, digest })
    expect([409, 422], made.text).toContain(made.status)
  }
  await roads.expectClosed(VILLAIN, 'after a rule of one class')
})

it('a community of two classes tells nothing of the one that is left when the roster takes the other away', async () => {
  await course('algebra', 'BIO')
  await make({ sameCourse: true, courses: ['code:bio'] })
  await since('2026-09-01')
  await answered('2026-11-02', '2026-11-06')
  expect(await roads.close('2026-11-08T18:00:00Z')).toMatchObject({ closed: 3, reports: 1 })
  expect(await told()).toEqual([{ classes: 2, masked: null, coarse: true }])
  await roads.expectClosed(VILLAIN, 'with two')
  // Away before the next cycle is over: the community is of one class.
  roads.grow(4)
  await answered('2026-11-09', '2026-11-11')
  await course('algebra', 'SCI')
  expect(await sync('2026-11-10T08:00:00Z')).toMatchObject({ left: 1, joined: 0 })
  expect(await roads.close('2026-11-13T18:00:00Z')).toMatchObject({ closed: 3, reports: 1 })
  expect((await told()).at(-1)).toEqual({ classes: 1, masked: 'one_lead', coarse: false })
  await roads.expectClosed(VILLAIN, 'with one')
  // And back again: what was answered while it was away doesn't come after.
  await course('algebra', 'BIO')
  expect(await sync('2026-11-14T08:00:00Z')).toMatchObject({ left: 0, joined: 1 })
  expect(await roads.close('2026-11-15T18:00:00Z')).toMatchObject({ reports: 0 })
  await roads.expectClosed(VILLAIN, 'back')
})

it('two communities that differ by this class have one report between them', async () => {
  await course('algebra', 'SCI')
  await sync('2026-11-15T08:00:00Z')
  const rules = [await make({ sameGrade: true }), await make({ sameGrade: true, courses: ['code:sci'] })]
  expect(rules).toHaveLength(2)
  await since('2026-09-01')
  roads.grow(4)
  await answered('2026-11-16', '2026-11-18')
  const before = (await told()).length
  expect(await roads.close('2026-11-20T18:00:00Z')).toMatchObject({ closed: 3, reports: 3 })
  const fresh = (await told()).toSorted((a, b) => b.classes - a.classes)
  expect(fresh).toHaveLength(before + 3)
  expect(fresh.filter(({ classes, masked }) => classes > 1 && masked === null).length).toBeLessThan(3)
  await roads.expectClosed(VILLAIN, 'with two communities of rules')
  // What was answered before they were made comes a cycle of each class a night, until all of it was told or left out.
  for (const day of [21, 22, 23, 24]) {
    await roads.close(`2026-11-${day}T18:00:00Z`)
    await roads.expectClosed(VILLAIN, `with two communities of rules, night ${day}`)
  }
})

it('ending a rule and making it anew gives no second look at what was answered', async () => {
  const listed = await desk.ask(VILLAIN, 'GET', '/community-rules')
  const { rules } = listed.json as { rules: readonly { id: string; endedAt: string | null }[] }
  for (const { id } of rules.filter(({ endedAt }) => endedAt === null))
    expect((await desk.ask(VILLAIN, 'DELETE', `/community-rules/${id}`)).status).toBeLessThan(300)
  await make({ sameGrade: true, courses: ['code:sci', 'code:bio'] })
  expect(await roads.close('2026-11-25T18:00:00Z')).toMatchObject({ reports: 0 })
  await roads.expectClosed(VILLAIN, 'after a rule made anew')
  for (const who of ['teacher', 'southTeacher', 'schoolAdmin', 'principal', 'coach'] as const)
    await roads.expectClosed(who, `by ${who}`)
})
