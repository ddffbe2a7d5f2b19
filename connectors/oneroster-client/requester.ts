/** One GET with credentials: in turn, authorised, at most once again after a 401, and never to another origin. */

import { errorOfFault, errorOfStatus, headerOf, readText } from './answer.ts'
import type { Answer } from './answer.ts'
import type { Authorizer } from './credentials.ts'
import { OneRosterError } from './errors.ts'
import type { ErrorPlace } from './errors.ts'
import { parseJson } from './json.ts'
import { TOKEN_PATH } from './oauth2.ts'
import type { ClientLimits, OAuth1Credentials, Settings } from './options.ts'
import { parseUrl } from './parse-url.ts'
import { decideByError } from './retry.ts'
import type { Decision } from './retry.ts'
import type { Transport, TransportAnswer } from './transport.ts'
import type { Gate } from './waiting.ts'

export interface RequestIo {
  readonly transport: Transport
  readonly authorizer: Authorizer
  readonly gate: Gate
  readonly limits: ClientLimits
  readonly settings: Settings
}

/** What is asked, and where it stands in the pull. */
export interface Asked {
  readonly url: URL
  readonly place: ErrorPlace
  readonly signal: AbortSignal
}

const REDIRECTS_MAX = 5

/** Any answer but a redirect; a 401 only where other credentials did no better. Throws OneRosterError, or the signal's reason. */
export function get(asked: Asked, io: RequestIo): Promise<Answer> {
  return io.gate(async () => {
    const authorization = await io.authorizer.authorize(asked.url, asked.signal)
    const first = await follow(asked, authorization, io)
    if (first.status !== 401) return first
    if (!(await io.authorizer.refuse(authorization, asked.signal))) throw unauthorized(first, asked, io)
    return await follow(asked, await io.authorizer.authorize(asked.url, asked.signal), io)
  }, asked.signal)
}

/** What to do about a failed GET. A token was already asked for as often as it may be. */
export function decideOnRequest(error: OneRosterError): Decision {
  return error.path === TOKEN_PATH ? 'give_up' : decideByError(error)
}

async function follow(asked: Asked, authorization: string, io: RequestIo): Promise<Answer> {
  let [url, header] = [asked.url, authorization]
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    const answer = await send({ ...asked, url }, header, io)
    if (answer.status < 300 || answer.status >= 400) return answer
    url = redirectTarget(answer, { ...asked, url })
    // A signature is that of one address.
    if (io.settings.credentials.kind === 'oauth1') header = await io.authorizer.authorize(url, asked.signal)
  }
  throw new OneRosterError('REDIRECT_REFUSED', { ...asked.place, detail: 'It redirects without an end.' })
}

async function send({ url, place, signal }: Asked, authorization: string, io: RequestIo): Promise<Answer> {
  const { limits, settings } = io
  let answer: TransportAnswer | undefined
  try {
    answer = await io.transport(url.href, {
      method: 'GET',
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        'user-agent': settings.userAgent,
        authorization,
      },
      signal,
      deadlineMs: limits.pageMsMax,
      bytesMax: limits.bytesMax,
      bytesPerSecondMin: limits.bytesPerSecondMin,
      windowMs: limits.windowMs,
    })
    return { status: answer.status, headers: answer.headers, ...(await readText(answer.body, limits.bytesMax)) }
  } catch (error) {
    answer?.discard()
    throw errorOfFault(error, answer === undefined ? place : { ...place, status: answer.status }, signal)
  }
}

function redirectTarget({ status, headers }: Answer, { url, place }: Asked): URL {
  const location = headerOf(headers, 'location')
  const next = location === null || status === 304 ? null : parseUrl(location, url)
  if (next?.origin === url.origin && next.username === '' && next.password === '') return next
  throw new OneRosterError('REDIRECT_REFUSED', { ...place, status })
}

function unauthorized(answer: Answer, { place }: Asked, { settings }: RequestIo): OneRosterError {
  const { credentials } = settings
  const error = errorOfStatus({ ...answer, body: parseJson(answer.text) }, place)
  if (credentials.kind !== 'oauth1') return error
  return new OneRosterError('UNAUTHORIZED', { ...place, status: 401, detail: methodHint(credentials) })
}

/** Providers differ in the method, and say so by a bare 401. */
function methodHint({ method = 'HMAC-SHA256' }: OAuth1Credentials): string {
  const other = method === 'HMAC-SHA256' ? 'HMAC-SHA1' : 'HMAC-SHA256'
  return `The request was signed by ${method}; the provider may want ${other}.`
}
