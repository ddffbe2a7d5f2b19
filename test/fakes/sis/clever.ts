/**
 * A fake Clever: one district behind a real HTTP server, in versions 3.0 and 3.1, with pages, counts, events, tokens and
 * rate limits as dev.clever.com describes them. How it misbehaves is data.
 */

import type { District } from '../../contract/districts/district.ts'
import { type CleverObject, type CleverVersion, type Planted } from './clever-objects.ts'
import { COLLECTIONS, type CollectionName, CleverStore } from './clever-store.ts'
import { type FakeAnswer, type FakeRequest, type FakeServer, startFakeServer } from './server.ts'

export const CLIENT = { id: 'fake-client', secret: 'fake-client-secret' }
export const TOKEN = 'fake-district-token'

/** What Clever says of the district, and how much of the truth it tells. */
export interface CleverConduct {
  readonly state: string
  /** Null: never. */
  readonly lastSync: Date | null
  readonly pauseEnd: string | null
  /** Tokens by district; only those are accepted. */
  readonly tokens: readonly { readonly district: string; readonly token: string }[]
  /** Collections that are refused, with the status. */
  readonly unshared: Readonly<Partial<Record<CollectionName | 'events', number>>>
  /** Whether `count` is answered, and by how many it is wrong. */
  readonly count: 'never' | Readonly<Partial<Record<CollectionName, number>>>
  /** Requests of a token in a minute. */
  readonly requestsMax: number
  /** Of these collections each page but the first brings the page before it once more. */
  readonly repeats: readonly CollectionName[]
  /** Of these collections the links are left out. */
  readonly linkless: readonly CollectionName[]
  /** Whose address stands before the links to next pages, which have none by right. */
  readonly nextOrigin: string
}

export interface CleverFake extends FakeServer {
  readonly store: CleverStore
  readonly tokensUrl: string
  readonly baseUrl: (version: CleverVersion) => string
  readonly behave: (conduct: Partial<CleverConduct>) => void
  /** The configuration of a source with its token. */
  readonly config: (over?: object) => object
}

export interface CleverOptions {
  readonly district: District
  readonly version?: CleverVersion
  readonly planted?: Planted | null
  /** Called before each answer: for what changes while it is read. */
  readonly before?: (request: FakeRequest) => void
}

const PAGE_MAX = 10_000
const MINUTE_MS = 60_000

/** Starts one, of one version. */
export async function startClever(options: CleverOptions): Promise<CleverFake> {
  const { version = '3.1', planted = null, before } = options
  const store = new CleverStore(options.district, { version, planted })
  let conduct: CleverConduct = {
    state: 'success',
    lastSync: new Date(),
    pauseEnd: null,
    tokens: [{ district: store.district.sourcedId, token: TOKEN }],
    unshared: {},
    count: {},
    requestsMax: 1200,
    repeats: [],
    linkless: [],
    nextOrigin: '',
  }
  const rates = new RateLimit()
  const server = await startFakeServer((request) => {
    before?.(request)
    if (request.url.pathname === '/oauth/tokens') return listTokens(request, conduct)
    return answerApi({ request, store, conduct, version, rates })
  })
  const baseUrl = (of: CleverVersion): string => `${server.url}/v${of}`
  return {
    ...server,
    store,
    tokensUrl: `${server.url}/oauth/tokens`,
    baseUrl,
    behave: (next) => {
      conduct = { ...conduct, ...next }
    },
    config: (over = {}) => ({ baseUrl: baseUrl(version), token: TOKEN, ...over }),
  }
}

interface Asked {
  readonly request: FakeRequest
  readonly store: CleverStore
  readonly conduct: CleverConduct
  readonly version: CleverVersion
  readonly rates: RateLimit
}

