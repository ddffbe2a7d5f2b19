/** The fake OneRoster providers: true to the standard while nothing is wrong, and wrong in every way that they are told to be. */

import { createHmac, randomBytes } from 'node:crypto'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { afterEach, describe, expect, it } from 'vitest'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { withChanges, withoutShare } from '../../contract/districts/mutations.ts'
import type { Version } from '../../contract/districts/dialect.ts'
import { PAGE_OF } from './oneroster-1.1-schema.ts'
import { DEMOGRAPHICS_SCOPE, ROSTER_SCOPES } from './oneroster-auth.ts'
import type { FakeAuth, OAuth2 } from './oneroster-auth.ts'
import { CLASSLINK, startClassLink } from './oneroster-classlink.ts'
import { OneRosterDescription } from './oneroster-openapi.ts'
import { COLLECTIONS } from './oneroster-store.ts'
import type { StoreQuirks } from './oneroster-store.ts'
import { BASES, startOneRoster } from './oneroster.ts'
import type { Door, Happening, OneRosterFake, Quirks } from './oneroster.ts'
import type { FaultSwitch } from './server.ts'

const district = makeDistrict(PRESETS.tiny)
const BEARER: FakeAuth = { type: 'bearer', token: 'b-1' }
const AUTHORIZED = { authorization: 'Bearer b-1' }
const EVERYTHING: OAuth2 = {
  type: 'oauth2',
  dialect: 'form',
  clientId: 'c-1',
  clientSecret: 's 1',
  scopes: [...ROSTER_SCOPES, DEMOGRAPHICS_SCOPE],
}
const open: { close: () => Promise<void> }[] = []

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function start(
  version: Version,
  { quirks = {}, people = {}, auth = BEARER }: { quirks?: Quirks; people?: StoreQuirks; auth?: FakeAuth } = {},
): Promise<{ fake: OneRosterFake; base: string; door: Door }> {
  const door: Door = { base: BASES[version], auth, quirks }
  const fake = await startOneRoster({ version, district, people }, [door])
  open.push(fake)
  return { fake, base: fake.baseOf(door), door }
}

async function tokenOf(fake: OneRosterFake, door: Door, over: Record<string, string> = {}): Promise<Response> {
  const form = { grant_type: 'client_credentials', client_id: 'c-1', client_secret: 's 1', ...over }
  return fetch(fake.tokenUrlOf(door), { method: 'POST', body: new URLSearchParams(form) })
}

async function bearerOf(
  fake: OneRosterFake,
  door: Door,
  over: Record<string, string> = {},
): Promise<Record<string, string>> {
  const { access_token: token } = (await (await tokenOf(fake, door, over)).json()) as { access_token: string }
  return { authorization: `Bearer ${token}` }
}

function first(name: string): string {
  const found = [...district.records(COLLECTIONS[name]?.table ?? 'orgs')].find(
    (each) => COLLECTIONS[name]?.holds(each) === true,
  )
  return found?.sourcedId ?? 'sy-2027-s1'
}

/** A path of the description with ids that there are. */
function filled(pattern: string): string {
  const collection = pattern.split('/')[1] ?? ''
  return pattern
    .replace('{sourcedId}', first(collection))
    .replaceAll(/\{(\w+)SourcedId\}/g, (_all, kind: string) => first(kind === 'class' ? 'classes' : `${kind}s`))
}

