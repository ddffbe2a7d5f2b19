/**
 * Stands up a made-up provider to try Staffroom by hand, until it is interrupted, and prints the configuration of a source
 * that reads it. Such a source needs STAFFROOM_ALLOW_PRIVATE_NETWORK=1.
 *   npm run -s provider -- [--provider oneroster|classlink-tenant|classlink-proxy|clever|url|sftp] [--version 1.2]
 *     [--preset demo] [--plain] [--change SHARE] [--without-school ID] [--faults JSON]
 *     [--quirks JSON] [--people JSON] [--happenings JSON]    of oneroster and classlink
 *     [--conduct JSON]                                       of clever
 * `--version` is 1.1 or 1.2, and 3.0 or 3.1 for clever; `--plain` leaves out what some dialect can't say.
 */

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Version } from '../../contract/districts/dialect.ts'
import { makeDemoDistrict } from '../../contract/districts/demo.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import type { District, Preset } from '../../contract/districts/district.ts'
import { withChanges, withoutSchool } from '../../contract/districts/mutations.ts'
import { inEveryDialect } from '../../contract/districts/plain.ts'
import { writeDistrict } from '../../contract/districts/write.ts'
import { PASSWORD, startSftp, USER } from '../sftp/sftp.ts'
import { startClever } from './clever.ts'
import type { CleverConduct } from './clever.ts'
import { startExportServer } from './export.ts'
import { CLASSLINK, startClassLink } from './oneroster-classlink.ts'
import { BASES, startOneRoster } from './oneroster.ts'
import type { Happening, OneRosterFake, Quirks } from './oneroster.ts'
import type { StoreQuirks } from './oneroster-store.ts'
import type { FaultSwitch } from './server.ts'

const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'demo' },
    plain: { type: 'boolean', default: false },
    version: { type: 'string' },
    provider: { type: 'string', default: 'oneroster' },
    change: { type: 'string' },
    'without-school': { type: 'string' },
    quirks: { type: 'string', default: '{}' },
    people: { type: 'string', default: '{}' },
    happenings: { type: 'string', default: '[]' },
    faults: { type: 'string', default: '[]' },
    conduct: { type: 'string', default: '{}' },
  },
})

const version: Version = values.version === '1.1' ? '1.1' : '1.2'
const faults = JSON.parse(values.faults) as FaultSwitch[]

function chosenDistrict(): District {
  const made = values.preset === 'demo' ? makeDemoDistrict() : makeDistrict(PRESETS[values.preset as Preset])
  const gone = values['without-school']
  const rest = gone === undefined ? made : withoutSchool(made, gone)
  const changed = values.change === undefined ? rest : withChanges(rest, Number(values.change))
  return values.plain ? inEveryDialect(changed) : changed
}

/** Starts the provider and returns the configuration of a source. */
type Start = (district: District) => Promise<unknown>

const STARTS: Readonly<Record<string, Start>> = {
  oneroster: startPlainOneRoster,
  'classlink-tenant': (district) => startClassLinkDoor(district, 'tenant'),
  'classlink-proxy': (district) => startClassLinkDoor(district, 'proxy'),
  clever: async (district) => {
    const fake = await startClever({ district, version: values.version === '3.0' ? '3.0' : '3.1' })
    fake.behave(JSON.parse(values.conduct) as Partial<CleverConduct>)
    fake.setFaults(faults)
    return fake.config()
  },
  url: async (district) => {
    const server = await startExportServer({ locked: true })
    server.publish({ zip: await zipOf(district), etag: '"trial"' })
    server.setFaults(faults)
    return { url: server.zip, headers: { Authorization: `Bearer ${server.key}` } }
  },
  sftp: async (district) => {
    const path = '/out/oneroster.zip'
    const server = await startSftp()
    server.files.set(path, { bytes: await zipOf(district), modifiedAt: 1_790_000_000 })
    return { sftp: { host: '127.0.0.1', port: server.port, user: USER, password: PASSWORD, path } }
  },
}

async function startClassLinkDoor(district: District, door: 'tenant' | 'proxy'): Promise<unknown> {
  const quirks = JSON.parse(values.quirks) as Quirks
  const people = JSON.parse(values.people) as StoreQuirks
  const fake = await startClassLink(district, { tenant: quirks, proxy: quirks, people })
  misbehave(fake)
  const { key, secret, bearer } = CLASSLINK
  const auth = door === 'proxy' ? { type: 'bearer', token: bearer } : { type: 'oauth1', key, secret }
  return { version: '1.1', baseUrl: fake.baseOf(fake[door]), profile: 'classlink', auth }
}

async function startPlainOneRoster(district: District): Promise<unknown> {
  const quirks = JSON.parse(values.quirks) as Quirks
  const people = JSON.parse(values.people) as StoreQuirks
  const credentials = { clientId: 'staffroom', clientSecret: 'for a trial' }
  const door = { base: BASES[version], auth: { type: 'oauth2', dialect: 'basic', ...credentials }, quirks } as const
  const fake = await startOneRoster({ version, district, people }, [door])
  misbehave(fake)
  return {
    version,
    baseUrl: fake.baseOf(door),
    auth: { type: 'oauth2', tokenUrl: fake.tokenUrlOf(door), ...credentials },
  }
}

function misbehave(fake: OneRosterFake): void {
  fake.setHappenings(JSON.parse(values.happenings) as Happening[])
  fake.setFaults(faults)
}

async function zipOf(district: District): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'provider-'))
  const bytes = await readFile(await writeDistrict(district, { version, to: join(folder, 'oneroster.zip') }))
  await rm(folder, { recursive: true })
  return bytes
}

const start = STARTS[values.provider]
if (start === undefined) throw new Error(`There is no provider ${values.provider}: ${Object.keys(STARTS).join(', ')}.`)
process.stdout.write(`${JSON.stringify(await start(chosenDistrict()), null, 2)}\n`)
