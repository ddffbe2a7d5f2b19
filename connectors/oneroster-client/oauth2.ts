/** OAuth 2 client credentials: one token for all requests of a client, kept until shortly before it ends. */

import { errorOfFault, errorOfStatus, readText } from './answer.ts'
import { OneRosterError } from './errors.ts'
import { isObject, parseJson } from './json.ts'
import type { JsonObject } from './json.ts'
import { isHeaderText } from './options.ts'
import type { ClientLimits, OAuth2Credentials } from './options.ts'
import { writeQuery } from './query.ts'
import { withRetry } from './retry.ts'
import type { Transport } from './transport.ts'
import { orAbort } from './waiting.ts'

/** What stands for the path in errors of the token server. */
export const TOKEN_PATH = 'token'

export interface TokenSource {
  /** A token that holds for a while; the same one for everybody. Throws OneRosterError, or the signal's reason. */
  readonly token: (signal: AbortSignal) => Promise<string>
  /** The server refused that token: the next one asked for is another. */
  readonly reject: (token: string) => void
}

export interface TokenIo {
  readonly transport: Transport
  readonly limits: ClientLimits
  readonly userAgent: string
  readonly random: () => number
}

interface Token {
  readonly value: string
  /** On the clock of `performance.now()`; never, where the server told no lifetime. */
  readonly renewAt: number
}

// A token isn't used in its last minute; of a short-lived one, in the last fifth of its life.
const MARGIN_MS = 60_000
const MARGIN_SHARE = 0.2

/** Makes the source. Nothing is asked before the first token is. */
export function createTokenSource(
  credentials: OAuth2Credentials,
  { scopes, ...io }: TokenIo & { readonly scopes: readonly string[] },
): TokenSource {
  let current: Token | null = null
  let asking: Promise<Token> | null = null
  let waiting = 0
  let stop = new AbortController()

  const ask = (): Promise<Token> => {
    stop = new AbortController()
    const answer = requestToken(credentials, { ...io, scopes, signal: stop.signal }).then((token) => {
      current = token
      return token
    })
    const done = answer.finally(() => {
      if (asking === done) asking = null
    })
    return done
  }
  return {
    token: async (signal) => {
      signal.throwIfAborted()
      if (current !== null && performance.now() < current.renewAt) return current.value
      asking ??= ask()
      waiting += 1
      try {
        return (await orAbort(asking, signal)).value
      } finally {
        waiting -= 1
        // Nobody wants it any more: those who come later ask anew.
        if (waiting === 0 && signal.aborted) {
          stop.abort(signal.reason)
          asking = null
        }
      }
    },
    reject: (token) => {
      if (current?.value === token) current = null
    },
  }
}

type Asking = TokenIo & { readonly scopes: readonly string[]; readonly signal: AbortSignal }

function requestToken(credentials: OAuth2Credentials, asking: Asking): Promise<Token> {
  const { limits, random, signal } = asking
  const retrying = { limits, random, signal, endsAt: performance.now() + limits.totalMsMax }
  return withRetry(() => requestOnce(credentials, asking), retrying)
}

async function requestOnce(credentials: OAuth2Credentials, asking: Asking): Promise<Token> {
  const { limits, transport, signal } = asking
  const begun = performance.now()
  const { url, headers, body } = writeRequest(credentials, asking)
  const request = {
    method: 'POST' as const,
    headers,
    body,
    signal,
    deadlineMs: limits.tokenMsMax,
    bytesMax: Math.min(limits.bytesMax, 1_048_576),
    bytesPerSecondMin: limits.bytesPerSecondMin,
    windowMs: limits.windowMs,
  }
  const answer = await transport(url, request)
    .then(async (head) => ({ ...head, text: (await readText(head.body, request.bytesMax)).text }))
    .catch((error: unknown) => Promise.reject(errorOfFault(error, { path: TOKEN_PATH }, signal)))
  const content = parseJson(answer.text)
  if (answer.status === 200 || answer.status === 201) return readToken(isObject(content) ? content : {}, begun)
  throw refusal(answer.status, answer.headers, content)
}

function writeRequest(
  { tokenUrl, clientId, clientSecret, dialect = 'basic' }: OAuth2Credentials,
  { scopes, userAgent }: Asking,
): { readonly url: string; readonly headers: Record<string, string>; readonly body: string } {
  const grant: [string, string][] = [['grant_type', 'client_credentials']]
  if (scopes.length > 0) grant.push(['scope', scopes.join(' ')])
  const identity: [string, string][] = [
    ['client_id', clientId],
    ['client_secret', clientSecret],
  ]
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': userAgent,
  }
  if (dialect === 'form') return { url: tokenUrl, headers, body: writeQuery([...grant, ...identity]) }
  if (dialect === 'query') return { url: `${tokenUrl}?${writeQuery([...grant, ...identity])}`, headers, body: '' }
  const encode = dialect === 'basic' ? formEncode : (text: string): string => text
  const basic = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')
  return { url: tokenUrl, headers: { ...headers, authorization: `Basic ${basic}` }, body: writeQuery(grant) }
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

/** RFC 6749, 5.1. A missing lifetime is tolerated: the server's 401 then says when it is over. */
function readToken(answer: JsonObject, begun: number): Token {
  const { access_token: value, expires_in: lifetime } = answer
  if (typeof value !== 'string' || value === '' || !isHeaderText(value)) {
    const code = typeof answer['error'] === 'string' ? 'TOKEN_REFUSED' : 'TOKEN_UNREADABLE'
    throw new OneRosterError(code, { path: TOKEN_PATH, status: 200 })
  }
  const lifetimeMs =
    lifetime === undefined || lifetime === null || lifetime === '' ? Number.NaN : Number(lifetime) * 1000
  if (!(lifetimeMs > 0)) return { value, renewAt: Number.POSITIVE_INFINITY }
  return { value, renewAt: begun + lifetimeMs - Math.min(MARGIN_MS, lifetimeMs * MARGIN_SHARE) }
}

// RFC 6749, 5.2. Only these words are repeated; any other text of the server could hold what we sent it.
const TOKEN_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]

function refusal(
  status: number,
  headers: Parameters<typeof errorOfStatus>[0]['headers'],
  content: ReturnType<typeof parseJson>,
): OneRosterError {
  const place = { path: TOKEN_PATH, status }
  if (status >= 300 && status < 400) return new OneRosterError('REDIRECT_REFUSED', place)
  const said = isObject(content) ? content['error'] : null
  const word = TOKEN_ERRORS.find((known) => known === said)
  if (word === undefined && (status === 404 || status === 410)) return new OneRosterError('TOKEN_NOT_FOUND', place)
  if (word === undefined && ![400, 401, 403].includes(status))
    return errorOfStatus({ status, headers, body: null }, place)
  return new OneRosterError('TOKEN_REFUSED', {
    ...place,
    ...(word === undefined ? {} : { detail: `It says: ${word}.` }),
  })
}