function answerApi(asked: Asked): FakeAnswer {
  const { request, conduct, version, rates } = asked
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (!conduct.tokens.some((each) => each.token === token)) return fault(401, 'invalid token')
  const { headers, exceeded } = rates.take(token, conduct.requestsMax)
  if (exceeded) return { ...fault(429, 'rate limit exceeded'), headers }
  const [, base = '', collection = '', id] = request.url.pathname.split('/')
  if (base !== `v${version}`) return { ...fault(404, 'not found'), headers }
  const answer = answerCollection(asked, collection, id)
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

function answerCollection(asked: Asked, collection: string, id: string | undefined): FakeAnswer {
  const { conduct, store } = asked
  if (collection === 'districts') return listed(asked, { data: [{ data: spellDistrict(asked) }], links: self(asked) })
  const name = COLLECTIONS.find((each) => each === collection) ?? (collection === 'events' ? 'events' : null)
  if (name === null) return fault(404, 'not found')
  const refused = conduct.unshared[name]
  if (refused !== undefined) return fault(refused, 'not shared')
  if (id !== undefined) {
    const found = name === 'events' ? store.events.find((each) => each.id === id) : store.find(name, id)
    return found === undefined || found === null ? fault(404, 'not found') : json({ data: found })
  }
  return name === 'events' ? page(asked, name, store.events) : page(asked, name, filtered(asked, name))
}

function filtered({ store, request }: Asked, name: CollectionName): readonly CleverObject[] {
  const role = request.url.searchParams.get('role')
  const objects = store.list(name)
  return name === 'users' && role !== null
    ? objects.filter(({ roles }) => typeof roles === 'object' && roles !== null && role in roles)
    : objects
}

/** One range of a collection, which stands in ascending order. */
function page(asked: Asked, name: CollectionName | 'events', all: readonly { readonly id: string }[]): FakeAnswer {
  const { searchParams } = asked.request.url
  const limit = Number(searchParams.get('limit') ?? '100')
  if (!Number.isInteger(limit) || limit < 1) return fault(400, 'limit must be a positive integer')
  if (limit > PAGE_MAX) return fault(413, `limit must be at most ${PAGE_MAX}`)
  const [after, until] = [searchParams.get('starting_after'), searchParams.get('ending_before')]
  if (until !== null) {
    const end = until === 'last' ? all.length : all.findIndex(({ id }) => id === until)
    const range = all.slice(Math.max(0, end - limit), Math.max(0, end))
    return listed(asked, { data: range.map((data) => ({ data })), links: self(asked) }, all.length)
  }
  const number = (id: string): number => asked.store.numberOf(name, id)
  const rest = after === null ? all : all.filter(({ id }) => number(id) > (after === '' ? -1 : number(after)))
  const range = rest.slice(0, limit)
  const links = linksOf(asked, { range, more: rest.length > range.length, first: after === null })
  return listed(
    asked,
    { data: [...repeated(asked, name, after), ...range].map((data) => ({ data })), links },
    all.length,
  )
}

/** The page before, once more. */
function repeated({ conduct, store, request }: Asked, name: string, after: string | null): readonly CleverObject[] {
  const collection = conduct.repeats.find((each) => each === name)
  if (collection === undefined || after === null) return []
  const all = store.list(collection)
  const end = all.findIndex(({ id }) => id === after) + 1
  return all.slice(Math.max(0, end - Number(request.url.searchParams.get('limit') ?? '100')), end)
}

type Links = readonly { readonly rel: string; readonly uri: string }[]

function self({ request }: Asked): Links {
  return [{ rel: 'self', uri: `${request.url.pathname}${request.url.search}` }]
}

function linksOf(
  asked: Asked,
  {
    range,
    more,
    first,
  }: { readonly range: readonly { readonly id: string }[]; readonly more: boolean; readonly first: boolean },
): Links {
  const { pathname, searchParams } = asked.request.url
  const to = (name: string, id: string): string => {
    const query = new URLSearchParams(searchParams)
    query.delete('starting_after')
    query.set(name, id)
    return `${asked.conduct.nextOrigin}${pathname}?${query.toString()}`
  }
  return [
    ...self(asked),
    ...(first || range[0] === undefined ? [] : [{ rel: 'prev', uri: to('ending_before', range[0].id) }]),
    ...(more ? [{ rel: 'next', uri: to('starting_after', range.at(-1)?.id ?? '') }] : []),
  ]
}

function listed(
  { request, conduct }: Asked,
  body: { readonly data: readonly unknown[]; readonly links: Links },
  total = body.data.length,
): FakeAnswer {
  const collection = COLLECTIONS.find((name) => request.url.pathname.endsWith(`/${name}`))
  const { links, ...linkless } = body
  const shown = collection !== undefined && conduct.linkless.includes(collection) ? linkless : { ...linkless, links }
  if (request.url.searchParams.get('count') !== 'true' || conduct.count === 'never') return json(shown)
  return json({ ...shown, count: total + (collection === undefined ? 0 : (conduct.count[collection] ?? 0)) })
}

function spellDistrict({ store, conduct }: Asked): CleverObject {
  return {
    id: store.district.sourcedId,
    name: store.district.name,
    nces_id: store.district.identifier,
    state: conduct.state,
    sis_type: 'fake_sis',
    login_methods: [],
    launch_date: '2026-07-01',
    last_sync: conduct.lastSync?.toISOString() ?? null,
    ...(conduct.pauseEnd === null ? {} : { pause_start: '2026-06-15T00:00:00.000Z', pause_end: conduct.pauseEnd }),
    ...(conduct.state === 'error' ? { error: 'sync failed' } : {}),
  }
}

function listTokens({ headers, url }: FakeRequest, { tokens }: CleverConduct): FakeAnswer {
  const wanted = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`
  if (headers.authorization !== wanted) return fault(401, 'invalid client')
  if (url.searchParams.get('owner_type') !== 'district') return fault(400, 'owner_type is required')
  const of = url.searchParams.get('district')
  const data = tokens
    .filter(({ district }) => of === null || district === of)
    .map(({ district, token }, index) => ({
      id: `token-${index}`,
      created: '2026-07-01T06:00:00.000Z',
      owner: { type: 'district', id: district },
      access_token: token,
      scopes: ['read:district_admins', 'read:schools', 'read:students', 'read:teachers', 'read:user_id'],
    }))
  return json({ data, links: [{ rel: 'self', uri: `${url.pathname}${url.search}` }] })
}

/** So many requests of each token in a minute; the minute begins anew, it is no average. */
class RateLimit {
  readonly #taken = new Map<string, { readonly until: number; count: number }>()

  take(token: string, max: number): { readonly headers: Record<string, string>; readonly exceeded: boolean } {
    const now = Date.now()
    const known = this.#taken.get(token)
    const window = known !== undefined && known.until > now ? known : { until: now + MINUTE_MS, count: 0 }
    this.#taken.set(token, window)
    window.count += 1
    return {
      headers: {
        'X-RateLimit-Limit': String(max),
        'X-RateLimit-Remaining': String(Math.max(0, max - window.count)),
        'X-RateLimit-Reset': String(Math.ceil(window.until / 1000)),
      },
      exceeded: window.count > max,
    }
  }
}

function json(body: unknown): FakeAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function fault(status: number, message: string): FakeAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) }
}
