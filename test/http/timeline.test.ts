/** The time line of an educator over the school years. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Timeline } from '../../src/http/contract/timeline.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const STEP = 'canary-step-7710'
let app: TestApp
let coach: string

beforeAll(async () => {
  app = await openTestApp()
  coach = app.bearerOf(app.alpha, 'coach')
  const { teacher, otherTeacher, southTeacher } = app.alpha.people
  await log('coach', { date: '2026-11-20', nextStep: { text: `${STEP} late`, dueOn: '2026-12-24' } })
  await log('coach', { date: '2026-09-03', minutes: 20, educatorIds: [teacher, otherTeacher] })
  await log('coach', { date: '2026-06-30', minutes: 15, nextStep: { text: `${STEP} some day` } })
  await log('coach', { date: '2025-08-01', minutes: 10, nextStep: { text: `${STEP} soon`, dueOn: '2026-11-30' } })
  await log('southCoach', { date: '2026-11-21', schoolId: app.alpha.south, educatorIds: [otherTeacher, southTeacher] })
})
afterAll(() => app.close())

async function log(name: PersonName, change: object): Promise<void> {
  const body = {
    minutes: 45,
    typeId: 'observation',
    schoolId: app.alpha.north,
    educatorIds: [app.alpha.people.teacher],
    notes: 'canary-note-7711',
    ...change,
  }
  const { status } = await app.call('/api/v1/coaching/interactions', { token: app.bearerOf(app.alpha, name), body })
  expect(status).toBe(201)
}
const owner = (statement: string, values: readonly unknown[]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'system' }, (client) =>
    client.query(statement, [...values]),
  )
const timeline = (person: PersonName, token = coach, query = '') =>
  app.call(`/api/v1/coaching/time-lines/${app.alpha.people[person]}${query}`, { token })
const datesIn = ({ json }: { readonly json: unknown }) =>
  (json as { items: { date: string }[] }).items.map((one) => one.date)

describe('a time line', () => {
  it('“The educator database is designed for Coaches to a have a place to keep track of their work supporting the educators.”: what one coach knows of an educator, newest first, with sums by school year', async () => {
    const { status, json, text } = await timeline('teacher')
    expect(status).toBe(200)
    expect(json).toMatchObject({
      educator: { givenName: 'Tara', familyName: 'Teacher' },
      lastContactOn: '2026-11-20',
      openSteps: 3,
      total: 4,
      years: [
        { from: '2026-07-01', to: '2027-06-30', interactions: 2, minutes: 65 },
        { from: '2025-07-01', to: '2026-06-30', interactions: 2, minutes: 25 },
      ],
    })
    expect(datesIn({ json })).toEqual(['2026-11-20', '2026-09-03', '2026-06-30', '2025-08-01'])
    expect(text).not.toContain('canary')
  })

  it('comes by the page', async () => {
    const second = await timeline('teacher', coach, '?page=2&pageSize=3')
    expect(second.json).toMatchObject({ total: 4, page: 2 })
    expect(datesIn(second)).toEqual(['2025-08-01'])
  })

  it('has of another coach’s work nothing for a coach, and all for the administrator of the district', async () => {
    expect(datesIn(await timeline('otherTeacher'))).toEqual(['2026-09-03'])
    const admin = app.bearerOf(app.alpha, 'districtAdmin')
    expect(datesIn(await timeline('otherTeacher', admin))).toEqual(['2026-11-21', '2026-09-03'])
  })

  it('has others’ work at one’s schools where the district opens it, and one’s own alone where that is asked', async () => {
    await setRule(app, 'coachesSeeEachOther', true)
    // It was at the south school, and is for the coach's own besides.
    expect(datesIn(await timeline('otherTeacher'))).toEqual(['2026-09-03'])
    await owner(
      `insert into interaction_school (district_id, interaction_id, school_id)
       select 'alpha', id, $1 from interaction where held_on = '2026-11-21'`,
      [app.alpha.north],
    )
    expect(datesIn(await timeline('otherTeacher'))).toEqual(['2026-11-21', '2026-09-03'])
    expect(datesIn(await timeline('otherTeacher', coach, '?by=me'))).toEqual(['2026-09-03'])
    const admin = app.bearerOf(app.alpha, 'districtAdmin')
    expect(datesIn(await timeline('otherTeacher', admin, '?by=me'))).toEqual([])
    expect((await timeline('otherTeacher', coach, '?by=them')).status).toBe(400)
    await setRule(app, 'coachesSeeEachOther', false)
    expect(datesIn(await timeline('otherTeacher'))).toEqual(['2026-09-03'])
  })

  it('of somebody whom the reader neither works with nor has worked with is nothing', async () => {
    expect((await timeline('southTeacher')).status).toBe(404)
    expect((await timeline('student')).status).toBe(404)
    const beta = await app.call(`/api/v1/coaching/time-lines/${app.beta.people.teacher}`, { token: coach })
    expect(beta.status).toBe(404)
  })

  it('of oneself is nothing, whatever roles one holds (P000-24), and closed to who has none for it', async () => {
    for (const name of ['coach', 'districtAdmin'] as const)
      expect((await timeline(name, app.bearerOf(app.alpha, name))).status).toBe(404)
    for (const name of ['teacher', 'principal', 'schoolAdmin', 'itAdmin'] as const)
      expect((await timeline('teacher', app.bearerOf(app.alpha, name))).status).toBe(403)
  })
})

const years = async (token: string) =>
  ((await timeline('teacher', token)).json as Timeline).years.map(({ from, places, lastContactOn }) => [
    from,
    places.map(({ school, roles }) => `${school?.name ?? 'elsewhere'}: ${roles.join(' ')}`),
    lastContactOn,
  ])

describe('the school years of an educator', () => {
  beforeAll(async () => {
    const { north, south, people } = app.alpha
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query(
        `insert into term (district_id, source_id, sourced_id, title, type, start_date, end_date, school_year, status)
         values ('alpha', 'sis', 't24', 'Autumn', 'semester', '2024-08-20', '2025-01-20', 2025, 'retired')`,
      )
      for (const [school, term, status, begins] of [
        [south, ['t24'], 'retired', null],
        [north, [], 'retired', '2023-09-01'],
        // Without a day nobody knows when it was.
        [south, [], 'retired', null],
        [south, [], 'active', '2027-09-01'],
      ] as const)
        await client.query(
          `with k as (
             insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id,
               term_sourced_ids, status)
             values ('alpha', 'sis', gen_random_uuid()::text, 'X', 'scheduled', 'x', $1, $2, $3) returning id)
           insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary, status, begin_date)
           select 'alpha', 'sis', gen_random_uuid()::text, k.id, $4, 'teacher', true, $3, $5 from k`,
          [school, term, status, people.teacher, begins],
        )
      await client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, status, granted_at, revoked_at)
         values ('alpha', $1, 'school_admin', 'school', $2, 'manual', 'revoked', '2024-09-01', '2025-08-01')`,
        [people.teacher, north],
      )
    })
  })

  it('say where they worked and as what, with last contact, also in years in which nothing was done', async () => {
    expect(await years(app.bearerOf(app.alpha, 'districtAdmin'))).toEqual([
      ['2026-07-01', ['North School: teacher'], '2026-11-20'],
      ['2025-07-01', ['North School: school_admin'], '2026-06-30'],
      ['2024-07-01', ['North School: school_admin', 'South School: teacher'], null],
      ['2023-07-01', ['North School: teacher'], null],
    ])
  })

  it('name no school to a coach who doesn’t work there', async () => {
    expect((await years(coach))[2]).toEqual(['2024-07-01', ['North School: school_admin', 'elsewhere: '], null])
  })
})
