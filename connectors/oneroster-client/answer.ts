/** What an answer that is no page means, as an error. */

import { OneRosterError } from './errors.ts'
import type { ErrorPlace, OneRosterErrorCode } from './errors.ts'
import type { JsonValue } from './json.ts'
import { readRetryAfter } from './retry.ts'
import { readStatusInfo } from './status-info.ts'
import { faultOf, systemCodeOf, TransportError } from './transport.ts'
import type { TransportAnswer, TransportFault } from './transport.ts'

/** An answer that was read. */
export interface Answer {
  readonly status: number
  readonly headers: TransportAnswer['headers']
  readonly text: string
  /** False: the bytes were no UTF-8 and were read as windows-1252. */
  readonly isUtf8: boolean
}

/** The first value of a header; null where it is missing. */
export function headerOf(headers: TransportAnswer['headers'], name: string): string | null {
  const value = headers[name]
  const first = typeof value === 'string' ? value : value?.[0]
  return first ?? null
}

/** Reads a body of at most that many bytes as text. A byte order mark is dropped. */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
): Promise<{ readonly text: string; readonly isUtf8: boolean }> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > bytesMax) throw new TransportError('too_large')
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks, length)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isUtf8: false }
  }
}

const FAULT_CODES: Readonly<Record<TransportFault, OneRosterErrorCode>> = {
  url_invalid: 'URL_REFUSED',
  scheme_refused: 'URL_REFUSED',
  address_refused: 'ADDRESS_REFUSED',
  certificate_refused: 'CERTIFICATE_REFUSED',
  redirect_refused: 'REDIRECT_REFUSED',
  encoding_refused: 'ENCODING_REFUSED',
  too_large: 'BODY_TOO_LARGE',
  cut_short: 'BODY_CUT_SHORT',
  deadline: 'TIMED_OUT',
  too_slow: 'TOO_SLOW',
  unreachable: 'UNREACHABLE',
}

/** What a transport threw, as an error of ours; the reason of the signal where that was aborted. */
export function errorOfFault(error: unknown, place: ErrorPlace, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason as Error
  if (error instanceof OneRosterError) return error
  return new OneRosterError(FAULT_CODES[faultOf(error)], { ...place, systemCode: systemCodeOf(error) })
}

export interface RefusedAnswer {
  readonly status: number
  readonly headers: TransportAnswer['headers']
  /** As far as it was JSON. */
  readonly body: JsonValue | undefined
}

/** A status other than 200. Redirects are not judged here. */
export function errorOfStatus({ status, headers, body }: RefusedAnswer, place: ErrorPlace): OneRosterError {
  const info = readStatusInfo(body)
  const retryAfterMs = readRetryAfter(headerOf(headers, 'retry-after'), Date.now())
  const known = info?.minorCodes.filter((code) => code !== 'fullsuccess') ?? []
  return new OneRosterError(codeOfStatus(status, retryAfterMs !== null), {
    ...place,
    status,
    retryAfterMs,
    refusedPart: info?.refusedPart ?? null,
    ...(known.length === 0 ? {} : { detail: `It says: ${known.join(', ')}.` }),
  })
}

function codeOfStatus(status: number, asksForTime: boolean): OneRosterErrorCode {
  switch (status) {
    case 400:
    case 422:
      return 'QUERY_REFUSED'
    case 401:
      return 'UNAUTHORIZED'
    case 403:
      // Some gateways throttle by 403; only a Retry-After tells the two apart.
      return asksForTime ? 'RATE_LIMITED' : 'FORBIDDEN'
    case 404:
    case 410:
      return 'NOT_FOUND'
    case 408:
    case 425:
      return 'SERVER_FAILED'
    case 413:
      return 'PAGE_TOO_LARGE'
    case 429:
      return 'RATE_LIMITED'
    default:
      return status >= 500 ? 'SERVER_FAILED' : 'STATUS_UNEXPECTED'
  }
}
