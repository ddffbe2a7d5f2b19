/** The options of a client, checked once when it is made. */

import { OneRosterError } from './errors.ts'
import { parseUrl } from './parse-url.ts'
import type { Transport } from './transport.ts'

export type OneRosterVersion = '1.1' | '1.2'

/** How the credentials travel to the token server. */
export type TokenDialect =
  /** HTTP Basic, id and secret form-encoded first (RFC 6749, 2.3.1). The default. */
  | 'basic'
  /** HTTP Basic with id and secret as they are: for servers that don't decode them. */
  | 'basic-unencoded'
  /** `client_id` and `client_secret` in the form body. */
  | 'form'
  /** Everything as query parameters. They end up in the logs of servers on the way: only where nothing else works. */
  | 'query'

export interface OAuth2Credentials {
  readonly kind: 'oauth2'
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly dialect?: TokenDialect
  /** Default: the core read scope of the version. An empty list sends none. */
  readonly scopes?: readonly string[]
}

export interface OAuth1Credentials {
  readonly kind: 'oauth1'
  readonly consumerKey: string
  readonly consumerSecret: string
  /** Default HMAC-SHA256. */
  readonly method?: 'HMAC-SHA256' | 'HMAC-SHA1'
}

export interface BearerCredentials {
  readonly kind: 'bearer'
  /** The token, or where to get it: asked again when the server no longer accepts it. */
  readonly token: string | (() => Promise<string>)
}

export type Credentials = OAuth2Credentials | OAuth1Credentials | BearerCredentials

/** Every limit of a client; milliseconds, bytes, rows. */
export interface ClientLimits {
  /** Rows asked for per page. */
  readonly pageLimit: number
  /** Pages are never made smaller than that. */
  readonly pageLimitMin: number
  /** Pages of one pull. */
  readonly pagesMax: number
  /** How often one page is asked for, the first time included. */
  readonly attemptsMax: number
  readonly retryBaseMs: number
  readonly retryMaxMs: number
  /** A server that asks for a longer rest gets it: the pull fails with RATE_LIMITED. */
  readonly retryAfterMaxMs: number
  /** One page, from request to last byte. */
  readonly pageMsMax: number
  /** One answer of the token server. */
  readonly tokenMsMax: number
  /** One pull from its first request on, whatever the reader of the pages does meanwhile. */
  readonly totalMsMax: number
  /** One body, packed and unpacked. */
  readonly bytesMax: number
  /** A body that comes more slowly than that over a whole window is given up. */
  readonly bytesPerSecondMin: number
  readonly windowMs: number
  /** Requests at once, of all pulls of the client together. */
  readonly concurrency: number
}

export const DEFAULT_LIMITS: ClientLimits = {
  pageLimit: 5000,
  pageLimitMin: 100,
  pagesMax: 100_000,
  attemptsMax: 6,
  retryBaseMs: 500,
  retryMaxMs: 30_000,
  retryAfterMaxMs: 300_000,
  pageMsMax: 150_000,
  tokenMsMax: 30_000,
  totalMsMax: 21_600_000,
  bytesMax: 67_108_864,
  bytesPerSecondMin: 1000,
  windowMs: 20_000,
  concurrency: 2,
}

export interface OneRosterClientOptions {
  /** With the path of the API, or the host alone: then the standard's path of the version is added. https. */
  readonly baseUrl: string
  readonly version: OneRosterVersion
  readonly credentials: Credentials
  readonly limits?: Partial<ClientLimits>
  /** The way to the network. Default: the package's own guarded one. */
  readonly transport?: Transport
  /** Lets http and private addresses through, for trials on one machine. Default false. */
  readonly allowPrivateNetwork?: boolean
  /** Default `oneroster-client`. */
  readonly userAgent?: string
  /** From 0 to below 1, for the jitter. Default Math.random. */
  readonly random?: () => number
}

/** The options, checked, with every default in place. */
export interface Settings {
  readonly base: URL
  readonly credentials: Credentials
  readonly scopes: readonly string[]
  readonly limits: ClientLimits
  readonly userAgent: string
  readonly random: () => number
}

const BASE_PATHS: Readonly<Record<OneRosterVersion, string>> = {
  '1.1': '/ims/oneroster/v1p1',
  '1.2': '/ims/oneroster/rostering/v1p2',
}
const CORE_SCOPES: Readonly<Record<OneRosterVersion, string>> = {
  '1.1': 'https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly',
  '1.2': 'https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly',
}
// The longest time that a timer of Node takes.
const NUMBER_MAX = 2_147_483_647

/** @throws OneRosterError OPTIONS_INVALID, URL_REFUSED */
export function readOptions(options: OneRosterClientOptions): Settings {
  const { version, credentials } = options
  const base = checkUrl(options.baseUrl, 'baseUrl', options)
  base.pathname = base.pathname === '/' ? BASE_PATHS[version] : base.pathname.replace(/\/+$/, '')
  checkCredentials(credentials, options)
  return {
    base,
    credentials,
    scopes: (credentials.kind === 'oauth2' ? credentials.scopes : undefined) ?? [CORE_SCOPES[version]],
    limits: readLimits(options.limits ?? {}),
    userAgent: options.userAgent ?? 'oneroster-client',
    random: options.random ?? Math.random,
  }
}

function checkUrl(address: string, option: string, { allowPrivateNetwork }: OneRosterClientOptions): URL {
  const url = parseUrl(address)
  const scheme = url?.protocol === 'https:' || (allowPrivateNetwork === true && url?.protocol === 'http:')
  if (url !== null && scheme && url.username === '' && url.password === '' && url.search === '' && url.hash === '')
    return url
  throw new OneRosterError('URL_REFUSED', { path: option })
}

function checkCredentials(credentials: Credentials, options: OneRosterClientOptions): void {
  if (credentials.kind === 'oauth2') checkUrl(credentials.tokenUrl, 'tokenUrl', options)
  for (const [name, value] of Object.entries(credentials)) {
    if (value === '')
      throw new OneRosterError('OPTIONS_INVALID', { path: 'credentials', detail: `\`${name}\` is empty.` })
  }
  // What can't stand in a header would be quoted by the error of the library that refuses it.
  const token = credentials.kind === 'bearer' ? credentials.token : ''
  if (typeof token === 'string' && !isHeaderText(token))
    throw new OneRosterError('OPTIONS_INVALID', {
      path: 'credentials',
      detail: '`token` has characters that no token has, such as a line break.',
    })
}

/** Whether a text can stand in a header as it is. */
export function isHeaderText(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text)
}

function readLimits(given: Partial<ClientLimits>): ClientLimits {
  const limits = { ...DEFAULT_LIMITS, ...given }
  for (const [name, value] of Object.entries(limits)) {
    const least = name === 'retryBaseMs' || name === 'retryMaxMs' || name === 'retryAfterMaxMs' ? 0 : 1
    if (Number.isInteger(value) && value >= least && value <= NUMBER_MAX) continue
    throw new OneRosterError('OPTIONS_INVALID', {
      path: 'limits',
      detail: `\`${name}\` has to be a whole number from ${least} to ${NUMBER_MAX}.`,
    })
  }
  return { ...limits, pageLimitMin: Math.min(limits.pageLimitMin, limits.pageLimit) }
}
