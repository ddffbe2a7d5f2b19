/** Start cards: printed by those who may, opening one student's own first page and nothing else, over as soon as they should be. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StartCards, StudentCard } from '../../src/http/contract/start-cards.ts'
import { createLog } from '../../src/http/log.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { endStaleCards } from '../../src/store/people/start-cards.ts'
import { inDistrict } from '../../src/store/database.ts'
import { readPdf } from './report-file.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'
import { signInOver } from './whole-app.ts'

const CODE = /\b[2-9A-HJKMNP-Z]{6}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b/g
const HOUR_MS = 3_600_000

let app: TestApp
let stu: string
let clock: Date
let signIn: SignIn | null = null

beforeAll(async () => {
  app = await openTestApp(
    (table, web, world) => {
      signIn = signInOver(web, { box: world.secrets, now: () => clock })
      const log = createLog({ level: 'silent', stream: process.stderr })
      addAccountRoutes(table, { signIn, publicUrl: 'http://localhost', sendsMail: false, world, log })
    },
    { findPrincipal: () => async (token) => (await signIn?.findPrincipal(token)) ?? null },
  )
  stu = app.alpha.people.student
})
afterAll(() => app.close())
beforeEach(async () => {
  clock = app.world.now()
  await setRule(app, 'startCards', true)
  await owner('delete from start_card')
})

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(statement, [...values]),
  )
const as = (who: PersonName, path: string, call: { method?: string; body?: unknown } = {}) =>
  app.call(`/api/v1${path}`, { token: app.bearerOf(app.alpha, who), ...call })
const post = (who: PersonName, path: string, body?: unknown) =>
  as(who, path, body === undefined ? { method: 'POST' } : { method: 'POST', body })

const codeOf = (answer: Answer) => (answer.json as { error?: { code: string } } | null)?.error?.code ?? null

/** Prints, and reads the codes on the paper. */
async function print(path = `/students/${stu}/start-card`, body?: unknown, who: PersonName = 'teacher') {
  const response = await fetch(`${app.address}/api/v1${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${app.bearerOf(app.alpha, who)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()))
  return { text, codes: text.match(CODE) ?? [] }
}

async function printed(): Promise<string> {
  const { codes } = await print()
  expect(codes).toHaveLength(1)
  return codes[0] ?? ''
}

const begin = (code: string) => app.call('/api/v1/card-sessions', { body: { code } })
async function come(code: string): Promise<string> {
  const { status, json, text } = await begin(code)
  expect([status, text]).toEqual([201, text])
  return (json as { token: string }).token
}
const home = async (token: string) => (await app.call('/api/v1/student/home', { token })).status
const wrong = async (code: string) => {
  const answer = await begin(code)
  return [answer.status, codeOf(answer)]
}
const WRONG = [422, 'card_code']

const audited = async (action: string) =>
  (await owner('select actor, object, detail from audit_entry where action = $1 order by id', [action])).rows as {
    actor: string
    object: string
    detail: Record<string, string>
  }[]

describe('a start card', () => {
  it('is not printed where the district has none, which is the standard', async () => {
    await setRule(app, 'startCards', false)
    const answer = await post('districtAdmin', `/students/${stu}/start-card`)
    expect([answer.status, codeOf(answer)]).toEqual([409, 'cards_off'])
    expect((await owner('select 1 from start_card')).rowCount).toBe(0)
  })

  it('is nobody’s to print, see or revoke who looks after no student', async () => {
    for (const who of ['student', 'guardian', 'coach', 'principal', 'billing', 'itAdmin', 'roleless'] as const)
      for (const [method, path, body] of [
        ['POST', `/students/${stu}/start-card`, undefined],
        ['GET', `/students/${stu}/start-card`, undefined],
        ['POST', `/start-cards/classes/${app.alpha.classes.algebra}/print`, {}],
        ['GET', `/start-cards/classes/${app.alpha.classes.algebra}`, undefined],
        ['GET', '/start-cards', undefined],
        ['POST', '/start-cards/revocation', { cardIds: ['1'] }],
      ] as const) {
        const { status } = await as(who, path, { method, ...(body === undefined ? {} : { body }) })
        expect([who, path, status]).toEqual([who, path, 403])
      }
  })

  it('is printed by teachers for students in their classes, by administrators for those of their schools, and for nobody else', async () => {
    for (const who of ['teacher', 'schoolAdmin', 'districtAdmin'] as const)
      expect((await print(undefined, undefined, who)).codes).toHaveLength(1)
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect((await post(who, `/students/${stu}/start-card`)).status).toBe(404)
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect((await post(who, `/start-cards/classes/${app.alpha.classes.algebra}/print`, {})).status).toBe(404)
    for (const id of [app.beta.people.student, app.alpha.people.teacher])
      expect((await post('districtAdmin', `/students/${id}/start-card`)).status).toBe(404)
    expect((await post('districtAdmin', `/start-cards/classes/${app.beta.classes.algebra}/print`, {})).status).toBe(404)
  })

  it('has who, school, class, where to start and the code, and no other secret', async () => {
    await owner("update person set username = 'stu.s' where id = $1", [stu])
    const { text } = await print()
    for (const part of ['Stu Student', 'North School', 'Class algebra', 'stu.s', 'May 21, 2027'])
      expect(text).toContain(part)
    expect(text.replaceAll(' ', '')).toContain('https://staffroom.example/card')
    expect(text.toLowerCase()).not.toContain('password')
  })

  it('opens the student’s own first page, and nothing that a student may not', async () => {
    const token = await come(await printed())
    expect(await home(token)).toBe(200)
    const { json } = await app.call('/api/v1/me', { token })
    expect(json).toMatchObject({ person: { id: stu }, home: 'student', roles: [{ role: 'student' }] })
    // As after a launch, neither more nor less.
    const student = app.bearerOf(app.alpha, 'student')
    for (const { path } of app.table.routes.filter(
      ({ method, path: each }) => method === 'get' && each.startsWith('/api/v1') && !each.includes(':'),
    )) {
      // About the session itself.
      if (['/api/v1/sessions', '/api/v1/session'].includes(path)) continue
      const [byCard, byLaunch] = [await app.call(path, { token }), await app.call(path, { token: student })]
      expect([path, byCard.status, byCard.status === 200 ? byCard.text : '']).toEqual([
        path,
        byLaunch.status,
        byLaunch.status === 200 ? byLaunch.text : '',
      ])
    }
  })

  it('is typed in any way that it may be read', async () => {
    const code = await printed()
    await come(code.toLowerCase())
    await come(code.replaceAll('-', ' '))
    await come(code.replaceAll('-', ''))
  })

  it('gives one answer to whatever opens nothing', async () => {
    const code = await printed()
    const [number] = code.split('-')
    const other = `${number}-2222-2222`
    for (const typed of [other, 'ZZZZZZ-2222-2222', 'nothing', code.slice(0, -1)])
      expect(await wrong(typed)).toEqual(WRONG)
    await setRule(app, 'startCards', false)
    expect(await wrong(code)).toEqual(WRONG)
  })

  it('opens nothing after another was printed, and what it had opened is over', async () => {
    const first = await printed()
    const token = await come(first)
    const second = await printed()
    expect(second).not.toBe(first)
    expect(await wrong(first)).toEqual(WRONG)
    expect(await home(token)).toBe(401)
    expect(await home(await come(second))).toBe(200)
  })

  it('opens nothing once it is revoked, by those who reach its student', async () => {
    const code = await printed()
    const token = await come(code)
    const { items } = (await as('teacher', '/start-cards')).json as StartCards
    const cardIds = items.map(({ id }) => id)
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect((await post(who, '/start-cards/revocation', { cardIds })).status).toBe(404)
    expect(await home(token)).toBe(200)
    expect((await post('schoolAdmin', '/start-cards/revocation', { cardIds })).json).toEqual({ revoked: 1 })
    expect(await wrong(code)).toEqual(WRONG)
    expect(await home(token)).toBe(401)
  })

  it('expires, and its session not after it', async () => {
    await setRule(app, 'startCardDays', 1)
    const code = await printed()
    clock = new Date(clock.getTime() + 23 * HOUR_MS)
    const token = await come(code)
    clock = new Date(clock.getTime() + HOUR_MS)
    expect(await home(token)).toBe(401)
    expect(await wrong(code)).toEqual(WRONG)
    await setRule(app, 'startCardDays', 180)
  })

  it('leaves no session behind on a device that others use next', async () => {
    const token = await come(await printed())
    clock = new Date(clock.getTime() + 21 * 60_000)
    expect(await home(token)).toBe(401)
  })

  it('ends with who is deactivated or signed out everywhere, and stays ended when they are back', async () => {
    for (const path of ['deactivation', 'sign-out'] as const) {
      const code = await printed()
      const token = await come(code)
      expect((await post('districtAdmin', `/students/${stu}/${path}`)).status).toBe(200)
      expect(await home(token)).toBe(401)
      if (path === 'deactivation') await post('districtAdmin', `/students/${stu}/activation`)
      expect(await wrong(code)).toEqual(WRONG)
      expect((await owner('select 1 from start_card')).rowCount).toBe(0)
    }
  })

  it('ends at once with who leaves the class or the school, whoever said so, and the worker takes it away', async () => {
    for (const [leave, back] of [
      [
        "update enrolment set status = 'retired', retired_at = now() where person_id = $1 and role = 'student'",
        "update enrolment set status = 'active', retired_at = null where person_id = $1 and role = 'student'",
      ],
      [
        "update person set status = 'retired', retired_at = now() where id = $1",
        "update person set status = 'active', retired_at = null where id = $1",
      ],
      ['update person set enabled = false where id = $1', 'update person set enabled = true where id = $1'],
    ] as const) {
      const code = await printed()
      const token = await come(code)
      await owner(leave, [stu])
      expect([leave, await home(token)]).toEqual([leave, 401])
      expect(await wrong(code)).toEqual(WRONG)
      const ended = await inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
        endStaleCards(client, 'alpha', { now: clock, personIds: null }),
      )
      expect(ended).toBe(1)
      await owner(back, [stu])
      expect(await wrong(code)).toEqual(WRONG)
    }
  })

  it('is nobody’s who works in the district, too: that door is another', async () => {
    const code = await printed()
    const token = await come(code)
    const both = await owner(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('alpha', $1, 'school_admin', 'school', $2, 'manual') returning id",
      [stu, app.alpha.north],
    )
    expect(await home(token)).toBe(401)
    expect(await wrong(code)).toEqual(WRONG)
    expect((await post('districtAdmin', `/students/${stu}/start-card`)).status).toBe(403)
    await owner('delete from role_grant where id = $1', [(both.rows[0] as { id: string }).id])
  })

  it('locks itself against guessing, and opens again after a while', async () => {
    const code = await printed()
    const [number] = code.split('-')
    for (let guess = 0; guess < 10; guess += 1) expect(await wrong(`${number}-2222-2222`)).toEqual(WRONG)
    expect((await begin(code)).status).toBe(429)
    const other = await print(`/start-cards/classes/${app.alpha.classes.algebra}/print`, {})
    // Another card of the same address isn't kept waiting.
    expect((await begin(other.codes[0] ?? '')).status).toBe(201)
    clock = new Date(clock.getTime() + HOUR_MS / 2)
    expect(await wrong(code)).toEqual(WRONG)
  })

  it('is on the audit log when it is printed, used, revoked and ended, with no part of its code', async () => {
    const code = await printed()
    await come(code)
    const { card } = (await as('teacher', `/students/${stu}/start-card`)).json as StudentCard
    await post('teacher', '/start-cards/revocation', { cardIds: [card?.id] })
    const id = card?.id ?? ''
    const [print_] = (await audited('start_card.print')).slice(-1)
    expect(print_).toEqual({
      actor: `person:${app.alpha.people.teacher}`,
      object: `person:${stu}`,
      detail: { card: id, class: app.alpha.classes.algebra },
    })
    expect((await audited('session.begin')).slice(-1)).toEqual([
      { actor: `person:${stu}`, object: `person:${stu}`, detail: { way: 'card', card: id } },
    ])
    expect((await audited('start_card.revoke')).slice(-1)).toMatchObject([
      { object: `person:${stu}`, detail: { card: id } },
    ])
    const all = (await owner('select detail::text as text from audit_entry')).rows as { text: string }[]
    for (const part of code.split('-')) {
      expect(all.filter(({ text }) => text.includes(part))).toEqual([])
      expect(app.logLines.filter((line) => line.includes(part))).toEqual([])
    }
  })

  it('lies in the database so that nobody can try codes on it', async () => {
    const [, a = '', b = ''] = (await printed()).split('-')
    const { rows } = await owner('select code_mark as mark from start_card')
    expect((rows[0] as { mark: string }).mark).toMatch(/^v1\.[0-9a-f]{12}\.[A-Za-z0-9_-]{43}$/)
    const box = app.world.secrets
    expect(box.isMark((rows[0] as { mark: string }).mark, a + b, `alpha/start-card/${stu}`)).toBe(true)
    expect(box.isMark((rows[0] as { mark: string }).mark, a + b, `beta/start-card/${stu}`)).toBe(false)
  })
})

const algebra = () => `/start-cards/classes/${app.alpha.classes.algebra}`

describe('start cards of a class', () => {
  it('are printed for everybody in it, or for those who are chosen', async () => {
    expect((await print(`${algebra()}/print`, {})).codes).toHaveLength(1)
    expect((await print(`${algebra()}/print`, { studentIds: [stu] })).codes).toHaveLength(1)
    const answer = await post('teacher', `${algebra()}/print`, { studentIds: [app.alpha.people.guardian] })
    expect([answer.status, codeOf(answer)]).toEqual([409, 'not_in_class'])
  })

  it('show who has one, and the list what is in force', async () => {
    const before = (await as('teacher', algebra())).json
    expect(before).toMatchObject({ isOn: true, students: [{ id: stu, mayHave: true, cardId: null }] })
    await print(`${algebra()}/print`, {})
    const { items, total } = (await as('teacher', '/start-cards')).json as StartCards
    expect([items, total]).toMatchObject([
      [{ studentId: stu, classTitle: 'Class algebra', printedByName: 'Tara Teacher', usedAt: null }],
      1,
    ])
    expect((await as('teacher', algebra())).json).toMatchObject({ students: [{ cardId: items[0]?.id }] })
    expect((await as('southTeacher', '/start-cards')).json).toMatchObject({ items: [], total: 0 })
  })
})
