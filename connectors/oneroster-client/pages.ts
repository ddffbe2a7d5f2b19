/**
 * A pull: one top-level collection, page after page, to the page without a row. A short page is never the end (servers
 * clamp the limit without a word), and neither a total nor a link says where it is.
 */

import { createHash } from 'node:crypto'
import { ENVELOPES } from './collections.ts'
import type { CollectionName, Collections, Envelope } from './collections.ts'
import { OneRosterError } from './errors.ts'
import type { ErrorPlace } from './errors.ts'
import { judgeNextLink } from './link.ts'
import { TOKEN_PATH } from './oauth2.ts'
import { readPage } from './page.ts'
import type { Page, PageContent, PageWarning } from './page.ts'
import { Concessions, halved, pageParameters, partsOf, writeQuery } from './query.ts'
import type { Asking } from './query.ts'
import { decideOnRequest, get } from './requester.ts'
import type { RequestIo } from './requester.ts'
import { withRetry } from './retry.ts'
import type { Decision } from './retry.ts'
import { startDeadline } from './waiting.ts'

export interface PullQuery {
  /** Where to begin: 0, or the `nextOffset` of the last page of an earlier pull with the same query. */
  readonly offset?: number
  /** Rows per page. Default: the limit of the client. */
  readonly limit?: number
  /** Ask for the order of sourcedId. Default true. */
  readonly sort?: boolean
  /** As the standard writes it: `status='active'`. The server may refuse it: look at `asked` of the first page. */
  readonly filter?: string
  /** `sourcedId` is added. */
  readonly fields?: readonly string[]
  readonly signal?: AbortSignal
}

/** Parts of queries that the server refused; remembered as long as the client lives. */
export type Refusals = Set<string>

/** What a pull knows between two pages. */
interface Pull<T> {
  readonly collection: CollectionName
  readonly envelope: Envelope<T>
  readonly io: RequestIo
  readonly signal: AbortSignal
  readonly endsAt: number
  offset: number
  asking: Asking
  /** The link of the page before, where it proved right. */
  link: URL | null
  /** Of every page so far. */
  readonly prints: Set<string>
  before: Before | null
  /** Warnings of the page that is being asked for. */
  warnings: Set<PageWarning>
}

interface Before {
  /** Of the page before; total and revision are the last that were told. */
  readonly ids: ReadonlySet<string>
  readonly isShort: boolean
  readonly declaredTotal: number | null
  readonly revision: string | null
}

/**
 * Yields every page, the empty one at the end included.
 * @throws OneRosterError; what the signal was aborted with
 */
export async function* readPages<Name extends CollectionName>(
  collection: Name,
  query: PullQuery,
  io: RequestIo & { readonly refusals: Refusals },
): AsyncGenerator<Page<Collections[Name]>, void, undefined> {
  const wanted = checkQuery(query, io)
  const never = new AbortController()
  const deadline = startDeadline(query.signal ?? never.signal, io.limits.totalMsMax, () => {
    return new OneRosterError('TOTAL_DEADLINE', placeOf(pull))
  })
  const pull: Pull<Collections[Name]> = {
    collection,
    envelope: ENVELOPES[collection],
    io,
    signal: deadline.signal,
    endsAt: performance.now() + io.limits.totalMsMax,
    offset: query.offset ?? 0,
    asking: withoutRefused(wanted, collection, io.refusals),
    link: null,
    prints: new Set(),
    before: null,
    warnings: new Set(),
  }
  try {
    for (let count = 0; count < io.limits.pagesMax; count += 1) {
      pull.signal.throwIfAborted()
      const page = await (count === 0 ? firstPage(pull, wanted, io.refusals) : nextPage(pull))
      yield page
      if (page.isEnd) return
    }
    throw new OneRosterError('TOO_MANY_PAGES', placeOf(pull))
  } finally {
    deadline.stop()
  }
}

function checkQuery(query: PullQuery, { limits }: RequestIo): Asking {
  const { offset = 0, limit = limits.pageLimit, filter = '', fields = [] } = query
  for (const [name, value, least] of [
    ['offset', offset, 0],
    ['limit', limit, 1],
  ] as const) {
    if (!Number.isSafeInteger(value) || value < least)
      throw new OneRosterError('OPTIONS_INVALID', {
        path: name,
        detail: `\`${name}\` has to be a whole number of at least ${least}.`,
      })
  }
  return {
    limit,
    sort: query.sort ?? true,
    filter: filter === '' ? null : filter,
    fields: fields.length === 0 ? null : [...new Set(['sourcedId', ...fields])],
  }
}

function placeOf<T>({ collection, offset }: Pull<T>): ErrorPlace {
  return { path: `/${collection}`, offset }
}

/** The server may refuse a part of the query: at the first page it is asked less. Later, it would be another query. */
async function firstPage<T extends { readonly sourcedId: string | null }>(
  pull: Pull<T>,
  wanted: Asking,
  refusals: Refusals,
): Promise<Page<T>> {
  const known = pull.asking
  const concessions = new Concessions(known, limitMinOf(pull))
  for (;;) {
    try {
      if (partsOf(pull.asking).length < partsOf(wanted).length) pull.warnings.add('query_reduced')
      const page = await nextPage(pull)
      remember(known, { ...pull, refusals })
      return page
    } catch (error) {
      if (!(error instanceof OneRosterError) || error.code !== 'QUERY_REFUSED') throw error
      const less = concessions.next(error.refusedPart)
      if (less === null) throw error
      pull.warnings.clear()
      if (less.limit < pull.asking.limit) pull.warnings.add('limit_lowered')
      pull.asking = less
    }
  }
}

