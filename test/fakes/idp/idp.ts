/**
 * A provider of OpenID Connect that does everything right, until a test tells it otherwise: discovery, keys, an
 * authorisation that lets its one person in at once, and tokens by code with PKCE and a client secret.
 */

import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CryptoKey, JWK } from 'jose'

export interface Idp {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who is signed in there: what its ID token says besides what every one says. */
  person: Readonly<Record<string, unknown>>
  /** Changes what a token says and how it is signed. */
  tamper: (draft: TokenDraft) => void
  /** What the authorisation sends back instead of a code. */
  refusal: string | null
  /** What discovery says instead of the truth. */
  metadata: Readonly<Record<string, unknown>>
  /** Paths that were asked for, in order. */
  readonly asked: string[]
  stop(): Promise<void>
}

export interface TokenDraft {
  claims: Record<string, unknown>
  header: { alg: string; kid?: string }
  /** `other`: with a key that nobody has published. */
  key: 'own' | 'other' | 'none'
}

interface Login {
  readonly redirectUri: string
  readonly nonce: string
  readonly challenge: string
}

interface Keys {
  readonly own: CryptoKey
  readonly other: CryptoKey
  readonly published: JWK
}

/** Starts it on a free port of 127.0.0.1. */
export async function startIdp(): Promise<Idp> {
  const keys = await makeKeys()
  const codes = new Map<string, Login>()
  const server = createServer((request, response) => {
    answer({ idp, keys, codes }, request, response).catch((cause: unknown) => {
      response.statusCode = 500
      response.end(String(cause))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const idp: Idp = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'staffroom',
    clientSecret: 'canary-client-secret-4713',
    person: { sub: 'idp-1' },
    tamper: () => undefined,
    refusal: null,
    metadata: {},
    asked: [],
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return idp
}

async function makeKeys(): Promise<Keys> {
  const [own, other] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('RS256', { extractable: true }),
  ])
  const published = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  return { own: own.privateKey, other: other.privateKey, published }
}

interface Running {
  readonly idp: Idp
  readonly keys: Keys
  readonly codes: Map<string, Login>
}

async function answer(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { idp } = running
  const url = new URL(request.url ?? '/', idp.issuer)
  idp.asked.push(url.pathname)
  send(response, await answerTo(running, url, request))
}

async function answerTo(running: Running, url: URL, request: IncomingMessage): Promise<Sent> {
  const { idp, keys } = running
  switch (url.pathname) {
    case '/.well-known/openid-configuration':
      return { status: 200, body: { ...metadataOf(idp), ...idp.metadata } }
    case '/jwks':
      return { status: 200, body: { keys: [keys.published] } }
    case '/authorize':
      return authorise(running, url)
    case '/token':
      return redeem(running, request)
    default:
      return { status: 404, body: { error: 'not_found' } }
  }
}

function metadataOf({ issuer }: Idp): Readonly<Record<string, unknown>> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    authorization_response_iss_parameter_supported: true,
  }
}

function authorise({ idp, codes }: Running, url: URL): Sent {
  const given = url.searchParams
  const back = new URL(given.get('redirect_uri') ?? '')
  back.searchParams.set('state', given.get('state') ?? '')
  back.searchParams.set('iss', idp.issuer)
  const isWhole = given.get('code_challenge_method') === 'S256' && given.get('client_id') === idp.clientId
  if (idp.refusal !== null || !isWhole) back.searchParams.set('error', idp.refusal ?? 'invalid_request')
  else {
    const code = randomBytes(16).toString('base64url')
    codes.set(code, {
      redirectUri: given.get('redirect_uri') ?? '',
      nonce: given.get('nonce') ?? '',
      challenge: given.get('code_challenge') ?? '',
    })
    back.searchParams.set('code', code)
  }
  return { status: 302, location: back.href }
}

async function redeem({ idp, keys, codes }: Running, request: IncomingMessage): Promise<Sent> {
  const parts: Buffer[] = []
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part)
  const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'))
  const login = codes.get(form.get('code') ?? '')
  codes.delete(form.get('code') ?? '')
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  const isHonest =
    form.get('client_id') === idp.clientId &&
    form.get('client_secret') === idp.clientSecret &&
    login?.challenge === challenge &&
    login.redirectUri === form.get('redirect_uri')
  if (login === undefined || !isHonest) return { status: 400, body: { error: 'invalid_grant' } }
  const idToken = await sign(idp, keys, login.nonce)
  return { status: 200, body: { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: idToken } }
}

async function sign(idp: Idp, keys: Keys, nonce: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const about = { iss: idp.issuer, aud: idp.clientId, nonce, iat: now, exp: now + 300 }
  const draft: TokenDraft = { claims: { ...about, ...idp.person }, header: { alg: 'RS256', kid: 'k1' }, key: 'own' }
  idp.tamper(draft)
  if (draft.key === 'none') return [{ ...draft.header, alg: 'none' }, draft.claims].map(encode).concat('').join('.')
  return new SignJWT(draft.claims).setProtectedHeader(draft.header).sign(keys[draft.key])
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

interface Sent {
  readonly status: number
  readonly body?: object
  readonly location?: string
}

function send(response: ServerResponse, { status, body, location }: Sent): void {
  if (location !== undefined) response.writeHead(status, { location }).end()
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
