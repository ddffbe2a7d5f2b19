/**
 * A OneRoster provider, 1.1 or 1.2, as a real server: a generated district behind the REST binding of the standard, with
 * its ways of letting somebody in. Everything that real providers do otherwise is a quirk or a happening, as data.
 */

import type { District } from '../../contract/districts/district.ts'
import type { Version } from '../../contract/districts/dialect.ts'
import type { RosterRecord, Table } from '../../../src/roster/model.ts'
import { DEMOGRAPHICS_SCOPE, Gate, ROSTER_SCOPES } from './oneroster-auth.ts'
import type { FakeAuth } from './oneroster-auth.ts'
import type { JsonObject, Spelling } from './oneroster-objects.ts'
import { fieldsOfFilter, QueryFault, readQuery, selectFields } from './oneroster-query.ts'
import type { PageQuery } from './oneroster-query.ts'
import { COLLECTIONS, OneRosterStore, SUB_COLLECTIONS } from './oneroster-store.ts'
import type { StoreQuirks } from './oneroster-store.ts'
import { Occasions, startFakeServer } from './server.ts'
import type { FakeAnswer, FakeRequest, FakeServer, Occasion } from './server.ts'

/** How a door of a provider differs from the standard; what is absent is as the standard has it. */
export interface Quirks {
  /** Silently never more objects on a page than that. */
  readonly limitMax?: number
  /** A larger limit is refused with that status. */
  readonly limitRefused?: { readonly above: number; readonly status: number }
  /** The headers that say how many objects there are. Default X-Total-Count; none: []. */
  readonly countHeaders?: readonly string[]
  /** Nothing is counted with a page that has no objects. */
  readonly emptyUncounted?: boolean
  /** A header with the number of objects on the page. */
  readonly pageCountHeader?: string
  /** What the Link header says: `none`; `elsewhere` leads to another host; `loop` to the same page again; `short`: no next page. */
  readonly links?: 'none' | 'elsewhere' | 'loop' | 'short'
  /** By collection: a key that a page answers under instead of the right one. */
  readonly envelope?: Readonly<Record<string, string>>
  readonly relativeHrefs?: boolean
  /** Filters that are refused with 400: all of them, or those that name one of these fields. */
  readonly filterRefused?: 'all' | readonly string[]
  /** Filters are accepted and change nothing. */
  readonly filterIgnored?: boolean
  readonly sortRefused?: boolean
  readonly sortIgnored?: boolean
  /** Paths below a collection's object answer 404. */
  readonly noSubCollections?: boolean
  /** Collections that answer 404. */
  readonly missing?: readonly string[]
  /** Collections that this client may not read: 403. */
  readonly forbidden?: readonly string[]
  /** Collections that answer an empty page. */
  readonly empty?: readonly string[]
  /** Shape of an error: as in the standard, one level deeper, or with a plain imsx_codeMinor. */
  readonly errors?: 'bare' | 'wrapped' | 'plain'
  readonly booleans?: Spelling['booleans']
  readonly words?: Spelling['words']
  readonly statuses?: Spelling['statuses']
  /** The header that names the revision of the data, and its first value. */
  readonly revision?: { readonly header: string; readonly first: string }
}

/** What happens at a request, before it is answered. */
export type Happening = Occasion & {
  readonly does:
    | { readonly kind: 'insert'; readonly record: RosterRecord }
    | { readonly kind: 'remove'; readonly table: Table; readonly sourcedId: string }
    | { readonly kind: 'revision'; readonly value: string }
    | { readonly kind: 'expire tokens' }
    /** The page before this one comes once more. */
    | { readonly kind: 'repeat page' }
    /** The header tells so many more (or fewer) than there are. */
    | { readonly kind: 'total'; readonly off: number }
}

/** Makes another object of one; `index` is its place in the collection. */
export type Distortion = (object: JsonObject, collection: string, index: number) => JsonObject

/** One way into a provider: where it is, who may come in, and how it differs. */
export interface Door {
  /** Path below the server's origin: "/ims/oneroster/v1p1". */
  readonly base: string
  readonly auth: FakeAuth
  readonly quirks?: Quirks
}

