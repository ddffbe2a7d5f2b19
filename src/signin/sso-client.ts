/**
 * A provider of OpenID Connect as its district has set it: discovery, the way to it, and the ID token that comes back,
 * verified with the provider's keys (OpenID Connect Core 1.0 §3.1; RFC 7636; RFC 9207).
 */

import * as openid from 'openid-client'

/** The guarded fetch as main hands it in: https only, no private address, no redirect, a deadline, a size limit. */
export type Ask = (
  url: string,
  request: {
    readonly method: 'GET' | 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  },
) => Promise<{
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}>

export interface SsoClientOptions {
  readonly ask: Ask
  /** For trials: http and private addresses, too. */
  readonly allowPrivateNetwork: boolean
  readonly nowMs: () => number
}

export interface SsoClientIdentity {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What a login is bound by: of its state and the browser's secret, never kept. */
export interface SsoBinding {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** `unreachable`: no answer; `refused`: the provider said no; `invalid`: what it answered isn't what was asked for. */
export type SsoFault = 'unreachable' | 'refused' | 'invalid'

export type SsoAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: SsoFault }
export type SsoClaims = Readonly<Record<string, unknown>> & { readonly sub: string }

export interface SsoClient {
  /** Whether the provider is there and speaks for this issuer; null: it does. */
  readonly check: (identity: SsoClientIdentity) => Promise<SsoFault | null>
  /** Where to send the browser. */
  readonly begin: (
    identity: SsoClientIdentity,
    login: SsoBinding & { readonly redirectUri: string; readonly scope: string },
  ) => Promise<SsoAnswer<string>>
  /** Redeems what came back at `current` (the whole address) and verifies the ID token. */
  readonly redeem: (
    identity: SsoClientIdentity,
    login: SsoBinding & { readonly current: URL },
  ) => Promise<SsoAnswer<SsoClaims>>
}

// What a provider says of itself changes seldom; its keys are asked for anew by the library when one is missing.
const KEPT_MS = 10 * 60_000
const KEPT_MAX = 500

// The library marks it as deprecated so that nobody uses it for anything but trials.
const forTrials: { readonly allowInsecureRequests: (config: openid.Configuration) => void } = openid

interface Kept {
  readonly config: openid.Configuration
  readonly untilMs: number
}

export function createSsoClient(options: SsoClientOptions): SsoClient {
  const kept = new Map<string, Kept>()
  const configOf = async (identity: SsoClientIdentity): Promise<openid.Configuration> => {
    const key = JSON.stringify([identity.issuer, identity.clientId, identity.clientSecret])
    const found = kept.get(key)
    if (found !== undefined && found.untilMs > options.nowMs()) return found.config
    const config = await discover(options, identity)
    if (kept.size >= KEPT_MAX) kept.clear()
    kept.set(key, { config, untilMs: options.nowMs() + KEPT_MS })
    return config
  }
  return {
    check: async (identity) => {
      const answer = await answering(() => discover(options, identity))
      return answer.ok ? null : answer.fault
    },
    begin: (identity, login) => answering(async () => addressOf(await configOf(identity), login)),
    redeem: (identity, login) => answering(async () => redeem(await configOf(identity), login)),
  }
}

async function discover(
  { ask, allowPrivateNetwork }: SsoClientOptions,
  { issuer, clientId, clientSecret }: SsoClientIdentity,
): Promise<openid.Configuration> {
  const url = new URL(issuer)
  const execute = [openid.enableNonRepudiationChecks]
  // A trial on one machine has no certificate; the guarded fetch lets http through only there.
  if (allowPrivateNetwork && url.protocol === 'http:') execute.push(forTrials.allowInsecureRequests)
  const config = await openid.discovery(url, clientId, clientSecret, undefined, {
    execute,
    [openid.customFetch]: fetchBy(ask),
  })
  if (config.serverMetadata().authorization_endpoint === undefined) throw new TypeError('It has no page to sign in at.')
  return config
}

/** The library's fetch by the guarded one. */
function fetchBy(ask: Ask): openid.CustomFetch {
  return async (url, { method, headers, body }) => {
    const text = body === null || body === undefined ? {} : { body: textOf(body) }
    const answer = await ask(url, { method: method === 'POST' ? 'POST' : 'GET', headers, ...text })
    const kept = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    )
    return new Response(answer.body.length === 0 ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: kept,
    })
  }
}

function textOf(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new TypeError('Only forms are sent to a provider.')
}

async function addressOf(
  config: openid.Configuration,
  login: SsoBinding & { readonly redirectUri: string; readonly scope: string },
): Promise<string> {
  const { state, nonce, verifier, redirectUri, scope } = login
  const challenge = await openid.calculatePKCECodeChallenge(verifier)
  return openid.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }).href
}

async function redeem(
  config: openid.Configuration,
  { current, state, nonce, verifier }: SsoBinding & { readonly current: URL },
): Promise<SsoClaims> {
  const tokens = await openid.authorizationCodeGrant(config, current, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new TypeError('It sent no ID token.')
  return claims
}

async function answering<Value>(work: () => Promise<Value>): Promise<SsoAnswer<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, fault: faultOf(error) }
  }
}

function faultOf(error: unknown): SsoFault {
  if (error instanceof openid.AuthorizationResponseError) return 'refused'
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1)
    if (cause.name === 'FetchRefusal' || cause.name === 'TimeoutError') return 'unreachable'
  return 'invalid'
}
