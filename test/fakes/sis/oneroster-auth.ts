/** How a OneRoster provider lets somebody in: OAuth 1.0a signatures that are really verified, OAuth 2 tokens, or a bearer that never changes. */

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FakeAnswer, FakeRequest } from './server.ts'

export const SCOPE = 'https://purl.imsglobal.org/spec/or/v1p2/scope/'
export const ROSTER_SCOPES = [`${SCOPE}roster.readonly`, `${SCOPE}roster-core.readonly`] as const
const OLD_SCOPE = 'https://purl.imsglobal.org/spec/or/v1p1/scope/'
/** The same of 1.1. */
const OLD_SCOPES = [`${OLD_SCOPE}roster.readonly`, `${OLD_SCOPE}roster-core.readonly`]
export const DEMOGRAPHICS_SCOPE = `${SCOPE}roster-demographics.readonly`

export interface OAuth2 {
  readonly type: 'oauth2'
  /** Where the credentials stand: `basic` in the Authorization header, `form` in the body, `query` in the address; `cookie` as `form`, and the cookie that comes with the token must come back with it. */
  readonly dialect: 'basic' | 'form' | 'query' | 'cookie'
  readonly clientId: string
  readonly clientSecret: string
  /** Where tokens are given. Default "/oauth/token". */
  readonly path?: string
  /** What the client may have. Default: everything but demographics. */
  readonly scopes?: readonly string[]
  /** Seconds that a token lives; null: it lives on and nothing is said of it. Default 3600. */
  readonly lifetimeS?: number | null
}

export type FakeAuth =
  | OAuth2
  | {
      readonly type: 'oauth1'
      readonly key: string
      readonly secret: string
      /** Default: both. */
      readonly methods?: readonly ('HMAC-SHA1' | 'HMAC-SHA256')[]
    }
  | { readonly type: 'bearer'; readonly token: string }

export interface Refusal {
  readonly status: 401 | 403
  readonly says: string
}

interface Token {
  readonly scopes: readonly string[]
  readonly cookie: string | null
  readonly endsAt: number
}

/** The door of one provider. */
export class Gate {
  readonly auth: FakeAuth
  readonly #tokens = new Map<string, Token>()
  readonly #nonces = new Set<string>()

  constructor(auth: FakeAuth) {
    this.auth = auth
  }

  get tokenPath(): string | null {
    return this.auth.type === 'oauth2' ? (this.auth.path ?? '/oauth/token') : null
  }

  expireTokens(): void {
    this.#tokens.clear()
  }

