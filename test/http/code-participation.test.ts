/** What an answer by the code counts as, to the day: once, late or not, joined or not, expected or not; and when it ends. */

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DeviceKey } from '../../src/access/device-key.ts'
import { separate } from '../../src/community/question-set.ts'
import { findCodeSession, takeCodeAnswer, asParticipant } from '../../src/store/community/code-session.ts'
import { forgetParticipants } from '../../src/store/community/survey-names.ts'
import { inDistrict } from '../../src/store/database.ts'
import { SET } from '../support/question-sets.ts'
import { addCycle, addStudents, answersOf } from '../support/survey-bench.ts'
import { type Desk, openDesk } from './community-desk.ts'
import { openRoads } from './report-roads.ts'
import { openTestApp, type TestApp } from './test-app.ts'

/** Of the cycle: its first day, its last one, and the last one for late answers. */
const DAYS = { startsOn: '2026-11-16', endsOn: '2026-11-23', extendedTo: '2026-11-27' }
const at = (day: number) => new Date(`2026-11-${day}T18:00:00Z`)

let app: TestApp
let desk: Desk
let algebra: string
let cycle: string
let code: string
let students: readonly string[]
let now = at(20)

beforeEach(async () => {
  app = await openTestApp()
  Object.assign(app.world, { now: () => now })
  now = at(20)
  desk = openDesk(app)
  algebra = app.alpha.classes.algebra
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const place = { districtId: 'alpha', classId: algebra }
    students = await addStudents(client, place, 3)
    cycle = await addCycle(client, place, DAYS)
  })
  await desk.run("update person set given_name = 'Kid', family_name = 'K' || id where id = any ($1::bigint[])", [
    students,
  ])
  const made = await desk.ask('teacher', 'POST', `/classes/led/${algebra}/code`)
  code = (made.json as { code: { code: string } }).code.code
})
afterEach(() => app.close())

async function enter(name: string, joins = false): Promise<{ cookie: string; device: DeviceKey }> {
  const answer = await app.call('/api/v1/participation/devices', { body: { code, name, joins } })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const token = /=([\w-]{43})/.exec(cookie)?.[1] ?? ''
  expect(token, answer.text).not.toBe('')
  return { cookie, device: { districtId: 'alpha', token } }
}
const send = async (cookie: string, number: number) =>
  (
    await app.call('/api/v1/participation/survey/answers', {
      headers: { cookie },
      body: { answers: answersOf(number) },
    })
  ).status
/** Past what the action asks first: the statement itself. */
const take = (device: DeviceKey) =>
  takeCodeAnswer(app.world.database, app.world.secrets, {
    device,
    cycleId: cycle,
    content: separate(SET, answersOf(1)),
    now,
  })
const read = (device: DeviceKey) =>
  asParticipant(app.world.database, 'alpha', (tx) => findCodeSession(tx, device, { secrets: app.world.secrets, now }))
const tray = async () => (await desk.run("select from survey_tray where district_id = 'alpha'")).length
const people = async () => {
  const { json } = await desk.ask('teacher', 'GET', `/classes/${algebra}/survey-cycles/${cycle}/participants`)
  return (json as { participants: readonly { id: string; givenName: string; isLate: boolean; joined: boolean }[] })
    .participants
}
const one = async (name: string) => (await people()).find(({ id, givenName }) => id === name || givenName === name)

it('a second answer of somebody is nowhere, from the same device or another', async () => {
  const first = await enter(`Kid K${students[0]}`)
  const second = await enter(`Kid K${students[0]}`)
  expect([await send(first.cookie, 1), await send(first.cookie, 2), await send(second.cookie, 3)]).toEqual([
    204, 409, 409,
  ])
  expect(await tray()).toBe(1)
  const joined = await enter('Nova New', true)
  expect([await send(joined.cookie, 1), await send(joined.cookie, 2)]).toEqual([204, 409])
  expect(await tray()).toBe(2)
})

it('an answer of the last day is in time, by the code and from the LMS, and of the day after is late', async () => {
  now = at(23)
  expect(await send((await enter(`Kid K${students[0]}`)).cookie, 1)).toBe(204)
  const token = app.bearerFor({ districtId: 'alpha', personId: students[1] ?? '', customerId: null, roles: [] })
  const body = { answers: answersOf(2) }
  expect((await app.call(`/api/v1/surveys/${cycle}/answers`, { token, body })).status).toBe(204)
  now = at(24)
  expect(await send((await enter(`Kid K${students[2]}`)).cookie, 1)).toBe(204)
  const late = []
  for (const id of students) late.push((await one(id))?.isLate)
  expect(late).toEqual([false, false, true])
})

it('who comes on the first day has not joined later; who comes the day after has', async () => {
  now = at(16)
  await enter('First Day', true)
  now = at(17)
  await enter('Next Day', true)
  await desk.run("update enrolment set begin_date = '2026-11-16' where person_id = $1", [students[0]])
  await desk.run("update enrolment set begin_date = '2026-11-17' where person_id = $1", [students[1]])
  const joined = []
  for (const name of ['First Day', 'Next Day', students[0] ?? '', students[1] ?? ''])
    joined.push((await one(name))?.joined)
  expect(joined).toEqual([false, true, false, true])
})

it('who was removed, or joined after the cycle was over, is not expected in it', async () => {
  const removed = await enter('Prank Name', true)
  await enter('Stays Here', true)
  await desk.run("update late_joiner set removed_at = now(), removed_by = 'test' where name = 'Prank Name'")
  // By way of a cycle that comes after, before a worker has closed this one.
  await desk.run(
    "insert into late_joiner (district_id, class_id, name, joined_at) values ('alpha', $1, 'Comes Later', '2026-11-28T18:00:00Z')",
    [algebra],
  )
  expect(await read(removed.device)).toBeNull()
  expect(await openRoads(app, desk).close('2026-11-29T18:00:00Z')).toMatchObject({ closed: 1 })
  // One of the roster as it is planted, three more, and one who joined.
  expect(await desk.run("select completed, expected from survey_result where district_id = 'alpha'")).toEqual([
    { completed: 0, expected: 5 },
  ])
})

it('nothing is taken of a device of yesterday, of who has left the class or was removed, by the statement itself', async () => {
  const yesterday = await enter(`Kid K${students[0]}`)
  now = at(21)
  expect(await take(yesterday.device)).toBe('not_open')
  const left = await enter(`Kid K${students[1]}`)
  await desk.run("update enrolment set status = 'retired', retired_at = now() where person_id = $1", [students[1]])
  expect(await take(left.device)).toBe('not_open')
  const removed = await enter('Prank Name', true)
  await desk.run("update late_joiner set removed_at = now(), removed_by = 'test'")
  expect(await take(removed.device)).toBe('not_open')
  expect(await tray()).toBe(0)
  expect(await take((await enter(`Kid K${students[2]}`)).device)).toBe('taken')
})

it('the yearly day forgets devices, too', async () => {
  await enter(`Kid K${students[0]}`)
  await desk.run("update survey_cycle set closed_on = '2026-11-28' where id = $1", [cycle])
  expect(await desk.run('select from code_session')).toHaveLength(1)
  await inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
    forgetParticipants(client, 'alpha', new Date('2027-08-02T18:00:00Z')),
  )
  expect(await desk.run('select from code_session')).toEqual([])
})
