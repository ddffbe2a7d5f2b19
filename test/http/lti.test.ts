/** The LTI endpoints over HTTP: headers, cookies, pages; what a browser gets to see. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureSigningKey } from '../../src/signin/signing-key.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'

let tool: ServedTool

beforeAll(async () => {
  tool = await startServedTool()
  const sync = tool.database.open('sync')
  await addPerson(sync, 'd1', { sourcedId: 'demo-teacher', roles: ['teacher'] })
  await ensureSigningKey(tool.signingKeys)
})
afterAll(() => tool.stop())

interface Begun {
  readonly status: number
  readonly location: string
  readonly setCookie: string
}

async function begin(method: 'GET' | 'POST' = 'GET', person = 'demo-teacher'): Promise<Begun> {
  const url = new URL(tool.lms.startLaunch(person))
  const response =
    method === 'GET'
      ? await fetch(url, { redirect: 'manual' })
      : await fetch(new URL('/lti/login', tool.publicUrl), {
          method: 'POST',
          body: url.searchParams,
          redirect: 'manual',
        })
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    setCookie: response.headers.getSetCookie().join('\n'),
  }
}

function post(form: Readonly<Record<string, string>>, cookie = ''): Promise<Response> {
  const headers = { cookie, origin: tool.lms.url }
  return fetch(`${tool.publicUrl}/lti/launch`, { method: 'POST', body: new URLSearchParams(form), headers })
}

const without = (name: string) => (url: URL) => url.searchParams.delete(name)
const having = (name: string, value: string) => (url: URL) => url.searchParams.set(name, value)
const cookieOf = ({ setCookie }: Begun): string => setCookie.split(';')[0] ?? ''

async function codeOf(response: Response): Promise<string> {
  return /<code id="code">(\w+)</.exec(await response.text())?.[1] ?? ''
}

describe('the login', () => {
  it.each(['GET', 'POST'] as const)('by %s sends the browser to the platform and binds it', async (method) => {
    const begun = await begin(method)
    expect(begun.status).toBe(302)
    const query = Object.fromEntries(new URL(begun.location).searchParams)
    expect(begun.location).toMatch(new RegExp(`^${tool.lms.registration.authUrl}\\?`))
    expect(query).toMatchObject({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: 'client-1',
      redirect_uri: `${tool.publicUrl}/lti/launch`,
      login_hint: 'lms-demo-teacher',
    })
    expect(query['state']).toMatch(/^[\w-]{43}$/)
    expect(query['nonce']).toMatch(/^[\w-]{43}$/)
    expect(begun.setCookie).toMatch(
      /^__Host-staffroom-login-[0-9a-f]{16}=[\w-]{43}; Max-Age=300; Path=\/; Secure; HttpOnly; SameSite=None; Partitioned$/,
    )
  })

  it('gives hints back unaltered', async () => {
    const url = new URL(tool.lms.startLaunch('demo-teacher'))
    const hint = 'a+b/c==&d%20"ü'
    url.searchParams.set('lti_message_hint', hint)
    const response = await fetch(url, { redirect: 'manual' })
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('lti_message_hint')).toBe(hint)
  })

  it.each([
    ['without iss', without('iss'), 400, 'login_parameter_missing'],
    ['without login_hint', without('login_hint'), 400, 'login_parameter_missing'],
    ['without target_link_uri', without('target_link_uri'), 400, 'login_parameter_missing'],
    ['with a parameter twice', (url: URL) => url.searchParams.append('iss', 'x'), 400, 'login_parameter_invalid'],
    ['with an unknown issuer', having('iss', 'https://nobody.example'), 403, 'registration_unknown'],
    ['with an unknown client', having('client_id', 'nobody'), 403, 'registration_unknown'],
    ['with a foreign target', having('target_link_uri', 'https://evil.example/'), 400, 'target_foreign'],
  ])('%s is refused with a page and no cookie', async (_name, change, status, code) => {
    const url = new URL(tool.lms.startLaunch('demo-teacher'))
    change(url)
    const response = await fetch(url, { redirect: 'manual' })
    expect(response.status).toBe(status)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await codeOf(response)).toBe(code)
  })
})

describe('the launch', () => {
  it('answers with the app’s page, its code in the head, framed by the platform alone', async () => {
    const begun = await begin()
    const response = await post(await tool.lms.authorise(begun.location), cookieOf(begun))
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toMatch(/<meta name="staffroom-launch-code" content="[\w-]{43}">/)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`frame-ancestors 'self' ${tool.lms.url}`)
    expect(policy).not.toMatch(/frame-ancestors[^;]*\*/)
    expect(response.headers.get('x-frame-options')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.getSetCookie().join()).toContain('Max-Age=0')
  })

  it('exchanges the code for a token once, and the token opens the API until it is ended', async () => {
    const begun = await begin()
    const launched = await post(await tool.lms.authorise(begun.location), cookieOf(begun))
    const code = /launch-code" content="([\w-]+)"/.exec(await launched.text())?.[1] ?? ''
    const exchange = (): Promise<Response> =>
      fetch(`${tool.publicUrl}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
    const first = await exchange()
    expect(first.status).toBe(200)
    const { token } = (await first.json()) as { token: string }
    expect((await exchange()).status).toBe(401)
    const headers = { authorization: `Bearer ${token}` }
    const me = await fetch(`${tool.publicUrl}/api/v1/me`, { headers })
    expect(await me.json()).toMatchObject({
      person: { sourcedId: 'demo-teacher' },
      district: { id: 'd1' },
      roles: [{ role: 'teacher', scopeType: 'district', scopeId: 'd1' }],
    })
    expect((await fetch(`${tool.publicUrl}/api/v1/session`, { method: 'DELETE', headers })).status).toBe(204)
    expect((await fetch(`${tool.publicUrl}/api/v1/me`, { headers })).status).toBe(401)
  })

  it('from a browser without the cookie offers a window of its own and makes no session', async () => {
    const begun = await begin()
    const form = await tool.lms.authorise(begun.location)
    const response = await post(form)
    const html = await response.text()
    expect(response.status).toBe(401)
    expect(html).toContain('browser_unbound')
    const href = /<a href="([^"]+)" target="_blank"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(new URL(href, tool.publicUrl).pathname).toBe('/lti/login')
    expect(html).not.toContain(form['id_token'])
    expect(html).not.toContain(form['state'])
    const again = await fetch(new URL(href, tool.publicUrl), { redirect: 'manual' })
    expect(await tool.lms.authorise(again.headers.get('location') ?? '')).toHaveProperty('id_token')
  })

  it('that is refused says so on a page with a code, without the token, which the platform may show', async () => {
    const begun = await begin()
    const form = await tool.lms.authorise(begun.location, (draft) => {
      delete draft.claims['exp']
    })
    const response = await post(form, cookieOf(begun))
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(response.status).toBe(401)
    expect(policy).toContain(tool.lms.url)
    const html = await response.text()
    expect(html).toContain('exp_missing')
    expect(tool.logLines.find((line) => line.includes('exp_missing'))).toContain('lti.refused')
    expect(html).not.toContain(form['id_token'])
  })

  it('of somebody unknown gets in as nobody', async () => {
    const begun = await begin('GET', 'demo-unknown')
    const launched = await post(await tool.lms.authorise(begun.location), cookieOf(begun))
    expect(launched.status).toBe(200)
  })

  it('leaves no token, code or name in the log', async () => {
    const begun = await begin()
    const form = await tool.lms.authorise(begun.location)
    const html = await (await post(form, cookieOf(begun))).text()
    const code = /launch-code" content="([\w-]+)"/.exec(html)?.[1] ?? ''
    const log = tool.logLines.join('\n')
    expect(log).toContain('/lti/launch')
    for (const secret of [form['id_token'] ?? '', form['state'] ?? '', code, 'Marisol', 'lms-demo-teacher']) {
      expect(log).not.toContain(secret)
    }
  })
})

describe('a database that fails', () => {
  const faults = [
    ['while the login is found', 'lti_login_state', 'select'],
    ['while the login is used up', 'lti_login_state', 'update'],
    ['while the code is made', 'session_code', 'insert'],
  ] as const

  it.each(faults)('%s is told on a page with a code, and nobody is let in', async (_name, table, right) => {
    const owner = tool.database.open('owner').pool
    const count = async (): Promise<unknown> => (await owner.query('select count(*) from session_code')).rows
    const before = await count()
    const begun = await begin()
    const form = await tool.lms.authorise(begun.location)
    await owner.query(`revoke ${right} on ${table} from staffroom_web`)
    const response = await post(form, cookieOf(begun))
    await owner.query(`grant ${right} on ${table} to staffroom_web`)
    const html = await response.text()
    expect(response.status).toBe(503)
    expect(html).toContain('Staffroom can’t open just now')
    expect(html).toContain('<code id="code">failed</code>')
    expect(html).not.toContain('launch-code')
    expect(html).not.toContain('permission denied')
    expect(await count()).toEqual(before)
    const requestId = response.headers.get('x-request-id') ?? 'none'
    expect(tool.logLines.find((line) => line.includes(requestId) && line.includes('lti.failed'))).toContain('42501')
  })

  it('while a login begins is told on a page, and the next login works', async () => {
    const owner = tool.database.open('owner').pool
    await owner.query('revoke insert on lti_login_state from staffroom_web')
    const response = await fetch(tool.lms.startLaunch('demo-teacher'), { redirect: 'manual' })
    await owner.query('grant insert on lti_login_state to staffroom_web')
    expect(response.status).toBe(503)
    expect(await codeOf(response)).toBe('failed')
    expect((await begin()).status).toBe(302)
  })
})

describe('the key set', () => {
  it('shows the active and the next key, public parts only', async () => {
    const response = await fetch(`${tool.publicUrl}/lti/jwks.json`)
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] }
    expect(keys).toHaveLength(2)
    for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })
})
