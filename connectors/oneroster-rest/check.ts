/** Looks at an API step by step, as far as it lets us: the name, the connection, the credentials, what they may read, and what is there. */

import type { OneRosterClient } from 'oneroster-client'
import type { Collections } from 'oneroster-client/collections'
import { OneRosterError } from 'oneroster-client/errors'
import type { OneRosterErrorCode } from 'oneroster-client/errors'
import type { Page } from 'oneroster-client/page'
import type { CheckLine, FeedIo } from '../../src/feed/connector.ts'
import { type ServerStep, stepsPassed } from '../../src/feed/server-steps.ts'
import { Failure } from '../../src/roster/failure.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { RosterCollection } from './cells.ts'
import { openClient } from './client.ts'
import { profileOf, readConfig } from './config.ts'
import type { OneRosterRestConfig } from './config.ts'
import { asFailure } from './failures.ts'
import { collectionsOf } from './pull-roster.ts'

/** The way to the server, and what has to be there. */
type Step = ServerStep | 'address'

/** Without them there is no roster; what else is missing leaves its table as it is. */
const REQUIRED: ReadonlySet<RosterCollection> = new Set(['orgs', 'users', 'students', 'teachers'])

/** Which step an error belongs to; the others belong to the address. */
const STEP_OF: Partial<Record<OneRosterErrorCode, Step>> = {
  UNREACHABLE: 'connection',
  TIMED_OUT: 'connection',
  TOO_SLOW: 'connection',
  URL_REFUSED: 'name',
  ADDRESS_REFUSED: 'name',
  CERTIFICATE_REFUSED: 'TLS',
  TOKEN_REFUSED: 'credentials',
  TOKEN_UNREADABLE: 'credentials',
  UNAUTHORIZED: 'credentials',
}
const UNKNOWN_NAME = /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA)$/

/** Reaches for the API, stores nothing. Says everything in words; throws only where it was stopped, or what is a bug. */
export async function checkSource(config: unknown, io: FeedIo): Promise<readonly CheckLine[]> {
  try {
    const known = readConfig(config)
    return await lookAround(known, openClient(known, io), io)
  } catch (error) {
    const failure = asFailure(error, io.signal)
    if (!(failure instanceof Failure) || failure.code === 'READ_ABORTED') throw failure
    return [{ what: 'configuration', ok: false, says: failure.message }]
  }
}

async function lookAround(config: OneRosterRestConfig, client: OneRosterClient, io: FeedIo): Promise<CheckLine[]> {
  const profile = profileOf(config)
  const collections = TABLES.flatMap((table) => collectionsOf(table, profile))
  const lines: CheckLine[] = []
  const looks: Look[] = []
  for (const collection of collections) {
    const look = await lookAt(collection, client, io)
    const step = look.error === null || looks.length > 0 ? null : stepOf(look.error)
    if (step !== null) return [...reached(step, config), { what: step, ok: false, says: whatFails(step, look.error) }]
    looks.push(look)
  }
  if (io.signal.aborted) throw io.signal.reason
  lines.push(...reached(null, config), permissions(looks), version(config, looks))
  return [
    ...lines,
    ...looks.map(({ collection, says, ok }) => lineOf(ok, { what: collection, says, collection })),
    ...proof(looks),
    ...profile.notes.map((says) => ({ what: profile.title, ok: true, says })),
  ]
}

interface Look {
  readonly collection: RosterCollection
  readonly page: Page<Collections[RosterCollection]> | null
  readonly error: OneRosterError | null
  readonly ok: boolean
  readonly says: string
}

async function lookAt(collection: RosterCollection, client: OneRosterClient, io: FeedIo): Promise<Look> {
  try {
    const pages: AsyncGenerator<Page<Collections[RosterCollection]>> = client.pages(collection, {
      limit: 1,
      signal: io.signal,
    })
    const first = await pages.next()
    await pages.return(undefined)
    const page = first.done === true ? null : first.value
    return { collection, page, error: null, ok: page?.isEnd === false, says: describe(page) }
  } catch (error) {
    io.signal.throwIfAborted()
    if (!(error instanceof OneRosterError)) throw error
    return { collection, page: null, error, ok: false, says: explain(error, collection) }
  }
}

function describe(page: Look['page']): string {
  if (page === null || page.isEnd) return 'there, and empty: what is known of its table stays until a person decides'
  return page.declaredTotal === null ? 'shared; the server does not tell how many' : `${page.declaredTotal} shared`
}

