/**
 * The package's own way to the network: https only, no private address (the literal, everything the name resolves to, and
 * the peer of the open socket), certificates checked, no redirect followed, no body taken for whole that isn't.
 */

import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { isPublicAddress } from './address.ts'
import { readBody } from './body.ts'
import { parseUrl } from './parse-url.ts'
import { TransportError } from './transport.ts'
import type { Transport, TransportRequest } from './transport.ts'
import { orAbort, startDeadline } from './waiting.ts'

/** An address and its family, as node:dns gives it. */
export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

export interface GuardedTransportOptions {
  /** Lets http and private addresses through, for trials on one machine. Default false. */
  readonly allowPrivateNetwork?: boolean
  /** All addresses of a name. Default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>
}

/** Makes the guarded transport. It throws TransportError, or the reason of the request's signal. */
export function createGuardedTransport(options: GuardedTransportOptions = {}): Transport {
  return async (address, request) => {
    request.signal.throwIfAborted()
    const url = readUrl(address, options)
    const deadline = startDeadline(request.signal, request.deadlineMs, () => new TransportError('deadline'))
    try {
      const chosen = await orAbort(chooseAddress(url, options), deadline.signal)
      const response = await send(url, { request, chosen, options, signal: deadline.signal })
      // Whoever reads the body hears of it; until then nobody may be killed by it.
      response.on('error', () => undefined)
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: readBody(response, { request, signal: deadline.signal, stop: deadline.stop }),
        discard: () => {
          deadline.stop()
          response.destroy()
        },
      }
    } catch (error) {
      deadline.stop()
      throw error
    }
  }
}

function readUrl(address: string, { allowPrivateNetwork = false }: GuardedTransportOptions): URL {
  const url = parseUrl(address)
  if (url?.username !== '' || url.password !== '') throw new TransportError('url_invalid')
  if (url.protocol === 'https:' || (allowPrivateNetwork && url.protocol === 'http:')) return url
  throw new TransportError('scheme_refused')
}

/** One resolution per request, and the connection goes to what was checked: a second answer of the name changes nothing. */
async function chooseAddress(url: URL, options: GuardedTransportOptions): Promise<ResolvedAddress> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(host)
  const addresses = family === 0 ? await resolveHost(host, options) : [{ address: host, family }]
  // One private address among public ones is reason enough: which one is used would be luck.
  if (options.allowPrivateNetwork !== true && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new TransportError('address_refused')
  }
  const [first] = addresses
  if (first === undefined) throw new TransportError('unreachable')
  return first
}

async function resolveHost(host: string, options: GuardedTransportOptions): Promise<readonly ResolvedAddress[]> {
  try {
    return await (options.resolve ?? ((name) => lookup(name, { all: true })))(host)
  } catch (cause) {
    throw new TransportError('unreachable', { cause })
  }
}

interface Sending {
  readonly request: TransportRequest
  readonly chosen: ResolvedAddress
  readonly options: GuardedTransportOptions
  readonly signal: AbortSignal
}

function send(url: URL, sending: Sending): Promise<IncomingMessage> {
  const { request, options, signal } = sending
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const outgoing = (secure ? httpsRequest : httpRequest)(url, requestOptions(sending))
    outgoing.once('response', resolve)
    outgoing.on('error', (cause) => reject(toTransportError(cause, signal)))
    if (options.allowPrivateNetwork !== true) refusePrivatePeer(outgoing)
    outgoing.end(request.body)
  })
}

function requestOptions({ request, chosen, signal }: Sending): RequestOptions {
  return {
    method: request.method,
    headers: {
      ...request.headers,
      ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }),
    },
    agent: false,
    signal,
    lookup: (_host, wanted, done) => {
      if (wanted.all === true) done(null, [{ address: chosen.address, family: chosen.family }])
      else done(null, chosen.address, chosen.family)
    },
  }
}

/** The peer is checked when the socket opens, before TLS and so before a byte of the request is sent. */
function refusePrivatePeer(outgoing: ClientRequest): void {
  outgoing.once('socket', (socket: Socket) => {
    const check = (): void => {
      if (!isPublicAddress(socket.remoteAddress ?? '')) outgoing.destroy(new TransportError('address_refused'))
    }
    if (socket.connecting) socket.once('connect', check)
    else check()
  })
}

function toTransportError(cause: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason as Error
  if (cause instanceof TransportError) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const isCertificate = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code)
  return new TransportError(isCertificate ? 'certificate_refused' : 'unreachable', { cause })
}
