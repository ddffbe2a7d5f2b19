/** Configurations that an earlier version kept open are sealed by the worker, and are the same afterwards. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import type { ChoreWorld } from '../../src/daemon/chores.ts'
import { createConfigOpener } from '../../src/daemon/desk/sources.ts'
import { inDistrict } from '../../src/store/database.ts'
import { createSource, findSource, updateSealedConfig, updateSourceConfig } from '../../src/store/sync/source.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { doNow, noticeWorld } from './notice-world.ts'
import { openSyncBench, type SyncBench } from '../support/sync-world.ts'

const KEY = 'Zq9PlantedKey'
const OPEN = { url: `https://sis.example.org/export.zip?sig=${KEY}` }
const place = { districtId: 'alder', sourceId: 'drop' }
let database: TestDatabase
let bench: SyncBench
let world: ChoreWorld

beforeAll(async () => {
  database = await cloneDatabase()
  const db = database.open('sync')
  bench = await openSyncBench(db, 'alder')
  const base = noticeWorld(db, { clock: { now: new Date('2026-11-24T08:30:00Z') } })
  world = { ...base, sync: { ...base.sync, connectors: new Map([[oneRosterCsv.name, oneRosterCsv]]) } }
})
afterAll(() => database.drop())

const inside = <T>(work: (client: Parameters<typeof findSource>[0]) => Promise<T>): Promise<T> =>
  inDistrict(world.db, { districtId: 'alder', actor: 'test' }, work)
/** As it lies in the database. */
const kept = async () => {
  const source = await inside((client) => findSource(client, place))
  if (source === null) throw new Error('There is no source.')
  return source
}

beforeEach(async () => {
  if ((await inside((client) => findSource(client, place))) === null)
    await inside((client) =>
      createSource(client, { ...place, connector: 'oneroster-csv', config: {}, cron: null, nextDueAt: null }),
    )
  await bench.query(`update source set config = $1, bookmark = '{"x":1}' where id = 'drop'`, [OPEN])
})

describe('an address with a key that was kept open', () => {
  it('is sealed by the worker, opens as it was, and is sealed once', async () => {
    await doNow(world, 'alder', 'retention')
    const { config } = await kept()
    expect(JSON.stringify(config)).not.toContain(KEY)
    expect(config).toMatchObject({ url: { $shown: 'https://sis.example.org/export.zip?••••••' } })
    expect(createConfigOpener({ box: world.box, variables: {} })(config, place)).toEqual(OPEN)
    expect(await bench.query("select bookmark from source where id = 'drop'")).toEqual([{ bookmark: { x: 1 } }])
    await doNow(world, 'alder', 'retention')
    expect((await kept()).config).toEqual(config)
    expect(await bench.query("select actor, object from audit_entry where action = 'source.seal'")).toEqual([
      { actor: 'system', object: 'source:drop' },
    ])
  })

  it('stays what somebody has set meanwhile', async () => {
    const read = await kept()
    const other = { path: '/srv/exports/other.zip' }
    await inside((client) => updateSourceConfig(client, place, other))
    expect(await inside((client) => updateSealedConfig(client, read, { url: 'sealed' }))).toBe(false)
    expect((await kept()).config).toEqual(other)
  })

  it('of a connector that is not there is left alone', async () => {
    await doNow({ ...world, sync: { ...world.sync, connectors: new Map() } }, 'alder', 'retention')
    expect((await kept()).config).toEqual(OPEN)
  })
})
