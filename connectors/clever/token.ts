/** The district-app token: as configured, or looked up with the client id and secret of the app. */

import type { FeedIo } from '../../src/feed/connector.ts'
import { boundsOf, isRefusal } from '../../src/feed/reach.ts'
import { Failure } from '../../src/roster/failure.ts'
import type { CleverAuth } from './config.ts'
import { failureOfRefusal, failureOfStatus, unexpected } from './failures.ts'
import { isObject, listOf } from './json.ts'

const DEADLINE_MS = 60_000
const BYTES_MAX = 16 * 1024 * 1024

interface ListedToken {
  readonly district: string
  readonly token: string
}

/**
 * The token to read with.
 * @throws Failure TOKEN_NOT_FOUND (the app has none, or several and none is named), FETCH_DENIED, FETCH_FAILED, FETCH_REFUSED
 */
export async function findToken(auth: CleverAuth, io: FeedIo): Promise<string> {
  if ('token' in auth) return auth.token
  const listed = await listTokens(auth, io)
  const mine = auth.district === null ? listed : listed.filter(({ district }) => district === auth.district)
  const [first, ...others] = mine
  if (first !== undefined && others.every(({ district }) => district === first.district)) return first.token
  throw first === undefined ? noToken(auth.district !== null, listed.length) : ambiguous(mine.length)
}

async function listTokens(auth: Exclude<CleverAuth, { token: string }>, io: FeedIo): Promise<readonly ListedToken[]> {
  const query = new URLSearchParams({ owner_type: 'district' })
  if (auth.district !== null) query.set('district', auth.district)
  const basic = Buffer.from(`${auth.clientId}:${auth.clientSecret}`).toString('base64')
  try {
    const answer = await io.reach.open(`${auth.tokensUrl}?${query.toString()}`, {
      headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
      ...boundsOf(io, { deadlineMs: DEADLINE_MS, bytesMax: BYTES_MAX }),
    })
    if (answer.status !== 200) {
      answer.discard()
      throw answer.status === 401 || answer.status === 403
        ? clientDenied(answer.status)
        : failureOfStatus(answer.status)
    }
    const chunks: Buffer[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    return readTokens(Buffer.concat(chunks))
  } catch (error) {
    throw isRefusal(error) ? failureOfRefusal(error) : error
  }
}

function readTokens(body: Buffer): readonly ListedToken[] {
  const list = listOf(parsed(body), 'data')
  if (list === null) throw unexpected()
  return list.flatMap((entry): ListedToken[] => {
    if (!isObject(entry) || !isObject(entry['owner'])) return []
    const { access_token: token, owner } = entry
    const { type, id } = owner
    return type === 'district' && typeof id === 'string' && typeof token === 'string' && token !== ''
      ? [{ district: id, token }]
      : []
  })
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    throw unexpected()
  }
}

function clientDenied(status: number): Failure {
  return new Failure(
    'FETCH_DENIED',
    'operator',
    `Clever does not accept the client id and secret of this source (${status}). Nothing was changed. Copy them again from the settings of the app at Clever.`,
  )
}

function noToken(named: boolean, others: number): Failure {
  return new Failure(
    'TOKEN_NOT_FOUND',
    'operator',
    `Clever has no token for ${named ? 'the district that this source names' : 'any district'} (${others} for others). Nothing was changed. The district has to share its data with the app first; then check the district's id in the source's configuration.`,
  )
}

function ambiguous(count: number): Failure {
  return new Failure(
    'TOKEN_NOT_FOUND',
    'operator',
    `The app has the tokens of ${count} districts at Clever, and this source doesn't say whose it is. Nothing was changed. Add "district" with Clever's id of the district to the source's configuration.`,
  )
}