describe('the fake OneRoster 1.2 provider and the official description', () => {
  const description = new OneRosterDescription()

  it('answers every path of the description, a query and every error as described', async () => {
    const { fake, base, door } = await start('1.2', { auth: EVERYTHING })
    const headers = await bearerOf(fake, door)
    const asked = async (
      path: string,
      query: string,
      with_ = headers,
    ): Promise<{ faults: string[]; status: number }> => {
      const response = await fetch(`${base}${path}?${query}`, { headers: with_ })
      const body: unknown = await response.json()
      const exchange = {
        path,
        query: new URLSearchParams(query),
        status: response.status,
        headers: response.headers,
        body,
      }
      return { faults: [...description.faultsOf(exchange)], status: response.status }
    }
    expect(description.paths).toHaveLength(41)
    for (const pattern of description.paths) {
      // There are no grading periods in a made-up district; the page is empty, the object missing.
      const path = filled(pattern)
      const there = await asked(path, '')
      expect(there).toEqual({ faults: [], status: path.startsWith('/gradingPeriods/') ? 404 : 200 })
      if (pattern.endsWith('{sourcedId}')) {
        expect(await asked(`${path}-not-there`, '')).toEqual({ faults: [], status: 404 })
        continue
      }
      const query = "limit=3&offset=2&sort=sourcedId&orderBy=desc&filter=status%3D'active'&fields=sourcedId,status"
      const { faults } = await asked(path, query)
      // What was not asked for is missing, of course.
      expect(faults.filter((fault) => !fault.includes('required property'))).toEqual([])
      expect(await asked(path, 'limit=0')).toMatchObject({ status: 400 })
      expect(await asked(path, 'filter=status%20is%20active')).toEqual({ faults: [], status: 400 })
      expect(await asked(path, '', { authorization: 'Bearer nobody' })).toEqual({ faults: [], status: 401 })
    }
    const core = await bearerOf(fake, door, { scope: ROSTER_SCOPES[1] })
    expect(await asked('/demographics', '', core)).toEqual({ faults: [], status: 403 })
    expect(await asked('/users', '', core)).toEqual({ faults: [], status: 200 })
    expect(await asked('/teachers/staff-0000/classes', '', core)).toEqual({ faults: [], status: 403 })
  })

  it.each<[string, Quirks]>([
    ['numbers for booleans', { booleans: 'number' }],
    ['words in capitals', { words: 'capitals' }],
    ['no status', { statuses: 'blank' }],
    ['the wrong key', { envelope: { users: 'students' } }],
    ['no count', { countHeaders: [] }],
    ['relative references', { relativeHrefs: true }],
    ['errors one level deeper', { errors: 'wrapped', filterRefused: 'all' }],
  ])('is caught by the description with %s', async (_name, quirks) => {
    const { base } = await start('1.2', { quirks })
    const query = quirks.filterRefused === undefined ? '' : "filter=status%3D'active'"
    const response = await fetch(`${base}/users?${query}`, { headers: AUTHORIZED })
    const exchange = {
      path: '/users',
      query: new URLSearchParams(),
      status: response.status,
      headers: response.headers,
    }
    expect(description.faultsOf({ ...exchange, body: await response.json() })).not.toEqual([])
  })

  it('says of requests what the description doesn’t have', () => {
    const answer = {
      status: 200,
      headers: new Headers({ 'content-type': 'application/json', 'x-total-count': '0' }),
      body: { users: [] },
    }
    const faults = (path: string, query: string): readonly string[] =>
      description.faultsOf({ path, query: new URLSearchParams(query), ...answer })
    expect(faults('/users', 'limit=100')).toEqual([])
    expect(faults('/users', 'limit=0')).not.toEqual([])
    expect(faults('/users', 'limit=ten')).not.toEqual([])
    expect(faults('/users', 'orderBy=up')).not.toEqual([])
    expect(faults('/users', 'page=1')).not.toEqual([])
    expect(faults('/pupils', '')).not.toEqual([])
  })
})

describe('the fake OneRoster 1.1 provider', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)

  it('answers every collection as the tables of the specification have it', async () => {
    const { base } = await start('1.1')
    for (const [name, { key }] of Object.entries(COLLECTIONS)) {
      if (name === 'demographics') continue
      const response = await fetch(`${base}/${name}?limit=1000`, { headers: AUTHORIZED })
      const validate = ajv.compile(PAGE_OF[key] ?? {})
      expect({ valid: validate(await response.json()), errors: validate.errors }).toEqual({ valid: true, errors: null })
    }
  })

  it('is caught by those tables when it answers as 1.2 does', async () => {
    const { base } = await start('1.2')
    const response = await fetch(`${base}/users`, { headers: AUTHORIZED })
    expect(ajv.compile(PAGE_OF['users'] ?? {})(await response.json())).toBe(false)
  })
})

