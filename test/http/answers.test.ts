import { createServer } from 'node:http'
import { Type } from '@sinclair/typebox'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exactly } from '../../src/http/contract/shapes.ts'
import { createPageCookie } from '../../src/http/page-cookie.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const SECRET = 'canary-secret-4713'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp((table) => {
    table.add({
      method: 'get',
      path: '/test/bug',
      access: { open: 'signin' },
      summary: 'Throws something unexpected.',
      handle: () => {
        throw new Error(`Key (email)=(${SECRET}) exists`, { cause: new Error(SECRET) })
      },
    })
    table.add({
      method: 'get',
      path: '/test/busy',
      access: { open: 'signin' },
      summary: 'Throws what passes by itself.',
      handle: () => {
        throw new Failure('DATABASE_BUSY', 'retry', `Too busy for ${SECRET}`)
      },
    })
    table.add({
      method: 'get',
      path: '/test/leak',
      access: { open: 'signin' },
      summary: 'Answers more than it says.',
      response: exactly({ id: Type.String() }),
      handle: () => ({ status: 200, body: Object.assign({ id: '1' }, { passwordHash: SECRET }) }),
    })
    table.add({
      method: 'post',
      path: '/test/form',
      access: { open: 'launch' },
      summary: 'Takes a form, answers with a page that an LMS frames.',
      body: exactly({ state: Type.String() }),
      accepts: 'form',
      handle: ({ body, nonce }) => ({
        status: 200,
        html: `<p>${body.state} ${nonce}</p>`,
        frameAncestors: [
          'https://lms.example',
          '*',
          'https://*',
          'https://*.com',
          "https://evil.example; script-src 'unsafe-inline'",
          'https://*.instructure.com',
        ],
        headers: { 'Set-Cookie': ['a=1; HttpOnly', 'b=2; HttpOnly'] },
      }),
    })
    table.add({
      method: 'get',
      path: '/test/redirect',
      access: { open: 'launch' },
      summary: 'Sends on.',
      handle: () => ({ status: 302, redirect: 'https://lms.example/auth?state=1' }),
    })
  })
})
afterAll(() => app.close())

