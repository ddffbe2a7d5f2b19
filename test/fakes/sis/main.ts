/**
 * Stands up a made-up provider to try Staffroom by hand, until it is interrupted, and prints the configuration of a source
 * that reads it. Such a source needs STAFFROOM_ALLOW_PRIVATE_NETWORK=1.
 *   node test/fakes/sis/main.ts [--preset demo] [--version 1.2] [--provider oneroster|classlink-tenant|classlink-proxy]
 *     [--change SHARE] [--without-school ID] [--quirks JSON] [--people JSON] [--happenings JSON] [--faults JSON]
 */

import { parseArgs } from 'node:util'
import { makeDemoDistrict } from '../../contract/districts/demo.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import type { District, Preset } from '../../contract/districts/district.ts'
import { withChanges, withoutSchool } from '../../contract/districts/mutations.ts'
import { CLASSLINK, startClassLink } from './oneroster-classlink.ts'
import { BASES, startOneRoster } from './oneroster.ts'
import type { Happening, OneRosterFake, Quirks } from './oneroster.ts'
import type { StoreQuirks } from './oneroster-store.ts'
import type { FaultSwitch } from './server.ts'

const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'demo' },
    version: { type: 'string', default: '1.2' },
    provider: { type: 'string', default: 'oneroster' },
    change: { type: 'string' },
    'without-school': { type: 'string' },
    quirks: { type: 'string', default: '{}' },
    people: { type: 'string', default: '{}' },
    happenings: { type: 'string', default: '[]' },
    faults: { type: 'string', default: '[]' },
  },
})

function chosenDistrict(): District {
  const made = values.preset === 'demo' ? makeDemoDistrict() : makeDistrict(PRESETS[values.preset as Preset])
  const gone = values['without-school']
  const rest = gone === undefined ? made : withoutSchool(made, gone)
  return values.change === undefined ? rest : withChanges(rest, Number(values.change))
}

async function start(): Promise<{ readonly fake: OneRosterFake; readonly config: unknown }> {
  const district = chosenDistrict()
  const quirks = JSON.parse(values.quirks) as Quirks
  const people = JSON.parse(values.people) as StoreQuirks
  if (values.provider.startsWith('classlink')) {
    const fake = await startClassLink(district, { tenant: quirks, proxy: quirks, people })
    const { key, secret, bearer } = CLASSLINK
    const isProxy = values.provider === 'classlink-proxy'
    const auth = isProxy ? { type: 'bearer', token: bearer } : { type: 'oauth1', key, secret }
    const baseUrl = fake.baseOf(isProxy ? fake.proxy : fake.tenant)
    return { fake, config: { version: '1.1', baseUrl, profile: 'classlink', auth } }
  }
  const version = values.version === '1.1' ? '1.1' : '1.2'
  const credentials = { clientId: 'staffroom', clientSecret: 'for a trial' }
  const door = { base: BASES[version], auth: { type: 'oauth2', dialect: 'basic', ...credentials }, quirks } as const
  const fake = await startOneRoster({ version, district, people }, [door])
  const auth = { type: 'oauth2', tokenUrl: fake.tokenUrlOf(door), ...credentials }
  return { fake, config: { version, baseUrl: fake.baseOf(door), auth } }
}

const { fake, config } = await start()
fake.setHappenings(JSON.parse(values.happenings) as Happening[])
fake.setFaults(JSON.parse(values.faults) as FaultSwitch[])
process.stdout.write(`${JSON.stringify(config, null, 2)}\n`)
