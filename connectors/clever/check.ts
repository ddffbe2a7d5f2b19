/** Looks at everything between us and a district's data at Clever, each thing by itself, in plain words. */

import type { CheckLine, FeedIo } from '../../src/feed/connector.ts'
import { saysInCheck, stepOfRefusal, stepsPassed } from '../../src/feed/server-steps.ts'
import { Failure } from '../../src/roster/failure.ts'
import { findLastEvent } from './changes.ts'
import { CleverClient } from './client.ts'
import { type CleverAuth, type CleverConfig, readConfig } from './config.ts'
import { type CleverDistrict, readDistrict, refusalOf } from './district.ts'
import { asFailure } from './failures.ts'
import { type Asked, NotShared, countRecords, readPages } from './pages.ts'
import { findToken } from './token.ts'

/** Each line is one thing; after the first that fails in a way that leaves nothing to look at, the list ends. */
export async function checkClever(config: unknown, io: FeedIo): Promise<readonly CheckLine[]> {
  let read: CleverConfig
  try {
    read = readConfig(config)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [{ what: 'configuration', ok: false, says: error.message }]
  }
  const lines: CheckLine[] = []
  try {
    for await (const line of look(read, io)) lines.push(line)
  } catch (error) {
    const failure = asFailure(error, io.signal)
    if (!(failure instanceof Failure) || failure.code === 'READ_ABORTED') throw failure
    lines.push(...describe(failure, lines, read))
  }
  return lines
}

async function* look(config: CleverConfig, io: FeedIo): AsyncGenerator<CheckLine> {
  const asked: Asked = { client: new CleverClient(config, io), config, io }
  if ('clientId' in config.auth) await findToken(config.auth, io)
  const district = await readDistrict(asked)
  yield* stepsPassed(null, wayTo(config))
  yield { what: 'version', ok: true, says: `Clever API ${config.version}` }
  yield describeDistrict(district, config, io)
  yield* lookAtCollections(asked)
  yield* lookAtEvents(asked)
}

function wayTo({ baseUrl, auth }: CleverConfig): Parameters<typeof stepsPassed>[1] {
  return { address: baseUrl, credentials: credentialsOf(auth) }
}

function credentialsOf(auth: CleverAuth): string {
  return 'token' in auth
    ? 'Clever accepts the token'
    : 'Clever accepts the client id and secret, and the token that was looked up with them'
}

function describeDistrict(district: CleverDistrict, config: CleverConfig, io: FeedIo): CheckLine {
  const refusal = refusalOf(district, { now: io.now(), hoursMax: config.lastSyncHoursMax })
  if (refusal !== null) return { what: 'district', ok: false, says: saysInCheck(refusal) }
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
    if (found === null) yield amiss(name, MISSING[name])
    else if (found === 0) yield amiss(name, 'shared, and there are none')
    else yield { what: name, ok: true, says: `shared${counted(found)}` }
    if (name === 'users' && found !== null) yield* lookAtRoles(asked)
  }
}

/** Terms and courses may be missing; without the rest there is no roster. */
function amiss(name: (typeof COLLECTIONS)[number], says: string): CheckLine {
  const line = { what: name, ok: false, says }
  return name === 'terms' || name === 'courses' ? { ...line, optional: true } : line
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
        optional: true,
        says: 'not given to this token: every run reads the whole set. Switch them on at Clever, under Settings, Integrations',
      }
    : { what: 'events', ok: true, says: last === '' ? 'given; nothing has happened yet' : 'given' }
}

/** What a failure says, as the line of the thing that failed; behind the lines of what must have worked before it. */
function describe(failure: Failure, before: readonly CheckLine[], config: CleverConfig): readonly CheckLine[] {
  const says = saysInCheck(failure)
  const way = wayTo(config)
  if (before.some(({ what }) => what === 'version')) return [{ what: 'reading', ok: false, says }]
  const step = isOfCredentials(failure) ? 'credentials' : stepOfRefusal(failure)
  if (step !== null) return [...stepsPassed(step, way), { what: step, ok: false, says }]
  if (failure.code === 'FETCH_NOT_FOUND') return [...stepsPassed(null, way), { what: 'version', ok: false, says }]
  // It answered, but not so that anything could be said of the credentials.
  return [...stepsPassed('credentials', way), { what: 'answer', ok: false, says }]
}

function isOfCredentials({ code }: Failure): boolean {
  return code === 'TOKEN_NOT_FOUND' || code === 'DISTRICT_AMBIGUOUS' || code === 'FETCH_DENIED'
}
