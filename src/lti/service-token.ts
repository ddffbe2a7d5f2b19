/**
 * Tokens for a platform's services (1EdTech Security Framework §4.1): asked for with a signed assertion, kept per
 * registration and scopes until they are about to expire. A cache with a lifetime: one per process.
 */

import { randomUUID } from 'node:crypto'
import { isObject } from './claim.ts'
import { problemOfFetch } from './service-fetch.ts'
import type { ServiceFetch } from './service-fetch.ts'
import { ServiceProblem } from './service-problem.ts'
import type { Sign } from './sign.ts'
import type { Registration } from './world.ts'

export type ServiceRegistration = Pick<
  Registration,
  'id' | 'issuer' | 'clientId' | 'authUrl' | 'tokenUrl' | 'jwksUrl' | 'frameOrigins' | 'tokenAudience'
>

export interface ServiceTokensOptions {
  readonly fetch: ServiceFetch
  readonly sign: Sign
  readonly now: () => Date
  /** For one question; default: the fetch's own. */
  readonly deadlineMs?: number
}

export interface ServiceTokens {
  /** A token that still lives a minute. Throws ServiceProblem. */
  find(registration: ServiceRegistration, scopes: readonly string[]): Promise<string>
  /** The platform takes this one no more. */
  forget(token: string): void
}

interface Entry {
  readonly token: string
  readonly goodUntil: number
}

/** Of the assertion; the specification allows five minutes. */
const ASSERTION_SECONDS = 240
const SPARE_MS = 60_000
/** A platform that says nothing, or very long: an hour is what they all give. */
const LIFETIME_SECONDS_MAX = 3600
const ENTRIES_MAX = 500
const TOKEN_LENGTH_MAX = 8192
const ANSWER_BYTES_MAX = 65_536

/** Makes the cache. */
export function createServiceTokens(options: ServiceTokensOptions): ServiceTokens {
  const entries = new Map<string, Entry>()
  const asking = new Map<string, Promise<string>>()

  async function ask(key: string, registration: ServiceRegistration, scopes: readonly string[]): Promise<string> {
    const { token, lifetimeSeconds } = await requestToken(options, registration, scopes)
    const goodUntil = options.now().getTime() + lifetimeSeconds * 1000 - SPARE_MS
    if (goodUntil > options.now().getTime()) keep(entries, key, { token, goodUntil })
    return token
  }

  return {
    find(registration, scopes) {
      const key = keyOf(registration, scopes)
      const known = entries.get(key)
      if (known !== undefined && known.goodUntil > options.now().getTime()) return Promise.resolve(known.token)
      const under = asking.get(key)
      if (under !== undefined) return under
      const asked = ask(key, registration, scopes).finally(() => asking.delete(key))
      asking.set(key, asked)
      return asked
    },
    forget(token) {
      for (const [key, entry] of entries) if (entry.token === token) entries.delete(key)
    },
  }
}

/** A registration that was changed asks anew. */
function keyOf({ id, clientId, tokenUrl }: ServiceRegistration, scopes: readonly string[]): string {
  return JSON.stringify([id, clientId, tokenUrl, scopes.toSorted()])
}

function keep(entries: Map<string, Entry>, key: string, entry: Entry): void {
  const [oldest] = entries.keys()
  if (entries.size >= ENTRIES_MAX && oldest !== undefined) entries.delete(oldest)
  entries.delete(key)
  entries.set(key, entry)
}

/** One question for a token, past any cache. Throws ServiceProblem. */
export async function requestToken(
  { fetch, sign, now, deadlineMs }: ServiceTokensOptions,
  { clientId, tokenUrl, tokenAudience }: ServiceRegistration,
  scopes: readonly string[],
): Promise<{ readonly token: string; readonly lifetimeSeconds: number }> {
  const iat = Math.floor(now().getTime() / 1000)
  const assertion = await sign({
    iss: clientId,
    sub: clientId,
    aud: tokenAudience ?? tokenUrl,
    iat,
    exp: iat + ASSERTION_SECONDS,
    jti: randomUUID(),
  })
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: scopes.join(' '),
  }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const limits = { bytesMax: ANSWER_BYTES_MAX, ...(deadlineMs === undefined ? {} : { deadlineMs }) }
  const answer = await fetch(tokenUrl, { method: 'POST', headers, body, ...limits }).catch((cause: unknown) => {
    throw problemOfFetch(cause)
  })
  return readToken(answer, scopes)
}

function readToken(
  answer: Awaited<ReturnType<ServiceFetch>>,
  scopes: readonly string[],
): { readonly token: string; readonly lifetimeSeconds: number } {
  const document = readDocument(answer.body)
  if (answer.status >= 500 || answer.status === 429) throw new ServiceProblem('service_failing')
  if (answer.status !== 200) throw refusal(document)
  if (!isObject(document)) throw new ServiceProblem('service_answer')
  const { access_token: token, token_type: type, expires_in: seconds, scope } = document
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token) || token.length > TOKEN_LENGTH_MAX) {
    throw new ServiceProblem('service_answer')
  }
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') throw new ServiceProblem('service_answer')
  // What isn't said was given as asked (RFC 6749 §5.1); what was left out can't be used.
  if (typeof scope === 'string' && scopes.some((wanted) => !scope.split(' ').includes(wanted))) {
    throw new ServiceProblem('service_scope_refused')
  }
  const said = typeof seconds === 'number' && seconds >= 0 ? seconds : LIFETIME_SECONDS_MAX
  return { token, lifetimeSeconds: Math.min(said, LIFETIME_SECONDS_MAX) }
}

// What platforms say of an assertion that they can't check: the specification's word, and Canvas's.
const CLIENT_ERRORS: ReadonlySet<unknown> = new Set(['invalid_client', 'invalid_request', 'invalid_grant'])

function refusal(document: unknown): ServiceProblem {
  const error = isObject(document) ? document['error'] : undefined
  const said = typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : null
  if (error === 'invalid_scope') return new ServiceProblem('service_scope_refused', { said })
  return new ServiceProblem(CLIENT_ERRORS.has(error) ? 'service_client_refused' : 'service_token_refused', { said })
}

function readDocument(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    // A page for people; the status says the rest.
    return null
  }
}
