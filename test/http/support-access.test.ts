/** Support access: opened with a reason, seen at once, looking and never changing, over when it is ended or its time is. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { supportSettings } from '../../config/settings.ts'
import { openAccountLetter } from '../../src/daemon/notices/account-letter.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import { createLog } from '../../src/http/log.ts'
import type { SupportAccess, SupportLink } from '../../src/http/contract/support.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import { endSupport, listSupport, openSupport } from '../../src/signin/support.ts'
import type { Database } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import { endOverdueSupport } from '../../src/store/signin/support.ts'
import { inDistrictClient } from '../../src/store/world.ts'
import { signInParts } from '../signin/parts.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const PATH = '/api/v1/support-accesses'
const REASON = 'The nightly sync was held twice.'
const WISH = { reason: REASON, who: 'Ines Okafor', minutes: 30 }
const MINUTE_MS = 60_000
const publicUrl = 'https://staffroom.example'

let app: TestApp
let web: Database
let offsetMs = 0
const now = (): Date => new Date(NOW.getTime() + offsetMs)

const nobody = () => Promise.reject(new Error('No platform is asked here.'))
const afterRoleChange = () => Promise.resolve()

function signInOver(db: Database): SignIn {
  return createSignIn({ ...signInParts, db, now, findPlatformKey: nobody, signingKeyRetiredDays: 7, afterRoleChange })
}

beforeAll(async () => {
  app = await openTestApp(
    (table, db, world) => {
      web = db
      const log = createLog({ level: 'silent', stream: process.stderr })
      addAccountRoutes(table, { signIn: signInOver(db), publicUrl, sendsMail: true, world, log })
    },
    { findPrincipal: (db) => signInOver(db).findPrincipal },
  )
  await inAlpha(
    `insert into account (district_id, person_id, email, password_hash) values ('alpha', $1, 'chief@alpha.example', 'x')`,
    [app.alpha.people.districtAdmin],
  )
})
afterAll(() => app.close())
beforeEach(async () => {
  offsetMs = 0
  for (const { id, endedAt } of await listSupport({ db: web, now }, 'alpha'))
    if (endedAt === null) await endSupport({ db: web, now }, { districtId: 'alpha', id })
})

function inAlpha(statement: string, values: readonly unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
  return inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )
}

const desk = () => ({ db: web, now, box: app.world.secrets, limits: supportSettings })
const open = (over: object = {}) => openSupport(desk(), { ...WISH, districtId: 'alpha', publicUrl, ...over })
const admin = (): string => app.bearerOf(app.alpha, 'districtAdmin')
const begin = (token: string): Promise<Answer> => app.call('/api/v1/support-sessions', { body: { token } })
const list = async (query = ''): Promise<readonly SupportAccess[]> =>
  ((await app.call(`${PATH}${query}`, { token: admin() })).json as { items: SupportAccess[] }).items

async function enter(): Promise<{ readonly id: string; readonly token: string }> {
  const { id, token } = await open()
  const begun = await begin(token)
  expect(begun.status).toBe(201)
  return { id, token: (begun.json as { token: string }).token }
}

const entriesOf = async (id: string): Promise<readonly unknown[]> => {
  const { rows } = await inAlpha(
    `select actor, action, object, detail from audit_entry
     where district_id = 'alpha' and (object = $1 or actor = $1) order by id`,
    [`support:${id}`],
  )
  return rows
}

describe('opening', () => {
  it.each([
    ['a reason that says nothing', { reason: '  looking ' }, /reason/],
    ['nobody who comes in', { who: ' ' }, /Who comes in/],
    ['longer than the installation allows', { minutes: 241 }, /from 1 to 240/],
    ['no whole minutes', { minutes: 1.5 }, /whole minutes/],
    ['no time at all', { minutes: 0 }, /whole minutes/],
    ['a district that is none', { districtId: 'gamma' }, /no district gamma/],
  ])('is refused with %s', async (_name, over, says) => {
    await expect(open(over)).rejects.toThrow(says)
    expect(await listSupport({ db: web, now }, 'alpha')).not.toContainEqual(expect.objectContaining({ endedAt: null }))
  })

  it('by a page is for those who administer the district, and says all that is wrong at once', async () => {
    for (const name of ['itAdmin', 'schoolAdmin', 'coach', 'teacher'] as const) {
      const token = app.bearerOf(app.alpha, name)
      expect((await app.call(PATH, { token, body: WISH })).status, name).toBe(403)
      expect((await app.call(PATH, { token })).status, name).toBe(403)
    }
    const refused = await app.call(PATH, { token: admin(), body: { reason: 'x', who: 'y', minutes: 9999 } })
    const { error } = refused.json as { error: { code: string; fields: { field: string }[] } }
    expect([refused.status, error.code, error.fields.map(({ field }) => field)]).toEqual([
      422,
      'support_refused',
      ['reason', 'who', 'minutes'],
    ])
  })

  it('tells the district at once: in the list, on the audit log and by mail to who administers it', async () => {
    const { id } = await open()
    expect(await list('?open=true')).toEqual([
      expect.objectContaining({
        id,
        reason: REASON,
        who: 'Ines Okafor',
        openedBy: 'operator',
        begunAt: null,
        requests: 0,
      }),
    ])
    expect(await entriesOf(id)).toEqual([
      { actor: 'cli', action: 'support.open', object: `support:${id}`, detail: { minutes: 30 } },
    ])
    const { rows } = await inAlpha(
      `select recipient, message from outbox where district_id = 'alpha' and event like 'support_opened:%'
       order by id desc limit 1`,
    )
    const [row] = rows as { recipient: string; message: { account: string } }[]
    expect(row?.recipient).toBe('chief@alpha.example')
    expect(JSON.stringify(row?.message)).not.toContain('Okafor')
    const at = { districtId: 'alpha', now: now() }
    const letter = openAccountLetter(app.world.secrets, row?.message.account ?? '', at)
    expect(letter?.text).toContain(`Ines Okafor may look into Staffroom for`)
    expect(letter?.text).toContain(REASON)
    expect(letter?.text).toContain(`${publicUrl}/#/support-access`)
  })

  it('by an administrator of the district says who it was, and answers with a link', async () => {
    const made = await app.call(PATH, { token: admin(), body: WISH })
    expect(made.status).toBe(201)
    const { id, url } = made.json as SupportLink
    const [first] = await list()
    expect(first).toMatchObject({ id, openedBy: 'person', endedAt: null })
    expect(first?.openedByName).not.toBeNull()
    const begun = await begin(url.slice(url.lastIndexOf('/') + 1))
    expect(begun.status).toBe(201)
  })
})

describe('a link', () => {
  it('works once, however many open it at the same moment', async () => {
    const { token } = await open()
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => begin(token)))).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, ...Array.from({ length: 7 }, () => 401)])
  })

  it('is nothing when it waited too long, was ended, or is another district’s', async () => {
    const late = await open()
    offsetMs = supportSettings.linkMinutes * MINUTE_MS
    expect((await begin(late.token)).status).toBe(401)
    offsetMs = 0
    const ended = await open()
    await endSupport({ db: web, now }, { districtId: 'alpha', id: ended.id })
    expect((await begin(ended.token)).status).toBe(401)
    const { token } = await open()
    expect((await begin(token.replace('alpha.', 'beta.'))).status).toBe(401)
    expect((await begin('x')).status).toBe(401)
    expect((await begin(token)).status).toBe(201)
  })
})

describe('whoever looks', () => {
  it('is nobody of the roster, and is told what they may look at and until when', async () => {
    const { token } = await enter()
    const { json } = await app.call('/api/v1/me', { token })
    expect(json).toMatchObject({ person: null, roles: [], home: 'sync' })
    expect(json).toMatchObject({ support: { until: new Date(NOW.getTime() + 30 * MINUTE_MS).toISOString() } })
    const { may, support } = json as { may: readonly string[]; support: { reads: readonly string[] } }
    expect(may.filter((capability) => !capability.startsWith('view:'))).toEqual([])
    expect(support.reads).toContain('edit:feed_owned_field')
  })

  it('reads the roster and how things stand, and nothing of coaching, accounts, exports or settings', async () => {
    const { token } = await enter()
    const statusOf = async (path: string): Promise<number> => (await app.call(`/api/v1${path}`, { token })).status
    const { people } = app.alpha
    const seen = ['/people', `/roster/people/${people.teacher}`, `/people/${people.teacher}/why`, '/runs', '/sources']
    for (const path of [...seen, '/licences', '/rules', '/notices', '/audit/sync'])
      expect(await statusOf(path), path).toBe(200)
    const closed = ['/coaching/interactions', '/coaching/educators', '/staff', '/audit', '/audit/export', '/settings']
    const accounts = ['/district/sessions', '/settings/single-sign-on', '/parent-registrations', '/support-accesses']
    for (const path of [...closed, ...accounts, '/lti/people', '/organisation'])
      expect(await statusOf(path), path).toBe(403)
  })

  it(
    'gets no answer of a fault from any route that reads, and changes nothing by any other',
    { timeout: 180_000 },
    async () => {
      const { token } = await enter()
      for (const { method, path } of app.table.routes) {
        if (!path.startsWith('/api/v1') || path.startsWith('/api/v1/parents')) continue
        if (path === '/api/v1/session' && method === 'delete') continue
        // About the device, whoever is signed in on it: it has no survey begun.
        if (path === '/api/v1/participation/devices' && method === 'delete') continue
        // What a provider of payments reports to, by its signature: none is set up here.
        if (path === '/api/v1/payment-events') continue
        const asked = path.replace(':personId', app.alpha.people.teacher).replaceAll(/:[A-Za-z]+/g, '1')
        const body = method === 'get' || method === 'delete' ? {} : { body: {} }
        const { status } = await app.call(asked, { token, method: method.toUpperCase(), ...body })
        if (method === 'get') expect(status, `${method} ${path}`).toBeLessThan(500)
        else expect([400, 401, 403, 422, 429], `${method} ${path}`).toContain(status)
      }
    },
  )

  it('could not write if a route let them: the database refuses', async () => {
    const principal = { districtId: 'alpha', personId: null, customerId: null, roles: [], support: { accessId: '1' } }
    const write = inDistrictClient(app.world, principal, (client) =>
      client.query("update person set given_name = 'Taken over' where district_id = 'alpha'"),
    )
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  it('leaves every request on the audit log, answered or refused, and is counted', async () => {
    const { id, token } = await enter()
    const { teacher } = app.alpha.people
    await app.call(`/api/v1/people/${teacher}/why?x=canary`, { token })
    await app.call('/api/v1/coaching/interactions', { token })
    await app.call('/api/v1/school-groups', { token, body: { name: 'All' } })
    const [, begun, ...rest] = (await entriesOf(id)) as {
      actor: string
      action: string
      object: string
      detail: object
    }[]
    expect(begun).toMatchObject({ action: 'support.begin' })
    const actor = `support:${id}`
    expect(rest).toEqual([
      {
        actor,
        action: 'support.request',
        object: `person:${teacher}`,
        detail: { route: 'get /api/v1/people/:personId/why' },
      },
      { actor, action: 'support.request', object: actor, detail: { route: 'get /api/v1/coaching/interactions' } },
      { actor, action: 'support.request', object: actor, detail: { route: 'post /api/v1/school-groups' } },
    ])
    expect(await list('?open=true')).toEqual([expect.objectContaining({ id, requests: 3 })])
  })

  it('signs out by themself', async () => {
    const { token } = await enter()
    expect((await app.call('/api/v1/session', { token, method: 'DELETE' })).status).toBe(204)
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
  })
})

describe('an access', () => {
  it('that an administrator ends is over for the next request, within a second', async () => {
    const { id, token } = await enter()
    expect((await app.call('/api/v1/people', { token })).status).toBe(200)
    const endedAt = performance.now()
    expect((await app.call(`${PATH}/${id}`, { token: admin(), method: 'DELETE' })).status).toBe(204)
    expect((await app.call('/api/v1/people', { token })).status).toBe(401)
    expect(performance.now() - endedAt).toBeLessThan(1000)
    expect((await app.call(`${PATH}/${id}`, { token: admin(), method: 'DELETE' })).status).toBe(404)
    expect((await list())[0]).toMatchObject({ id, endedBy: 'person' })
    const { districtAdmin } = app.alpha.people
    expect(await entriesOf(id)).toContainEqual(
      expect.objectContaining({ actor: `person:${districtAdmin}`, action: 'support.end' }),
    )
  })

  it('is ended by nobody who may not, and not by itself', async () => {
    const { id, token } = await enter()
    for (const bearer of [token, app.bearerOf(app.alpha, 'itAdmin'), app.bearerOf(app.alpha, 'schoolAdmin')])
      expect((await app.call(`${PATH}/${id}`, { token: bearer, method: 'DELETE' })).status).toBe(403)
    const foreign = app.bearerOf(app.beta, 'districtAdmin')
    expect((await app.call(`${PATH}/${id}`, { token: foreign, method: 'DELETE' })).status).toBe(404)
    expect((await app.call('/api/v1/me', { token })).status).toBe(200)
  })

  it('whose access alone is over is refused, whatever its session says', async () => {
    const { id, token } = await enter()
    await inAlpha(
      `update support_access set ended_at = now(), ended_by = 'cli' where district_id = 'alpha' and id = $1`,
      [id],
    )
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
  })

  it('ends by itself with its time, which the worker puts on the audit log', async () => {
    const { id, token } = await enter()
    offsetMs = 30 * MINUTE_MS - 1
    expect((await app.call('/api/v1/me', { token })).status).toBe(200)
    offsetMs = 30 * MINUTE_MS
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
    const sync = app.database.open('sync')
    const look = () =>
      inDistrict(sync, { districtId: 'alpha', actor: 'system' }, (client) => endOverdueSupport(client, 'alpha', now()))
    await look()
    await look()
    const ends = (await entriesOf(id)).filter((entry) => (entry as { action: string }).action === 'support.end')
    expect(ends).toEqual([expect.objectContaining({ actor: 'system' })])
    const found = (await listSupport({ db: web, now }, 'alpha')).find((one) => one.id === id)
    expect(found).toMatchObject({ endedBy: 'time', endedAt: new Date(NOW.getTime() + 30 * MINUTE_MS).toISOString() })
  })

  it('is no longer than its idle time when nobody uses it', async () => {
    const { token } = await openLong()
    offsetMs = 61 * MINUTE_MS
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
  })
})

async function openLong(): Promise<{ readonly token: string }> {
  const { token } = await open({ minutes: 240 })
  return (await begin(token)).json as { token: string }
}
