/** Start cards beside other things: what was begun on another device, a merge of two students, a large class, another key, a long address. */

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../src/http/log.ts'
import { startCardPdf } from '../../src/http/routes/people/start-card-pdf.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { inDistrict } from '../../src/store/database.ts'
import { openCard, printCards } from '../../src/store/people/start-cards.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import { addCycle, addStudents } from '../support/survey-bench.ts'
import { readPdf } from './report-file.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'
import { signInOver } from './whole-app.ts'

const CODE = /\b[2-9A-HJKMNP-Z]{6}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b/g

let app: TestApp
let stu: string
let signIn: SignIn | null = null

beforeAll(async () => {
  app = await openTestApp(
    (table, web, world) => {
      signIn = signInOver(web, { box: world.secrets, now: () => NOW })
      const log = createLog({ level: 'silent', stream: process.stderr })
      addAccountRoutes(table, { signIn, publicUrl: 'http://localhost', sendsMail: false, world, log })
    },
    { findPrincipal: () => async (token) => (await signIn?.findPrincipal(token)) ?? null },
  )
  stu = app.alpha.people.student
  await setRule(app, 'startCards', true)
})
afterAll(() => app.close())
beforeEach(() => owner((client) => client.query('delete from start_card')))

const owner = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)

async function print(path: string, body?: unknown): Promise<readonly string[]> {
  const response = await fetch(`${app.address}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.bearerOf(app.alpha, 'teacher')}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.status).toBe(200)
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()))
  return text.match(CODE) ?? []
}

const printOne = async (personId: string) => (await print(`/students/${personId}/start-card`))[0] ?? ''
const begin = (code: string) => app.call('/api/v1/card-sessions', { body: { code } })
const come = async (code: string) => ((await begin(code)).json as { token: string }).token

describe('what a student has begun', () => {
  it('is not seen by whoever comes with a copy of the card, and what was begun there is the student’s', async () => {
    const cycle = await owner((client) =>
      addCycle(
        client,
        { districtId: 'alpha', classId: app.alpha.classes.algebra },
        { startsOn: '2026-11-16', endsOn: '2026-11-27' },
      ),
    )
    const draft = (token: string) => app.call(`/api/v1/surveys/${cycle}`, { token })
    const keep = (token: string, text: string) =>
      app.call(`/api/v1/surveys/${cycle}/draft`, { token, method: 'PUT', body: { answers: { 'one-thing': text } } })
    const launched = app.bearerOf(app.alpha, 'student')
    const code = await printOne(stu)
    const [first, second] = [await come(code), await come(code)]
    expect((await keep(launched, 'begun after a launch')).status).toBe(204)
    expect((await draft(first)).json).toMatchObject({ draft: {} })
    expect((await draft(first)).text).not.toContain('begun after a launch')
    expect((await keep(first, 'begun by the card')).status).toBe(204)
    expect((await draft(first)).json).toMatchObject({ draft: { 'one-thing': 'begun by the card' } })
    expect((await draft(second)).json).toMatchObject({ draft: {} })
    expect((await draft(launched)).json).toMatchObject({ draft: { 'one-thing': 'begun by the card' } })
  })
})

describe('the cards of two students who are one', () => {
  it('are the kept record’s alone: the other’s opens nothing, and what it had opened is over', async () => {
    const at = { districtId: 'alpha', classId: app.alpha.classes.algebra }
    const [stays = '', goes = ''] = await owner((client) => addStudents(client, at, 2))
    const codes = [await printOne(stays), await printOne(goes)] as const
    const tokens = [await come(codes[0]), await come(codes[1])] as const
    const home = async (token: string) => (await app.call('/api/v1/student/home', { token })).status
    expect([await home(tokens[0]), await home(tokens[1])]).toEqual([200, 200])
    const world = { db: app.database.open('sync'), settings: { licenceKinds: [] }, now: () => NOW }
    await linkPeople(world, { districtId: 'alpha', personId: stays, otherId: goes, by: 'person:1', mayRaise: false })
    expect([await home(tokens[0]), await home(tokens[1])]).toEqual([200, 401])
    expect([(await begin(codes[0])).status, (await begin(codes[1])).status]).toEqual([201, 422])
    const left = await owner((client) => client.query('select person_id::text as id from start_card'))
    expect(left.rows).toEqual([{ id: stays }])
    const numbers = await owner((client) =>
      client.query('select from start_card_number where district_id = $1', ['alpha']),
    )
    expect(numbers.rowCount).toBe(1)
  })
})

describe('cards of a large class', () => {
  it('are printed 200 at a time, whoever of it is chosen, and none of more', async () => {
    const { chemistry } = app.alpha.classes
    const path = `/start-cards/classes/${chemistry}`
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const pupils = await owner((client) => addStudents(client, { districtId: 'alpha', classId: chemistry }, 230))
    const call = (body: unknown) => app.call(`/api/v1${path}/print`, { token, body })
    const all = await call({})
    expect([all.status, all.json]).toMatchObject([422, { error: { code: 'cards_too_many' } }])
    expect((await call({ studentIds: pupils.slice(0, 201) })).status).toBe(400)
    expect((await owner((client) => client.query('select from start_card'))).rowCount).toBe(0)
    const shown = (await app.call(`/api/v1${path}`, { token })).json as { students: readonly { id: string }[] }
    const ids = shown.students.map(({ id }) => id)
    expect(pupils.filter((id) => !ids.includes(id))).toEqual([])
    // Those whom the list has last, too.
    expect((await call({ studentIds: ids.slice(-30) })).status).toBe(200)
    expect((await call({ studentIds: ids.slice(0, 200) })).status).toBe(200)
    const kept = await owner((client) => client.query('select from start_card'))
    expect(kept.rowCount).toBe(ids.length)
  }, 60_000)
})

describe('a card of before the key was changed', () => {
  it('opens while the earlier key is there, and never after', async () => {
    const [key, next] = [randomBytes(32), randomBytes(32)]
    const districtId = 'alpha'
    await owner(async (client) => {
      const printing = { districtId, classId: null, by: 'test', now: NOW, days: 1 }
      const wishes = [{ personId: stu, schoolId: app.alpha.north }]
      const [card] = await printCards(client, openSecretBox(key), { ...printing, wishes })
      const given = card?.code.secret ?? ''
      const at = { districtId, cardId: card?.cardId ?? '' }
      const opened = (box: ReturnType<typeof openSecretBox>) =>
        openCard(client, at, { now: NOW, secret: { given, box } })
      expect(await opened(openSecretBox(next, [key]))).toMatchObject({ personId: stu })
      expect(await opened(openSecretBox(next))).toBeNull()
    })
  })
})

describe('the address on a card', () => {
  it('is whole, however long it is: nobody can type one that was cut short', async () => {
    const publicUrl = `https://staffroom.${'riverside-unified-'.repeat(5)}district.k12.ca.us`
    const card = {
      code: { number: 'K7MQ4X', secret: 'PDABCDEF' },
      givenName: 'Stu',
      familyName: 'Student',
      schoolName: 'North School',
      classTitle: null,
      username: null,
      expiresAt: NOW,
    }
    const file = await startCardPdf([card], { publicUrl, timezone: 'America/Chicago', madeAt: NOW })
    const text = (await readPdf(new Uint8Array(file))).text.replaceAll(/\s/gu, '')
    expect(text).toContain(`${publicUrl}/card`)
    expect(text).toContain('K7MQ4X-PDAB-CDEF')
  })
})
