/** The body of an answer, unpacked: all of it or an error. */

import type { IncomingMessage } from 'node:http'
import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { TransportError } from './transport.ts'
import type { TransportRequest } from './transport.ts'

interface Reading {
  readonly request: TransportRequest
  /** Of the deadline; its reason is what the reading ends with. */
  readonly signal: AbortSignal
  /** Ends the deadline. */
  readonly stop: () => void
}

/** The unpacked bytes. Throws TransportError, or the signal's reason; whatever happens, the connection is closed at the end. */
export async function* readBody(response: IncomingMessage, reading: Reading): AsyncGenerator<Uint8Array> {
  try {
    const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
    if (encoding === 'identity') yield* readWhole(response, reading)
    else if (encoding === 'gzip' || encoding === 'x-gzip') yield* unpack(readWhole(response, reading), reading)
    else throw new TransportError('encoding_refused')
  } finally {
    reading.stop()
    response.destroy()
  }
}

/** The bytes as they travelled. */
async function* readWhole(response: IncomingMessage, reading: Reading): AsyncGenerator<Buffer> {
  const { request } = reading
  const announced = response.headers['content-length']
  if (Number(announced ?? 0) > request.bytesMax) throw new TransportError('too_large')
  let [length, lengthBefore] = [0, 0]
  const bytesMin = (request.bytesPerSecondMin * request.windowMs) / 1000
  const pace = setInterval(() => {
    if (length - lengthBefore < bytesMin) response.destroy(new TransportError('too_slow'))
    lengthBefore = length
  }, request.windowMs)
  try {
    for await (const chunk of withinLimit(response, reading)) {
      length += chunk.length
      yield chunk
    }
  } finally {
    clearInterval(pace)
  }
  if (!response.complete || (announced !== undefined && Number(announced) !== length))
    throw new TransportError('cut_short')
}

/** gzip's own trailer says whether its end was seen, whatever HTTP says. */
async function* unpack(packed: AsyncIterable<Buffer>, reading: Reading): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  pipeline(Readable.from(packed, { objectMode: false }), gunzip, () => undefined)
  yield* withinLimit(gunzip, reading)
}

/** What comes, no more of it than the request allows; whatever ends it early ends as TransportError or the signal's reason. */
async function* withinLimit(chunks: AsyncIterable<Buffer>, { request, signal }: Reading): AsyncGenerator<Buffer> {
  let length = 0
  try {
    for await (const chunk of chunks) {
      length += chunk.length
      if (length > request.bytesMax) throw new TransportError('too_large')
      yield chunk
    }
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof TransportError) throw cause
    throw new TransportError('cut_short', { cause })
  }
}