export interface ProviderOptions {
  readonly version: Version
  readonly district: District
  readonly people?: StoreQuirks
  /** When everything was last changed at the beginning. Default 2026-08-01T06:00:00.000Z. */
  readonly modifiedAt?: string
  /** Paths of the provider that are not OneRoster's; null: nothing is there. */
  readonly extra?: (request: FakeRequest, origin: string) => FakeAnswer | null
}

export interface OneRosterFake extends FakeServer {
  readonly store: OneRosterStore
  /** Sets what will happen from now on, counted from the next request. */
  readonly setHappenings: (happenings: readonly Happening[]) => void
  /** From now on every object on a page is what that makes of it: for values that no provider should send. */
  readonly setDistortion: (distort: Distortion) => void
  /** The base address of a door. */
  readonly baseOf: (door: Door) => string
  /** Where the tokens of a door are given; '' where there are none. */
  readonly tokenUrlOf: (door: Door) => string
}

export const BASES: Readonly<Record<Version, string>> = {
  '1.1': '/ims/oneroster/v1p1',
  '1.2': '/ims/oneroster/rostering/v1p2',
}

export const FIRST_MODIFIED = '2026-08-01T06:00:00.000Z'

/** Starts a provider with these doors. */
export async function startOneRoster(options: ProviderOptions, doors: readonly Door[]): Promise<OneRosterFake> {
  const store = new OneRosterStore(options.district, options.modifiedAt ?? FIRST_MODIFIED, options.people ?? {})
  const happenings = new Occasions<Happening>()
  const inside: Inside = { store, happenings, version: options.version, distort: (object) => object }
  const opened = doors.map((door) => new OpenDoor(door, inside))
  const server: FakeServer = await startFakeServer((request) => {
    const origin = `http://${request.headers.host ?? ''}`
    const token = opened.find(({ gate }) => gate.tokenPath === request.url.pathname)
    if (token !== undefined) return token.gate.giveToken(request)
    const door = opened.find(({ base }) => request.url.pathname.startsWith(`${base}/`))
    return door?.answer(request, origin) ?? options.extra?.(request, origin) ?? NOTHING_HERE
  })
  return {
    ...server,
    store,
    setHappenings: (next) => happenings.set(next),
    setDistortion: (distort) => {
      inside.distort = distort
    },
    baseOf: (door) => `${server.url}${door.base}`,
    tokenUrlOf: (door) => {
      const path = opened.find((each) => each.base === door.base)?.gate.tokenPath
      return path === undefined || path === null ? '' : `${server.url}${path}`
    },
  }
}

const NOTHING_HERE: FakeAnswer = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Nothing here.' }

interface Inside {
  readonly store: OneRosterStore
  readonly happenings: Occasions<Happening>
  readonly version: Version
  distort: Distortion
}

interface Target {
  readonly collection: string
  readonly sourcedId: string | null
  readonly among: ((record: RosterRecord) => boolean) | undefined
}

class OpenDoor {
  readonly base: string
  readonly gate: Gate
  readonly #quirks: Quirks
  readonly #inside: Inside
  #revision: string

  constructor({ base, auth, quirks = {} }: Door, inside: Inside) {
    this.base = base
    this.gate = new Gate(auth)
    this.#quirks = quirks
    this.#inside = inside
    this.#revision = quirks.revision?.first ?? ''
  }