function explain(error: OneRosterError, collection: RosterCollection): string {
  const then = REQUIRED.has(collection)
    ? 'a roster can’t be read without it'
    : 'what is known of its table stays as it is'
  if (error.code === 'FORBIDDEN') return `not shared with these credentials: ${then}`
  if (error.code === 'NOT_FOUND') return `not there: ${then}`
  return error.message
}

/** Null: the API as a whole was reached, only this collection can't be read. */
function stepOf(error: OneRosterError): Step | null {
  if (error.code === 'FORBIDDEN') return null
  const cause = error.cause instanceof Error ? error.cause.message : ''
  if (error.code === 'UNREACHABLE' && UNKNOWN_NAME.test(cause)) return 'name'
  return STEP_OF[error.code] ?? (error.path === 'token' ? 'credentials' : 'address')
}

function lineOf(
  ok: boolean,
  { what, says, collection }: { readonly what: string; readonly says: string; readonly collection: RosterCollection },
): CheckLine {
  return ok || REQUIRED.has(collection) ? { what, ok, says } : { what, ok, optional: true, says }
}

/** The steps before one; null: all. */
function reached(step: Step | null, { baseUrl }: OneRosterRestConfig): CheckLine[] {
  const way = { address: baseUrl, credentials: 'the server accepts the credentials' }
  const address = { what: 'address', ok: true, says: 'there is a OneRoster API at this address' }
  if (step === null) return [...stepsPassed(null, way), address]
  return stepsPassed(step === 'address' ? null : step, way)
}

function whatFails(step: Step, error: OneRosterError | null): string {
  const where = error?.path === 'token' ? 'auth.tokenUrl' : 'baseUrl'
  if (step === 'name' && error?.code === 'UNREACHABLE')
    return `no server has the name in ${where}: check its spelling, and that this machine can look names up`
  if (error?.code === 'URL_REFUSED') return `${where} is not asked: give an https address; http is for trials only`
  const message = error?.message ?? ''
  // On the way to a server it is the address that matters, and not what was asked for first.
  return step === 'address' || step === 'credentials' ? message : `${where}: ${message.replace(/^[^:]*: /, '')}`
}

function permissions(looks: readonly Look[]): CheckLine {
  const refused = looks.filter(({ error }) => error?.code === 'FORBIDDEN').map(({ collection }) => collection)
  if (refused.length === 0) return { what: 'permissions', ok: true, says: 'nothing that a roster needs is refused' }
  const says = `the credentials may not read ${refused.join(', ')}: ask the provider for the scope roster-core.readonly, or to share them`
  const gravest = refused.find((collection) => REQUIRED.has(collection)) ?? refused[0]
  return gravest === undefined
    ? { what: 'permissions', ok: false, says }
    : lineOf(false, { what: 'permissions', says, collection: gravest })
}

function version({ version: said }: OneRosterRestConfig, looks: readonly Look[]): CheckLine {
  const user = looks
    .flatMap(({ page }) => page?.rows ?? [])
    .map(({ record }) => record)
    .find((record): record is Collections['users'] => 'userIds' in record)
  if (user === undefined)
    return { what: 'version', ok: true, says: `OneRoster ${said}, as configured; there is no user to tell it by` }
  const looksLike = user.roles.length > 0 ? '1.2' : '1.1'
  if (looksLike === said) return { what: 'version', ok: true, says: `OneRoster ${said}` }
  return {
    what: 'version',
    ok: false,
    optional: true,
    says: `the source is configured for OneRoster ${said}, and users come as in ${looksLike}: they are understood; set "version" to what the provider says`,
  }
}

/** By what the end of a collection will be proven. */
function proof(looks: readonly Look[]): CheckLine[] {
  const pages = looks.flatMap(({ page }) => page ?? [])
  if (pages.some(({ revision }) => revision !== null))
    return [{ what: 'proof', ok: true, says: 'the server tells a revision of its data: what leaves is noticed' }]
  const counted = pages.filter(({ declaredTotal }) => declaredTotal !== null).length
  if (counted === pages.length)
    return [{ what: 'proof', ok: true, says: 'the server counts its records: what leaves is noticed' }]
  return [
    {
      what: 'proof',
      ok: true,
      says: 'the server does not count its records: every collection is read twice, and what leaves is noticed where both reads agree',
    },
  ]
}