describe('a fault of ours', () => {
  it('answers 500 and tells nothing of it', async () => {
    const answer = await app.call('/test/bug')
    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(answer.json).toEqual({
      type: 'urn:staffroom:problem:internal',
      title: 'Internal Server Error',
      status: 500,
      detail: expect.any(String) as string,
      error: { code: 'internal', message: expect.any(String) as string },
    })
    expect(answer.text).not.toContain(SECRET)
  })

  it('is in the log with where it happened and without its message', async () => {
    const answer = await app.call('/test/bug')
    const requestId = answer.headers.get('x-request-id') ?? ''
    const lines = app.logLines.filter((line) => line.includes(requestId) && line.includes('http.failed'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('answers.test.ts')
    expect(app.logLines.join('\n')).not.toContain(SECRET)
  })

  it('that passes by itself answers 503 with its code', async () => {
    const answer = await app.call('/test/busy')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(answer.json).toMatchObject({ status: 503, error: { code: 'DATABASE_BUSY' } })
    expect(answer.text).not.toContain(SECRET)
  })

  it('is an answer with more in it than its schema names', async () => {
    const answer = await app.call('/test/leak')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain(SECRET)
  })
})

describe('an address that is no route', () => {
  it.each(['/api/v1/nothing', '/nothing', '/assets/nothing.js', '/assets/../index.html', '/.env', '/api/v1/me/x'])(
    '%s answers like a thing that does not exist',
    async (path) => {
      const answer = await app.call(path)
      expect(answer.status).toBe(404)
      expect(answer.json).toMatchObject({ error: { code: 'not_found', message: 'There is no such thing here.' } })
    },
  )

  it('is not a method that a route does not have', async () => {
    expect(
      (await app.call('/api/v1/runs', { method: 'DELETE', token: app.bearerOf(app.alpha, 'itAdmin') })).status,
    ).toBe(404)
  })
})

describe('a request that is too large, broken or strange', () => {
  it('is refused with its code', async () => {
    expect((await post('{"name": ')).json).toMatchObject({ error: { code: 'malformed' } })
    expect((await post(`{"name": "${'x'.repeat(300_000)}"}`)).json).toMatchObject({ error: { code: 'too_large' } })
    expect((await post('[]')).json).toMatchObject({ error: { code: 'invalid' } })
    expect((await post('"name"')).json).toMatchObject({ error: { code: 'malformed' } })
    expect((await post('['.repeat(100_000))).json).toMatchObject({ error: { code: 'malformed' } })
    expect((await post('{}', { 'content-encoding': 'br2' })).json).toMatchObject({ error: { code: 'media_type' } })
  })

  it('is refused where it holds what no database can keep, or comes packed', async () => {
    const token = app.bearerOf(app.alpha, 'coach')
    for (const notes of ['a\0b', 'half a pair: \uD83D']) {
      const draft = await app.call('/api/v1/coaching/drafts', {
        method: 'PUT',
        token,
        body: { id: 'draft-of-a-test', draft: { notes } },
      })
      expect(draft).toMatchObject({ status: 400, json: { error: { code: 'malformed' } } })
    }
    const searched = await app.call('/api/v1/coaching/educators?q=%00', { token })
    expect(searched).toMatchObject({ status: 400, json: { error: { code: 'malformed' } } })
    expect((await post('{}', { 'content-encoding': 'gzip' })).json).toMatchObject({ error: { code: 'media_type' } })
  })

  it('is answered as for any stranger where an id is larger than ids can be', async () => {
    const token = app.bearerOf(app.alpha, 'coach')
    const huge = '9999999999999999999'
    const shown = await app.call(`/api/v1/coaching/interactions/${huge}`, { token })
    expect(shown).toMatchObject({ status: 404, json: { error: { code: 'not_found' } } })
    const body = { date: '2026-11-20', minutes: 5, typeId: 'meeting', schoolId: huge, educatorIds: [huge] }
    expect((await app.call('/api/v1/coaching/interactions', { token, body })).status).toBe(400)
  })

  it('does not hear its own words back', async () => {
    const answer = await post(`{"name": "x", "${SECRET}-key": "${SECRET}"}`)
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain(`: "${SECRET}"`)
    expect(app.logLines.join('\n')).not.toContain(SECRET)
  })

  it('names every field that is wrong, at once', async () => {
    const token = app.bearerOf(app.alpha, 'coach')
    const body = { date: 'yesterday', minutes: 'ten', typeId: '', schoolId: 'x', educatorIds: ['y'], extra: 1 }
    const { json } = await app.call('/api/v1/coaching/interactions', { token, body })
    const fields = (json as { error: { fields: { field: string }[] } }).error.fields.map((each) => each.field)
    expect(fields.toSorted()).toEqual(['date', 'educatorIds/0', 'extra', 'minutes', 'schoolId', 'typeId'])
  })
})

describe('every answer', () => {
  it('has a strict policy, a nonce of its own, and is kept in no cache', async () => {
    const [one, two] = [await app.call('/'), await app.call('/')]
    const policy = one.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce).toHaveLength(24)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toMatch(/unsafe|\*|http:/)
    expect(one.text).toContain(`nonce="${nonce}"`)
    expect(one.text).toContain('<meta name="staffroom-launch-code" content="" />')
    expect(two.headers.get('content-security-policy')).not.toBe(policy)
    for (const answer of [one, await app.call('/api/v1/me'), await app.call('/nothing')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('x-frame-options')).toBeNull()
      expect(answer.headers.get('x-powered-by')).toBeNull()
      expect(answer.headers.get('etag')).toBeNull()
    }
  })

  it('may be framed by the origins of the registration and by nothing that slipped in with them', async () => {
    const answer = await app.call('/test/form', {
      body: 'state=abc',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.text).toContain('<p>abc ')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("frame-ancestors 'self' https://lms.example https://*.instructure.com")
    expect(policy.endsWith('https://*.instructure.com')).toBe(true)
    expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2; HttpOnly'])
  })

  it('can send on', async () => {
    const answer = await app.call('/test/redirect')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://lms.example/auth?state=1'])
  })

  it('of an asset is kept, since its name has its hash', async () => {
    const answer = await app.call('/assets/main-1.js')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })
})

describe('probes and figures', () => {
  it('say that the process answers and the database is there', async () => {
    expect((await app.call('/healthz')).json).toEqual({ status: 'ok' })
    expect((await app.call('/readyz')).json).toEqual({
      status: 'ok',
      database: 'ok',
      schema: 'current',
      worker: 'none',
    })
  })

  it('count requests by route, never by address or id', async () => {
    await app.call(`/api/v1/runs/${app.alpha.run}`, { token: app.bearerOf(app.alpha, 'itAdmin') })
    const { text } = await app.call('/metrics')
    expect(text).toMatch(
      /staffroom_http_requests_total\{method="GET",route="get \/api\/v1\/runs\/:runId",status="200"\} 1/,
    )
    expect(text).not.toContain('127.0.0.1')
  })
})

describe('the API’s description', () => {
  it('names every route under /api/v1 with its access and schemas that compile', async () => {
    const { json } = await app.call('/api/openapi.json')
    const api = json as Readonly<{ openapi: string; paths: Record<string, Record<string, Operation>> }>
    expect(api.openapi).toBe('3.1.0')
    const named = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    )
    const routes = app.table.routes
      .filter((route) => route.path.startsWith('/api/v1/'))
      .map((route) => `${route.method} ${route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')}`)
    expect(named.toSorted()).toEqual(routes.toSorted())
    const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true })
    addFormats.default(ajv)
    const operations = Object.values(api.paths).flatMap((methods) => Object.values(methods))
    for (const operation of operations) {
      expect(operation['x-staffroom-access']).toMatch(/^(open:session|[a-z_]+:[a-z0-9_]+)$/)
      for (const schema of schemasOf(operation)) expect(() => ajv.compile(schema)).not.toThrow()
    }
    const ids = operations.map((operation) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the limit of requests', () => {
  it('is of a session, so that a school behind one address is not shut out by one of it', async () => {
    const { mountRoutes } = await import('../../src/http/mount.ts')
    const { default: express } = await import('express')
    const small = express()
    small.use((_request, response, next) => {
      Object.assign(response.locals, { requestId: 'x', nonce: 'x' })
      next()
    })
    const me = app.table.routes.filter((route) => route.path === '/api/v1/me')
    const limits = { jsonBytesMax: 1000, formBytesMax: 1000, fileJsonBytesMax: 6_291_456, requestsPerMinuteMax: 2 }
    const cookie = createPageCookie('http://127.0.0.1')
    mountRoutes(small, me, {
      findPrincipal: async () => null,
      noteDenied: async () => undefined,
      noteSupport: async () => undefined,
      onceByKey: () => Promise.reject(new Error('No key.')),
      cookie,
      limits,
    })
    const server = createServer(small).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const statusOf = async (token: string): Promise<number> => {
      const headers = { authorization: `Bearer ${token.repeat(24)}` }
      return (await fetch(`http://127.0.0.1:${port}/api/v1/me`, { headers })).status
    }
    const one = [await statusOf('a'), await statusOf('a'), await statusOf('a')]
    const other = await statusOf('b')
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    expect([...one, other]).toEqual([401, 401, 429, 401])
  })
})

function post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return app.call('/api/v1/communities', { token: app.bearerOf(app.alpha, 'teacher'), body, headers })
}

interface Operation {
  readonly operationId: string
  readonly 'x-staffroom-access': string
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}
type Content = Readonly<Record<string, { readonly schema: object }>>

function schemasOf(operation: Operation): readonly object[] {
  const contents = [operation.requestBody?.content, ...Object.values(operation.responses).map((each) => each.content)]
  return contents
    .flatMap((content) => Object.values(content ?? {}).map((each) => each.schema))
    .filter((schema) => !('$ref' in schema))
}
