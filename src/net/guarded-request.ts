/**
 * The one way out of the house, for addresses that somebody else had a say in: https only, no private address (the
 * literal, what the name resolves to, and the peer of the open socket), certificates checked, nothing asked for compressed.
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
  | 'certificate_refused'
  | 'redirect_refused'
  | 'encoding_refused'
  | 'too_large'
  | 'cut_short'
  | 'deadline'
  | 'too_slow'
  | 'unreachable'
  // of SFTP
  | 'host_key_refused'
  | 'sign_in_refused'
  | 'not_found'
  | 'not_a_file'
  | 'not_settled'

/** A fetch that did not bring a whole answer. The message names the host and never the rest of the address. */
export class FetchRefusal extends Error {
  override readonly name = 'FetchRefusal'
  readonly code: FetchRefusalCode
  constructor(code: FetchRefusalCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

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

/** What is asked, and when it is given up. */
export interface GuardedRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Ends the request and the reading of its answer. */
  readonly deadline: AbortSignal
}

/** Sends one request. The answer's head is in; its body is the caller's to read or to destroy. Throws FetchRefusal. */
export async function sendGuarded(
  url: URL,
  request: GuardedRequest,
  options: GuardedFetchOptions,
): Promise<IncomingMessage> {
  const chosen = await withDeadline(chooseAddress(url.hostname, options), request.deadline, url)
  return send(url, { request, chosen, options })
}

/** The address, if it may be asked at all. Throws FetchRefusal. */
export function readUrl(address: string, { allowPrivateNetwork }: GuardedFetchOptions): URL {
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
export async function chooseAddress(
  name: string,
  { allowPrivateNetwork, resolve = resolveAll }: Pick<GuardedFetchOptions, 'allowPrivateNetwork' | 'resolve'>,
): Promise<ResolvedAddress> {
  const host = name.replace(/^\[(.*)\]$/, '$1')
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

function resolveAll(host: string): Promise<readonly ResolvedAddress[]> {
  return lookup(host, { all: true })
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
  readonly request: GuardedRequest
  readonly chosen: ResolvedAddress
  readonly options: GuardedFetchOptions
}

function send(url: URL, { request, chosen, options }: Sending): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const outgoing = (secure ? httpsRequest : httpRequest)(url, requestOptions(request, { chosen, options }))
    outgoing.once('response', resolve)
    outgoing.once('error', (cause) => {
      reject(toRefusal(cause, { url, deadline: request.deadline }))
    })
    if (!options.allowPrivateNetwork) refusePrivatePeer(outgoing, url)
    outgoing.end(request.body)
  })
}

function requestOptions(request: GuardedRequest, { chosen, options }: Omit<Sending, 'request'>): RequestOptions {
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
    signal: request.deadline,
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

function addressRefusal(host: string): FetchRefusal {
  return new FetchRefusal('address_refused', `${host}: leads to a private address, which is not fetched.`)
}

/** What went wrong underneath, as a refusal that names the host only. */
export function toRefusal(
  cause: unknown,
  { url, deadline }: { readonly url: URL; readonly deadline: AbortSignal },
): FetchRefusal {
  if (cause instanceof FetchRefusal) return cause
  if (deadline.aborted) return new FetchRefusal('deadline', `${url.host}: took too long.`, { cause })
  if (isCertificateFault(cause))
    return new FetchRefusal(
      'certificate_refused',
      `${url.host}: its certificate is not valid for it, or not trusted.`,
      {
        cause,
      },
    )
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

function isCertificateFault(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code)
}