function keysOf(
  asking: Asking,
  collection: CollectionName,
): readonly (readonly ['sort' | 'filter' | 'fields', string])[] {
  return partsOf(asking).map((part) => [part, `${collection} ${part} ${String(asking[part])}`] as const)
}

function remember(
  known: Asking,
  { asking, collection, refusals }: { asking: Asking; collection: CollectionName; refusals: Refusals },
): void {
  const kept = new Set(partsOf(asking))
  for (const [part, key] of keysOf(known, collection)) if (!kept.has(part)) refusals.add(key)
}

function withoutRefused(wanted: Asking, collection: CollectionName, refusals: Refusals): Asking {
  const refused = new Set(keysOf(wanted, collection).flatMap(([part, key]) => (refusals.has(key) ? [part] : [])))
  return {
    limit: wanted.limit,
    sort: wanted.sort && !refused.has('sort'),
    filter: refused.has('filter') ? null : wanted.filter,
    fields: refused.has('fields') ? null : wanted.fields,
  }
}

function limitMinOf<T>({ asking, io }: Pull<T>): number {
  return Math.min(io.limits.pageLimitMin, asking.limit)
}

async function nextPage<T extends { readonly sourcedId: string | null }>(pull: Pull<T>): Promise<Page<T>> {
  const { io, signal, endsAt } = pull
  let repeats = 0
  const content = await withRetry(
    async () => {
      const read = await askPage(pull)
      if (read.received > 0 && pull.prints.has(printOf(read))) throw new OneRosterError('PAGE_REPEATED', placeOf(pull))
      return read
    },
    {
      limits: io.limits,
      signal,
      endsAt,
      random: io.settings.random,
      decide: (error) => {
        if (error.code !== 'PAGE_REPEATED') return decide(error, pull)
        // A cache may have sent it once; a server that ignores the offset sends it always.
        repeats += 1
        pull.warnings.add('page_repeated')
        return repeats === 1 ? 'again' : 'give_up'
      },
    },
  )
  return place(content, pull)
}

const TOO_MUCH: ReadonlySet<string> = new Set(['PAGE_TOO_LARGE', 'BODY_TOO_LARGE'])

/** Failures that a smaller page may avoid make the pages smaller, for the rest of the pull. */
function decide<T>(error: OneRosterError, pull: Pull<T>): Decision {
  const isTooMuch = TOO_MUCH.has(error.code)
  const isTooSlow =
    error.code === 'TIMED_OUT' || error.code === 'TOO_SLOW' || error.status === 502 || error.status === 504
  if (error.path === TOKEN_PATH || (!isTooMuch && !isTooSlow)) return decideOnRequest(error)
  const limitMin = limitMinOf(pull)
  if (pull.asking.limit <= limitMin) return isTooMuch ? 'give_up' : 'wait'
  pull.asking = halved(pull.asking, limitMin)
  pull.warnings.add('limit_lowered')
  return isTooMuch ? 'again' : 'wait'
}

async function askPage<T extends { readonly sourcedId: string | null }>(pull: Pull<T>): Promise<PageContent<T>> {
  const where = placeOf(pull)
  const answer = await get({ url: addressOf(pull), place: where, signal: pull.signal }, pull.io)
  return readPage(answer, pull.envelope, where)
}

function addressOf<T>({ io, collection, asking, offset, link }: Pull<T>): URL {
  const url = new URL(io.settings.base)
  url.pathname = `${url.pathname}/${collection}`
  const parameters = new Map(pageParameters(asking, offset))
  // What the link has beyond our own parameters is the server's, and goes back to it.
  for (const [name, value] of link?.searchParams ?? []) if (!parameters.has(name)) parameters.set(name, value)
  url.search = writeQuery(parameters)
  return url
}

/** Puts what was read into its place in the pull, and makes the pull ready for the page after it. */
function place<T>(content: PageContent<T>, pull: Pull<T>): Page<T> {
  const { before, asking, offset } = pull
  const { rows, received, declaredTotal, revision } = content
  const nextOffset = offset + received
  const next = judgeNextLink(content.link, addressOf(pull), nextOffset)
  const warnings = new Set([...content.warnings, ...pull.warnings])
  if (before !== null) compare(content, before, warnings)
  if (next.kind === 'wrong' && received > 0) warnings.add('link_ignored')

  pull.prints.add(printOf(content))
  pull.before = {
    ids: new Set(content.ids),
    isShort: received < asking.limit,
    declaredTotal: declaredTotal ?? before?.declaredTotal ?? null,
    revision: revision ?? before?.revision ?? null,
  }
  pull.link = next.kind === 'right' ? next.url : null
  pull.offset = nextOffset
  pull.warnings = new Set()
  return {
    offset,
    rows,
    received,
    nextOffset,
    isEnd: received === 0,
    declaredTotal,
    revision,
    asked: asking,
    warnings: [...warnings],
  }
}

function compare<T>(content: PageContent<T>, before: Before, warnings: Set<PageWarning>): void {
  if (before.isShort && content.received > 0) warnings.add('limit_clamped')
  if (differs(before.declaredTotal, content.declaredTotal)) warnings.add('total_moved')
  if (differs(before.revision, content.revision)) warnings.add('revision_moved')
  if (content.ids.some((id) => before.ids.has(id))) warnings.add('rows_repeated')
}

/** Nothing told is no other word: some servers leave a header out of the page without rows. */
function differs<T>(before: T | null, now: T | null): boolean {
  return before !== null && now !== null && before !== now
}

/** The same for two pages with the same rows in the same order. */
function printOf({ ids }: { readonly ids: readonly string[] }): string {
  return createHash('sha256').update(JSON.stringify(ids)).digest('base64')
}
