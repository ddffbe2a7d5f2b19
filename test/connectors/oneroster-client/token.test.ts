/** OAuth 2 client credentials and static tokens against a real token server and a real provider that checks. */

import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OneRosterClient } from '../../../connectors/oneroster-client/client.ts'
import type {
  BearerCredentials,
  ClientLimits,
  OAuth2Credentials,
} from '../../../connectors/oneroster-client/options.ts'
import { all, answerPage, clientOf, errorOf, orgs, sendJson, serve } from './provider.ts'
import type { Provider, Seen } from './provider.ts'

let tokens: Provider
let provider: Provider
/** What the provider accepts. */
let valid: Set<string>
let answerToken: (seen: Seen, response: ServerResponse, count: number) => void
let beforePage: (count: number) => void
let delayMs: (count: number) => number

beforeEach(async () => {
  valid = new Set()
  beforePage = () => undefined
  delayMs = () => 0
  answerToken = (_seen, response, count) => issue(response, `token-${count}`, { expires_in: 3600 })
  tokens = await serve((seen, response, count) => answerToken(seen, response, count))
  provider = await serve((seen, response, count) => {
    beforePage(count)
    const isValid = valid.has(seen.headers.authorization ?? '')
    setTimeout(() => {
      if (isValid) answerPage({ rows: orgs(25) }, seen, response)
      else sendJson(response, {}, 401)
    }, delayMs(count))
  })
})

afterEach(async () => {
  await tokens.close()
  await provider.close()
})

function issue(response: ServerResponse, token: string, more: Readonly<Record<string, unknown>> = {}): void {
  valid.add(`Bearer ${token}`)
  sendJson(response, { access_token: token, token_type: 'bearer', ...more })
}

function client(over: Partial<OAuth2Credentials> = {}, limits: Partial<ClientLimits> = {}): OneRosterClient {
  return clientOf(provider, {
    credentials: {
      kind: 'oauth2',
      tokenUrl: `${tokens.url}/oauth/access_token`,
      clientId: 'staff room',
      clientSecret: 's+e/c=r%t:',
      ...over,
    },
    limits,
  })
}

