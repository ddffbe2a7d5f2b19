/** Sessions of pages that stand alone: what a cookie opens, for whom, and what it never does. */

import { request as ask } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Request } from 'express'
import { createPageCookie, markOf } from '../../src/http/page-cookie.ts'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { change } from '../signin/roster.ts'

const PASSWORD = 'correct horse battery'
let tool: ServedTool

beforeAll(async () => {
  tool = await startServedTool()
})
afterAll(() => tool.stop())

interface Answer {
  readonly status: number
  readonly json: Readonly<Record<string, unknown>>
  readonly setCookie: string | null
}

interface Call {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** By node's own client: fetch doesn't let a test write what browsers write. */
function call(path: string, { method = 'GET', body, headers = {} }: Call = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const asked = ask(`${tool.publicUrl}/api/v1${path}`, { method, headers: { ...type, ...headers } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        resolve({
          status: response.statusCode ?? 0,
          json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
          setCookie: response.headers['set-cookie']?.join('\n') ?? null,
        })
      })
    })
    asked.on('error', reject)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const PAGE = { 'x-staffroom-page': 'start', 'sec-fetch-site': 'same-origin' } as const
let people = 0

async function makeAccount(): Promise<string> {
  people += 1
  const email = `page${people}@d1.example`
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const { token } = await createInvitation(world, {
    place: { districtId: 'd1' },
    role: 'district_admin',
    email,
    by: 'cli',
  })
  const named = { givenName: 'Grace', familyName: 'Hopper', password: PASSWORD }
  expect((await call('/invitations/accept', { method: 'POST', body: { token, ...named } })).status).toBe(201)
  return email
}

/** The cookie as a browser would send it back, and the page's mark of it. */
async function signIn(
  email: string,
  headers: Readonly<Record<string, string>> = PAGE,
): Promise<{ readonly cookie: string; readonly mark: string }> {
  const answer = await call('/session', { method: 'POST', body: { email, password: PASSWORD, cookie: true }, headers })
  expect(answer.status).toBe(200)
  return { cookie: (answer.setCookie ?? '').split(';')[0] ?? '', mark: String(answer.json['mark']) }
}

