/** What all routes of the API do alike. */

import { Type } from '@sinclair/typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exactly, Id, pageOf } from '../../src/http/contract/shapes.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const Item = exactly({ id: Id, name: Type.String(), secret: Type.String() })
let app: TestApp
let seen: unknown

beforeAll(async () => {
  app = await openTestApp((table) => {
    table.add({
      method: 'get',
      path: '/api/v1/test/list',
      access: { open: 'session' },
      summary: 'A list.',
      response: pageOf(Item),
      handle: () => ({
        status: 200,
        body: { items: [{ id: '1', name: 'One', secret: 'x' }], total: 1, page: 1, pageSize: 25 },
      }),
    })
    table.add({
      method: 'put',
      path: '/api/v1/test/thing',
      access: { open: 'session' },
      summary: 'An edit.',
      body: exactly({ name: Type.String(), version: Type.String({ minLength: 4 }) }),
      response: exactly({ name: Type.String(), version: Type.String() }),
      handle: ({ body }) => {
        seen = body
        return { status: 200, body: { name: body.name, version: 'next' } }
      },
    })
    table.add({
      method: 'post',
      path: '/api/v1/test/promotion',
      access: { capability: 'promote:school_administrator', onThing: true },
      summary: 'Depends on a condition.',
      body: exactly({ schoolId: Id, isEducator: Type.Boolean() }),
      response: exactly({ reaches: Type.Array(Type.String()) }),
      handle: ({ grantOn, principal, body }) => {
        const { scope } = grantOn({
          districtId: principal.districtId,
          schoolIds: [body.schoolId],
          holds: body.isEducator ? ['target_is_educator'] : [],
        })
        return { status: 200, body: { reaches: [...scope.schoolIds] } }
      },
    })
  })
})
afterAll(() => app.close())

const list = (query: string) => app.call(`/api/v1/test/list${query}`, { token: app.bearerOf(app.alpha, 'teacher') })

describe('fields', () => {
  it('leaves of a list’s rows what was asked for, and their ids', async () => {
    expect((await list('?fields=name')).json).toEqual({
      items: [{ id: '1', name: 'One' }],
      total: 1,
      page: 1,
      pageSize: 25,
    })
  })

  it('is refused where it names what no row has', async () => {
    const { status, json } = await list('?fields=name,password')
    expect(status).toBe(400)
    expect(json).toMatchObject({
      error: { fields: [{ field: 'fields', message: 'must be names from: id, name, secret' }] },
    })
    expect((await list('?fields=')).status).toBe(400)
    expect((await list('?fields=name&fields=id')).status).toBe(400)
  })

  it('works at the routes of the product', async () => {
    const token = app.bearerOf(app.alpha, 'schoolAdmin')
    const { json } = await app.call('/api/v1/people?fields=familyName', { token })
    const { items } = json as { readonly items: readonly object[] }
    expect(Object.keys(items[0] ?? {})).toEqual(['id', 'familyName'])
  })
})

const edit = (body: object, headers: Readonly<Record<string, string>> = {}) =>
  app.call('/api/v1/test/thing', { method: 'PUT', token: app.bearerOf(app.alpha, 'teacher'), body, headers })

describe('the version of an edit', () => {
  it('comes as ETag and is taken as If-Match', async () => {
    const { headers, status } = await edit({ name: 'x' }, { 'if-match': '"seen"' })
    expect([status, headers.get('etag')]).toEqual([200, '"next"'])
    expect(seen).toEqual({ name: 'x', version: 'seen' })
  })

  it('is taken from the body where it stands there, and missed where it stands nowhere', async () => {
    await edit({ name: 'x', version: 'body' }, { 'if-match': '"seen"' })
    expect(seen).toEqual({ name: 'x', version: 'body' })
    expect((await edit({ name: 'x' })).status).toBe(400)
    expect((await edit({ name: 'x' }, { 'if-match': '*' })).status).toBe(400)
  })
})

const promote = (who: 'schoolAdmin' | 'teacher' | 'districtAdmin', schoolId: string, isEducator: boolean) =>
  app.call('/api/v1/test/promotion', { token: app.bearerOf(app.alpha, who), body: { schoolId, isEducator } })

describe('a route on a thing', () => {
  it('lets in whoever has the capability somewhere and asks again for the thing', async () => {
    const { north, south } = app.alpha
    expect((await promote('schoolAdmin', north, true)).json).toEqual({ reaches: [north] })
    expect((await promote('schoolAdmin', south, true)).status).toBe(404)
    expect((await promote('schoolAdmin', north, false)).status).toBe(403)
    expect((await promote('districtAdmin', south, true)).status).toBe(200)
    expect((await promote('teacher', north, true)).status).toBe(403)
  })

  it('turns away at the door whoever has it nowhere, before the body is looked at', async () => {
    const { status } = await app.call('/api/v1/test/promotion', {
      token: app.bearerOf(app.alpha, 'teacher'),
      body: { nonsense: true },
    })
    expect(status).toBe(403)
  })
})
