/** Looks at everything between us and a district's data at Clever, each thing by itself, in plain words. */

import type { CheckLine, FeedIo } from '../../src/feed/connector.ts'
import { Failure } from '../../src/roster/failure.ts'
import { findLastEvent } from './changes.ts'
import { CleverClient } from './client.ts'
import { type CleverConfig, readConfig } from './config.ts'
import { type CleverDistrict, readDistrict, refusalOf } from './district.ts'
import { asFailure } from './failures.ts'
import { type Asked, NotShared, countRecords, readPages } from './pages.ts'
import { findToken } from './token.ts'

/** Each line is one thing; after the first that fails in a way that leaves nothing to look at, the list ends. */
export async function checkClever(config: unknown, io: FeedIo): Promise<readonly CheckLine[]> {
  const lines: CheckLine[] = []
  try {
    const read = readConfig(config)
    for await (const line of look(read, io)) lines.push(line)
  } catch (error) {
    const failure = asFailure(error, io.signal)
    if (!(failure instanceof Failure)) throw failure
    lines.push(...describe(failure, lines))
  }
  return lines
}

async function* look(config: CleverConfig, io: FeedIo): AsyncGenerator<CheckLine> {
  const asked: Asked = { client: new CleverClient(config, io), config, io }
  if ('clientId' in config.auth) {
    await findToken(config.auth, io)
    yield { what: 'client id and secret', ok: true, says: 'accepted; the token of the district was looked up' }
  }
  const district = await readDistrict(asked)
  const host = new URL(config.baseUrl).hostname
  yield { what: 'name', ok: true, says: `${host} can be resolved` }
  yield { what: 'connection', ok: true, says: connectionOf(config) }
  yield { what: 'token', ok: true, says: 'accepted' }
  yield { what: 'version', ok: true, says: `Clever API ${config.version}` }
  yield describeDistrict(district, config, io)
  yield* lookAtCollections(asked)
  yield* lookAtEvents(asked)
}

function connectionOf({ baseUrl }: CleverConfig): string {
  return baseUrl.startsWith('https:')
    ? 'answers over TLS, with a certificate that is valid'
    : 'answers over http, without TLS: for trials only'
}

function describeDistrict(district: CleverDistrict, config: CleverConfig, io: FeedIo): CheckLine {
  const refusal = refusalOf(district, { now: io.now(), hoursMax: config.lastSyncHoursMax })
  if (refusal !== null) return { what: 'district', ok: false, says: refusal.message }
  const synced = district.lastSync?.toISOString() ?? 'never'
  return { what: 'district', ok: true, says: `state ${district.state ?? 'unknown'}, last taken in at ${synced}` }
}

const COLLECTIONS = ['schools', 'terms', 'courses', 'sections', 'users'] as const
const ROLES = ['student', 'teacher', 'staff', 'district_admin', 'contact'] as const
/** What the roster lacks where a collection is not shared. */
const MISSING: Readonly<Record<(typeof COLLECTIONS)[number], string>> = {
  schools: 'not shared with the app: a roster can’t be read without it',
  terms: 'not shared with the app: enrolments have no dates, and what is known of terms stays as it is',
  courses: 'not shared with the app: what is known of courses stays as it is',
  sections: 'not shared with the app: a roster can’t be read without it',
  users: 'not shared with the app: a roster can’t be read without it',
}

async function* lookAtCollections(asked: Asked): AsyncGenerator<CheckLine> {
  for (const name of COLLECTIONS) {
    const found = await lookAt(asked, `/${name}`)
    if (found === null) yield { what: name, ok: false, says: MISSING[name] }
    else
      yield {
        what: name,
        ok: found !== 0,
        says: found === 0 ? 'shared, and there are none' : `shared${counted(found)}`,
      }
    if (name === 'users' && found !== null) yield* lookAtRoles(asked)
  }
}

async function* lookAtRoles(asked: Asked): AsyncGenerator<CheckLine> {
  for (const role of ROLES) {
    const count = await countRecords(asked, '/users', { role })
    if (count !== null) yield { what: `users, ${role}`, ok: true, says: count === 0 ? 'none' : `${count}` }
  }
}

function counted(found: number | 'some'): string {
  return found === 'some' ? '' : `, ${found}`
}

/** How many there are, 'some' where Clever doesn't count; null: not for this token. */
async function lookAt(asked: Asked, path: string): Promise<number | 'some' | null> {
  try {
    for await (const page of readPages({ ...asked, config: { ...asked.config, pageSize: 1 } }, path))
      return page.objects.length === 0 ? 0 : ((await countRecords(asked, path)) ?? 'some')
    return 0
  } catch (error) {
    if (error instanceof NotShared) return null
    throw error
  }
}

async function* lookAtEvents(asked: Asked): AsyncGenerator<CheckLine> {
  if (!asked.config.events) return
  const last = await findLastEvent(asked)
  yield last === null
    ? {
        what: 'events',
        ok: false,
        says: 'not given to this token: every run reads the whole set. Switch them on at Clever, under Settings, Integrations',
      }
    : { what: 'events', ok: true, says: last === '' ? 'given; nothing has happened yet' : 'given' }
}

/** What a failure says, as the line of the thing that failed; behind the lines of what must have worked before it. */
function describe(failure: Failure, before: readonly CheckLine[]): readonly CheckLine[] {
  const says = failure.message
  if (before.some(({ what }) => what === 'version')) return [{ what: 'reading', ok: false, says }]
  if (failure.code === 'CONFIG_INVALID') return [{ what: 'configuration', ok: false, says }]
  if (failure.code === 'TOKEN_NOT_FOUND' || failure.code === 'FETCH_DENIED')
    return [{ what: 'credentials', ok: false, says }]
  if (failure.code === 'FETCH_NOT_FOUND') return [{ what: 'version', ok: false, says }]
  const refusal = codeOf(failure.cause)
  if (refusal === 'certificate_refused') return [{ what: 'TLS', ok: false, says }]
  if (refusal === 'unreachable' && isOfResolver(failure.cause)) return [{ what: 'name', ok: false, says }]
  return [{ what: 'connection', ok: false, says }]
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}

/** Whether it was the name that led nowhere. */
function isOfResolver(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'syscall' in cause && cause.syscall === 'getaddrinfo'
}