describe('paging and filtering of the fake', () => {
  it('gives every object once over its pages, sorted or not, and leads on by its links', async () => {
    const { base } = await start('1.2')
    const ids: string[] = []
    let next: string | undefined = `${base}/users?limit=7&sort=sourcedId`
    while (next !== undefined) {
      const response: Response = await fetch(next, { headers: AUTHORIZED })
      expect(response.headers.get('x-total-count')).toBe('56')
      ids.push(...((await response.json()) as { users: { sourcedId: string }[] }).users.map((each) => each.sourcedId))
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
    }
    expect(ids).toEqual([...district.records('people')].map((person) => person.sourcedId).toSorted())
  })

  it.each([
    ["status='active'", 56],
    ["role='student'", 0],
    ["roles.role='student'", 48],
    ["roles.role='student' AND familyName='Nobody'", 0],
    ["sourcedId='staff-0000' OR sourcedId='staff-0001'", 2],
    ["dateLastModified>'2026-08-01T06:00:00.000Z'", 0],
    ["dateLastModified>='2026-08-01T06:00:00.000Z'", 56],
  ])('filters users by %s', async (filter, count) => {
    const { base } = await start('1.2')
    const response = await fetch(`${base}/users?filter=${encodeURIComponent(filter)}`, { headers: AUTHORIZED })
    expect(response.headers.get('x-total-count')).toBe(String(count))
  })

  it('dates what changes, and marks what leaves or lets it vanish', async () => {
    const moment = '2026-11-20T01:02:03.000Z'
    const later = withoutShare(withChanges(district, 0.1), 'people', 0.1)
    const left = 56 - [...later.records('people')].length
    for (const deletions of ['marked', 'vanish'] as const) {
      const { fake, base } = await start('1.1', { people: { deletions } })
      fake.store.become(later, moment)
      const counted = async (filter: string): Promise<number> =>
        Number(
          (await fetch(`${base}/users?filter=${encodeURIComponent(filter)}`, { headers: AUTHORIZED })).headers.get(
            'x-total-count',
          ),
        )
      expect(await counted("status='tobedeleted'")).toBe(deletions === 'marked' ? left : 0)
      expect(await counted(`dateLastModified>='${moment}'`)).toBeGreaterThan(0)
      expect(await counted("status='active'")).toBe(56 - left)
    }
  })
})

describe('the doors of the fake', () => {
  it.each(['basic', 'form', 'query', 'cookie'] as const)(
    'gives a token to who asks by %s, and to nobody else',
    async (dialect) => {
      const auth = { ...EVERYTHING, dialect }
      const { fake, base, door } = await start('1.2', { auth })
      const grant = { grant_type: 'client_credentials' }
      const credentials = { ...grant, client_id: 'c-1', client_secret: 's 1' }
      const url = fake.tokenUrlOf(door)
      const ways: Record<string, () => Promise<Response>> = {
        basic: () =>
          fetch(url, {
            method: 'POST',
            headers: { authorization: `Basic ${Buffer.from('c-1:s+1').toString('base64')}` },
            body: new URLSearchParams(grant),
          }),
        form: () => fetch(url, { method: 'POST', body: new URLSearchParams(credentials) }),
        query: () => fetch(`${url}?${new URLSearchParams(credentials).toString()}`, { method: 'POST' }),
      }
      const right = dialect === 'cookie' ? 'form' : dialect
      for (const [way, ask] of Object.entries(ways)) expect((await ask()).ok).toBe(way === right)
      const given = await ways[right]?.()
      const { access_token: token } = JSON.parse((await given?.text()) ?? '{}') as { access_token: string }
      const headers = { authorization: `Bearer ${token}` }
      const cookie = given?.headers.get('set-cookie')?.split(';')[0] ?? ''
      expect((await fetch(`${base}/orgs`, { headers })).status).toBe(dialect === 'cookie' ? 401 : 200)
      expect((await fetch(`${base}/orgs`, { headers: { ...headers, cookie } })).status).toBe(200)
      expect((await tokenOf(fake, door, { client_secret: 'other' })).ok).toBe(false)
    },
  )

  it('takes a token no longer than it lives', async () => {
    const { fake, base, door } = await start('1.2', { auth: { ...EVERYTHING, lifetimeS: 0.05 } })
    const headers = await bearerOf(fake, door)
    expect((await fetch(`${base}/orgs`, { headers })).status).toBe(200)
    await expect.poll(async () => (await fetch(`${base}/orgs`, { headers })).status).toBe(401)
  })

  it('verifies OAuth 1 signatures', async () => {
    const { base } = await start('1.1', { auth: { type: 'oauth1', key: 'k', secret: 'very secret' } })
    const address = `${base}/users?limit=5&filter=status%3D%27active%27`
    const get = (url: string, over: Parameters<typeof sign>[1] = {}): Promise<number> =>
      fetch(url, { headers: { authorization: sign(address, over) } }).then(({ status }) => status)
    expect(await get(address)).toBe(200)
    expect(await get(address, { method: 'HMAC-SHA1' })).toBe(200)
    expect(await get(address, { secret: 'other' })).toBe(401)
    expect(await get(address, { key: 'other' })).toBe(401)
    expect(await get(`${address}&offset=5`)).toBe(401)
    expect(await get(address, { time: Math.floor(Date.now() / 1000) - 400 })).toBe(401)
    expect(await get(address, { nonce: 'n1' })).toBe(200)
    expect(await get(address, { nonce: 'n1' })).toBe(401)
    expect((await fetch(address)).status).toBe(401)
  })

  it('is ClassLink’s: a tenant that counts, a proxy that doesn’t, one revision, teachers among the students', async () => {
    const fake = await startClassLink(district)
    open.push(fake)
    const address = `${fake.baseOf(fake.tenant)}/students?limit=20000`
    const over = { key: CLASSLINK.key, secret: CLASSLINK.secret }
    const direct = await fetch(address, { headers: { authorization: sign(address, over) } })
    const headers = { authorization: `Bearer ${CLASSLINK.bearer}` }
    const proxied = await fetch(`${fake.baseOf(fake.proxy)}/students?limit=20000`, { headers })
    expect(countsOf(direct).slice(0, 3)).toEqual(['54', '54', '1001'])
    expect(countsOf(proxied)).toEqual([null, null, '1001', null])
    const { users } = (await proxied.json()) as { users: { role: string }[] }
    expect(new Set(users.map(({ role }) => role))).toEqual(new Set(['student', 'teacher']))
    const listed = await fetch(`${fake.url}/applications`, { headers })
    const { applications } = (await listed.json()) as { applications: { oneroster_application_id: string }[] }
    const server = await fetch(`${fake.url}/applications/${applications[0]?.oneroster_application_id}/server`, {
      headers,
    })
    expect(await server.json()).toMatchObject({
      server: { client_id: CLASSLINK.key, endpoint_url: fake.baseOf(fake.tenant) },
    })
    expect((await fetch(`${fake.url}/applications`)).status).toBe(401)
  })
})

