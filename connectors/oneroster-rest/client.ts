/** The client of a source: its credentials, limits and the one way out that Staffroom guards. */

import { createOneRosterClient } from 'oneroster-client'
import type { OneRosterClient } from 'oneroster-client'
import type { Credentials } from 'oneroster-client/options'
import type { Transport } from 'oneroster-client/transport'
import type { FeedIo } from '../../src/feed/connector.ts'
import { profileOf } from './config.ts'
import type { OneRosterRestConfig } from './config.ts'

/** Pages are not made smaller than that where a server fails at larger ones. */
const PAGE_ROWS_MIN = 50

/** Throws OneRosterError where the configuration can't be used. */
export function openClient(config: OneRosterRestConfig, io: FeedIo): OneRosterClient {
  const profile = profileOf(config)
  const { limits } = io
  const transport = guardedTransport(io)
  return createOneRosterClient({
    baseUrl: config.baseUrl,
    version: config.version,
    credentials: credentialsOf(config),
    // Addresses are judged where the connection is made.
    allowPrivateNetwork: true,
    transport: profile.cookies ? withCookies(transport) : transport,
    userAgent: `Staffroom${io.version === undefined ? '' : `/${io.version}`}`,
    limits: {
      pageLimit: profile.pageSize,
      pageLimitMin: PAGE_ROWS_MIN,
      concurrency: profile.requestsAtOnce,
      attemptsMax: limits.fetchAttemptsMax,
      retryBaseMs: limits.fetchRetryBaseMs,
      retryMaxMs: limits.fetchRetryMaxMs,
      retryAfterMaxMs: limits.fetchRetryMaxMs,
      pageMsMax: limits.pageMsMax,
      tokenMsMax: limits.fetchHeadMsMax,
      totalMsMax: limits.elapsedMsMax,
      bytesMax: limits.pageBytesMax,
      pagesMax: limits.pagesMax,
      bytesPerSecondMin: limits.fetchBytesPerSecondMin,
      windowMs: limits.fetchWindowMs,
    },
  })
}

/** Whether the data of the server is still that revision. Throws OneRosterError, or the signal's reason. */
export async function hasRevision(client: OneRosterClient, revision: string, signal: AbortSignal): Promise<boolean> {
  for await (const page of client.pages('orgs', { limit: 1, signal })) return page.revision === revision
  return false
}

function credentialsOf(config: OneRosterRestConfig): Credentials {
  const { auth } = config
  const profile = profileOf(config)
  if (auth.type === 'bearer') return { kind: 'bearer', token: auth.token }
  if (auth.type === 'oauth1')
    return {
      kind: 'oauth1',
      consumerKey: auth.key,
      consumerSecret: auth.secret,
      method: auth.signatureMethod ?? 'HMAC-SHA256',
    }
  return {
    kind: 'oauth2',
    tokenUrl: auth.tokenUrl ?? new URL(profile.tokenPath ?? '', config.baseUrl).href,
    clientId: auth.clientId,
    clientSecret: auth.clientSecret,
    dialect: auth.dialect ?? profile.tokenDialect,
    ...(auth.scope === undefined ? {} : { scopes: auth.scope.split(/\s+/).filter((scope) => scope !== '') }),
  }
}

function guardedTransport({ reach, limits }: FeedIo): Transport {
  return (url, request) => reach.open(url, { ...request, headMsMax: Math.min(request.deadlineMs, limits.pageMsMax) })
}

/** Sends back, to the same host, the cookies that came with a token. */
function withCookies(transport: Transport): Transport {
  const cookies = new Map<string, Map<string, string>>()
  return async (url, request) => {
    const { origin } = new URL(url)
    const kept = cookies.get(origin) ?? new Map<string, string>()
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await transport(url, {
      ...request,
      headers: cookie === '' ? request.headers : { ...request.headers, cookie },
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^\s*([^=;\s]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) kept.set(name, value)
    }
    cookies.set(origin, kept)
    return answer
  }
}
