import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

describe('runs', () => {
  it('show a district administrator what was done, why it is held and what was wrong', async () => {
    const { status, json } = await app.call('/api/v1/runs', { token: app.bearerOf(app.alpha, 'districtAdmin') })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      total: 1,
      items: [
        {
          id: app.alpha.run,
          sourceId: 'sis',
          state: 'held',
          startedAt: '2026-11-22T02:00:00.000Z',
          tables: { people: { received: 9, quarantined: 1, added: 8 } },
          roles: { granted: 4, revoked: 1, unmapped: 2 },
          hold: { reasons: ['9 of 20 people would be retired; up to 5 pass unasked.'], codes: ['retire'] },
          diagnostics: [{ code: 'value_date', count: 3, says: 'A field is not a date.' }],
          unchangedSince: '2026-11-20T02:00:03.000Z',
        },
      ],
    })
  })

  it('show a school administrator that they were, without figures of the district (OWN-04-D)', async () => {
    const { json } = await app.call(`/api/v1/runs/${app.alpha.run}`, { token: app.bearerOf(app.alpha, 'schoolAdmin') })
    expect(json).toMatchObject({
      state: 'held',
      tables: null,
      roles: null,
      hold: null,
      diagnostics: [],
      unchangedSince: null,
    })
  })

  it('of another district and of nobody are the same answer', async () => {
    const token = app.bearerOf(app.alpha, 'itAdmin')
    const answers = [
      await app.call(`/api/v1/runs/${app.beta.run}`, { token }),
      await app.call('/api/v1/runs/999999999', { token }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([404, 404])
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
    expect((await app.call('/api/v1/runs?sourceId=nothing', { token })).json).toMatchObject({ items: [], total: 0 })
  })

  it('are shown to a customer’s administrator in the customer’s district', async () => {
    const role = { role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' } as const
    const token = app.bearerFor({
      districtId: 'alpha',
      personId: null,
      customerId: 'acme',
      customerAdminId: '1',
      roles: [role],
    })
    expect((await app.call('/api/v1/runs', { token })).json).toMatchObject({ total: 1, items: [{ id: app.alpha.run }] })
  })
})

describe('sources', () => {
  it('show their schedule, next slot and last run, and never their configuration', async () => {
    const { json, text } = await app.call('/api/v1/sources', { token: app.bearerOf(app.alpha, 'itAdmin') })
    expect(json).toEqual({
      sources: [
        {
          id: 'sis',
          connector: 'oneroster-csv',
          schedule: '0 2 * * *',
          paused: false,
          nextSlotAt: '2026-11-23T08:00:00.000Z',
          lastSlotAt: null,
          lastRun: { id: app.alpha.run, state: 'held', finishedAt: '2026-11-22T02:01:00.000Z' },
        },
      ],
    })
    expect(text).not.toContain('canary')
  })
})

const licencesOf = async (name: 'billing' | 'schoolAdmin' | 'districtAdmin') =>
  (await app.call('/api/v1/licences', { token: app.bearerOf(app.alpha, name) })).json

describe('licences', () => {
  it('show the whole district to its administrator and to billing', async () => {
    const whole = {
      licences: [
        {
          kind: 'coaching-seats',
          name: 'Coaching seats',
          bought: 3,
          used: 2,
          over: 0,
          needed: 2,
          waiting: 0,
          grace: 0,
        },
      ],
    }
    expect(await licencesOf('districtAdmin')).toEqual(whole)
    expect(await licencesOf('billing')).toEqual(whole)
  })

  it('show a school administrator the seats of the school’s people and no more (OWN-23-E)', async () => {
    expect(await licencesOf('schoolAdmin')).toEqual({
      licences: [
        {
          kind: 'coaching-seats',
          name: 'Coaching seats',
          bought: null,
          used: 1,
          over: null,
          needed: null,
          waiting: 0,
          grace: 0,
        },
      ],
    })
  })
})

describe('a student’s home', () => {
  it('shows the active classes the student is in, with their teachers', async () => {
    const { json } = await app.call('/api/v1/student/home', { token: app.bearerOf(app.alpha, 'student') })
    expect(json).toEqual({
      classes: [
        {
          id: app.alpha.classes.algebra,
          title: 'Class algebra',
          school: { id: app.alpha.north, name: 'North School' },
          teachers: [{ id: app.alpha.people.teacher, givenName: 'Tara', familyName: 'Teacher' }],
        },
      ],
      benchmarks: { address: '', open: [] },
      pathway: null,
      products: [],
    })
  })
})

describe('me', () => {
  it('says who I am, what I may do and where I start', async () => {
    const { json } = await app.call('/api/v1/me', { token: app.bearerOf(app.alpha, 'coach') })
    expect(json).toMatchObject({
      person: { id: app.alpha.people.coach, sourcedId: 'sis-coach', givenName: 'Cora', familyName: 'Coachman' },
      district: { id: 'alpha', name: 'District alpha', timezone: 'America/Chicago' },
      roles: [{ role: 'coach', scopeType: 'school', scopeId: app.alpha.north }],
      home: 'coach',
      may: expect.arrayContaining(['create:interaction', 'create:community']) as string[],
    })
  })

  it.each([
    ['districtAdmin', 'sync'],
    ['itAdmin', 'sync'],
    ['billing', 'invoices'],
    ['schoolAdmin', 'communities'],
    ['principal', 'figures'],
    ['teacher', 'communities'],
    ['student', 'student'],
    ['guardian', 'none'],
    ['roleless', 'none'],
  ] as const)('starts %s at %s', async (name, home) => {
    expect((await app.call('/api/v1/me', { token: app.bearerOf(app.alpha, name) })).json).toMatchObject({ home })
  })

  it('names a district’s scope by the district', async () => {
    const { json } = await app.call('/api/v1/me', { token: app.bearerOf(app.alpha, 'districtAdmin') })
    expect(json).toMatchObject({ roles: [{ role: 'district_admin', scopeType: 'district', scopeId: 'alpha' }] })
  })

  it('is nobody yet after a launch that was not matched', async () => {
    const token = app.bearerFor({ districtId: 'alpha', personId: null, customerId: null, roles: [] })
    expect((await app.call('/api/v1/me', { token })).json).toMatchObject({
      person: null,
      roles: [],
      home: 'unmatched',
      may: [],
    })
  })
})