  answer(request: FakeRequest, origin: string): FakeAnswer {
    const happening = this.#happen(request)
    const target = this.#targetOf(request.url.pathname.slice(this.base.length + 1))
    if (target === null) return this.#error(404, 'unknownobject', 'there is no such path')
    const { collection } = target
    const scopes = collection === 'demographics' ? [DEMOGRAPHICS_SCOPE] : scopesOf(target)
    const refusal = this.gate.refuse(request, scopes)
    if (refusal !== null)
      return this.#error(refusal.status, refusal.status === 401 ? 'unauthorisedrequest' : 'forbidden', refusal.says)
    if (request.method !== 'GET') return this.#error(405, 'invaliddata', 'only GET is understood')
    if (this.#quirks.forbidden?.includes(collection) === true)
      return this.#error(403, 'forbidden', 'this client may not read it')
    try {
      return target.sourcedId === null
        ? this.#page(target, request, { origin, happening })
        : this.#one(target.collection, target.sourcedId, { request, origin })
    } catch (error) {
      if (error instanceof QueryFault) return this.#error(400, error.minor, error.message)
      throw error
    }
  }

  /** Lets happen what is to happen now. */
  #happen(request: FakeRequest): readonly Happening['does'][] {
    const { store, happenings } = this.#inside
    const now = happenings.at(request.url.pathname).map(({ does }) => does)
    for (const each of now) {
      if (each.kind === 'insert') store.insert(each.record, new Date().toISOString())
      if (each.kind === 'remove') store.remove(each.table, each.sourcedId)
      if (each.kind === 'revision') this.#revision = each.value
      if (each.kind === 'expire tokens') this.gate.expireTokens()
    }
    return now
  }