function countsOf({ headers }: Response): (string | null)[] {
  return ['x-count', 'x-total-count', 'x-perm-rev', 'link'].map((name) => headers.get(name))
}

/** RFC 5849, 3.6. */
function strict(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!*'()]/g,
    (each) => `%${Buffer.from(each).toString('hex').toUpperCase()}`,
  )
}

/** An OAuth 1.0a header for a GET (RFC 5849, 3.4), written apart from the one who verifies it. */
function sign(
  address: string,
  {
    key = 'k',
    secret = 'very secret',
    method = 'HMAC-SHA256',
    time = Math.floor(Date.now() / 1000),
    nonce = randomBytes(8).toString('hex'),
  },
): string {
  const url = new URL(address)
  const oauth = {
    oauth_consumer_key: key,
    oauth_nonce: nonce,
    oauth_signature_method: method,
    oauth_timestamp: String(time),
    oauth_version: '1.0',
  }
  const sorted = [...url.searchParams, ...Object.entries(oauth)]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .toSorted()
  const base = ['GET', `${url.origin}${url.pathname}`, sorted.join('&')].map(strict).join('&')
  const signature = createHmac(method === 'HMAC-SHA1' ? 'sha1' : 'sha256', `${strict(secret)}&`)
    .update(base)
    .digest('base64')
  const fields = Object.entries({ ...oauth, oauth_signature: signature })
  return `OAuth ${fields.map(([name, value]) => `${name}="${strict(value)}"`).join(', ')}`
}

/** What one client sees of a collection, page after page of ten. */
async function look(base: string, path: string): Promise<string> {
  const seen: unknown[] = []
  for (let offset = 0; offset <= 60; offset += 10) {
    const query = `limit=10&offset=${offset}&sort=sourcedId&filter=${encodeURIComponent("status!='nothing'")}`
    try {
      const began = performance.now()
      const response = await fetch(`${base}/${path}?${query}`, { headers: AUTHORIZED, redirect: 'manual' })
      const named = ['x-total-count', 'x-count', 'link', 'retry-after', 'x-perm-rev'].map((name) =>
        response.headers.get(name),
      )
      const text = (await response.text()).replaceAll(base, 'BASE')
      seen.push([
        response.status,
        ...named.map((value) => value?.replaceAll(base, 'BASE') ?? null),
        text,
        performance.now() - began > 150,
      ])
    } catch {
      seen.push('no answer')
    }
  }
  return JSON.stringify(seen)
}

