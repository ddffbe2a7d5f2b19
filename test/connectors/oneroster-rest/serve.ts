/** Serves made-up districts as OneRoster providers do, for the contract of connectors and for the tests of the connector. */

import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import type { Table } from '../../../src/roster/model.ts'
import { TABLES } from '../../../src/roster/model.ts'
import type { ConnectorDialect, FaultyFeed, ServedFeed } from '../../contract/connector-suite.ts'
import { asKnownIn } from '../../contract/districts/dialect.ts'
import type { Version } from '../../contract/districts/dialect.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import type { District } from '../../contract/districts/district.ts'
import { FAULTY_ENROLMENT, FAULTY_VALUES } from '../../contract/faulty-enrolment.ts'
import { readAll } from '../../contract/read-all.ts'
import type { FakeAuth } from '../../fakes/sis/oneroster-auth.ts'
import type { Json, JsonObject } from '../../fakes/sis/oneroster-objects.ts'
import type { StoreQuirks } from '../../fakes/sis/oneroster-store.ts'
import { BASES, startOneRoster } from '../../fakes/sis/oneroster.ts'
import type { Door, OneRosterFake, Quirks } from '../../fakes/sis/oneroster.ts'

export interface ServedApi extends ServedFeed {
  readonly fake: OneRosterFake
  readonly door: Door
  readonly config: Readonly<Record<string, unknown>>
}

export interface ApiOptions {
  readonly quirks?: Quirks
  readonly people?: StoreQuirks
  readonly auth?: FakeAuth
  readonly modifiedAt?: string
  /** Of the source's configuration. */
  readonly more?: Readonly<Record<string, unknown>>
}

const CLIENT = { clientId: 'staffroom', clientSecret: 'only between us: 100 %+' } as const
export const OAUTH2: FakeAuth = { type: 'oauth2', dialect: 'basic', ...CLIENT }

/** Starts a provider of that version and gives the configuration of a source that reads it. */
export async function serveApi(
  district: District,
  version: Version,
  { quirks = {}, people = {}, auth = OAUTH2, modifiedAt, more = {} }: ApiOptions = {},
): Promise<ServedApi> {
  const door: Door = { base: BASES[version], auth, quirks }
  const provider = { version, district, people, ...(modifiedAt === undefined ? {} : { modifiedAt }) }
  const fake = await startOneRoster(provider, [door])
  const config = {
    version,
    baseUrl: fake.baseOf(door),
    pageSize: 40,
    auth: authOf(auth, fake.tokenUrlOf(door)),
    ...more,
  }
  return { fake, door, config, close: () => fake.close() }
}

function authOf(auth: FakeAuth, tokenUrl: string): Readonly<Record<string, unknown>> {
  if (auth.type === 'bearer') return { type: 'bearer', token: auth.token }
  if (auth.type === 'oauth1') return { type: 'oauth1', key: auth.key, secret: auth.secret }
  return { type: 'oauth2', tokenUrl, clientId: auth.clientId, clientSecret: auth.clientSecret }
}

export const COLLECTION_OF: Readonly<Record<Table, string>> = {
  orgs: 'orgs',
  terms: 'academicSessions',
  courses: 'courses',
  classes: 'classes',
  people: 'users',
  enrolments: 'enrollments',
}

export function dialectOf(version: Version): ConnectorDialect {
  return {
    name: `${version} REST`,
    asKnown: (record) => asKnownIn(version, record),
    // The connector asks for the order of sourcedId.
    reordered: TABLES,
    serve: (district) => serveApi(district, version, { more: { pageSize: 1000 } }),
    serveFaulty: async (district) => ({ ...(await serveFaulty(district, version)), ...FAULTY }),
    serveCut: async (district, table, share) => {
      const served = await serveApi(district, version)
      const on = `/${COLLECTION_OF[table]}`
      // Of a collection in several pages a later one; of a small one the only one.
      const records = [...district.records(table)].length
      const from = Math.max(1, Math.ceil((records * share) / 40))
      served.fake.setFaults([{ on, from, times: Number.POSITIVE_INFINITY, does: { kind: 'cut', share, as: 'close' } }])
      return served
    },
    serveDelta: async (changes, modifiedAt) => {
      const served = await serveApi(changes, version, { modifiedAt, more: { incremental: true } })
      const { bookmark } = await readAll(oneRosterRest, served.config)
      if (bookmark === null) throw new Error('The connector left no bookmark.')
      return { ...served, bookmark }
    },
    servePlanted: (token) => servePlanted(version, token),
  }
}

const FAULTY: Omit<FaultyFeed, keyof ServedFeed> = { ...FAULTY_ENROLMENT, at: { file: 'enrollments', row: 5 } }

async function serveFaulty(district: District, version: Version): Promise<ServedApi> {
  const served = await serveApi(district, version)
  const { classSourcedId, userSourcedId, ...values } = FAULTY_VALUES
  const references = {
    class: { sourcedId: classSourcedId, type: 'class' },
    user: { sourcedId: userSourcedId, type: 'user' },
  }
  served.fake.setDistortion((object, collection): JsonObject =>
    collection === 'enrollments' && object['sourcedId'] === FAULTY_ENROLMENT.sourcedId
      ? { ...object, ...references, ...values }
      : object,
  )
  return served
}

/** The token in every value of two objects of three, in what is dropped of all, and values of the wrong kind. */
async function servePlanted(version: Version, token: string): Promise<ServedApi> {
  const served = await serveApi(makeDistrict(PRESETS.tiny), version)
  served.fake.setDistortion((object, _collection, index) => {
    const secrets = { password: token, phone: token, sms: token, [token]: token, metadata: { [token]: token } }
    if (index % 3 === 0) return { ...object, ...secrets, ...PRIVATE(token) }
    const planted = Object.entries(object).map(([name, value]) => [name, plant(value, token, index)] as const)
    return { ...Object.fromEntries(planted), ...secrets }
  })
  return served
}

/** Otherwise good objects with what may never be repeated in the fields that are dropped, optional or odd. */
const PRIVATE = (token: string): JsonObject => ({
  givenName: token,
  familyName: token,
  email: `${token}@example.org`,
  userIds: [{ type: token, identifier: { token } }, token],
  grades: token,
  middleName: { token },
  schoolYear: token,
  beginDate: token,
})

function plant(value: Json, token: string, index: number): Json {
  if (index % 3 === 1) return `${token} ${index}`
  return Array.isArray(value) ? [{ sourcedId: token }, [token]] : { sourcedId: `${token} ${index}`, [token]: token }
}
