/** Nights on which the server of a source says that its export has not changed: the run does everything that it does otherwise. */

import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import { clearPackages } from '../../src/daemon/clear-packages.ts'
import { stageDigested } from '../../src/feed/sealed-file.ts'
import { openPackageShelf } from '../../src/feed/package-shelf.ts'
import { createGuardedOpen } from '../../src/net/guarded-open.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { createSource, updateSourceConfig, updateSourcePaused } from '../../src/store/sync/source.ts'
import { type ExecuteOptions, executeRun, requestRun } from '../../src/sync/run.ts'
import type { RunReport } from '../../src/sync/report.ts'
import type { SyncWorld } from '../../src/sync/world.ts'
import { BASE_11 } from '../connectors/oneroster-csv/scenarios/base.ts'
import { type ExportServer, startExportServer } from '../fakes/sis/export.ts'
import { type TestDatabase, cloneDatabase } from '../support/database.ts'
import { syncWorld } from '../support/sync-world.ts'
import { zipOf } from './cut-feed.ts'

const KEY = 'PlantedKey77'
const box = openSecretBox(randomBytes(32))
let database: TestDatabase
let db: Database
let server: ExportServer
let home = ''
let zip: Buffer
let number = 0
let districtId = ''
let now = new Date()
const logged: { event: string; fields: Readonly<Record<string, unknown>> }[] = []

beforeAll(async () => {
  database = await cloneDatabase()
  db = database.open('sync')
  server = await startExportServer()
  home = await mkdtemp(join(tmpdir(), 'unchanged-sync-'))
  zip = await zipOf(BASE_11, join(home, 'base.zip'))
})
afterAll(async () => {
  await server.close()
  await database.drop()
  await rm(home, { recursive: true })
})
beforeEach(async () => {
  number += 1
  districtId = `district-${number}`
  now = new Date()
  logged.length = 0
  server.forget()
  const address = { url: `${server.zip}?key=${KEY}`, headers: { 'X-Key': KEY } }
  await globally(db, (client) =>
    createDistrict(client, { id: districtId, name: districtId, timezone: 'UTC', customerId: null }),
  )
  await inDistrict(db, here(), (client) =>
    createSource(client, {
      districtId,
      sourceId: 'sis',
      connector: 'oneroster-csv',
      config: address,
      cron: null,
      nextDueAt: null,
    }),
  )
})

const here = () => ({ districtId, actor: 'test' })
const place = () => ({ districtId, sourceId: 'sis' })

function note(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
  logged.push({ event, fields })
}

/** A machine of its own has a disk of its own. */
function machine(name = 'one', daysMax = 7): SyncWorld & { readonly shelf: NonNullable<SyncWorld['shelf']> } {
  const open = createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test' })
  const stagingFolder = join(home, districtId, name)
  const world = syncWorld(db, new Map([[oneRosterCsv.name, oneRosterCsv]]), {
    reach: { open, stagingFolder },
    log: { info: note, warn: note, error: note },
    now: () => now,
  })
  return {
    ...world,
    shelf: openPackageShelf({ folder: stagingFolder, scratch: stagingFolder, daysMax, now: () => now, box }),
  }
}

async function sync(
  over: { dryRun?: boolean; world?: SyncWorld } & Pick<ExecuteOptions, 'full'> = {},
): Promise<RunReport> {
  const { dryRun = false, world = machine(), ...how } = over
  const runId = await requestRun(world, { ...place(), trigger: 'manual', dryRun, requestedBy: 'test' })
  return executeRun(world, { districtId, runId, signal: new AbortController().signal, ...how })
}

const statuses = (): number[] => server.requests.map(({ status }) => status)
const files = (name = 'one'): Promise<string[]> => readdir(join(home, districtId, name)).catch(() => [])
const query = (text: string): Promise<unknown> => inDistrict(db, here(), (client) => client.query(text))

