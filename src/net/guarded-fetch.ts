/** The guarded fetch of a small document: a total deadline, a size limit, no redirects, nothing compressed. */

import type { IncomingMessage } from 'node:http'
import { FetchRefusal, readUrl, sendGuarded, toRefusal } from './guarded-request.ts'
import type { GuardedFetchOptions } from './guarded-request.ts'

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

const DEADLINE_MS = 10_000
const BYTES_MAX = 1_048_576

/** Makes a guarded fetch. What it returns throws FetchRefusal and nothing else; any HTTP status but a redirect is an answer. */
export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  return async (address, request = {}) => {
    const url = readUrl(address, options)
    const deadline = AbortSignal.timeout(request.deadlineMs ?? DEADLINE_MS)
    const response = await sendGuarded(url, { ...request, deadline }, options)
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
