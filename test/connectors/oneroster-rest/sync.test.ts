/** OneRoster REST through the whole pipeline: the same export whichever way a roster comes, nobody retired without proof, changes between whole sets. */

import { mkdtemp, readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import type { Connector } from '../../../src/feed/connector.ts'
import type { PersonRecord } from '../../../src/roster/model.ts'
import { exportRoster } from '../../../src/store/sync/roster-export.ts'
import type { RunReport } from '../../../src/sync/report.ts'
import { executeRun, requestRun } from '../../../src/sync/run.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import type { District } from '../../contract/districts/district.ts'
import { withoutShare } from '../../contract/districts/mutations.ts'
import { feedIo } from '../../contract/read-all.ts'
import { startClassLink, CLASSLINK } from '../../fakes/sis/oneroster-classlink.ts'
import type { OneRosterFake } from '../../fakes/sis/oneroster.ts'
import { useDatabase } from '../../support/database.ts'
import { type SyncBench, openSyncBench, syncSettings } from '../../support/sync-world.ts'
import { dialectOf as csvDialectOf } from '../oneroster-csv/serve.ts'
import { dialectOf, serveApi } from './serve.ts'

const district = makeDistrict(PRESETS.tiny)
const database = useDatabase()
let count = 0
const open: { readonly close: () => Promise<void> }[] = []

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

/** A district of its own with one source that reads what the connector reads with that configuration. */
async function benchOf(connector: Connector, config: () => unknown): Promise<SyncBench> {
  count += 1
  const reading: Connector = { ...connector, name: 'literal', read: (_none, io) => connector.read(config(), io) }
  const { reach } = feedIo()
  const settings = syncSettings()
  return openSyncBench(database.open('sync'), `d${count}`, {
    connectors: new Map([['literal', reading]]),
    reach,
    settings: { ...settings, feedLimits: { ...settings.feedLimits, fetchRetryBaseMs: 1 } },
  })
}

async function exported(bench: SyncBench): Promise<Record<string, string>> {
  const out = await mkdtemp(join(tmpdir(), 'staffroom-rest-'))
  await exportRoster(bench.world.db, { districtId: bench.districtId, out, all: false })
  const names = await readdir(out)
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'utf8')] as const)),
  )
}

/** As far as every dialect can say it: roles and preferred names that only 1.2 has would differ, rightly. */
function sayable(made: District): District {
  return {
    ...made,
    records: function* records(table) {
      for (const record of made.records(table)) yield record.table === 'people' ? plain(record) : record
    },
  }
}

function plain(person: PersonRecord): PersonRecord {
  const feedRoles = person.feedRoles.map(
    (each) => ({ ...each, role: each.role === 'student' ? 'student' : 'teacher' }) as const,
  )
  return { ...person, feedRoles, preferredGivenName: null, preferredFamilyName: null }
}

describe('the canonical export of one district', () => {
  it('is the same to the byte through CSV 1.1, CSV 1.2, REST 1.1 and REST 1.2', async () => {
    const texts: string[] = []
    for (const [connector, dialect] of [
      [oneRosterCsv, csvDialectOf('1.1', 'zip')],
      [oneRosterCsv, csvDialectOf('1.2', 'folder')],
      [oneRosterRest, dialectOf('1.1')],
      [oneRosterRest, dialectOf('1.2')],
    ] as const) {
      const served = await dialect.serve(sayable(district))
      open.push(served)
      const bench = await benchOf(connector, () => served.config)
      const report = await bench.sync()
      expect([report.state, report.incomplete]).toEqual(['reported', []])
      texts.push(JSON.stringify(await exported(bench), null, 1))
    }
    expect(texts[0]?.length).toBeGreaterThan(15_000)
    expect(new Set(texts).size).toBe(1)
  })
})