describe('a run whose export has not changed', () => {
  it('compares everything: what was altered since comes back, and the report says since when', async () => {
    server.publish({ zip, etag: '"one"' })
    const first = await sync()
    expect([first.state, first.unchangedSince]).toEqual(['reported', undefined])
    await query(`update class set title = 'altered by hand' where sourced_id = 'k1'`)
    const second = await sync()
    expect(second.state).toBe('reported')
    expect(second.tables.classes).toMatchObject({ received: first.tables.classes.received, changed: 1 })
    expect(second.tables.people).toMatchObject({ received: first.tables.people.received, retired: 0 })
    expect(second.incomplete).toEqual([])
    expect(second.unchangedSince).toBe(now.toISOString())
    expect(statuses()).toEqual([200, 304])
    expect(logged.find(({ event }) => event === 'feed.unchanged')?.fields).toMatchObject({ since: now.toISOString() })
  })

  it('is held by the guard as it would have been', async () => {
    const [header, ...users] = BASE_11['users.csv'].trimEnd().split('\n')
    const more = Array.from({ length: 40 }, (_, i) => users.at(-1)?.replace(/^[^,]+/, `more${i}`))
    const all = [header, ...users, ...more, ''].join('\n')
    server.publish({ zip: await zipOf({ ...BASE_11, 'users.csv': all }, join(home, 'more.zip')), etag: '"more"' })
    expect((await sync()).state).toBe('reported')
    server.publish({ zip, etag: '"few"' })
    const [held, again] = [await sync(), await sync()]
    expect([held.state, again.state]).toEqual(['held', 'held'])
    expect([held.unchangedSince, again.unchangedSince]).toEqual([undefined, now.toISOString()])
    expect(again.hold).toEqual(held.hold)
    expect(statuses()).toEqual([200, 200, 304])
  })

  it('has the same quarantine and the same findings', async () => {
    const users = `${BASE_11['users.csv'].trimEnd()}\n,active,,broken\n`
    server.publish({ zip: await zipOf({ ...BASE_11, 'users.csv': users }, join(home, 'bad.zip')), etag: '"bad"' })
    const [first, second] = [await sync(), await sync()]
    expect(first.tables.people.quarantined).toBeGreaterThan(0)
    expect(second.tables.people.quarantined).toBe(first.tables.people.quarantined)
    expect(second.diagnostics).toEqual(first.diagnostics)
    expect(second.incomplete).toEqual(first.incomplete)
    expect(second.unchangedSince).toBeDefined()
  })

  it('logs and keeps neither the key of the address nor that of the header', async () => {
    server.publish({ zip, etag: '"one"' })
    await sync()
    await sync()
    expect(server.requests.every(({ query: asked }) => asked.get('key') === KEY)).toBe(true)
    expect(JSON.stringify(logged)).not.toContain(KEY)
    expect((await files()).join(' ')).not.toContain(KEY)
  })
})

describe('the export is fetched anew', () => {
  it('by a full sync and by a machine that has nothing kept; a preview leaves the shelf as it is', async () => {
    server.publish({ zip, etag: '"one"' })
    await sync({ dryRun: true })
    expect(await files()).toEqual([])
    await sync()
    expect((await sync({ full: true })).unchangedSince).toBeUndefined()
    await sync({ world: machine('two') })
    expect((await sync({ dryRun: true })).unchangedSince).toBeDefined()
    expect((await sync({ world: machine('two') })).unchangedSince).toBeDefined()
    expect(statuses()).toEqual([200, 200, 200, 200, 304, 304])
  })

  it('seven days after the last time, so that a server that never admits a change is believed no longer', async () => {
    server.publish({ zip, etag: '"one"' })
    await sync()
    server.publish({ zip, etag: '"one"', alwaysUnchanged: true })
    now = new Date(now.getTime() + 6.9 * 86_400_000)
    expect((await sync()).unchangedSince).toBeDefined()
    now = new Date(now.getTime() + 0.2 * 86_400_000)
    expect((await sync()).failure?.code).toBe('FETCH_UNASKED')
    expect(await files()).toEqual([])
  })

  it('after the configuration of the source was set, and after it was set to another address', async () => {
    server.publish({ zip, etag: '"one"' })
    await sync()
    await inDistrict(db, here(), (client) =>
      updateSourceConfig(client, place(), { url: `${server.url}/other/export.zip` }),
    )
    expect((await sync()).unchangedSince).toBeUndefined()
    expect(statuses()).toEqual([200, 200])
  })
})

describe('what is kept is removed', () => {
  it('not while it is young and its source is as it was', async () => {
    server.publish({ zip, etag: '"one"' })
    await sync()
    expect([await clear(), (await files()).length]).toEqual([0, 2])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['once it is seven days old', async () => void (now = new Date(now.getTime() + 7 * 86_400_000))],
    [
      'once its source is configured otherwise',
      () => inDistrict(db, here(), (client) => updateSourceConfig(client, place(), { url: server.zip })),
    ],
    [
      'once its source is paused',
      () => inDistrict(db, here(), (client) => updateSourcePaused(client, place(), { paused: true, nextDueAt: null })),
    ],
  ])('%s', async (_name, change) => {
    server.publish({ zip, etag: '"one"' })
    await sync()
    expect(await files()).toHaveLength(2)
    await change()
    expect(await clear()).toBe(1)
    expect(await files()).toEqual([])
    expect(logged.at(-1)).toEqual({ event: 'packages.removed', fields: { count: 1 } })
  })

  it('once its source is gone, and where its note is lost', async () => {
    const world = machine()
    const options = { finds: true, keeps: true, onTrouble: () => undefined }
    const file = await stageDigested(world.reach.stagingFolder, onePiece(zip))
    const more = { request: 'r', url: server.zip, validator: { etag: '"one"' }, fetchedAt: now }
    await world.shelf.slot({ districtId, sourceId: 'gone', config: {} }, options).keep({ ...file, ...more })
    await rm(file.path)
    await writeFile(join(world.reach.stagingFolder, 'kept-stray.package'), zip)
    expect(await files()).toHaveLength(3)
    expect(await clear()).toBe(2)
    expect(await files()).toEqual([])
  })

  it('where nothing is to be kept any more', async () => {
    server.publish({ zip, etag: '"one"' })
    await sync()
    expect(await clear(machine('one', 0))).toBe(1)
    await sync({ world: machine('one', 0) })
    expect(await files()).toEqual([])
  })
})

function clear(world = machine()): Promise<number> {
  return clearPackages(world, world.shelf)
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}
