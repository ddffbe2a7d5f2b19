/** Pages of a collection: ranges of ascending ids, so that records which come along while it is read move nothing. */

import type { FeedIo } from '../../src/feed/connector.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { CleverClient, Query } from './client.ts'
import type { CleverConfig } from './config.ts'
import { failureOfStatus } from './failures.ts'
import { fieldOf, isObject, listOf, textOf } from './json.ts'

export interface Page {
  /** What stands in the `data` of each entry. */
  readonly objects: readonly unknown[]
  /** There is no page after this one, and the answer says so. */
  readonly last: boolean
}

interface ReadPage extends Page {
  readonly next: string | null
}

export interface Asked {
  readonly client: CleverClient
  readonly config: CleverConfig
  readonly io: FeedIo
}

/** The collection is not for this token. */
export class NotShared extends Error {
  override readonly name = 'NotShared'
  readonly status: number
  constructor(status: number) {
    super(`The collection was refused with ${status}.`)
    this.status = status
  }
}

/**
 * Reads a collection page by page, from its beginning or behind `startingAfter`. A page without `next` ends it.
 * @throws NotShared; Failure FEED_LOOP, FEED_LINK, FEED_TOO_LONG and those of the client
 */
export async function* readPages(asked: Asked, path: string, query: Query = {}): AsyncGenerator<Page> {
  const { client, config, io } = asked
  const visited = new Set<string>()
  let [limit, after] = [config.pageSize, query['starting_after'] ?? null]
  for (let page = 0; page < io.limits.pagesMax; page += 1) {
    const range: Query = after === null ? query : { ...query, starting_after: after }
    const answer = await client.get(path, { ...range, limit: String(limit) }, (body) =>
      readPage(body, `${config.baseUrl}${path}`),
    )
    if ('refused' in answer) {
      if (answer.refused !== 413 || limit === 1) throw refusal(answer.refused)
      limit = Math.max(1, Math.floor(limit / 2))
      continue
    }
    const { next, objects, last } = answer.value
    yield { objects, last }
    if (next === null) return
    if (visited.has(next)) throw loop(path)
    visited.add(next)
    after = next
  }
  throw endless(path, io.limits.pagesMax)
}

/** How many records Clever says a collection has; null: it doesn't say. */
export async function countRecords({ client }: Asked, path: string, query: Query = {}): Promise<number | null> {
  const answer = await client.get(path, { ...query, limit: '1', count: 'true' }, (body) =>
    isObject(body) ? { count: fieldOf(body, 'count') ?? fieldOf(fieldOf(body, 'paging'), 'count') } : null,
  )
  if ('refused' in answer) return null
  const { count } = answer.value
  const number = typeof count === 'string' && /^\d+$/.test(count) ? Number(count) : count
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null
}

/** A page; null: the body is none. */
function readPage(body: unknown, address: string): ReadPage | null {
  const data = listOf(body, 'data')
  if (data === null) return null
  const links = listOf(body, 'links')
  const next = links?.find((link) => fieldOf(link, 'rel') === 'next')
  const after = next === undefined ? null : cursorOf(textOf(next, 'uri') ?? '', address)
  // An entry that is not as it should be is kept as what it is: it counts, and nobody can say whom it is about.
  const objects = data.map((entry) => fieldOf(entry, 'data') ?? null)
  return { objects, next: after, last: links !== null && next === undefined }
}

/**
 * Where the next page begins, out of a link that leads to the same collection. The link itself is never followed: the
 * token goes to the configured address only.
 */
function cursorOf(uri: string, address: string): string {
  const here = new URL(address)
  const there = URL.parse(uri, here)
  const cursor = there?.searchParams.get('starting_after') ?? ''
  if (there?.origin !== here.origin || there.pathname !== here.pathname || cursor === '') throw strayLink()
  return cursor
}

function refusal(status: number): Error {
  return status === 403 || status === 404 ? new NotShared(status) : failureOfStatus(status)
}

function loop(path: string): Failure {
  return new Failure(
    'FEED_LOOP',
    'retry',
    `Clever's pages of ${path} lead back to one that was read already. Nothing was changed; the run is tried again.`,
  )
}

function endless(path: string, pagesMax: number): Failure {
  return new Failure(
    'FEED_TOO_LONG',
    'operator',
    `Clever's pages of ${path} had no end after ${pagesMax}. Nothing was changed. Raise pageSize of the source, or pagesMax in config/limits.json.`,
  )
}

function strayLink(): Failure {
  return new Failure(
    'FEED_LINK',
    'operator',
    'Clever’s link to the next page leads to another address, which is not followed: the token goes nowhere else. Nothing was changed. Check the base address of the source.',
  )
}
