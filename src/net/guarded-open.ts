/**
 * The guarded fetch of something large: its answer is a stream that ends well only where the whole of it came. A total
 * deadline, a deadline for the head, a minimum rate, a size limit; redirects are followed on the same origin only.
 */

import type { IncomingMessage } from 'node:http'
import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { FetchRefusal, readUrl, sendGuarded, toRefusal } from './guarded-request.ts'
import type { GuardedFetchOptions } from './guarded-request.ts'
import { type Bounds, paced } from './paced.ts'

export interface OpenRequest extends Bounds {
  /** Default GET. A redirect of a POST is refused: what was sent to one path is not for another. */
  readonly method?: 'GET' | 'POST'
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
}

export interface OpenAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Where it came from in the end: a redirect may have led there. May hold a key in its query. */
  readonly url: string
  /**
   * The bytes, unpacked; to be read once. Throws FetchRefusal where they don't all come, as far as HTTP can tell: the length
   * that was announced, the end of the chunks, the trailer of gzip. A body that ends with the connection tells nothing.
   */
  readonly body: AsyncIterable<Buffer>
  /** Ends the answer unread. */
  readonly discard: () => void
}

export type GuardedOpen = (url: string, request: OpenRequest) => Promise<OpenAnswer>

const REDIRECTS_MAX = 5

/** Makes a guarded opener. What it returns throws FetchRefusal, or what `request.signal` was aborted with. */
export function createGuardedOpen(options: GuardedFetchOptions): GuardedOpen {
  return async (address, request) => {
    const timeout = AbortSignal.timeout(request.deadlineMs)
    const deadline = AbortSignal.any([timeout, request.signal])
    let url = readUrl(address, options)
    for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
      const response = await ask(url, { request, deadline, options })
      const next = redirectOf(response, url, request)
      if (next === null) return toAnswer(response, { url, deadline, request })
      response.destroy()
      url = next
    }
    throw new FetchRefusal('redirect_refused', `${url.host}: redirects without an end.`)
  }
}

interface Asking {
  readonly request: OpenRequest
  readonly deadline: AbortSignal
  readonly options: GuardedFetchOptions
}

async function ask(url: URL, { request, deadline, options }: Asking): Promise<IncomingMessage> {
  const head = new AbortController()
  const timer = setTimeout(() => head.abort(), request.headMsMax)
  const giveUp = AbortSignal.any([deadline, head.signal])
  try {
    const { method = 'GET', body, headers } = request
    return await sendGuarded(
      url,
      { method, headers, deadline: giveUp, ...(body === undefined ? {} : { body }) },
      options,
    )
  } catch (error) {
    request.signal.throwIfAborted()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Where the answer sends us on the same origin; null: it is no redirect. */
function redirectOf(response: IncomingMessage, url: URL, { method = 'GET' }: OpenRequest): URL | null {
  const status = response.statusCode ?? 0
  if (status < 300 || status >= 400 || status === 304) return null
  const next = URL.parse(response.headers.location ?? '', url)
  if (method === 'GET' && next?.origin === url.origin && next.username === '' && next.password === '') return next
  response.destroy()
  throw new FetchRefusal('redirect_refused', `${url.host}: sends us to another address, which is not followed.`)
}

interface Reading {
  readonly url: URL
  readonly deadline: AbortSignal
  readonly request: OpenRequest
}

function toAnswer(response: IncomingMessage, reading: Reading): OpenAnswer {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? 'identity'
  const refusal = refusedHead(response, encoding, reading)
  if (refusal !== null) {
    response.destroy()
    throw refusal
  }
  // Whoever reads the body hears of it; until then nobody may be killed by it.
  response.on('error', () => undefined)
  const packed = readWhole(response, reading)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    url: reading.url.href,
    body: encoding === 'identity' ? packed : unpack(packed, reading),
    discard: () => response.destroy(),
  }
}

function refusedHead(response: IncomingMessage, encoding: string, reading: Reading): FetchRefusal | null {
  const { url, request } = reading
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding))
    return new FetchRefusal(
      'encoding_refused',
      `${url.host}: sent an answer compressed in a way that was not asked for.`,
    )
  return Number(response.headers['content-length'] ?? 0) > request.bytesMax ? tooLarge(reading) : null
}

/** The bytes as they travelled, all of them or a refusal. */
async function* readWhole(response: IncomingMessage, reading: Reading): AsyncGenerator<Buffer> {
  const { url, request, deadline } = reading
  let length = 0
  try {
    for await (const chunk of paced(response, request, () => response.destroy(tooSlow(reading)))) {
      length += chunk.length
      if (length > request.bytesMax) throw tooLarge(reading)
      yield chunk
    }
  } catch (cause) {
    request.signal.throwIfAborted()
    throw toRefusal(cause, { url, deadline })
  } finally {
    response.destroy()
  }
  const announced = response.headers['content-length']
  if (!response.complete || (announced !== undefined && Number(announced) !== length)) throw cutShort(reading)
}

function tooSlow({ url }: Reading): FetchRefusal {
  return new FetchRefusal('too_slow', `${url.host}: sends too slowly, as if it had stopped.`)
}

/** gzip's own trailer says whether its end was seen, whatever HTTP says. */
async function* unpack(packed: AsyncIterable<Buffer>, reading: Reading): AsyncGenerator<Buffer> {
  const { url, request } = reading
  const gunzip = createGunzip()
  pipeline(Readable.from(packed, { objectMode: false }), gunzip, () => undefined)
  let length = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > request.bytesMax) throw tooLarge(reading)
      yield chunk
    }
  } catch (cause) {
    request.signal.throwIfAborted()
    if (cause instanceof FetchRefusal) throw cause
    throw new FetchRefusal('cut_short', `${url.host}: the compressed answer is cut off or damaged.`, { cause })
  }
  // No bytes at all are no gzip, but the library doesn't mind.
  if (gunzip.bytesWritten === 0) throw cutShort(reading)
}

function cutShort({ url }: Reading): FetchRefusal {
  return new FetchRefusal('cut_short', `${url.host}: the answer ended too early.`)
}

function tooLarge({ url, request }: Reading): FetchRefusal {
  return new FetchRefusal('too_large', `${url.host}: the answer is larger than ${request.bytesMax} bytes.`)
}