describe('a night with OneRoster REST', () => {
  const smaller = withoutShare(district, 'people', 0.05)
  const left = [...district.records('people')].length - [...smaller.records('people')].length

  it('retires who vanished, but only where the table was proven', async () => {
    const served = await serveApi(district, '1.2', { people: { deletions: 'vanish' } })
    open.push(served)
    const bench = await benchOf(oneRosterRest, () => served.config)
    expect((await bench.sync()).tables.people).toMatchObject({ added: 56, retired: 0 })

    served.fake.store.become(smaller, '2026-11-20T00:00:00.000Z')
    served.fake.setHappenings([{ on: '/users', times: Number.POSITIVE_INFINITY, does: { kind: 'total', off: 1 } }])
    const doubtful = await bench.sync()
    expect(doubtful.tables.people).toMatchObject({ received: 56 - left, retired: 0 })
    expect(doubtful.incomplete.map(({ table }) => table)).toEqual(['people'])
    expect(doubtful.incomplete[0]?.reason).toMatch(/tells of \d+ records and sends \d+/)

    served.fake.setHappenings([])
    expect(left).toBeGreaterThan(0)
    expect((await bench.sync()).tables.people).toMatchObject({ retired: left })
  })

  it('is held, and changes nothing, when a collection comes empty', async () => {
    const served = await serveApi(district, '1.2')
    open.push(served)
    const bench = await benchOf(oneRosterRest, () => served.config)
    await bench.sync()
    const before = await exported(bench)
    served.fake.store.become(
      { ...district, records: (table) => (table === 'people' ? [] : district.records(table)) },
      '2026-11-20T00:00:00.000Z',
    )
    expect((await bench.sync()).state).toBe('held')
    expect(await exported(bench)).toEqual(before)
  })

  it('changes nothing when a page fails for good', async () => {
    const served = await serveApi(district, '1.2')
    open.push(served)
    const bench = await benchOf(oneRosterRest, () => served.config)
    await bench.sync()
    const before = await exported(bench)
    served.fake.setFaults([
      { on: '/enrollments', from: 3, times: Number.POSITIVE_INFINITY, does: { kind: 'answer', status: 500 } },
    ])
    const report = await bench.sync()
    expect(report).toMatchObject({ state: 'failed', failure: { code: 'FETCH_FAILED' } })
    expect(await exported(bench)).toEqual(before)
  })
})

const filters = (fake: OneRosterFake): (string | null)[] =>
  fake.requests.filter(({ path }) => path.endsWith('/users')).map(({ query }) => query.get('filter'))

const changed = (): District => ({
  ...district,
  records: function* records(table) {
    for (const record of district.records(table)) {
      if (record.sourcedId === 'student-0003') continue
      yield record.table === 'people' && record.sourcedId === 'student-0005'
        ? { ...record, familyName: 'Newname' }
        : record
    }
  },
})

/** A first night with everything, a change, and a second night. */
async function secondNight(
  deletions: 'marked' | 'vanish',
  quirks = {},
): Promise<{ bench: SyncBench; fake: OneRosterFake; report: RunReport }> {
  const served = await serveApi(district, '1.2', { people: { deletions }, quirks, more: { incremental: true } })
  open.push(served)
  const bench = await benchOf(oneRosterRest, () => served.config)
  expect((await bench.sync()).tables.people).toMatchObject({ added: 56 })
  expect(new Set(filters(served.fake))).toEqual(new Set([null]))
  served.fake.forget()
  served.fake.store.become(changed(), '2026-11-20T01:02:03.000Z')
  return { bench, fake: served.fake, report: await bench.sync() }
}

