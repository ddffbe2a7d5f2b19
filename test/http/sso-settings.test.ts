/** Setting single sign-on over the API: what is refused, what is kept, and what becomes of who came in by it. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SingleSignOn, SingleSignOnBody } from '../../src/http/contract/single-sign-on.ts'
import { addSsoSettingsRoutes } from '../../src/http/routes/signin/sso-settings.ts'
import { inDistrict } from '../../src/store/database.ts'
import { findSsoProvider, saveSsoLink, ssoSecretPlace } from '../../src/store/signin/sso.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const PATH = '/api/v1/settings/single-sign-on'
const SECRET = 'canary-secret-of-the-client'
const asked: object[] = []
let fault: 'unreachable' | 'invalid' | null = null
let app: TestApp

const checkProvider = (identity: object): Promise<typeof fault> => {
  asked.push(identity)
  return Promise.resolve(fault)
}

beforeAll(async () => {
  app = await openTestApp((table, _web, world) => {
    addSsoSettingsRoutes(table, { world, publicUrl: 'https://staffroom.example', checkProvider })
  })
})
afterAll(() => app.close())
beforeEach(async () => {
  fault = null
  await remove()
  asked.length = 0
})

const BODY: SingleSignOnBody = {
  issuer: 'https://login.alpha.example',
  clientId: 'staffroom',
  label: 'Alpha account',
  claim: 'email',
  field: 'email',
  required: null,
  isOn: true,
  isListed: false,
  clientSecret: SECRET,
  version: null,
}

const token = (): string => app.bearerOf(app.alpha, 'itAdmin')
const put = (change: Partial<SingleSignOnBody> = {}): Promise<Answer> =>
  app.call(PATH, { method: 'PUT', token: token(), body: { ...BODY, ...change } })
const remove = (): Promise<Answer> => app.call(PATH, { method: 'DELETE', token: token() })
const read = async (): Promise<SingleSignOn> => (await app.call(PATH, { token: token() })).json as SingleSignOn
const problemOf = ({ status, json }: Answer): unknown => {
  const { error } = json as { error: { code: string; fields?: readonly { field: string; code: string }[] } }
  return [status, error.code, ...(error.fields ?? []).map(({ field, code }) => `${field} ${code}`)]
}

describe('settings', () => {
  it('are refused all at once where they can’t be used, before the provider is asked', async () => {
    const wrong = { issuer: 'login.example', clientId: ' ', label: ' ', claim: 'preferred_username' }
    expect(problemOf(await put(wrong))).toEqual([
      422,
      'sso_settings',
      'issuer issuer_form',
      'clientId client_id_form',
      'label label_form',
      'claim claim_self_set',
    ])
    expect(asked).toEqual([])
    expect(await read()).toMatchObject({ provider: null })
  })

  it.each([
    ['an address from another claim than the verified one', { claim: 'upn' }, 'claim claim_email'],
    ['a claim that is none', { claim: 'a b' }, 'claim claim_form'],
    ['an issuer with a query', { issuer: 'https://login.example?x=1' }, 'issuer issuer_form'],
    ['an issuer of another kind', { issuer: 'file:///etc/passwd' }, 'issuer issuer_form'],
    ['everybody’s provider without a domain', { issuer: 'https://accounts.google.com' }, 'required required_missing'],
  ])('are refused for %s', async (_name, change, problem) => {
    expect(problemOf(await put(change))).toEqual([422, 'sso_settings', problem])
  })

  it.each([
    ['unreachable', 'provider_unreachable'],
    ['invalid', 'provider_invalid'],
  ] as const)('are not kept when the provider is %s', async (state, code) => {
    fault = state
    expect(problemOf(await put())).toEqual([422, code, `issuer ${state}`])
    expect(await read()).toMatchObject({ provider: null })
  })

  it('are kept with the secret sealed and never shown', async () => {
    const kept = await put()
    expect(kept.status).toBe(200)
    expect(kept.json).toMatchObject({
      redirectUri: 'https://staffroom.example/sso/callback',
      startUrl: `https://staffroom.example/sso/start/${app.alpha.id}`,
      provider: { label: 'Alpha account', version: '1' },
    })
    expect(asked).toEqual([{ issuer: BODY.issuer, clientId: BODY.clientId, clientSecret: SECRET }])
    const stored = await inAlpha((client) => findSsoProvider(client, app.alpha.id))
    expect(app.world.secrets.open(stored?.clientSecretSealed ?? '', ssoSecretPlace(app.alpha.id))).toBe(SECRET)
    for (const text of [kept.text, JSON.stringify(await read()), JSON.stringify(stored), ...app.logLines])
      expect(text).not.toContain(SECRET)
  })

  it('are changed by whoever has seen what is there', async () => {
    await put()
    expect(problemOf(await put())).toEqual([409, 'version_stale'])
    expect((await put({ version: '1', clientSecret: null, label: 'Another name' })).status).toBe(200)
    expect(problemOf(await put({ version: '1', clientSecret: null }))).toEqual([409, 'version_stale'])
  })

  it('send a kept secret to no other issuer and no other client than those it was entered for', async () => {
    await put()
    for (const change of [{ issuer: 'https://evil.example' }, { clientId: 'another' }]) {
      const refused = await put({ ...change, version: '1', clientSecret: null })
      expect(problemOf(refused)).toEqual([422, 'secret_missing', 'clientSecret secret_missing'])
    }
    expect(asked).toHaveLength(1)
  })

  it('of another meaning forget who was who; a new name doesn’t', async () => {
    await put()
    const personId = app.alpha.people.coach
    const subject = { districtId: app.alpha.id, issuer: BODY.issuer, sub: 'x' }
    await inAlpha((client) => saveSsoLink(client, subject, { personId, now: NOW }))
    const links = (): Promise<number | null> =>
      inAlpha(async (client) => (await client.query('select from sso_link')).rowCount)
    await put({ version: '1', label: 'Another name', clientSecret: null })
    expect(await links()).toBe(1)
    await put({ version: '2', claim: 'employee_id', field: 'identifier', clientSecret: null })
    expect(await links()).toBe(0)
  })

  it('are of one district, and are gone when they are removed', async () => {
    await put({ isListed: true })
    const beta = app.bearerOf(app.beta, 'districtAdmin')
    expect((await app.call(PATH, { token: beta })).json).toMatchObject({ provider: null })
    expect((await app.call(PATH, { method: 'DELETE', token: beta })).status).toBe(404)
    expect((await remove()).status).toBe(204)
    expect((await remove()).status).toBe(404)
    expect((await app.world.database.pool.query('select from sso_listing')).rowCount).toBe(0)
  })

  it('leave a trace of who set them, without what was set', async () => {
    await put()
    await remove()
    const rows = await inAlpha(async (client) => {
      const found = await client.query<{ text: string }>(
        `select e.actor || ' ' || e.action || ' ' || e.detail::text as text from audit_entry e where action like 'sso.%'`,
      )
      return found.rows.map(({ text }) => text)
    })
    expect(rows.join('\n')).toMatch(/person:\d+ sso\.set/)
    expect(rows.join('\n')).toContain('sso.remove')
    expect(rows.join('\n')).not.toMatch(/alpha\.example|canary/)
  })
})

function inAlpha<T>(work: Parameters<typeof inDistrict<T>>[2]): Promise<T> {
  return inDistrict(app.world.database, { districtId: app.alpha.id, actor: 'test' }, work)
}
