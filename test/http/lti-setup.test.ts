/** The page on which a district connects its platforms: whose things it shows, who binds what, and what is on record. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { sql } from '../../src/store/sql.ts'
import type { LtiSetup } from '../../src/http/contract/lti.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
let shared: string

const PLATFORM = {
  issuer: 'https://moodle.example',
  clientId: 'alpha-client',
  authUrl: 'https://moodle.example/mod/lti/auth.php',
  tokenUrl: 'https://moodle.example/mod/lti/token.php',
  jwksUrl: 'https://moodle.example/mod/lti/certs.php',
  product: 'moodle',
  deploymentId: '1',
}

beforeAll(async () => {
  app = await openTestApp()
  // A registration of many districts, as one Canvas key for all of them: alpha and beta have a deployment each, one waits.
  shared = await asOwner(async (query) => {
    const [row] = await query<{ id: string }>(
      `insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins)
       values ('https://canvas.instructure.com', 'shared', 'x', 'x', 'x', '{https://*.instructure.com}') returning id::text`,
    )
    const id = row?.id ?? ''
    await query(
      `insert into lti_deployment (registration_id, deployment_id, district_id, status)
       values ($1, 'of-alpha', 'alpha', 'active'), ($1, 'of-beta', 'beta', 'active'), ($1, 'waiting', null, 'pending')`,
      [id],
    )
    return id
  })
})
afterAll(() => app.close())

type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>

async function asOwner<T>(work: (query: Query) => Promise<T>, districtId = 'alpha'): Promise<T> {
  return inDistrict(app.database.open('owner'), { districtId, actor: 'test' }, (client) =>
    work(async <Row>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await client.query(text, [...values])
      return rows as Row[]
    }),
  )
}

interface Asked {
  readonly district?: SchoolDistrict
  readonly name?: PersonName
  readonly body?: unknown
}

const call = (method: string, path: string, { district = app.alpha, name = 'districtAdmin', body }: Asked = {}) =>
  app.call(`/api/v1/lti${path}`, {
    method,
    token: app.bearerOf(district, name),
    ...(body === undefined ? {} : { body }),
  })
const show = async (asked?: Asked): Promise<LtiSetup> => (await call('GET', '', asked)).json as LtiSetup
const registrationOf = async (clientId: string, asked?: Asked) =>
  (await show(asked)).registrations.find((one) => one.clientId === clientId)
const entries = (districtId = 'alpha') =>
  asOwner<{ actor: string; action: string }[]>(
    (query) => query("select actor, action from audit_entry where action like 'lti.%' order by id"),
    districtId,
  )

describe('a registration that serves several districts', () => {
  it('is shown to each with its own deployment, and with nothing of another’s or of what waits', async () => {
    for (const district of [app.alpha, app.beta]) {
      const found = await registrationOf('shared', { district })
      expect(found).toMatchObject({ isShared: true })
      expect(found?.deployments.map(({ deploymentId }) => deploymentId)).toEqual([`of-${district.id}`])
      expect(JSON.stringify(await show({ district }))).not.toContain('waiting')
    }
  })

  it('is changed, and its waiting deployment is bound, by no district', async () => {
    const body = { personIdField: 'identifier', frameOrigins: ['https://a.example'] }
    expect((await call('PUT', `/registrations/${shared}`, { body })).json).toMatchObject({
      error: { code: 'registration_shared' },
    })
    const named = { body: { deploymentId: 'waiting' } }
    expect((await call('POST', `/registrations/${shared}/deployments`, named)).status).toBe(409)
    const [waiting] = await asOwner((query) =>
      query<{ id: string }>("select id::text from lti_deployment where deployment_id = 'waiting'"),
    )
    expect((await call('POST', `/deployments/${waiting?.id}/binding`)).status).toBe(404)
    expect((await call('PUT', `/deployments/${waiting?.id}/state`, { body: { isOn: true } })).status).toBe(404)
    expect(await entries()).toEqual([])
  })

  it('lets a district switch its own deployment off and on, and signs out whoever came by it', async () => {
    const found = await registrationOf('shared')
    const id = found?.deployments[0]?.id ?? ''
    await asOwner(async (query) => {
      for (const [district, registration, kind] of [
        ['alpha', shared, 'launch'],
        ['beta', shared, 'launch'],
        ['alpha', null, 'password'],
      ] as const)
        await query(
          `insert into session (token_hash, kind, district_id, person_id, registration_id, idle_expires_at, expires_at)
           values (md5(random()::text), $3, $1, 1, $2::bigint, now() + interval '1 hour', now() + interval '1 hour')`,
          [district, registration, kind],
        )
    })
    const off = await call('PUT', `/deployments/${id}/state`, { body: { isOn: false } })
    expect(off.json).toMatchObject({ registrations: [{ deployments: [{ status: 'inactive' }] }] })
    const revoked = await asOwner((query) =>
      query<{ district_id: string; kind: string }>(
        'select district_id, kind from session where revoked_at is not null',
      ),
    )
    expect(revoked).toEqual([{ district_id: 'alpha', kind: 'launch' }])
    expect((await call('PUT', `/deployments/${id}/state`, { body: { isOn: false } })).status).toBe(409)
    await call('PUT', `/deployments/${id}/state`, { body: { isOn: true }, name: 'itAdmin' })
    expect((await registrationOf('shared'))?.deployments).toMatchObject([{ status: 'active' }])
    expect((await entries()).map(({ action }) => action)).toEqual(['lti.switch_off', 'lti.switch_on'])
    expect(await entries('beta')).toEqual([])
  })
})

describe('a platform that is registered by hand', () => {
  it.each([
    ['an http address', { jwksUrl: 'http://moodle.example/certs' }, 422, 'lti_address'],
    ['an address with a user part', { authUrl: 'https://a:b@moodle.example/' }, 422, 'lti_address'],
    ['an empty client id', { clientId: '' }, 400, 'invalid'],
    ['a deployment id over 255', { deploymentId: 'x'.repeat(256) }, 400, 'invalid'],
    ['an issuer without pages, and an address that is none', { issuer: 'moodle', authUrl: 'x' }, 422, 'lti_address'],
    ['a district besides', { districtId: 'beta' }, 400, 'invalid'],
  ])('is refused with %s', async (_name, change, status, code) => {
    const answer = await call('POST', '/registrations', { body: { ...PLATFORM, ...change } })
    expect([answer.status, answer.json]).toMatchObject([status, { error: { code } }])
    expect(await registrationOf('alpha-client')).toBeUndefined()
  })

  it('serves the district alone, at once with its deployment', async () => {
    const answer = await call('POST', '/registrations', { body: PLATFORM, name: 'itAdmin' })
    expect(answer.status).toBe(201)
    expect(await registrationOf('alpha-client')).toMatchObject({
      issuer: 'https://moodle.example',
      isShared: false,
      origin: 'page',
      product: 'moodle',
      frameOrigins: ['https://moodle.example'],
      deployments: [{ deploymentId: '1', status: 'active', checked: null }],
    })
    expect(await registrationOf('alpha-client', { district: app.beta })).toBeUndefined()
  })

  it('has its waiting deployments bound by no other district, not even by the statement itself', async () => {
    const id = (await registrationOf('alpha-client'))?.id
    const [waiting] = await asOwner((query) =>
      query<{ id: string }>(
        `insert into lti_deployment (registration_id, deployment_id) values ($1, 'theirs') returning id::text`,
        [id],
      ),
    )
    const bind = (districtId: string) =>
      asOwner((query) => query(sql('bind_pending_lti_deployment'), [districtId, waiting?.id, null]))
    expect(await bind('beta')).toEqual([])
    expect(await bind('alpha')).toHaveLength(1)
    await asOwner((query) => query('delete from lti_deployment where id = $1', [waiting?.id]))
  })

  it('can’t be taken over by another district, which is told only that it is taken', async () => {
    const before = await registrationOf('alpha-client')
    const stolen = { ...PLATFORM, jwksUrl: 'https://evil.example/keys', deploymentId: '2' }
    const answer = await call('POST', '/registrations', { district: app.beta, body: stolen })
    expect([answer.status, answer.json]).toMatchObject([409, { error: { code: 'registration_taken' } }])
    expect(answer.text).not.toContain('alpha"')
    expect(await registrationOf('alpha-client')).toEqual(before)
  })

  it('is changed by its administrators, with frame origins that name somebody', async () => {
    const id = (await registrationOf('alpha-client'))?.id ?? ''
    for (const frameOrigins of [['*'], ['https://*.org'], ["https://a.example; script-src 'unsafe-inline'"], []])
      expect(
        (await call('PUT', `/registrations/${id}`, { body: { personIdField: 'userIds', frameOrigins } })).status,
      ).toBeGreaterThanOrEqual(400)
    const body = { personIdField: 'userIds', frameOrigins: ['https://lms.alpha.example', 'https://*.alpha.example'] }
    expect((await call('PUT', `/registrations/${id}`, { body })).status).toBe(200)
    expect(await registrationOf('alpha-client')).toMatchObject(body)
  })

  it('has a deployment bound that announced itself, once', async () => {
    const registration = await registrationOf('alpha-client')
    await asOwner((query) =>
      query("insert into lti_deployment (registration_id, deployment_id) values ($1, 'second')", [registration?.id]),
    )
    const waiting = (await registrationOf('alpha-client'))?.deployments.find(({ status }) => status === 'pending')
    expect(waiting?.deploymentId).toBe('second')
    const decided = await Promise.all(
      Array.from({ length: 5 }, () => call('POST', `/deployments/${waiting?.id}/binding`)),
    )
    expect(decided.map(({ status }) => `${status}`).toSorted()).toEqual(['200', '409', '409', '409', '409'])
    const named = await call('POST', `/registrations/${registration?.id}/deployments`, { body: { deploymentId: '3' } })
    expect(named.status).toBe(200)
    const bound = (await registrationOf('alpha-client'))?.deployments
    expect(bound?.map(({ deploymentId, status }) => [deploymentId, status])).toEqual([
      ['1', 'active'],
      ['second', 'active'],
      ['3', 'active'],
    ])
    const rows = await asOwner((query) =>
      query('select distinct district_id from lti_deployment where registration_id = $1', [registration?.id]),
    )
    expect(rows).toEqual([{ district_id: 'alpha' }])
  })

  it('is on record with who did what, and with no address', async () => {
    const done = (await entries()).slice(2)
    expect(done.map(({ action }) => action)).toEqual(['lti.register', 'lti.bind', 'lti.change', 'lti.bind', 'lti.bind'])
    expect(done[0]?.actor).toBe(`person:${app.alpha.people.itAdmin}`)
  })
})

const found = async () => registrationOf('of-it')
const confirmed = async () => (await found())?.deployments.map(({ isConfirmed }) => isConfirmed)
const deploymentId = async () => (await found())?.deployments[0]?.id ?? ''
const settings = (personIdField: string) => ({ personIdField, frameOrigins: ['https://it.example'] })

describe('a connection that an administrator of the district has to confirm', () => {
  const IT: Asked = { name: 'itAdmin' }
  const registered = { ...PLATFORM, issuer: 'https://it.example', clientId: 'of-it', deploymentId: 'it-1' }

  it('is one that district IT has registered, or bound', async () => {
    await call('POST', '/registrations', { ...IT, body: registered })
    expect(await confirmed()).toEqual([false])
    await call('POST', `/registrations/${(await found())?.id}/deployments`, { ...IT, body: { deploymentId: 'it-2' } })
    expect(await confirmed()).toEqual([false, false])
  })

  it('can’t be confirmed by IT, nor by another district, nor twice', async () => {
    const path = `/deployments/${await deploymentId()}/confirmation`
    expect((await call('POST', path, IT)).status).toBe(403)
    expect((await call('POST', path, { district: app.beta })).status).toBe(404)
    expect(await confirmed()).toEqual([false, false])
    expect((await call('POST', path)).status).toBe(200)
    expect(await confirmed()).toEqual([true, false])
    expect((await call('POST', path)).status).toBe(409)
  })

  it('is confirmed by an administrator who names it again', async () => {
    const body = { deploymentId: 'it-2' }
    await call('POST', `/registrations/${(await found())?.id}/deployments`, { body })
    expect(await confirmed()).toEqual([true, true])
  })

  it('waits again when IT changes how people are found, and not for anything else', async () => {
    const path = `/registrations/${(await found())?.id}`
    await call('PUT', path, { ...IT, body: settings('sourcedId') })
    expect(await confirmed()).toEqual([true, true])
    await call('PUT', path, { ...IT, body: settings('identifier') })
    expect(await confirmed()).toEqual([false, false])
    await call('POST', `/deployments/${await deploymentId()}/confirmation`)
    await call('PUT', path, { body: settings('sourcedId') })
    expect(await confirmed()).toEqual([true, false])
  })

  it('isn’t one that an administrator has registered, bound or named', async () => {
    await call('POST', '/registrations', { body: { ...registered, clientId: 'of-admin', deploymentId: 'admin-1' } })
    const made = await registrationOf('of-admin')
    await asOwner((query) =>
      query(`insert into lti_deployment (registration_id, deployment_id) values ($1, 'admin-2'), ($1, 'it-4')`, [
        made?.id,
      ]),
    )
    const waiting = (await registrationOf('of-admin'))?.deployments.filter(({ status }) => status === 'pending') ?? []
    await call('POST', `/deployments/${waiting[0]?.id}/binding`)
    await call('POST', `/deployments/${waiting[1]?.id}/binding`, IT)
    const bound = (await registrationOf('of-admin'))?.deployments
    expect(bound?.map(({ deploymentId: name, isConfirmed }) => [name, isConfirmed])).toEqual([
      ['admin-1', true],
      ['admin-2', true],
      ['it-4', false],
    ])
  })

  it('is on the audit log with who did what', async () => {
    const seen = (await entries()).map(({ action }) => action)
    for (const action of ['lti.confirm', 'lti.doubt']) expect(seen).toContain(action)
  })
})

describe('a link for dynamic registration', () => {
  it('is told once, kept as a hash, shown without its secret, and taken back', async () => {
    const made = await call('POST', '/registration-links', { body: { days: 2 } })
    expect(made.status).toBe(201)
    const { url, expiresAt } = made.json as { url: string; expiresAt: string }
    expect(url).toMatch(/^https:\/\/staffroom\.example\/lti\/register\/alpha\.[\w-]{43}$/)
    expect(Date.parse(expiresAt) - NOW.getTime()).toBe(2 * 86_400_000)
    const secret = url.slice(url.indexOf('alpha.') + 6)
    const shown = await show()
    expect(shown.links).toHaveLength(1)
    expect(JSON.stringify(shown)).not.toContain(secret)
    const kept = await asOwner((query) => query('select l::text from lti_registration_link l'))
    expect(JSON.stringify(kept)).not.toContain(secret)
    expect((await show({ district: app.beta })).links).toEqual([])
    const taken = await call('DELETE', `/registration-links/${shown.links[0]?.id}`)
    expect((taken.json as LtiSetup).links).toEqual([])
    expect((await call('DELETE', `/registration-links/${shown.links[0]?.id}`)).status).toBe(404)
  })

  it.each([0, 15, 1.5, '3'])('is not made for %s days', async (days) => {
    expect((await call('POST', '/registration-links', { body: { days } })).status).toBe(400)
  })

  it('is not made without end: twenty are open at a time', async () => {
    for (let made = 0; made < 20; made += 1)
      expect((await call('POST', '/registration-links', { body: { days: 1 } })).status).toBe(201)
    expect((await call('POST', '/registration-links', { body: { days: 1 } })).json).toMatchObject({
      error: { code: 'links_max' },
    })
  })
})

it('the addresses to enter in a platform are those of this installation', async () => {
  expect((await show()).tool).toEqual({
    loginUrl: 'https://staffroom.example/lti/login',
    launchUrl: 'https://staffroom.example/lti/launch',
    jwksUrl: 'https://staffroom.example/lti/jwks.json',
    canvasUrl: 'https://staffroom.example/lti/canvas.json',
    domain: 'staffroom.example',
  })
})
