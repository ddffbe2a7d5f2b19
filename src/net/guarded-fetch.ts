/**
 * The guarded fetch: for addresses that somebody else had a say in. https only, no private address (the literal,
 * what the name resolves to, and the peer of the open socket), a total deadline, a size limit, no redirects.
 */

import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { isPublicAddress } from './address.ts'

export type FetchRefusalCode =
  | 'url_invalid'
  | 'scheme_refused'
  | 'address_refused'
  | 'redirect_refused'
  | 'encoding_refused'
  | 'too_large'
  | 'cut_short'
  | 'deadline'
  | 'unreachable'

/** A fetch that did not bring a whole answer. The message names the host and never the rest of the address. */
export class FetchRefusal extends Error {
  override readonly name = 'FetchRefusal'
  readonly code: FetchRefusalCode
  constructor(code: FetchRefusalCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

export interface FetchRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** From start to the last byte. Default 10 s. */
  readonly deadlineMs?: number
  /** Of the body. Default 1 MiB. */
  readonly bytesMax?: number
}

export interface FetchAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

export type GuardedFetch = (url: string, request?: FetchRequest) => Promise<FetchAnswer>

/** An address and its family, as node:dns gives it. */
export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

export interface GuardedFetchOptions {
  /** Lets http and private addresses through, for trials on one machine. */
  readonly allowPrivateNetwork: boolean
  /** All addresses of a name. Default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>
  /** What is sent as User-Agent; some platforms refuse calls without one. */
  readonly userAgent: string
}

const DEADLINE_MS = 10_000
const BYTES_MAX = 1_048_576

/** Makes a guarded fetch. What it returns throws FetchRefusal and nothing else; any HTTP status but a redirect is an answer. */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const resolve = options.resolve ?? ((host) => lookup(host, { all: true }))
  return async (address, request = {}) => {
    const url = readUrl(address, options)
    const deadline = AbortSignal.timeout(request.deadlineMs ?? DEADLINE_MS)
    const chosen = await withDeadline(chooseAddress(url, { ...options, resolve }), deadline, url)
    const response = await send(url, { request, chosen, deadline, options })
    return readAnswer(response, { url, deadline, bytesMax: request.bytesMax ?? BYTES_MAX })
  }
}

/**
 * Reads a JSON document with a guarded fetch.
 * @throws FetchRefusal; TypeError where the status isn't 200 or the body isn't JSON
 */
export async function fetchJson(guardedFetch: GuardedFetch, url: string): Promise<unknown> {
  const answer = await guardedFetch(url, { headers: { accept: 'application/json' } })
  if (answer.status !== 200) throw new TypeError(`The answer has status ${answer.status} instead of 200.`)
  return JSON.parse(answer.body.toString('utf8')) as unknown
}

function readUrl(address: string, { allowPrivateNetwork }: GuardedFetchOptions): URL {
  const url = URL.parse(address)
  if (url?.username !== '' || url.password !== '') {
    throw new FetchRefusal('url_invalid', 'This is no address that can be fetched (or it has a user part).')
  }
  if (url.protocol !== 'https:' && !(allowPrivateNetwork && url.protocol === 'http:')) {
    throw new FetchRefusal('scheme_refused', `${url.host}: only https is fetched.`)
  }
  return url
}

/** One resolution per fetch, and the connection goes to what was checked: a second answer of the name changes nothing. */
async function chooseAddress(
  url: URL,
  { allowPrivateNetwork, resolve }: Required<GuardedFetchOptions>,
): Promise<ResolvedAddress> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(host)
  const addresses = family === 0 ? await resolveHost(host, resolve) : [{ address: host, family }]
  const [first] = addresses
  if (first === undefined) throw new FetchRefusal('unreachable', `${host}: the name has no address.`)
  // One private address among public ones is reason enough: which one is used would be luck.
  if (!allowPrivateNetwork && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw addressRefusal(host)
  }
  return first
}

async function resolveHost(
  host: string,
  resolve: (host: string) => Promise<readonly ResolvedAddress[]>,
): Promise<readonly ResolvedAddress[]> {
  try {
    return await resolve(host)
  } catch (cause) {
    throw new FetchRefusal('unreachable', `${host}: the name can’t be resolved.`, { cause })
  }
}

