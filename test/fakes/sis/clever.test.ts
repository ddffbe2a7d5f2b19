/** The fake Clever is one by the official descriptions, and misbehaves as it is told. */

import { afterEach, describe, expect, it } from 'vitest'
import { makeDemoDistrict } from '../../contract/districts/demo.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { withChanges, withoutShare } from '../../contract/districts/mutations.ts'
import { CleverDescription } from './clever-openapi.ts'
import { CLIENT, type CleverFake, type CleverOptions, TOKEN, startClever } from './clever.ts'
import { COLLECTIONS } from './clever-store.ts'

let fake: CleverFake

afterEach(() => fake.close())

const VERSIONS = ['3.0', '3.1'] as const
const tiny = makeDistrict(PRESETS.tiny)

interface Got {
  readonly path: string
  readonly query: URLSearchParams
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly data: readonly { readonly data: { readonly id: string } }[]
    readonly count?: number
    readonly links: readonly { readonly rel: string; readonly uri: string }[]
  }
}

async function get(path: string, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }): Promise<Got> {
  const url = new URL(path, fake.url)
  const answer = await fetch(url, { headers })
  const body = (await answer.json()) as Got['body']
  return { path: url.pathname, query: url.searchParams, status: answer.status, headers: answer.headers, body }
}

async function start(over: Partial<CleverOptions> = {}): Promise<void> {
  fake = await startClever({ district: tiny, ...over })
}

describe.each(VERSIONS)('the fake Clever %s', (version) => {
  it('answers on every path that it has as the official description wants it, with every field that it can send', async () => {
    const planted = { text: 'PLANTED' }
    await start({ version, district: makeDemoDistrict(), planted })
    fake.store.change(withChanges(withoutShare(makeDemoDistrict(), 'people', 0.1), 0.2), new Date())
    const description = new CleverDescription(version)
    let checked = 0
    for (const name of [...COLLECTIONS, 'districts', 'events']) {
      const query = name === 'districts' ? '' : '?limit=500'
      const list = await get(`/v${version}/${name}${query}`)
      expect(description.faultsOf(list), name).toEqual([])
      expect(list.body.data.length, name).toBeGreaterThan(0)
      checked += list.body.data.length
      if (name === 'districts') continue
      const one = await get(`/v${version}/${name}/${list.body.data[0]?.data.id ?? ''}`)
      expect([one.status, description.faultsOf(one)], name).toEqual([200, []])
      const none = await get(`/v${version}/${name}/nothing`)
      expect([none.status, description.faultsOf(none)], name).toEqual([404, []])
    }
    expect(checked).toBeGreaterThan(500)
    for (const role of ['student', 'teacher', 'staff', 'district_admin', 'contact'])
      expect(description.faultsOf(await get(`/v${version}/users?role=${role}&count=true&limit=1`))).toEqual([])
  })

  it('is held to a description that notices', async () => {
    await start({ version })
    const description = new CleverDescription(version)
    const good = await get(`/v${version}/users?limit=2`)
    const [first] = good.body.data
    const faultsWith = (data: unknown): readonly string[] =>
      description.faultsOf({ ...good, body: { ...good.body, data } })
    expect(faultsWith([{ data: { ...first?.data, nickname: 'x' } }])).not.toEqual([])
    expect(faultsWith([{ data: { ...first?.data, id: 7 } }])).not.toEqual([])
    expect(faultsWith([{ data: { ...first?.data, roles: { student: { grade: '14' } } } }])).not.toEqual([])
    expect(description.faultsOf({ ...good, query: new URLSearchParams({ role: 'coach' }) })).not.toEqual([])
    expect(description.faultsOf({ ...good, query: new URLSearchParams({ page: '2' }) })).not.toEqual([])
    expect(description.faultsOf({ ...good, path: `/v${version}/students` })).not.toEqual([])
  })

  it('gives ranges by relative links until there is no next one, and refuses more than 10,000 at once', async () => {
    await start({ version })
    const ids: string[] = []
    let next: string | undefined = `/v${version}/users?limit=7`
    while (next !== undefined) {
      const page: Got = await get(next)
      ids.push(...page.body.data.map(({ data }) => data.id))
      next = page.body.links.find(({ rel }) => rel === 'next')?.uri
      expect(next ?? '/').toMatch(/^\//)
    }
    expect(ids).toEqual([...tiny.records('people')].map(({ sourcedId }) => sourcedId))
    expect((await get(`/v${version}/users?limit=1&count=true`)).body.count).toBe(ids.length)
    expect((await get(`/v${version}/users?limit=10001`)).status).toBe(413)
  })
})

describe('the events of the fake Clever', () => {
  it('name what came, changed and left, oldest first, and vanish from their beginning', async () => {
    await start()
    expect((await get('/v3.1/events')).body.data).toEqual([])
    fake.store.change(withChanges(withoutShare(tiny, 'people', 0.2), 0.2), new Date('2026-11-20T01:00:00Z'))
    const all = (await get('/v3.1/events?limit=1000')).body.data as unknown as {
      readonly data: { readonly id: string; readonly type: string }
    }[]
    expect(new Set(all.map(({ data }) => data.type))).toContain('users.deleted')
    expect(new Set(all.map(({ data }) => data.type))).toContain('users.updated')
    const last = all.at(-1)?.data.id ?? ''
    expect((await get('/v3.1/events?ending_before=last&limit=1')).body.data[0]?.data.id).toBe(last)
    const middle = all[3]?.data.id ?? ''
    expect((await get(`/v3.1/events?starting_after=${middle}&limit=1000`)).body.data.length).toBe(all.length - 4)
    fake.store.forgetEvents(2)
    expect((await get(`/v3.1/events/${middle}`)).status).toBe(404)
    expect((await get(`/v3.1/events?starting_after=${middle}`)).body.data).toHaveLength(2)
  })
})

describe('who may ask the fake Clever', () => {
  it('is whoever has a token that it knows, so many times a minute', async () => {
    await start()
    expect((await get('/v3.1/schools', {})).status).toBe(401)
    expect((await get('/v3.1/schools', { authorization: 'Bearer other' })).status).toBe(401)
    fake.behave({ requestsMax: 2 })
    const first = await get('/v3.1/schools')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1')
    await get('/v3.1/schools')
    const third = await get('/v3.1/schools')
    expect(third.status).toBe(429)
    expect(Number(third.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now())
  })

  it('gets the tokens of its districts with the client id and secret', async () => {
    await start()
    expect((await get('/oauth/tokens?owner_type=district', basic('wrong'))).status).toBe(401)
    const list = await get('/oauth/tokens?owner_type=district', basic(CLIENT.secret))
    expect(list.body.data[0]).toMatchObject({ owner: { type: 'district', id: 'org-0000' }, access_token: TOKEN })
  })
})

function basic(secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${CLIENT.id}:${secret}`).toString('base64')}` }
}
