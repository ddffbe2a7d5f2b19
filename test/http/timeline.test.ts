/** The time line of an educator over the school years. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonName } from './school-district.ts'
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
const timeline = (person: PersonName, token = coach, query = '') =>
  app.call(`/api/v1/coaching/time-lines/${app.alpha.people[person]}${query}`, { token })
const datesIn = ({ json }: { readonly json: unknown }) =>
  (json as { items: { date: string }[] }).items.map((one) => one.date)

describe('a time line', () => {
  it('has what one coach knows of an educator, newest first, with sums by school year', async () => {
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