interface Sending {
  readonly request: FetchRequest
  readonly chosen: ResolvedAddress
  readonly deadline: AbortSignal
  readonly options: GuardedFetchOptions
}

function send(url: URL, { request, chosen, deadline, options }: Sending): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const outgoing = (secure ? httpsRequest : httpRequest)(url, requestOptions(request, { chosen, deadline, options }))
    outgoing.once('response', resolve)
    outgoing.once('error', (cause) => {
      reject(toRefusal(cause, { url, deadline }))
    })
    if (!options.allowPrivateNetwork) refusePrivatePeer(outgoing, url)
    outgoing.end(request.body)
  })
}

function requestOptions(
  request: FetchRequest,
  { chosen, deadline, options }: Omit<Sending, 'request'>,
): RequestOptions {
  return {
    method: request.method ?? 'GET',
    headers: {
      'user-agent': options.userAgent,
      // A compressed body that is cut short looks whole.
      'accept-encoding': 'identity',
      ...request.headers,
      ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }),
    },
    agent: false,
    signal: deadline,
    lookup: (_host, wanted, done) => {
      if (wanted.all === true) done(null, [{ address: chosen.address, family: chosen.family }])
      else done(null, chosen.address, chosen.family)
    },
  }
}

/** The peer is checked when the socket opens, before TLS and so before a byte of the request is sent. */
function refusePrivatePeer(outgoing: ClientRequest, url: URL): void {
  outgoing.once('socket', (socket: Socket) => {
    const check = (): void => {
      if (!isPublicAddress(socket.remoteAddress ?? '')) outgoing.destroy(addressRefusal(url.hostname))
    }
    if (socket.connecting) socket.once('connect', check)
    else check()
  })
}

interface Reading {
  readonly url: URL
  readonly deadline: AbortSignal
  readonly bytesMax: number
}

async function readAnswer(response: IncomingMessage, { url, deadline, bytesMax }: Reading): Promise<FetchAnswer> {
  const status = response.statusCode ?? 0
  const refusal = refusedHead(status, response, { url, bytesMax })
  if (refusal !== null) {
    response.destroy()
    throw refusal
  }
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > bytesMax) throw tooLarge(url, bytesMax)
      chunks.push(chunk)
    }
  } catch (cause) {
    response.destroy()
    throw toRefusal(cause, { url, deadline })
  }
  if (!response.complete) throw new FetchRefusal('cut_short', `${url.host}: the answer ended too early.`)
  return { status, headers: response.headers, body: Buffer.concat(chunks, length) }
}

function refusedHead(
  status: number,
  response: IncomingMessage,
  { url, bytesMax }: Omit<Reading, 'deadline'>,
): FetchRefusal | null {
  if (status >= 300 && status < 400) {
    return new FetchRefusal('redirect_refused', `${url.host}: answered with a redirect, which is not followed.`)
  }
  const encoding = response.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') {
    return new FetchRefusal('encoding_refused', `${url.host}: sent a compressed answer, which was not asked for.`)
  }
  return Number(response.headers['content-length'] ?? 0) > bytesMax ? tooLarge(url, bytesMax) : null
}

function tooLarge(url: URL, bytesMax: number): FetchRefusal {
  return new FetchRefusal('too_large', `${url.host}: the answer is larger than ${bytesMax} bytes.`)
}

function addressRefusal(host: string): FetchRefusal {
  return new FetchRefusal('address_refused', `${host}: leads to a private address, which is not fetched.`)
}

function toRefusal(cause: unknown, { url, deadline }: Omit<Reading, 'bytesMax'>): FetchRefusal {
  if (cause instanceof FetchRefusal) return cause
  if (deadline.aborted) return new FetchRefusal('deadline', `${url.host}: took too long.`, { cause })
  return new FetchRefusal('unreachable', `${url.host}: can’t be reached, or broke off.`, { cause })
}

function withDeadline<T>(work: Promise<T>, deadline: AbortSignal, url: URL): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => {
      reject(toRefusal(deadline.reason, { url, deadline }))
    }
    deadline.addEventListener('abort', late, { once: true })
    work.then(resolve, reject).finally(() => {
      deadline.removeEventListener('abort', late)
    })
  })
}
