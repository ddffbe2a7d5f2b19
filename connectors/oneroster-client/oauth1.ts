/** OAuth 1.0a without a token ("two-legged"), RFC 5849: the signature of one request. */

import { createHmac, randomBytes } from 'node:crypto'
import type { OAuth1Credentials } from './options.ts'
import { encodeRfc3986 } from './query.ts'

/** What makes each signature another. */
export interface OAuth1Moment {
  readonly nonce: string
  /** Seconds since 1970. */
  readonly timestamp: number
}

const DIGESTS = { 'HMAC-SHA256': 'sha256', 'HMAC-SHA1': 'sha1' } as const

/** The Authorization header of a GET of that address; every parameter of its query is signed. */
export function signOAuth1(url: URL, credentials: OAuth1Credentials, moment: OAuth1Moment = now()): string {
  const method = credentials.method ?? 'HMAC-SHA256'
  const protocol: [string, string][] = [
    ['oauth_consumer_key', credentials.consumerKey],
    ['oauth_nonce', moment.nonce],
    ['oauth_signature_method', method],
    ['oauth_timestamp', String(moment.timestamp)],
    ['oauth_version', '1.0'],
  ]
  // The key ends in `&`: behind it would stand the secret of a token.
  const signature = createHmac(DIGESTS[method], `${encodeRfc3986(credentials.consumerSecret)}&`)
    .update(signatureBase('GET', url, protocol))
    .digest('base64')
  const fields = [...protocol, ['oauth_signature', signature] as const]
  return `OAuth ${fields.map(([name, value]) => `${name}="${encodeRfc3986(value)}"`).join(', ')}`
}

/** The signature base string, RFC 5849, 3.4.1. */
export function signatureBase(method: string, url: URL, protocol: readonly (readonly [string, string])[]): string {
  const pairs = [...url.searchParams, ...protocol].map(
    ([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const,
  )
  // Sorted as encoded, by name and then by value (3.4.1.3.2). Encoded text is ASCII, so that code units are bytes.
  const sorted = pairs.toSorted(([a, aValue], [b, bValue]) => compare(a, b) || compare(aValue, bValue))
  const parameters = sorted.map(([name, value]) => `${name}=${value}`).join('&')
  return [method, `${url.origin}${url.pathname}`, parameters].map(encodeRfc3986).join('&')
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function now(): OAuth1Moment {
  return { nonce: randomBytes(16).toString('hex'), timestamp: Math.floor(Date.now() / 1000) }
}
