/** Whoever leads a community tries every road to the report of a class that another leads, one after the other. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, openDesk } from './community-desk.ts'
import { ADDRESSES, COUNTS, type Figures, openRoads, type Roads, SECRET } from './report-roads.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

/** Leads the community and algebra. */
const VILLAIN: PersonName = 'teacher'

let app: TestApp
let desk: Desk
let readers: string
let code: string
let roads: Roads

const classId = (name: keyof typeof COUNTS) => app.alpha.classes[name]
const villain = (method: string, path: string, body?: unknown) => desk.ask(VILLAIN, method, path, body)
const refused = (got: Answer, what: string) =>
  expect([403, 404, 409, 422], `${what}: ${got.text}`).toContain(got.status)

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  roads = openRoads(app, desk)
  readers = await desk.create(VILLAIN, 'Readers')
  await desk.bringIn(VILLAIN, readers, 'otherTeacher')
  expect((await desk.addClass(VILLAIN, readers, classId('algebra'))).status).toBe(201)
  expect((await desk.addClass('otherTeacher', readers, classId('biology'))).status).toBe(201)
  await desk.run("update community_class set added_at = '2026-09-01'")
  await roads.answer('algebra', '2026-11-02', '2026-11-13')
  await roads.answer('biology', '2026-11-02', '2026-11-13')
  expect(await roads.close('2026-11-22T18:00:00Z')).toMatchObject({ closed: 2, reports: 1 })
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
    await roads.expectClosed('coach', 'for the friend')
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
    await roads.answer('biology', '2026-11-21', '2026-11-22')
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
    expect(await roads.close('2026-11-23T18:00:00Z')).toMatchObject({ closed: 1, reports: 2 })
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
    for (const name of ['algebra', 'biology', 'chemistry'] as const)
      await roads.answer(name, '2026-11-16', '2026-11-20')
    await desk.run("update community_class set added_at = '2026-09-01'")
    expect(await roads.close('2026-11-24T18:00:00Z')).toMatchObject({ closed: 3 })
  },
  'taking the own class out between cycles, and putting it back for the next': async () => {
    const own = `/communities/${readers}/classes/${classId('algebra')}`
    expect((await villain('DELETE', own)).status).toBeLessThan(300)
    await roads.answer('biology', '2026-11-23', '2026-11-25')
    await roads.answer('algebra', '2026-11-23', '2026-11-25')
    expect(await roads.close('2026-11-27T18:00:00Z')).toMatchObject({ closed: 2 })
    expect((await desk.addClass(VILLAIN, readers, classId('algebra'))).status).toBe(201)
    await roads.answer('algebra', '2026-11-28', '2026-11-29')
    await roads.answer('biology', '2026-11-28', '2026-11-29')
    expect(await roads.close('2026-12-01T18:00:00Z')).toMatchObject({ closed: 2 })
  },
  'handing the community over and leaving it': async () => {
    await villain('POST', `/communities/${readers}/handover`, { personId: app.alpha.people.otherTeacher })
    await villain('POST', `/communities/${readers}/leave`)
  },
}

it.each(Object.keys(ROADS))('leads nowhere: %s', async (road) => {
  await ROADS[road]?.()
  await roads.expectClosed(VILLAIN, `after ${road}`)
})

it('while its own lead reads all of it', async () => {
  const got = await desk.ask('otherTeacher', 'GET', `/classes/${classId('biology')}/report`)
  expect(got.text).toContain(SECRET)
  expect((got.json as Figures).sets[0]?.cycles[0]?.questions[0]).toMatchObject({ masked: null, people: COUNTS.biology })
})
