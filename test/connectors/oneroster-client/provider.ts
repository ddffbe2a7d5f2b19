/** A OneRoster provider over real HTTP, as well-behaved or as odd as a test wants it. */

import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createOneRosterClient } from '../../../connectors/oneroster-client/client.ts'
import type { OneRosterClient } from '../../../connectors/oneroster-client/client.ts'
import type { ClientLimits, OneRosterClientOptions } from '../../../connectors/oneroster-client/options.ts'

export type Json = Readonly<Record<string, unknown>>

/** A request as it came in. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly at: number
}

/** Answers one request; the count of requests before it is given. */
export type Handler = (seen: Seen, response: ServerResponse, count: number) => void

export interface Provider {
  readonly url: string
  readonly seen: Seen[]
  /** Connections that were opened. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** Serves on a free port of the loopback. */
export async function serve(handler: Handler): Promise<Provider> {
  const seen: Seen[] = []
  let connections = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://provider')
      const one = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: performance.now(),
      }
      seen.push(one)
      handler(one, response, seen.length - 1)
    })
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** Orgs `o-00000`, `o-00001` … */
export function orgs(count: number, from = 0): Json[] {
  return Array.from({ length: count }, (_, index) => ({
    sourcedId: `o-${String(from + index).padStart(5, '0')}`,
    status: 'active',
    dateLastModified: '2026-11-01T00:00:00.000Z',
    name: `School ${from + index}`,
    type: 'school',
    identifier: String(from + index),
  }))
}

export interface Habits {
  readonly rows: readonly Json[]
  readonly key?: string
  /** More than that is never sent on one page, and nothing is said about it. */
  readonly clamp?: number
  /** `X-Total-Count`; null leaves it out. */
  readonly total?: (offset: number) => string | null
  /** `Link`; null leaves it out. */
  readonly link?: (offset: number, limit: number) => string | null
  readonly headers?: (offset: number) => Readonly<Record<string, string>>
}

/** Answers any collection with its rows from `offset` on. */
export function answerPage(habits: Habits, { query }: Seen, response: ServerResponse): void {
  const offset = Number(query.get('offset') ?? 0)
  const limit = Math.min(Number(query.get('limit') ?? 100), habits.clamp ?? Number.MAX_SAFE_INTEGER)
  const total = habits.total?.(offset) ?? null
  const link = habits.link?.(offset, limit) ?? null
  sendJson(response, { [habits.key ?? 'orgs']: habits.rows.slice(offset, offset + limit) }, 200, {
    ...(total === null ? {} : { 'x-total-count': total }),
    ...(link === null ? {} : { link }),
    ...habits.headers?.(offset),
  })
}

/** Waits of a few milliseconds, small pages. */
export const QUICK: Partial<ClientLimits> = {
  pageLimit: 10,
  pageLimitMin: 2,
  retryBaseMs: 1,
  retryMaxMs: 5,
  retryAfterMaxMs: 2000,
  pageMsMax: 5000,
  tokenMsMax: 5000,
  totalMsMax: 20_000,
}

/** A client of that provider: 1.2, a static bearer, quick. */
export function clientOf(
  provider: Pick<Provider, 'url'>,
  options: Partial<OneRosterClientOptions> = {},
): OneRosterClient {
  return createOneRosterClient({
    baseUrl: provider.url,
    version: '1.2',
    credentials: { kind: 'bearer', token: 'static-token' },
    allowPrivateNetwork: true,
    ...options,
    limits: { ...QUICK, ...options.limits },
  })
}

/** Everything that an async iterable yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** What it was rejected with; a failure where it wasn't. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('It was expected to fail and succeeded.')
}