describe('a cookie', () => {
  it.each([
    ['no header of a page', {}],
    ['a header that names another session', { 'x-staffroom-page': markOf('x'), 'sec-fetch-site': 'same-origin' }],
    ['a page of another site', { 'x-staffroom-page': 'start', 'sec-fetch-site': 'cross-site' }],
    ['a page of a sibling site', { 'x-staffroom-page': 'start', 'sec-fetch-site': 'same-site' }],
    ['an address typed in', { 'x-staffroom-page': 'start', 'sec-fetch-site': 'none' }],
    ['another origin', { 'x-staffroom-page': 'start', origin: 'https://evil.example' }],
    ['no origin to be told', { 'x-staffroom-page': 'start', origin: 'null' }],
    ['a wrong bearer beside it', { ...PAGE, authorization: `Bearer ${'x'.repeat(43)}` }],
  ])('opens nothing with %s', async (_name, headers) => {
    const { cookie } = await signIn(await makeAccount())
    expect((await call('/me', { headers: { ...headers, cookie } })).status).toBe(401)
    expect((await call('/session', { method: 'DELETE', headers: { ...headers, cookie } })).status).toBe(401)
    expect((await call('/me', { headers: { ...PAGE, cookie } })).status).toBe(200)
  })

  it('opens nothing when there are two of its name', async () => {
    const { cookie } = await signIn(await makeAccount())
    const both = `${cookie}; ${cookie.slice(0, -1)}A`
    expect((await call('/me', { headers: { ...PAGE, cookie: both } })).status).toBe(401)
  })

  it('is the session of a page of ours, which finds it again and names it', async () => {
    const { cookie, mark } = await signIn(await makeAccount())
    const found = await call('/session', { headers: { ...PAGE, cookie } })
    expect(found).toMatchObject({ status: 200, json: { mark, expiresAt: expect.any(String) as string } })
    const named = { 'x-staffroom-page': mark, origin: tool.publicUrl, cookie }
    expect((await call('/me', { headers: named })).status).toBe(200)
  })

  it('isn’t given to who doesn’t ask for it, and no token to who does', async () => {
    const email = await makeAccount()
    const bare = await call('/session', { method: 'POST', body: { email, password: PASSWORD } })
    expect([bare.setCookie, Object.keys(bare.json)]).toEqual([null, ['token', 'expiresAt']])
    const kept = await call('/session', { method: 'POST', body: { email, password: PASSWORD, cookie: true } })
    expect(Object.keys(kept.json)).toEqual(['mark', 'expiresAt'])
    expect(JSON.stringify(kept.json)).not.toContain((kept.setCookie ?? '').slice(10, 53))
  })

  it('of an invitation that was accepted is the first session', async () => {
    const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
    const invited = {
      place: { districtId: 'd1' },
      role: 'district_admin',
      email: 'kept@d1.example',
      by: 'cli',
    } as const
    const { token } = await createInvitation(world, invited)
    const body = { token, givenName: 'Ada', familyName: 'Byron', password: PASSWORD, cookie: true }
    const accepted = await call('/invitations/accept', { method: 'POST', body })
    expect([accepted.status, Object.keys(accepted.json)]).toEqual([201, ['mark', 'expiresAt']])
    const cookie = (accepted.setCookie ?? '').split(';')[0] ?? ''
    expect((await call('/me', { headers: { ...PAGE, cookie } })).status).toBe(200)
  })

  it('is another one after every sign-in, and the earlier session of the browser is over', async () => {
    const [first, second] = [await makeAccount(), await makeAccount()]
    const earlier = await signIn(first)
    const later = await signIn(second, { ...PAGE, cookie: earlier.cookie })
    expect((await call('/me', { headers: { ...PAGE, cookie: earlier.cookie } })).status).toBe(401)
    const stale = { 'x-staffroom-page': earlier.mark, 'sec-fetch-site': 'same-origin', cookie: later.cookie }
    // A tab of the first person must not go on as the second.
    expect((await call('/me', { headers: stale })).status).toBe(401)
    expect((await call('/me', { headers: { ...PAGE, cookie: later.cookie } })).status).toBe(200)
  })

  it('is taken back when its session is ended, and when it is found to be over', async () => {
    const { cookie } = await signIn(await makeAccount())
    const ended = await call('/session', { method: 'DELETE', headers: { ...PAGE, cookie } })
    expect([ended.status, ended.setCookie]).toEqual([204, 'staffroom=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
    const late = await call('/me', { headers: { ...PAGE, cookie } })
    expect([late.status, late.setCookie]).toEqual([401, 'staffroom=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
  })

  it('opens nothing from the very next request on when its person is disabled', async () => {
    const email = await makeAccount()
    const { cookie } = await signIn(email)
    expect((await call('/me', { headers: { ...PAGE, cookie } })).status).toBe(200)
    const sync = tool.database.open('sync')
    await change(sync, 'd1', 'update person set enabled = false where district_id = $1 and email = $2', ['d1', email])
    const started = performance.now()
    expect((await call('/me', { headers: { ...PAGE, cookie } })).status).toBe(401)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('opens nothing for somebody who has become a student', async () => {
    const email = await makeAccount()
    const { cookie } = await signIn(email)
    const sync = tool.database.open('sync')
    const statement = `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule)
      select district_id, id, 'student', 'district', 0, 'manual', 'test' from person where district_id = $1 and email = $2`
    await change(sync, 'd1', statement, ['d1', email])
    expect((await call('/me', { headers: { ...PAGE, cookie } })).status).toBe(401)
  })
})

describe('the cookie itself', () => {
  it('can’t be read by scripts, nor sent from other sites, nor over http where there is https', () => {
    const token = 'x'.repeat(43)
    expect(createPageCookie('https://staffroom.example').write(token)).toBe(
      `__Host-staffroom=${token}; Path=/; HttpOnly; SameSite=Lax; Secure`,
    )
    expect(createPageCookie('http://localhost:3000').write(token)).toBe(
      `staffroom=${token}; Path=/; HttpOnly; SameSite=Lax`,
    )
  })

  it('of https counts under its own name only', () => {
    const { read } = createPageCookie('https://staffroom.example')
    const token = 'x'.repeat(43)
    const from = (cookie: string): string | null => {
      const headers: Readonly<Record<string, string>> = { cookie, ...PAGE }
      return read({ get: (name: string) => headers[name] } as unknown as Request)
    }
    expect([`staffroom=${token}`, `__Host-staffroom=${token}`, `__Host-staffroom=${token}x`].map(from)).toEqual([
      null,
      token,
      null,
    ])
  })
})

const pageOf = async (cookie: string): Promise<string> =>
  (await fetch(`${tool.publicUrl}/`, { headers: cookie === '' ? {} : { cookie } })).text()

describe('the app’s page', () => {
  it('knows of a cookie, and nothing of what is in it', async () => {
    const { cookie } = await signIn(await makeAccount())
    expect(await pageOf('')).toContain('name="staffroom-session" content=""')
    const page = await pageOf(cookie)
    expect(page).toContain('name="staffroom-session" content="kept"')
    expect(page).not.toContain(cookie.slice('staffroom='.length))
  })
})
