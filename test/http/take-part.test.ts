/** Taking part by a class's code: what must not be told, who is let in, and that an answer is nobody's. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { mixAnswers } from '../../src/store/community/survey-mixing.ts'
import { forgetParticipants } from '../../src/store/community/survey-names.ts'
import { addCycle, addStudents, answersOf } from '../support/survey-bench.ts'
import { codeOf, type Desk, openDesk } from './community-desk.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

let app: TestApp
let desk: Desk
let algebra: string
let biology: string
let cycle: string
let code: string
let students: readonly string[]
let now = NOW

beforeAll(async () => {
  app = await openTestApp()
  Object.assign(app.world, { now: () => now })
  desk = openDesk(app)
  ;({ algebra, biology } = app.alpha.classes)
  ;[students, cycle] = await inDistrict(
    app.database.open('owner'),
    { districtId: 'alpha', actor: 'test' },
    async (client) => {
      const at = { districtId: 'alpha', classId: algebra }
      return [
        await addStudents(client, at, 8),
        await addCycle(client, at, { startsOn: '2026-11-16', endsOn: '2026-11-23', extendedTo: '2026-11-27' }),
      ] as const
    },
  )
  await desk.run(
    `update person set family_name = (array['Abel', 'Bruno', 'Celan', 'Dorn', 'Ebert', 'Frank', 'Same', 'Same'])[n.at],
       given_name = (array['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Flo', 'Sam', 'Sam'])[n.at], identifier = '9000' || n.at
     from unnest($1::bigint[]) with ordinality n (id, at) where district_id = 'alpha' and person.id = n.id`,
    [students],
  )
})
afterAll(() => app.close())

beforeEach(async () => {
  now = NOW
  // Codes of a test before are no wrong ones: each test has a code, and so a limit, of its own.
  await open({ codeLocked: false, listLocked: false })
  const made = await desk.ask('teacher', 'POST', `/classes/led/${algebra}/code`)
  ;({ code } = (made.json as { code: { code: string } }).code)
})

const open = (locks: object) => desk.ask('teacher', 'PUT', `/classes/led/${algebra}/locks`, locks)
const look = (typed: string) => app.call('/api/v1/participation/codes', { body: { code: typed } })
const enter = (name: string, over: { joins?: boolean; cookie?: string; code?: string } = {}) =>
  app.call('/api/v1/participation/devices', {
    body: { code: over.code ?? code, name, joins: over.joins ?? false },
    ...(over.cookie === undefined ? {} : { headers: { cookie: over.cookie } }),
  })
const cookieOf = (answer: Answer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
const on = (cookie: string, path = '', body?: unknown, method?: string) =>
  app.call(`/api/v1/participation/survey${path}`, {
    headers: { cookie },
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  })
const send = (cookie: string, number = 0) => on(cookie, '/answers', { answers: answersOf(number) })
const deviceOf = async (name: string, over: Parameters<typeof enter>[1] = {}): Promise<string> =>
  cookieOf(await enter(name, over))
const participants = async () =>
  (
    (await desk.ask('teacher', 'GET', `/classes/${algebra}/survey-cycles/${cycle}/participants`)).json as {
      participants: readonly {
        id: string
        byCode: boolean
        givenName: string
        familyName: string
        completedOn: string | null
        isLate: boolean
      }[]
    }
  ).participants

describe('a code', () => {
  it('that isn’t, one that is locked, one before the last and one without a survey are told alike', async () => {
    const wrong = await look('222222FF')
    const before = code
    await desk.ask('teacher', 'POST', `/classes/led/${algebra}/code`)
    const renewed = await look(before)
    const unused = await desk.ask('otherTeacher', 'POST', `/classes/led/${biology}/code`)
    const quiet = await look((unused.json as { code: { code: string } }).code.code)
    await open({ codeLocked: true })
    const shown = (await desk.ask('teacher', 'GET', `/classes/led/${algebra}/desk`)).json as { code: { code: string } }
    const locked = await look(shown.code.code)
    const entered = await enter('Ada Abel', { code: shown.code.code })
    for (const answer of [renewed, quiet, locked, await look('no code')]) {
      expect(answer.text).toBe(wrong.text)
      expect(answer.status).toBe(422)
    }
    expect(entered.text).toBe(wrong.text)
    expect(wrong.text).toContain('code_not_open')
  })

  it('leads nowhere before the survey, after its last day, and in a class that has ended', async () => {
    now = new Date('2026-11-15T18:00:00Z')
    expect((await look(code)).status).toBe(422)
    now = new Date('2026-11-28T18:00:00Z')
    expect((await look(code)).status).toBe(422)
    now = NOW
    expect((await look(code)).status).toBe(200)
    await desk.run("update class set status = 'retired', retired_at = now() where district_id = 'alpha' and id = $1", [
      algebra,
    ])
    expect((await look(code)).status).toBe(422)
    await desk.run("update class set status = 'active', retired_at = null where district_id = 'alpha' and id = $1", [
      algebra,
    ])
  })

  it('is read as it is typed, and shows the class’s title and nothing else of it', async () => {
    for (const typed of [code, code.toLowerCase(), code.replace('-', ' ')])
      expect((await look(typed)).json).toEqual({ classTitle: 'Class algebra' })
  })

  it('opens nothing but its survey: no page of the app, no other class', async () => {
    const cookie = await deviceOf('Ada Abel')
    for (const path of ['/api/v1/me', '/api/v1/surveys', '/api/v1/student/home', `/api/v1/surveys/${cycle}`])
      expect((await app.call(path, { headers: { cookie, 'x-staffroom-page': 'start' } })).status).toBe(401)
  })
})

describe('a name', () => {
  it('of nobody in the class lets in only who says that they are new', async () => {
    expect(codeOf(await enter('Lena Ortiz'))).toBe('422 name_not_listed')
    expect(codeOf(await enter('90009'))).toBe('422 name_invalid')
    expect(codeOf(await enter('90009', { joins: true }))).toBe('422 name_invalid')
    expect((await enter('Lena Ortiz', { joins: true })).status).toBe(204)
    // The same one again is who joined before.
    expect((await enter('lena ortiz', { joins: true })).status).toBe(204)
    const listed = (await participants()).filter(({ byCode }) => byCode)
    expect(listed.map(({ givenName }) => givenName)).toEqual(['Lena Ortiz'])
  })

  it('of nobody is refused where the list is locked, whatever they say', async () => {
    await open({ codeLocked: false, listLocked: true })
    for (const joins of [false, true])
      expect(codeOf(await enter('Someone Else', { joins }))).toBe('422 name_not_admitted')
    expect((await enter('Ada Abel')).status).toBe(204)
    expect((await participants()).some(({ givenName }) => givenName === 'Someone Else')).toBe(false)
  })

  it('that two have is told apart by their number', async () => {
    expect(codeOf(await enter('Sam Same'))).toBe('422 name_of_several')
    expect((await enter('90007')).status).toBe(204)
  })

  it('tells nothing of who is in the class or who has answered', async () => {
    expect((await send(await deviceOf('Cleo Celan'), 3)).status).toBe(204)
    const again = await enter('Cleo Celan')
    const other = await enter('Dan Dorn')
    expect([again.status, again.text]).toEqual([other.status, other.text])
    const shown = await on(cookieOf(again))
    expect(shown.json).toMatchObject({ completed: false, draft: {} })
    for (const answer of [again, shown, await enter('Someone Else'), await look(code)])
      expect(answer.text).not.toMatch(/Abel|Bruno|Celan|Dorn|Ebert|9000/)
  })

  it('is not tried out from a list: after sixty that are nobody’s the code waits', async () => {
    const answers = []
    for (let tries = 0; tries < 62; tries += 1) answers.push(codeOf(await enter(`Name ${'x'.repeat(tries + 1)}`)))
    expect(answers.slice(0, 60).every((one) => one === '422 name_not_listed')).toBe(true)
    expect(answers.slice(60)).toEqual(['429 too_many', '429 too_many'])
    // Other classes go on.
    await desk.ask('teacher', 'POST', `/classes/led/${algebra}/code`)
    const shown = (await desk.ask('teacher', 'GET', `/classes/led/${algebra}/desk`)).json as { code: { code: string } }
    expect((await enter('Ben Bruno', { code: shown.code.code })).status).toBe(204)
  })
})

describe('answering on a device', () => {
  it('goes on where one stopped after one has said again who one is, on that device alone', async () => {
    const cookie = await deviceOf('Ada Abel')
    const body = { answers: { 'care-wants': 'mostly', 'one-thing': 'Fewer tests, please' } }
    expect((await on(cookie, '/draft', body, 'PUT')).status).toBe(204)
    expect((await on(await deviceOf('Ada Abel', { cookie }))).json).toMatchObject({ draft: body.answers, begun: true })
    // Somebody else who says to be Ada, on a device of their own.
    expect((await on(await deviceOf('Ada Abel'))).json).toMatchObject({ draft: {}, begun: false })
    // The next class at the same device: what Ada had begun there is gone.
    const next = await deviceOf('Ben Bruno', { cookie })
    expect((await on(next)).json).toMatchObject({ draft: {} })
    expect((await on(cookie)).status).toBe(404)
    expect(JSON.stringify(await desk.run('select * from code_session'))).not.toMatch(/tests, please|mostly/)
  })

  it('is not possible with what is not asked, nor from another site’s page', async () => {
    const cookie = await deviceOf('Ada Abel')
    expect(codeOf(await on(cookie, '/answers', { answers: { 'care-wants': 'sometimes' } }))).toBe('422 answers_invalid')
    const site = await app.call('/api/v1/participation/survey/answers', {
      body: { answers: answersOf(0) },
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
    })
    expect(codeOf(site)).toBe('410 survey_over')
    expect((await participants()).find(({ familyName }) => familyName === 'Abel')?.completedOn).toBeNull()
  })

  it('counts once, from however many devices at the same moment and from the LMS', async () => {
    const cookies = [await deviceOf('Ada Abel'), await deviceOf('90001'), await deviceOf('Abel, Ada')]
    const all = await Promise.all([...cookies, ...cookies].map((cookie) => send(cookie, 1)))
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409, 409, 409, 409, 409])
    const token = app.bearerFor({ districtId: 'alpha', personId: students[0] ?? '', customerId: null, roles: [] })
    const launched = await app.call(`/api/v1/surveys/${cycle}/answers`, { token, body: { answers: answersOf(1) } })
    expect(codeOf(launched)).toBe('409 answered_already')
    expect((await on(cookies[0] ?? '')).json).toMatchObject({ completed: true, draft: {} })
    expect((await participants()).find(({ familyName }) => familyName === 'Abel')).toMatchObject({
      completedOn: '2026-11-22',
      byCode: false,
    })
  })

  it('is marked as late after the cycle’s last day, and joined where they are not on the roster', async () => {
    now = new Date('2026-11-25T18:00:00Z')
    expect((await send(await deviceOf('Moritz Moor', { joins: true }), 4)).status).toBe(204)
    const found = (await participants()).find(({ givenName }) => givenName === 'Moritz Moor')
    expect(found).toMatchObject({ byCode: true, isLate: true, completedOn: '2026-11-25' })
    const { cycles } = (await desk.ask('teacher', 'GET', `/classes/${algebra}/survey-schedule`)).json as {
      cycles: readonly { id: string; completed: number; expected: number }[]
    }
    const everybody = await participants()
    expect(cycles.find(({ id }) => id === cycle)).toMatchObject({
      expected: everybody.length,
      completed: everybody.filter(({ completedOn }) => completedOn !== null).length,
    })
  })

  it('goes on after the code was locked, and ends with the day and with leaving the class', async () => {
    const cookie = await deviceOf('Eva Ebert')
    await open({ codeLocked: true })
    expect((await on(cookie)).status).toBe(200)
    now = new Date('2026-11-23T18:00:00Z')
    expect((await on(cookie)).status).toBe(404)
    expect(codeOf(await send(cookie, 5))).toBe('410 survey_over')
    now = NOW
    await desk.run(
      "update enrolment set status = 'retired', retired_at = now() where district_id = 'alpha' and person_id = $1",
      [students[4]],
    )
    expect((await on(cookie)).status).toBe(404)
    expect(codeOf(await send(cookie, 5))).toBe('410 survey_over')
  })

  it('is forgotten where somebody says that it isn’t them', async () => {
    const cookie = await deviceOf('Flo Frank')
    const left = await app.call('/api/v1/participation/devices', { method: 'DELETE', headers: { cookie } })
    expect(left.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await on(cookie)).status).toBe(404)
  })

  it('leaves a cookie that scripts and other sites can’t use', async () => {
    expect((await enter('Flo Frank')).headers.get('set-cookie')).toMatch(
      /^__Host-staffroom-code=[\w-]{43}\.[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=43200$/,
    )
  })

  it('is tied to nobody by anything that stays, and on no audit log', async () => {
    await inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, async (client) => {
      now = new Date('2026-11-26T18:00:00Z')
      await client.query("update survey_cycle set ends_on = '2026-11-24', extended_to = null where id = $1", [cycle])
      await mixAnswers(client, app.world.secrets, { districtId: 'alpha', now })
    })
    expect(await desk.run('select from survey_tray')).toEqual([])
    const sheets = await desk.run('select * from survey_sheet')
    expect(sheets.length).toBeGreaterThan(2)
    expect(Object.keys(sheets[0] ?? {}).toSorted()).toEqual(['answers', 'cycle_id', 'district_id', 'id'])
    const done = await desk.run('select * from joiner_participation')
    expect(Object.keys(done[0] ?? {}).toSorted()).toEqual([
      'completed_on',
      'cycle_id',
      'district_id',
      'is_late',
      'joiner_id',
    ])
    // Devices of days that are over are gone.
    expect(await desk.run('select from code_session')).toEqual([])
    expect(await desk.run("select from audit_entry where actor = 'participant'")).toEqual([])
  })
})

describe('who joined by the code', () => {
  it('is removed by a lead of the class alone, and can’t go on', async () => {
    await desk.run("update survey_cycle set ends_on = '2026-11-27' where id = $1", [cycle])
    const cookie = await deviceOf('Prank Name', { joins: true })
    const joiner = (await participants()).find(({ givenName }) => givenName === 'Prank Name')?.id ?? ''
    const path = `/classes/led/${algebra}/late-joiners/${joiner}`
    for (const name of ['otherTeacher', 'districtAdmin', 'student'] as const)
      expect((await desk.ask(name, 'DELETE', path)).status).toBeGreaterThanOrEqual(403)
    expect((await desk.ask('otherTeacher', 'DELETE', `/classes/led/${biology}/late-joiners/${joiner}`)).status).toBe(
      404,
    )
    expect((await on(cookie)).status).toBe(200)
    expect((await desk.ask('teacher', 'DELETE', path)).status).toBe(200)
    expect((await on(cookie)).status).toBe(404)
    expect((await desk.ask('teacher', 'DELETE', path)).status).toBe(404)
    expect((await participants()).some(({ givenName }) => givenName === 'Prank Name')).toBe(false)
    const entries = await desk.audit(`class:${algebra}`)
    expect(entries.at(-1)).toMatchObject({ action: 'class.remove_late_joiner', detail: { joinerId: joiner } })
    expect(JSON.stringify(entries)).not.toContain('Prank')
  })
})

describe('the yearly day', () => {
  it('forgets the names that were typed and who of them took part, and leaves the answers', async () => {
    const sheets = (await desk.run('select from survey_sheet')).length
    await desk.run("update survey_cycle set ends_on = '2026-11-27', closed_on = '2026-11-28' where id = $1", [cycle])
    expect(await desk.run('select from joiner_participation')).not.toEqual([])
    await inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
      forgetParticipants(client, 'alpha', new Date('2027-08-02T18:00:00Z')),
    )
    expect(await desk.run('select from joiner_participation')).toEqual([])
    expect(await desk.run('select from code_session')).toEqual([])
    expect(await desk.run('select distinct name, removed_at is null as here from late_joiner')).toEqual([
      { name: null, here: false },
    ])
    expect(await desk.run('select from survey_sheet')).toHaveLength(sheets)
    await desk.run('update survey_cycle set closed_on = null, names_removed_on = null where id = $1', [cycle])
  })
})

describe('codes that lead nowhere', () => {
  it('are counted by network address: after two hundred the next ones wait, right ones before them cost nothing', async () => {
    for (let tries = 0; tries < 30; tries += 1) expect((await look(code)).status).toBe(200)
    const seen = new Map<string, number>()
    for (let tries = 0; tries < 230; tries += 1) {
      const said = codeOf(await look('222222FF'))
      seen.set(said, (seen.get(said) ?? 0) + 1)
    }
    const refused = seen.get('429 too_many') ?? 0
    expect(refused).toBeGreaterThan(20)
    expect(refused + (seen.get('422 code_not_open') ?? 0)).toBe(230)
    expect(codeOf(await look('222222FF'))).toBe('429 too_many')
  })
})

it('is found at a short address', async () => {
  const answer = await app.call('/code')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/#/code'])
})
