/** Whoever leads a community tries every road to the report of a class that another leads, one after the other. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { tendSurveys } from '../../src/daemon/surveys.ts'
import { inDistrict } from '../../src/store/database.ts'
import { SETS } from '../support/question-sets.ts'
import { addAnswered, answersOf } from '../support/survey-bench.ts'
import { type Desk, openDesk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Figures {
  readonly sets: readonly {
    readonly cycles: readonly {
      readonly classes: number
      readonly questions: readonly {
        readonly masked: string | null
        readonly coarse: boolean
        readonly people: number | null
      }[]
    }[]
  }[]
}

/** Only students of biology write it, enough of them that its leads read it. */
const SECRET = 'Only biology has written this'
/** How many answer in each class: no sum of some is a sum of others. */
const COUNTS = { algebra: 13, biology: 11, chemistry: 17 } as const
/** Leads the community and algebra. */
const VILLAIN: PersonName = 'teacher'

let app: TestApp
let desk: Desk
let readers: string
let code: string

const classId = (name: 'algebra' | 'biology' | 'chemistry') => app.alpha.classes[name]
const villain = (method: string, path: string, body?: unknown) => desk.ask(VILLAIN, method, path, body)
const close = (now: string) =>
  tendSurveys(
    { db: app.database.open('sync'), box: app.world.secrets, questionSets: SETS, now: () => new Date(now) },
    'alpha',
  )
const answer = (name: keyof typeof COUNTS, startsOn: string, endsOn: string) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) => {
    const at = { districtId: 'alpha', classId: classId(name), box: app.world.secrets }
    const over = { 'one-thing': name === 'biology' ? SECRET : `Of ${name}` }
    const all = Array.from({ length: COUNTS[name] }, (_, index) => answersOf(index, over))
    return addAnswered(client, at, { startsOn, endsOn }, all)
  })
const refused = (got: Answer, what: string) =>
  expect([403, 404, 409, 422], `${what}: ${got.text}`).toContain(got.status)

/** What is biology's leads' own, by every address that there is. */
const ADDRESSES = [
  'classes/:id/report',
  'classes/:id/report/export',
  'classes/:id/report/pdf',
  'classes/:id/survey-schedule',
  'classes/:id/survey-cycles/1/participants',
  'classes/led/:id',
  'classes/led/:id/desk',
  'classes/led/:id/students',
  'classes/led/:id/survey-gradebook',
]

/** Nothing that somebody may read tells biology's answers, by itself or taken from one another. */
async function expectClosed(who: PersonName, after: string): Promise<void> {
  for (const address of ADDRESSES) {
    const { status } = await desk.ask(who, 'GET', `/${address.replace(':id', classId('biology'))}`)
    expect([403, 404], `${address} ${after}`).toContain(status)
  }
  const listed = await desk.ask(who, 'GET', '/communities')
  const ids = (listed.json as { communities?: { id: string }[] }).communities?.map(({ id }) => id) ?? []
  const reports = ids.map((id) => `/communities/${id}/report`)
  const told: number[] = []
  for (const path of [
    ...reports,
    ...reports.map((one) => `${one}/export`),
    '/classes/led/reports',
    '/classes/led/reports/export',
    '/communities/reports/export',
  ]) {
    const got = await desk.ask(who, 'GET', path)
    expect(got.text, `${path} ${after}`).not.toContain(SECRET)
    if (!reports.includes(path) || got.status !== 200) continue
    for (const { classes, questions } of (got.json as Figures).sets.flatMap(({ cycles }) => cycles))
      for (const { masked, coarse, people } of questions.filter((one) => one.masked === null)) {
        expect({ masked, classes: classes > 1, coarse }, `${path} ${after}`).toEqual({
          masked: null,
          classes: true,
          coarse: coarse || classes === 2,
        })
        if (people !== null) told.push(people)
      }
  }
  const differences = told.flatMap((a) => told.map((b) => Math.abs(a - b)))
  expect([...told, ...differences], after).not.toContain(COUNTS.biology)
}

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  readers = await desk.create(VILLAIN, 'Readers')
  await desk.bringIn(VILLAIN, readers, 'otherTeacher')
  expect((await desk.addClass(VILLAIN, readers, classId('algebra'))).status).toBe(201)
  expect((await desk.addClass('otherTeacher', readers, classId('biology'))).status).toBe(201)
  await desk.run("update community_class set added_at = '2026-09-01'")
  await answer('algebra', '2026-11-02', '2026-11-13')
  await answer('biology', '2026-11-02', '2026-11-13')
  expect(await close('2026-11-22T18:00:00Z')).toMatchObject({ closed: 2, reports: 1 })
  const made = await desk.ask('otherTeacher', 'POST', `/classes/led/${classId('biology')}/code`)
  code = (made.json as { code: { code: string } }).code.code
})
afterAll(() => app.close())