function asForm(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

describe('the request for a token', () => {
  const SCOPE = 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly'
  const GRANT = { grant_type: 'client_credentials', scope: SCOPE }
  const IDENTITY = { client_id: 'staff room', client_secret: 's+e/c=r%t:' }

  it('is a POST with HTTP Basic, id and secret encoded as the standard wants it', async () => {
    await all(client().pages('orgs'))
    const [seen] = tokens.seen
    expect([seen?.method, seen?.path, seen?.query.size]).toEqual(['POST', '/oauth/access_token', 0])
    expect(asForm(seen?.body ?? '')).toEqual(GRANT)
    expect(seen?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    const basic = Buffer.from((seen?.headers.authorization ?? '').slice('Basic '.length), 'base64').toString()
    expect(basic).toBe('staff+room:s%2Be%2Fc%3Dr%25t%3A')
  })

  it('carries id and secret as they are for servers that don’t decode them', async () => {
    await all(client({ dialect: 'basic-unencoded' }).pages('orgs'))
    const header = tokens.seen[0]?.headers.authorization ?? ''
    expect(Buffer.from(header.slice('Basic '.length), 'base64').toString()).toBe('staff room:s+e/c=r%t:')
  })

  it('carries everything in the form where the server wants it so', async () => {
    await all(client({ dialect: 'form' }).pages('orgs'))
    const [seen] = tokens.seen
    expect(asForm(seen?.body ?? '')).toEqual({ ...GRANT, ...IDENTITY })
    expect([seen?.headers.authorization, seen?.query.size]).toEqual([undefined, 0])
  })

  it('carries everything in the query where the server wants it so', async () => {
    await all(client({ dialect: 'query' }).pages('orgs'))
    const [seen] = tokens.seen
    expect(Object.fromEntries(seen?.query ?? [])).toEqual({ ...GRANT, ...IDENTITY })
    expect([seen?.method, seen?.headers.authorization, seen?.body]).toEqual(['POST', undefined, ''])
  })

  it('asks for other scopes, or for none', async () => {
    await all(client({ scopes: ['one', 'two'] }).pages('orgs'))
    await all(client({ scopes: [] }).pages('orgs'))
    expect(tokens.seen.map((seen) => asForm(seen.body)['scope'])).toEqual(['one two', undefined])
  })
})

describe('a token', () => {
  it('is asked for once and used by all pulls, also those that begin together', async () => {
    const one = client()
    await Promise.all([all(one.pages('orgs')), all(one.pages('schools')), all(one.rows('orgs'))])
    expect(tokens.seen).toHaveLength(1)
  })

  it.each([
    ['no lifetime', {}],
    ['null for a lifetime', { expires_in: null }],
    ['a lifetime that is none', { expires_in: 'soon' }],
    ['a lifetime as text', { expires_in: '3600' }],
  ])('with %s is used as long as it is accepted', async (_name, more) => {
    answerToken = (_seen, response) => issue(response, 'lasting', more)
    await all(client().pages('orgs'))
    expect(tokens.seen).toHaveLength(1)
  })

  it('is renewed shortly before it ends, without the provider having to refuse it', async () => {
    answerToken = (_seen, response, count) => issue(response, `short-${count}`, { expires_in: 0.3 })
    const one = client()
    for await (const page of one.pages('orgs')) {
      if (page.offset === 0) await new Promise((resolve) => setTimeout(resolve, 260))
    }
    expect(tokens.seen).toHaveLength(2)
    expect(provider.seen.filter((seen) => !valid.has(seen.headers.authorization ?? ''))).toEqual([])
    expect(new Set(provider.seen.map((seen) => seen.headers.authorization))).toHaveProperty('size', 2)
  })

  it('that ends in the middle of a pull is renewed, and the pull goes on where it was', async () => {
    beforePage = (count) => {
      if (count === 1) valid.clear()
    }
    const pages = await all(client().pages('orgs'))
    expect(pages.at(-1)).toMatchObject({ offset: 25, isEnd: true })
    expect(provider.seen.map((seen) => seen.query.get('offset'))).toEqual(['0', '10', '10', '20', '25'])
    expect(tokens.seen).toHaveLength(2)
  })

  it('that ends again and again is renewed each time', async () => {
    beforePage = (count) => {
      if (count % 2 === 1) valid.clear()
    }
    expect((await all(client().pages('orgs'))).at(-1)?.isEnd).toBe(true)
    expect(tokens.seen.length).toBeGreaterThan(2)
  })

  it('that is refused though it is new ends the pull: one renewal, not more', async () => {
    answerToken = (_seen, response) => sendJson(response, { access_token: 'never-good' })
    expect(await errorOf(all(client().pages('orgs')))).toMatchObject({
      code: 'UNAUTHORIZED',
      status: 401,
      path: '/orgs',
    })
    expect([tokens.seen.length, provider.seen.length]).toEqual([2, 2])
  })

  it('that several requests find ended is renewed once', async () => {
    const one = client({}, { concurrency: 4 })
    await all(one.pages('orgs'))
    valid.clear()
    await Promise.all([all(one.pages('orgs')), all(one.pages('orgs')), all(one.pages('orgs')), all(one.pages('orgs'))])
    expect(tokens.seen).toHaveLength(2)
  })

  it('that was renewed meanwhile is not thrown away for a refusal of the one before', async () => {
    const one = client({}, { concurrency: 2 })
    await all(one.pages('orgs'))
    valid.clear()
    const first = provider.seen.length
    // The second of the two refusals comes when the new token is long there.
    delayMs = (count) => (count === first + 1 ? 200 : 0)
    await Promise.all([all(one.pages('orgs')), all(one.pages('schools'))])
    expect(tokens.seen).toHaveLength(2)
  })

  it('is not waited for by who gave up, and still comes to those who wait', async () => {
    answerToken = (_seen, response, count) => void setTimeout(() => issue(response, `slow-${count}`), 150)
    const one = client()
    const stop = new AbortController()
    const given = errorOf(all(one.pages('orgs', { signal: stop.signal })))
    const other = all(one.pages('orgs'))
    setTimeout(() => stop.abort(new Error('told to stop')), 30)
    expect(await given).toMatchObject({ message: 'told to stop' })
    expect((await other).at(-1)?.isEnd).toBe(true)
    expect(tokens.seen).toHaveLength(1)
  })

  it('that nobody waits for any more is asked for anew by who comes later', async () => {
    answerToken = (_seen, response, count) => {
      if (count > 0) issue(response, 'second')
    }
    const one = client()
    expect(await errorOf(all(one.pages('orgs', { signal: AbortSignal.timeout(50) })))).toMatchObject({
      name: 'TimeoutError',
    })
    expect((await all(one.pages('orgs'))).at(-1)?.isEnd).toBe(true)
  })
})

describe('a token server', () => {
  it.each([
    ['refuses the client', 401, { error: 'invalid_client' }, 'TOKEN_REFUSED'],
    ['refuses the scope', 400, { error: 'invalid_scope' }, 'TOKEN_REFUSED'],
    ['refuses and says nothing', 403, {}, 'TOKEN_REFUSED'],
    ['refuses with status 200', 200, { error: 'invalid_client' }, 'TOKEN_REFUSED'],
    ['sends no token', 200, {}, 'TOKEN_UNREADABLE'],
    ['sends a token that is no text', 200, { access_token: 7 }, 'TOKEN_UNREADABLE'],
    ['sends a token with a line break', 200, { access_token: 'a\r\nx: y' }, 'TOKEN_UNREADABLE'],
    ['is not there', 404, {}, 'TOKEN_NOT_FOUND'],
    ['fails', 500, {}, 'SERVER_FAILED'],
    ['fails behind a gateway', 502, {}, 'SERVER_FAILED'],
    ['is busy', 429, {}, 'RATE_LIMITED'],
  ] as const)('that %s ends the pull', async (_name, status, body, code) => {
    answerToken = (_seen, response) => sendJson(response, body, status)
    const error = await errorOf(all(client({}, { attemptsMax: 3 }).pages('orgs')))
    expect(error).toMatchObject({ code, path: 'token', status })
    expect([tokens.seen.length, provider.seen.length]).toEqual([status >= 429 ? 3 : 1, 0])
  })

  it('that fails is asked no more often for a single object', async () => {
    answerToken = (_seen, response) => sendJson(response, {}, 503)
    const error = await errorOf(client({}, { attemptsMax: 3 }).single('orgs', 'o-1'))
    expect(error).toMatchObject({ code: 'SERVER_FAILED', path: 'token' })
    expect(tokens.seen).toHaveLength(3)
  })

  it('that sends a web page ends the pull', async () => {
    answerToken = (_seen, response) => response.end('<html>')
    expect(await errorOf(all(client().pages('orgs')))).toMatchObject({ code: 'TOKEN_UNREADABLE' })
  })

  it('that fails once is asked again', async () => {
    answerToken = (_seen, response, count) =>
      count === 0 ? response.writeHead(502).end('<html>') : issue(response, 'good')
    expect((await all(client().pages('orgs'))).at(-1)?.isEnd).toBe(true)
  })

  it('is asked again for the next pull after it refused', async () => {
    answerToken = (_seen, response, count) =>
      count === 0 ? sendJson(response, { error: 'invalid_client' }, 401) : issue(response, 'good')
    const one = client()
    expect(await errorOf(all(one.pages('orgs')))).toMatchObject({ code: 'TOKEN_REFUSED' })
    expect((await all(one.pages('orgs'))).at(-1)?.isEnd).toBe(true)
  })

  it.each([302, 307, 308])('that redirects (%i) is not followed, not even to itself', async (status) => {
    const elsewhere = await serve((_seen, response) => sendJson(response, { access_token: 'stolen' }))
    answerToken = (_seen, response, count) =>
      response.writeHead(status, { location: count === 0 ? elsewhere.url : '/here' }).end()
    for (const _ of [1, 2]) {
      expect(await errorOf(all(client().pages('orgs')))).toMatchObject({ code: 'REDIRECT_REFUSED', path: 'token' })
    }
    expect([elsewhere.connections(), tokens.seen.length]).toEqual([0, 2])
    await elsewhere.close()
  })
})

const withToken = (token: BearerCredentials['token']): OneRosterClient =>
  clientOf(provider, { credentials: { kind: 'bearer', token } })

describe('a static token', () => {
  it('that is refused ends the pull at once', async () => {
    expect(await errorOf(all(withToken('old').pages('orgs')))).toMatchObject({ code: 'UNAUTHORIZED' })
    expect(provider.seen).toHaveLength(1)
  })

  it('is fetched again on 401 where there is a place to fetch it from', async () => {
    valid.add('Bearer new')
    let asked = 0
    const token = (): Promise<string> => {
      asked += 1
      return Promise.resolve(asked === 1 ? 'old' : 'new')
    }
    expect((await all(withToken(token).pages('orgs'))).at(-1)?.isEnd).toBe(true)
  })

  it('is not sent again where it is the same as before', async () => {
    expect(await errorOf(all(withToken(() => Promise.resolve('old')).pages('orgs')))).toMatchObject({
      code: 'UNAUTHORIZED',
    })
    expect(provider.seen).toHaveLength(1)
  })

  it('that can’t stand in a header is refused before anything is sent', async () => {
    expect(() => withToken('a\nb')).toThrow('no token has')
    expect(await errorOf(all(withToken(() => Promise.resolve('a\nb')).pages('orgs')))).toMatchObject({
      code: 'OPTIONS_INVALID',
    })
    expect(provider.connections()).toBe(0)
  })
})