describe('changes only', () => {
  it('are asked for with a day of overlap, and change and retire whom they name', async () => {
    const { fake, report } = await secondNight('marked')
    expect(new Set(filters(fake))).toEqual(new Set(["dateLastModified>='2026-07-31T06:00:00.000Z'"]))
    // The day of overlap brings everything once more here: it was all dated the same.
    expect(report.tables.people).toMatchObject({ added: 0, changed: 1, retired: 1 })
    expect(report.incomplete).toEqual([])
  })

  it('go on where the last ones ended, and bring little', async () => {
    const { bench, fake } = await secondNight('marked')
    fake.forget()
    const third = await bench.sync()
    expect(new Set(filters(fake))).toEqual(new Set(["dateLastModified>='2026-11-19T01:02:03.000Z'"]))
    expect(third.tables.people).toMatchObject({ received: 2, added: 0, changed: 0, retired: 0 })
  })

  it('do not show who vanished; the whole set does', async () => {
    const { bench, fake, report } = await secondNight('vanish')
    expect(report.tables.people).toMatchObject({ changed: 1, retired: 0 })
    fake.forget()
    const runId = await requestRun(bench.world, {
      districtId: bench.districtId,
      sourceId: bench.sourceId,
      trigger: 'manual',
      dryRun: false,
      requestedBy: 'test',
    })
    const whole = await executeRun(bench.world, {
      districtId: bench.districtId,
      runId,
      full: true,
      signal: new AbortController().signal,
    })
    expect(new Set(filters(fake))).toEqual(new Set([null]))
    expect(whole.tables.people).toMatchObject({ retired: 1 })
  })

  it('come as the whole set from a provider that refuses to filter', async () => {
    const { report } = await secondNight('vanish', { filterRefused: 'all' })
    expect(report.tables.people).toMatchObject({ received: 55, changed: 1, retired: 1 })
  })

  it('are picked out here where a provider ignores the filter', async () => {
    const { bench, fake, report } = await secondNight('marked', { filterIgnored: true })
    expect(report.tables.people).toMatchObject({ changed: 1, retired: 1 })
    fake.forget()
    expect((await bench.sync()).tables.people).toMatchObject({ received: 2, changed: 0, retired: 0 })
  })

  it('begin with a whole set again after a run that proved less', async () => {
    const { bench, fake } = await secondNight('marked')
    fake.setHappenings([{ on: '/users', times: Number.POSITIVE_INFINITY, does: { kind: 'total', off: 1 } }])
    await bench.sync()
    fake.setHappenings([])
    fake.forget()
    await bench.sync()
    expect(new Set(filters(fake))).toEqual(new Set([null]))
  })
})

describe('ClassLink', () => {
  const auth = { type: 'bearer', token: CLASSLINK.bearer }

  it('through its proxy is whole by its revision, and asked for nothing more while that stays', async () => {
    const fake = await startClassLink(district)
    open.push(fake)
    const config = { version: '1.1', baseUrl: fake.baseOf(fake.proxy), profile: 'classlink', incremental: true, auth }
    const bench = await benchOf(oneRosterRest, () => config)
    const first = await bench.sync()
    expect([first.state, first.incomplete]).toEqual(['reported', []])

    fake.forget()
    const second = await bench.sync()
    expect([second.state, second.incomplete, second.tables.people.received]).toEqual(['reported', [], 0])
    expect(fake.requests).toHaveLength(1)

    // Who loses the last class vanishes, under another revision.
    fake.store.become(withoutShare(district, 'people', 0.05), '2026-11-20T00:00:00.000Z')
    fake.setHappenings([{ on: '/orgs', does: { kind: 'revision', value: '1002' } }])
    const third = await bench.sync()
    expect(third.tables.people.retired).toBeGreaterThan(0)
  })

  it('through the district’s own server gives the same roster as through the proxy', async () => {
    const fake = await startClassLink(district)
    open.push(fake)
    const tenant = {
      version: '1.1',
      baseUrl: fake.baseOf(fake.tenant),
      profile: 'classlink',
      auth: { type: 'oauth1', key: CLASSLINK.key, secret: CLASSLINK.secret },
    }
    const proxy = { version: '1.1', baseUrl: fake.baseOf(fake.proxy), profile: 'classlink', auth }
    const rosters: Record<string, string>[] = []
    for (const config of [tenant, proxy]) {
      const bench = await benchOf(oneRosterRest, () => config)
      expect((await bench.sync()).incomplete).toEqual([])
      rosters.push(await exported(bench))
    }
    expect(rosters[0]).toEqual(rosters[1])
  })
})