const ROADS: Readonly<Record<string, () => Promise<void>>> = {
  'by address: page, API, export and PDF, participants and desk': () => Promise.resolve(),
  'designating themself, by number and by address': async () => {
    const path = `/classes/${classId('biology')}/lead-requests`
    refused(await villain('POST', path, { personId: app.alpha.people[VILLAIN] }), 'by number')
    refused(await villain('POST', path, { email: `${VILLAIN}@alpha.example` }), 'by address')
  },
  'designating a friend who agrees before the class’s lead does': async () => {
    await desk.bringIn(VILLAIN, readers, 'coach')
    const asked = await villain('POST', `/classes/${classId('biology')}/lead-requests`, {
      personId: app.alpha.people.coach,
    })
    const { requestId } = asked.json as { readonly requestId: string }
    refused(await desk.ask('coach', 'POST', `/class-lead-requests/${requestId}/acceptance`), 'the friend')
    refused(await villain('POST', `/class-lead-requests/${requestId}/acceptance`), 'for the friend')
    refused(await villain('POST', `/classes/${classId('biology')}/lead-requests/${requestId}/consent`), 'for the lead')
    await expectClosed('coach', 'for the friend')
  },
  'taking its lead away, or becoming its teacher': async () => {
    const at = `/classes/${classId('biology')}`
    const { people } = app.alpha
    refused(await villain('DELETE', `${at}/leads/${people.otherTeacher}`), 'the lead')
    refused(await villain('DELETE', `${at}/teachers/${people.otherTeacher}`), 'the teacher')
    refused(await villain('POST', `${at}/teachers`, { personId: people[VILLAIN] }), 'a teacher')
  },
  'removing its lead from the community': async () => {
    await villain('DELETE', `/communities/${readers}/members/${app.alpha.people.otherTeacher}`)
  },
  'taking part by its code, as a student and as somebody new': async () => {
    await answer('biology', '2026-11-21', '2026-11-22')
    const entered = await fetch(`${app.address}/api/v1/participation/devices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.address },
      body: JSON.stringify({ code, name: 'Tara Teacher', joins: true }),
    })
    expect(entered.ok).toBe(true)
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const survey = await fetch(`${app.address}/api/v1/participation/survey`, { headers: { cookie } })
    expect({ status: survey.status, says: (await survey.text()).includes(SECRET) }).toEqual({
      status: 200,
      says: false,
    })
    for (const address of ADDRESSES) {
      const path = `/api/v1/${address.replace(':id', classId('biology'))}`
      expect((await fetch(`${app.address}${path}`, { headers: { cookie } })).status, path).toBe(401)
    }
  },
  'a community of this one class': async () => {
    const alone = await desk.create(VILLAIN, 'Alone')
    await desk.bringIn(VILLAIN, alone, 'otherTeacher')
    expect((await desk.addClass('otherTeacher', alone, classId('biology'))).status).toBe(201)
    await desk.run("update community_class set added_at = '2026-09-01'")
    expect(await close('2026-11-23T18:00:00Z')).toMatchObject({ closed: 1, reports: 2 })
  },
  'a second community that lacks this class alone': async () => {
    const wide = await desk.create(VILLAIN, 'Wide')
    const narrow = await desk.create(VILLAIN, 'Narrow')
    for (const at of [wide, narrow]) {
      await desk.bringIn(VILLAIN, at, 'southTeacher')
      expect((await desk.addClass(VILLAIN, at, classId('algebra'))).status).toBe(201)
      expect((await desk.addClass('southTeacher', at, classId('chemistry'))).status).toBe(201)
    }
    await desk.bringIn(VILLAIN, wide, 'otherTeacher')
    expect((await desk.addClass('otherTeacher', wide, classId('biology'))).status).toBe(201)
    for (const name of ['algebra', 'biology', 'chemistry'] as const) await answer(name, '2026-11-16', '2026-11-20')
    await desk.run("update community_class set added_at = '2026-09-01'")
    expect(await close('2026-11-24T18:00:00Z')).toMatchObject({ closed: 3 })
  },
  'taking the own class out between cycles, and putting it back for the next': async () => {
    const own = `/communities/${readers}/classes/${classId('algebra')}`
    expect((await villain('DELETE', own)).status).toBeLessThan(300)
    await answer('biology', '2026-11-23', '2026-11-25')
    await answer('algebra', '2026-11-23', '2026-11-25')
    expect(await close('2026-11-27T18:00:00Z')).toMatchObject({ closed: 2 })
    expect((await desk.addClass(VILLAIN, readers, classId('algebra'))).status).toBe(201)
    await answer('algebra', '2026-11-28', '2026-11-29')
    await answer('biology', '2026-11-28', '2026-11-29')
    expect(await close('2026-12-01T18:00:00Z')).toMatchObject({ closed: 2 })
  },
  'handing the community over and leaving it': async () => {
    await villain('POST', `/communities/${readers}/handover`, { personId: app.alpha.people.otherTeacher })
    await villain('POST', `/communities/${readers}/leave`)
  },
}

it.each(Object.keys(ROADS))('leads nowhere: %s', async (road) => {
  await ROADS[road]?.()
  await expectClosed(VILLAIN, `after ${road}`)
})

it('while its own lead reads all of it', async () => {
  const got = await desk.ask('otherTeacher', 'GET', `/classes/${classId('biology')}/report`)
  expect(got.text).toContain(SECRET)
  expect((got.json as Figures).sets[0]?.cycles[0]?.questions[0]).toMatchObject({ masked: null, people: COUNTS.biology })
})