  /** The answer of the token endpoint (RFC 6749, 4.4 and 5). */
  giveToken(request: FakeRequest): FakeAnswer {
    if (this.auth.type !== 'oauth2') return oauthError(404, 'unsupported_grant_type')
    if (request.method !== 'POST') return oauthError(405, 'invalid_request')
    const { auth } = this
    const form = new URLSearchParams(request.body)
    const sent = auth.dialect === 'query' ? request.url.searchParams : form
    if (sent.get('grant_type') !== 'client_credentials') return oauthError(400, 'unsupported_grant_type')
    const [id, secret] =
      auth.dialect === 'basic' ? readBasic(request) : [sent.get('client_id'), sent.get('client_secret')]
    if (id !== auth.clientId || secret !== auth.clientSecret) return oauthError(401, 'invalid_client')
    const allowed = auth.scopes ?? [...ROSTER_SCOPES, ...OLD_SCOPES]
    const asked = (sent.get('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '')
    const scopes = asked.length === 0 ? allowed : asked.filter((scope) => allowed.includes(scope))
    if (scopes.length === 0) return oauthError(400, 'invalid_scope')
    return this.#issue(scopes)
  }

  #issue(scopes: readonly string[]): FakeAnswer {
    const { dialect, lifetimeS = 3600 } = this.auth as OAuth2
    const token = randomBytes(24).toString('base64url')
    const cookie = dialect === 'cookie' ? `AspSession=${randomBytes(8).toString('hex')}` : null
    this.#tokens.set(token, {
      scopes,
      cookie,
      endsAt: lifetimeS === null ? Number.POSITIVE_INFINITY : Date.now() + lifetimeS * 1000,
    })
    return {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...(cookie === null ? {} : { 'set-cookie': `${cookie}; Path=/; HttpOnly` }),
      },
      body: JSON.stringify({
        access_token: token,
        token_type: 'bearer',
        ...(lifetimeS === null ? {} : { expires_in: lifetimeS }),
        scope: scopes.join(' '),
      }),
    }
  }

  /** Why a request is not let in; null: it is. One of `scopes` is enough. */
  refuse(request: FakeRequest, scopes: readonly string[]): Refusal | null {
    if (this.auth.type === 'oauth1') return this.#refuseSignature(request)
    const [, given] = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? []
    if (given === undefined) return { status: 401, says: 'a bearer token is wanted' }
    if (this.auth.type === 'bearer')
      return given === this.auth.token ? null : { status: 401, says: 'this bearer is not known' }
    const token = this.#tokens.get(given)
    if (token === undefined || token.endsAt <= Date.now())
      return { status: 401, says: 'the token is unknown or has expired' }
    if (token.cookie !== null && !(request.headers.cookie ?? '').includes(token.cookie))
      return { status: 401, says: 'the cookie of the token is missing' }
    return scopes.some((scope) => token.scopes.some((each) => each.replace('/v1p1/', '/v1p2/') === scope))
      ? null
      : { status: 403, says: 'the token lacks the scope' }
  }

  /** RFC 5849, 3.2: the signature, the time within five minutes, and every nonce once. */
  #refuseSignature(request: FakeRequest): Refusal | null {
    if (this.auth.type !== 'oauth1') return null
    const { key, secret, methods = ['HMAC-SHA1', 'HMAC-SHA256'] } = this.auth
    const sent = readOAuthHeader(request.headers.authorization ?? '')
    const method = sent.get('oauth_signature_method') ?? ''
    const nonce = `${sent.get('oauth_timestamp')} ${sent.get('oauth_nonce')}`
    if (sent.get('oauth_consumer_key') !== key) return { status: 401, says: 'this key is not known' }
    if (!methods.some((each) => each === method)) return { status: 401, says: `${method} is not accepted here` }
    if (!(Math.abs(Number(sent.get('oauth_timestamp')) - Date.now() / 1000) <= 300))
      return { status: 401, says: 'the time of the request is not now' }
    if (!sent.get('oauth_nonce') || this.#nonces.has(nonce)) return { status: 401, says: 'the nonce was used' }
    const hash = method === 'HMAC-SHA1' ? 'sha1' : 'sha256'
    const right = createHmac(hash, `${encode(secret)}&`)
      .update(signatureBase(request, sent))
      .digest()
    const given = Buffer.from(sent.get('oauth_signature') ?? '', 'base64')
    if (given.length !== right.length || !timingSafeEqual(given, right))
      return { status: 401, says: 'the signature is wrong' }
    this.#nonces.add(nonce)
    return null
  }
}

function readBasic(request: FakeRequest): readonly (string | undefined)[] {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const at = text.indexOf(':')
  // RFC 6749, 2.3.1: both are encoded as in a form before they are joined.
  return [text.slice(0, at), text.slice(at + 1)].map((part) => new URLSearchParams(`part=${part}`).get('part') ?? '')
}

function readOAuthHeader(header: string): Map<string, string> {
  const [, list = ''] = /^OAuth\s+(.*)$/i.exec(header) ?? []
  return new Map(
    [...list.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decodeURIComponent(value)]),
  )
}

/** RFC 5849, 3.4.1. */
function signatureBase(request: FakeRequest, oauth: ReadonlyMap<string, string>): string {
  const { url, method } = request
  const named = [...url.searchParams, ...[...oauth].filter(([name]) => name !== 'oauth_signature' && name !== 'realm')]
  const pairs = named.map(([name, value]) => [encode(name), encode(value)] as const)
  const parameters = pairs
    .toSorted(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return [method.toUpperCase(), encode(`${url.protocol}//${url.host}${url.pathname}`), encode(parameters)].join('&')
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)
}

function oauthError(status: number, error: string): FakeAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error }) }
}
