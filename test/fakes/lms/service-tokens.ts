/** The token endpoint of the demo LMS: takes an assertion that the tool's own key has signed, once, and gives a token. */

import { randomBytes } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { readBody, sendJson } from './answers.ts'
import type { Exchange, InstalledTool, LmsPart, Platform } from './platform.ts'

/** What the endpoint has given out and heard, for tests to look at and to change. */
export interface TokenDesk {
  /** Requests for a token so far. */
  asked: number
  /** Of the last request. */
  lastUserAgent: string | undefined
  readonly tokens: Map<string, { readonly clientId: string; readonly scopes: readonly string[] }>
  readonly usedIds: Set<string>
  /** What is answered instead of a token. */
  instead: { readonly status: number; readonly body: string } | null
  lifetimeSeconds: number
}

const desks = new WeakMap<Platform, TokenDesk>()
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const ASSERTION_SECONDS_MAX = 300

export function tokenDeskOf(platform: Platform): TokenDesk {
  const known = desks.get(platform)
  if (known !== undefined) return known
  const desk: TokenDesk = {
    asked: 0,
    lastUserAgent: undefined,
    tokens: new Map(),
    usedIds: new Set(),
    instead: null,
    lifetimeSeconds: 3600,
  }
  desks.set(platform, desk)
  return desk
}

/** Whether a request comes with a token of ours for the scope: 200, or 401 and 403 as a platform answers. */
export function statusFor(platform: Platform, { request }: Exchange, scope: string): 200 | 401 | 403 {
  const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? []
  const known = tokenDeskOf(platform).tokens.get(token)
  if (known === undefined) return 401
  // Canvas refuses whoever doesn't say what they are.
  if (request.headers['user-agent'] === undefined) return 403
  return known.scopes.includes(scope) ? 200 : 403
}

export const tokenEndpoint: LmsPart = {
  async answer(platform, exchange) {
    const { request, response, url } = exchange
    if (url.pathname !== platform.profile.paths.token || request.method !== 'POST') return false
    const desk = tokenDeskOf(platform)
    desk.asked += 1
    desk.lastUserAgent = request.headers['user-agent']
    const form = new URLSearchParams(await readBody(request))
    if (desk.instead !== null) {
      response.writeHead(desk.instead.status, { 'content-type': 'text/html' }).end(desk.instead.body)
      return true
    }
    const { status, body } = await grant(platform, form)
    sendJson(response, status, body)
    return true
  },
}

const refused = (error: string) => ({ status: 400, body: { error } })

async function grant(platform: Platform, form: URLSearchParams): Promise<{ status: number; body: object }> {
  if (form.get('grant_type') !== 'client_credentials') return refused('unsupported_grant_type')
  if (form.get('client_assertion_type') !== ASSERTION) return refused('invalid_request')
  const tool = await toolOf(platform, form.get('client_assertion') ?? '')
  if (tool === null) return refused('invalid_client')
  const scopes = (form.get('scope') ?? '').split(' ')
  if (scopes.some((scope) => !tool.scopes.includes(scope))) return refused('invalid_scope')
  const desk = tokenDeskOf(platform)
  const token = randomBytes(24).toString('base64url')
  desk.tokens.set(token, { clientId: tool.clientId, scopes })
  const body = {
    access_token: token,
    token_type: 'Bearer',
    expires_in: desk.lifetimeSeconds,
    scope: scopes.join(' '),
  }
  return { status: 200, body }
}

/** The tool that has signed the assertion, as the specification wants it; null: nobody. */
async function toolOf(platform: Platform, assertion: string): Promise<InstalledTool | null> {
  const desk = tokenDeskOf(platform)
  for (const tool of platform.tools.values()) {
    try {
      const keys = (await (await fetch(tool.jwksUrl)).json()) as JSONWebKeySet
      const { payload } = await jwtVerify(assertion, createLocalJWKSet(keys), {
        algorithms: ['RS256'],
        issuer: tool.clientId,
        subject: tool.clientId,
        audience: `${platform.url}${platform.profile.paths.token}`,
        requiredClaims: ['exp', 'iat', 'jti'],
        currentDate: platform.now(),
      })
      const { iat = 0, exp = 0, jti = '' } = payload
      if (exp - iat > ASSERTION_SECONDS_MAX || desk.usedIds.has(jti)) return null
      desk.usedIds.add(jti)
      return tool
    } catch {
      // Not this tool's; a platform tells no more than that.
    }
  }
  return null
}