describe('what a fake can be told to do', () => {
  const QUIRKS: readonly Quirks[] = [
    { limitMax: 4 },
    { limitRefused: { above: 5, status: 413 } },
    { countHeaders: [] },
    { countHeaders: ['x-count'] },
    { pageCountHeader: 'x-count' },
    { emptyUncounted: true },
    { links: 'none' },
    { links: 'elsewhere' },
    { links: 'loop' },
    { links: 'short' },
    { envelope: { users: 'students' } },
    { relativeHrefs: true },
    { filterRefused: 'all' },
    { filterRefused: ['status'] },
    { sortRefused: true },
    { sortIgnored: true },
    { missing: ['users'] },
    { forbidden: ['users'] },
    { empty: ['users'] },
    { booleans: 'boolean' },
    { booleans: 'number' },
    { words: 'capitals' },
    { words: 'plurals' },
    { statuses: 'blank' },
    { revision: { header: 'x-perm-rev', first: '1' } },
  ]
  const PEOPLE: readonly StoreQuirks[] = [{ twins: 2 }, { withoutUsername: 2 }]
  const users = { on: '/users', from: 3 } as const
  const [somebody] = district.records('people')
  const HAPPENINGS: readonly Happening[] = [
    { ...users, does: { kind: 'insert', record: { ...somebody, sourcedId: 'a-new-one' } as never } },
    { ...users, does: { kind: 'remove', table: 'people', sourcedId: 'staff-0000' } },
    { ...users, does: { kind: 'repeat page' } },
    { ...users, does: { kind: 'total', off: 3 } },
  ]
  const FAULTS: readonly FaultSwitch[] = [
    {
      ...users,
      does: { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Maintenance</p>' },
    },
    { ...users, does: { kind: 'answer', status: 200, body: '{}' } },
    { ...users, does: { kind: 'answer', status: 429 } },
    { ...users, times: 2, does: { kind: 'answer', status: 429, headers: { 'retry-after': '1' } } },
    { ...users, does: { kind: 'answer', status: 502 } },
    { ...users, does: { kind: 'answer', status: 302, headers: { location: 'http://elsewhere.invalid/' } } },
    { ...users, does: { kind: 'slow', ms: 200 } },
    { ...users, does: { kind: 'trickle', bytes: 500, everyMs: 40 } },
    { ...users, does: { kind: 'headers', headers: { 'x-count': '3' } } },
    { ...users, does: { kind: 'cut', share: 0.5, as: 'length' } },
    { ...users, does: { kind: 'cut', share: 0.5, as: 'close' } },
    { ...users, does: { kind: 'cut', share: 0.5, as: 'gzip' } },
    { ...users, does: { kind: 'hang up' } },
  ]

  it('behaves the same way every time while nothing is wrong, packed or not', async () => {
    const { fake, base } = await start('1.1')
    const honest = await look(base, 'users')
    expect(await look(base, 'users')).toBe(honest)
    fake.setFaults([{ on: '/users', times: 3, does: { kind: 'gzip' } }])
    expect(await look(base, 'users')).toBe(honest)
  })

  it.each(QUIRKS.map((quirks) => [JSON.stringify(quirks), quirks] as const))('%s shows', async (_name, quirks) => {
    const honest = await start('1.1')
    const odd = await start('1.1', { quirks })
    expect(await look(odd.base, 'users')).not.toBe(await look(honest.base, 'users'))
  })

  it.each(PEOPLE.map((people) => [JSON.stringify(people), people] as const))('%s shows', async (_name, people) => {
    const honest = await start('1.1')
    const odd = await start('1.1', { people })
    expect(await look(odd.base, 'users')).not.toBe(await look(honest.base, 'users'))
  })

  it.each(HAPPENINGS.map((each) => [each.does.kind, each] as const))(
    '%s shows from its request on',
    async (_name, happening) => {
      const { fake, base } = await start('1.1')
      const honest = await look(base, 'users')
      fake.setHappenings([happening])
      const odd = await look(base, 'users')
      expect(odd).not.toBe(honest)
      expect(odd.slice(0, 400)).toBe(honest.slice(0, 400))
    },
  )

  it.each(FAULTS.map((each) => [JSON.stringify(each.does), each] as const))('%s shows once', async (_name, fault) => {
    const { fake, base } = await start('1.1')
    const honest = await look(base, 'users')
    fake.setFaults([fault])
    expect(await look(base, 'users')).not.toBe(honest)
    expect(await look(base, 'users')).toBe(honest)
  })

  it('changes the revision and forgets its tokens when it is told to', async () => {
    const quirks = { revision: { header: 'x-perm-rev', first: '1' } }
    const { fake, base, door } = await start('1.2', { auth: EVERYTHING, quirks })
    const headers = await bearerOf(fake, door)
    fake.setHappenings([
      { on: '/orgs', from: 2, does: { kind: 'revision', value: '2' } },
      { on: '/orgs', from: 3, does: { kind: 'expire tokens' } },
    ])
    const asked = async (): Promise<unknown[]> => {
      const response = await fetch(`${base}/orgs`, { headers })
      return [response.status, response.headers.get('x-perm-rev')]
    }
    expect([await asked(), await asked(), await asked()]).toEqual([
      [200, '1'],
      [200, '2'],
      [401, null],
    ])
  })
})
