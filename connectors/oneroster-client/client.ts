/** The client for OneRoster 1.1 and 1.2 rostering: top-level collections as pages, rows or single objects. */

import { ENVELOPES } from './collections.ts'
import type { CollectionName, Collections } from './collections.ts'
import { createAuthorizer } from './credentials.ts'
import { OneRosterError } from './errors.ts'
import { createGuardedTransport } from './guarded-transport.ts'
import { readOptions } from './options.ts'
import type { OneRosterClientOptions } from './options.ts'
import { readSingle } from './page.ts'
import type { Page, Row } from './page.ts'
import { readPages } from './pages.ts'
import type { PullQuery } from './pages.ts'
import { encodeRfc3986 } from './query.ts'
import { decideOnRequest, get } from './requester.ts'
import { withRetry } from './retry.ts'
import { createGate, startDeadline } from './waiting.ts'

export interface OneRosterClient {
  /**
   * The pages of a collection, the empty one at the end included; that one proves that the end was seen. Each page is
   * asked for when the one before has been taken. Throws OneRosterError, or what the signal was aborted with.
   */
  readonly pages: <Name extends CollectionName>(
    collection: Name,
    query?: PullQuery,
  ) => AsyncGenerator<Page<Collections[Name]>, void, undefined>
  /** The rows of those pages, for callers who need no proof that there are no more. */
  readonly rows: <Name extends CollectionName>(
    collection: Name,
    query?: PullQuery,
  ) => AsyncGenerator<Row<Collections[Name]>, void, undefined>
  /** One object by its sourcedId; null where the server knows none (404). */
  readonly single: <Name extends CollectionName>(
    collection: Name,
    sourcedId: string,
    signal?: AbortSignal,
  ) => Promise<Row<Collections[Name]> | null>
}

/**
 * Makes a client; it asks nothing before it is used and needs no closing. All its pulls share one token, one memory of
 * refused queries and one limit of requests at once.
 * @throws OneRosterError OPTIONS_INVALID, URL_REFUSED
 */
export function createOneRosterClient(options: OneRosterClientOptions): OneRosterClient {
  const settings = readOptions(options)
  const transport =
    options.transport ?? createGuardedTransport({ allowPrivateNetwork: options.allowPrivateNetwork === true })
  const { limits, userAgent, random } = settings
  const io = {
    settings,
    transport,
    limits,
    authorizer: createAuthorizer(settings, { transport, limits, userAgent, random }),
    gate: createGate(limits.concurrency),
    refusals: new Set<string>(),
  }
  return {
    pages: (collection, query = {}) => readPages(collection, query, io),
    rows: async function* rows(collection, query = {}) {
      for await (const page of readPages(collection, query, io)) yield* page.rows
    },
    single: (collection, sourcedId, signal = new AbortController().signal) =>
      readOne({ collection, sourcedId, signal }, io),
  }
}

interface Wanted<Name> {
  readonly collection: Name
  readonly sourcedId: string
  readonly signal: AbortSignal
}

async function readOne<Name extends CollectionName>(
  { collection, sourcedId, signal }: Wanted<Name>,
  io: Parameters<typeof get>[1],
): Promise<Row<Collections[Name]> | null> {
  // The id stays out of errors: some providers make it of a name.
  const place = { path: `/${collection}/{sourcedId}` }
  const { limits, settings } = io
  const url = new URL(settings.base)
  url.pathname = `${url.pathname}/${collection}/${encodeRfc3986(sourcedId)}`
  const deadline = startDeadline(signal, limits.totalMsMax, () => new OneRosterError('TOTAL_DEADLINE', place))
  const retrying = {
    limits,
    signal: deadline.signal,
    endsAt: performance.now() + limits.totalMsMax,
    random: settings.random,
    decide: decideOnRequest,
  }
  try {
    return await withRetry(async () => {
      const answer = await get({ url, place, signal: deadline.signal }, io)
      return answer.status === 404 ? null : readSingle(answer, ENVELOPES[collection], place)
    }, retrying)
  } finally {
    deadline.stop()
  }
}