  #targetOf(path: string): Target | null {
    const parts = path.split('/').map(decodeURIComponent)
    const [collection = '', sourcedId] = parts
    if (this.#quirks.missing?.includes(collection) === true || COLLECTIONS[collection] === undefined) return null
    if (parts.length <= 2) return { collection, sourcedId: sourcedId ?? null, among: undefined }
    if (this.#quirks.noSubCollections === true) return null
    for (const [pattern, name, among] of SUB_COLLECTIONS) {
      const ids = idsOf(pattern.split('/'), parts)
      if (ids !== null) return { collection: name, sourcedId: null, among: among(this.#inside.store, ids) }
    }
    return null
  }

  #one(
    collection: string,
    sourcedId: string,
    { request, origin }: { readonly request: FakeRequest; readonly origin: string },
  ): FakeAnswer {
    const spelling = this.#spelling(origin)
    const object = this.#inside.store.one(collection, sourcedId, spelling)
    if (object === null) return this.#error(404, 'unknownobject', 'there is no such object')
    const { fields } = readQuery(request.url.searchParams)
    const selected = selectFields(object, fields, this.#inside.store.fieldsOf(collection, spelling))
    return json(200, { [COLLECTIONS[collection]?.single ?? collection]: selected }, this.#revisionHeader())
  }

  #page(
    { collection, among }: Target,
    request: FakeRequest,
    { origin, happening }: { readonly origin: string; readonly happening: readonly Happening['does'][] },
  ): FakeAnswer {
    const { store } = this.#inside
    const spelling = this.#spelling(origin)
    const asked = readQuery(request.url.searchParams)
    const refusal = this.#refuseQuery(asked)
    if (refusal !== null) return refusal
    const query = this.#understood(asked, happening)
    const isEmpty = this.#quirks.empty?.includes(collection) === true
    const { objects, total } = isEmpty
      ? { objects: [], total: 0 }
      : store.page(collection, query, { spelling, ...(among === undefined ? {} : { among }) })
    const known = asked.fields.length === 0 ? new Set<string>() : store.fieldsOf(collection, spelling)
    const selected = objects
      .map((object, index) => this.#inside.distort(object, collection, query.offset + index))
      .map((object) => selectFields(object, asked.fields, known))
    const off = happening.reduce((sum, each) => sum + (each.kind === 'total' ? each.off : 0), 0)
    const key = this.#quirks.envelope?.[collection] ?? COLLECTIONS[collection]?.key ?? collection
    return json(
      200,
      { [key]: selected },
      {
        ...this.#revisionHeader(),
        ...this.#counts(total + off, objects.length),
        ...this.#links(request.url, query, total),
      },
    )
  }

  #refuseQuery({ limit, sort, filter }: PageQuery): FakeAnswer | null {
    const { limitRefused, sortRefused, filterRefused } = this.#quirks
    if (limitRefused !== undefined && limit > limitRefused.above)
      return this.#error(limitRefused.status, 'invaliddata', `limit is at most ${limitRefused.above}`)
    if (sortRefused === true && sort !== null)
      return this.#error(400, 'invalid_selection_field', 'sorting is not supported')
    if (filter === null || filterRefused === undefined) return null
    const refused = filterRefused === 'all' || fieldsOfFilter(filter).some((field) => filterRefused.includes(field))
    return refused ? this.#error(400, 'invalid_filter_field', 'filtering by this field is not supported') : null
  }

  /** What the door makes of a query. */
  #understood(asked: PageQuery, happening: readonly Happening['does'][]): PageQuery {
    const limit = Math.min(asked.limit, this.#quirks.limitMax ?? Number.POSITIVE_INFINITY)
    const again = happening.some(({ kind }) => kind === 'repeat page')
    return {
      ...asked,
      limit,
      offset: again ? Math.max(0, asked.offset - limit) : asked.offset,
      filter: this.#quirks.filterIgnored === true ? null : asked.filter,
      sort: this.#quirks.sortIgnored === true ? null : asked.sort,
    }
  }

  #counts(total: number, onPage: number): Record<string, string> {
    const { countHeaders = ['X-Total-Count'], pageCountHeader, emptyUncounted } = this.#quirks
    if (emptyUncounted === true && onPage === 0) return {}
    const counts = Object.fromEntries(countHeaders.map((name) => [name, String(total)]))
    return pageCountHeader === undefined ? counts : { ...counts, [pageCountHeader]: String(onPage) }
  }

  #revisionHeader(): Record<string, string> {
    const { revision } = this.#quirks
    return revision === undefined ? {} : { [revision.header]: this.#revision }
  }

  /** RFC 8288, with the relations that the standard names. */
  #links(url: URL, { limit, offset }: PageQuery, total: number): Record<string, string> {
    const { links } = this.#quirks
    if (links === 'none') return {}
    const to = (rel: string, at: number): string => {
      const next = new URL(url)
      next.searchParams.set('limit', String(limit))
      next.searchParams.set('offset', String(at))
      if (links === 'elsewhere') next.host = 'elsewhere.invalid'
      return `<${next.href}>; rel="${rel}"`
    }
    const last = Math.max(0, Math.ceil(total / limit) - 1) * limit
    const next = links === 'loop' ? offset : offset + limit
    return {
      Link: [
        to('first', 0),
        to('last', last),
        ...(offset > 0 ? [to('prev', Math.max(0, offset - limit))] : []),
        ...(offset + limit < total && links !== 'short' ? [to('next', next)] : []),
      ].join(', '),
    }
  }

  #spelling(origin: string): Spelling {
    const { relativeHrefs, booleans = 'string', words = 'plain', statuses = 'plain' } = this.#quirks
    const { store, version } = this.#inside
    const base = relativeHrefs === true ? '' : `${origin}${this.base}`
    return { version, base, booleans, words, statuses, schoolOfClass: (id) => store.schoolOfClass(id) }
  }

  #error(status: number, minor: string, description: string): FakeAnswer {
    const { errors = 'bare' } = this.#quirks
    const info = { imsx_codeMajor: 'failure', imsx_severity: 'error', imsx_description: description }
    if (errors === 'plain') return json(status, { ...info, imsx_codeMinor: minor })
    const field = { imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: minor }
    const full = { ...info, imsx_CodeMinor: { imsx_codeMinorField: [field] } }
    return json(status, errors === 'wrapped' ? { imsx_StatusInfo: full } : full)
  }
}

/** The core scope doesn't reach below an object (1.2 OpenAPI, security of each path). */
function scopesOf({ among }: Target): readonly string[] {
  return among === undefined ? ROSTER_SCOPES : ROSTER_SCOPES.slice(0, 1)
}

function idsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null
  const ids: Record<string, string> = {}
  for (const [index, piece] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (piece.startsWith('{')) ids[piece.slice(1, -1)] = part
    else if (piece !== part) return null
  }
  return ids
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}
