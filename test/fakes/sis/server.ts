/**
 * A provider of rosters as a real HTTP server on this machine, which writes down what it was asked and misbehaves when it
 * is told to. How it is to misbehave is data, so that every fault can be had from any provider and read in a test.
 */

import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

export interface FakeRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface FakeAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** Which requests something happens to: those whose path ends with `on`, from the `from`th (1 is the first), `times` in a row. */
export interface Occasion {
  readonly on: string
  /** Default 1. */
  readonly from?: number
  /** Default 1; `Infinity`: for ever. */
  readonly times?: number
}

/** What goes wrong on the way of an answer, whatever the provider. */
export type Misbehaviour =
  /** Another answer in place of the right one. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** The right answer, late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The right answer, so many bytes at a time. */
  | { readonly kind: 'trickle'; readonly bytes: number; readonly everyMs: number }
  /** The right answer with more headers. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'gzip' }
  /** That share (0 to 1) of the body, and then the end: as `length` breaks the length that it announced, as `close` nothing shows it, as `gzip` the trailer is missing. */
  | { readonly kind: 'cut'; readonly share: number; readonly as: 'length' | 'close' | 'gzip' }
  | { readonly kind: 'hang up' }

export type FaultSwitch = Occasion & { readonly does: Misbehaviour }

/** Tells which of some things happen to a request, by how many requests each has been asked about. */
export class Occasions<T extends Occasion> {
  #all: { readonly it: T; met: number }[] = []

  /** From now on these, counted from the next request. */
  set(all: readonly T[]): void {
    this.#all = all.map((it) => ({ it, met: 0 }))
  }

  at(path: string): T[] {
    return this.#all.flatMap((entry) => {
      const { on, from = 1, times = 1 } = entry.it
      if (!path.endsWith(on)) return []
      entry.met += 1
      return entry.met >= from && entry.met < from + times ? [entry.it] : []
    })
  }
}

/** A request as it came, with the status of its answer; 0: there was none. */
export interface LoggedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
  status: number
}

export interface FakeServer {
  /** Its origin, without a slash at the end. */
  readonly url: string
  readonly requests: readonly LoggedRequest[]
  /** The most requests that were ever under way at once. */
  readonly busiest: () => number
  /** Sets the faults from now on; none: it behaves. */
  readonly setFaults: (faults: readonly FaultSwitch[]) => void
  /** Forgets what it was asked so far. */
  readonly forget: () => void
  readonly close: () => Promise<void>
}

export type Answering = (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>

/** Starts one on a port of its own. What `answer` throws is a fault of the fake, and a 500 that says so. */
export async function startFakeServer(answer: Answering): Promise<FakeServer> {
  const requests: LoggedRequest[] = []
  const faults = new Occasions<FaultSwitch>()
  let [underWay, busiest] = [0, 0]
  const server = createServer((request, response) => {
    underWay += 1
    busiest = Math.max(busiest, underWay)
    serve({ request, response }, { answer, requests, faults })
      .catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500)
        response.end(`The fake is broken: ${error instanceof Error ? error.message : String(error)}`)
      })
      .finally(() => (underWay -= 1))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    busiest: () => busiest,
    setFaults: (next) => faults.set(next),
    forget: () => {
      requests.length = 0
      busiest = 0
    },
    close: () => stop(server),
  }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

interface Serving {
  readonly answer: Answering
  readonly requests: LoggedRequest[]
  readonly faults: Occasions<FaultSwitch>
}

async function serve(
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  { answer, requests, faults }: Serving,
): Promise<void> {
  const asked = await readRequest(request)
  const logged: LoggedRequest = {
    method: asked.method,
    path: asked.url.pathname,
    query: asked.url.searchParams,
    headers: asked.headers,
    body: asked.body,
    status: 0,
  }
  requests.push(logged)
  const wrong = faults.at(asked.url.pathname).map(({ does }) => does)
  if (wrong.some(({ kind }) => kind === 'hang up')) {
    request.socket.destroy()
    return
  }
  const instead = wrong.find((each) => each.kind === 'answer')
  const right = instead === undefined ? await answer(asked) : { body: '', ...instead }
  logged.status = right.status
  await send(response, right, wrong)
}

async function readRequest(request: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `http://${request.headers.host ?? 'nowhere.invalid'}`),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

async function send(response: ServerResponse, answer: FakeAnswer, wrong: readonly Misbehaviour[]): Promise<void> {
  let body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body
  const headers: Record<string, string> = { ...answer.headers }
  let kept: number | null = null
  for (const each of wrong) {
    if (each.kind === 'slow') await sleep(each.ms)
    if (each.kind === 'headers') Object.assign(headers, each.headers)
    if (each.kind === 'gzip' || (each.kind === 'cut' && each.as === 'gzip')) {
      body = gzipSync(body)
      headers['content-encoding'] = 'gzip'
    }
    if (each.kind !== 'cut') continue
    kept = Math.floor(body.length * each.share)
    headers['connection'] = 'close'
    if (each.as === 'length') headers['content-length'] = String(body.length)
  }
  if (kept !== null) body = body.subarray(0, kept)
  else if (answer.status !== 304) headers['content-length'] = String(body.length)
  // Without an end of its own the body ends with the connection.
  if (kept !== null) response.useChunkedEncodingByDefault = false
  response.writeHead(answer.status, headers)
  const trickle = wrong.find((each) => each.kind === 'trickle')
  if (trickle === undefined) {
    if (kept === null) response.end(body)
    else response.write(body, () => response.socket?.destroySoon())
    return
  }
  for (let sent = 0; sent < body.length; sent += trickle.bytes) {
    if (response.destroyed) return
    response.write(body.subarray(sent, sent + trickle.bytes))
    await sleep(trickle.everyMs)
  }
  response.end()
}
