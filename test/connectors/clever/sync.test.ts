/** Clever in the pipeline: the same roster as from files, and what events make of it from then on. */

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clever } from '../../../connectors/clever/connector.ts'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import type { Connector } from '../../../src/feed/connector.ts'
import { readRoleMap } from '../../../src/roster/role-map.ts'
import { exportRoster } from '../../../src/store/sync/roster-export.ts'
import type { RunReport } from '../../../src/sync/report.ts'
import type { SyncWorld } from '../../../src/sync/world.ts'
import demoRoleMap from '../../contract/districts/demo-role-map.json' with { type: 'json' }
import { makeDemoDistrict } from '../../contract/districts/demo.ts'
import type { District } from '../../contract/districts/district.ts'
import { withCleverIds } from '../../contract/districts/plain.ts'
import { writeDistrict } from '../../contract/districts/write.ts'
import { feedIo } from '../../contract/read-all.ts'
import { type CleverFake, type CleverOptions, startClever } from '../../fakes/sis/clever.ts'
import { useDatabase } from '../../support/database.ts'
import { type SyncBench, openSyncBench, syncSettings } from '../../support/sync-world.ts'

const database = useDatabase()
let db: SyncBench['world']['db']
let home = ''
let number = 0
let clock = new Date('2026-11-22T08:00:00Z')
let fake: CleverFake | null = null

beforeAll(async () => {
  db = database.open('sync')
  home = await mkdtemp(join(tmpdir(), 'clever-'))
})
afterAll(async () => {
  await rm(home, { recursive: true })
})
beforeEach(() => {
  clock = new Date('2026-11-22T08:00:00Z')
})
afterEach(async () => {
  await fake?.close()
  fake = null
})

const demo = withCleverIds(makeDemoDistrict())

/** A district of its own with one source of that connector. */
function open(connector: Connector, config: unknown): Promise<SyncBench> {
  number += 1
  const settings = syncSettings()
  const own = readRoleMap(demoRoleMap)
  if ('faults' in own) throw new Error(own.faults.join('\n'))
  const world: Partial<SyncWorld> = {
    connectors: new Map([['literal', connector]]),
    openConfig: () => config,
    reach: feedIo().reach,
    now: () => clock,
    settings: {
      ...settings,
      feedLimits: { ...settings.feedLimits, fetchRetryBaseMs: 1 },
      defaultRoleMap: { rules: [...own.map.rules, ...settings.defaultRoleMap.rules] },
    },
  }
  return openSyncBench(db, `clever-${number}`, world)
}

async function exported(bench: SyncBench): Promise<Record<string, string>> {
  const out = await mkdtemp(join(home, 'out-'))
  await exportRoster(db, { districtId: bench.districtId, out, all: false })
  const names = await readdir(out)
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'utf8')] as const)),
  )
}

describe.each(['3.0', '3.1'] as const)('one district from files and from Clever %s', (version) => {
  it('gives the same export to the byte, but for the user names, which Clever keeps with the passwords', async () => {
    const path = await writeDistrict(demo, { version: '1.2', to: join(home, `${version}.zip`) })
    const files = await open(oneRosterCsv, { path })
    expect((await files.sync()).state).toBe('reported')
    fake = await startClever({ district: demo, version })
    fake.behave({ lastSync: clock })
    const api = await open(clever, fake.config())
    expect((await api.sync()).state).toBe('reported')

    const [there, here] = [await exported(files), await exported(api)]
    expect(there['enrolments.csv']?.length).toBeGreaterThan(10_000)
    expect(there['roles.csv']).toMatch(/district_admin|billing_only/)
    // The closed list of what the dialect can't carry: one column of one file.
    const { 'people.csv': people = '', ...rest } = there
    expect(people).not.toContain('"')
    const nameless = people.replaceAll(/^(?!sourcedId)([^,]*,[^,]*,[^,]*,)[^,]*/gm, '$1')
    expect(nameless).not.toBe(people)
    expect(here).toEqual({ ...rest, 'people.csv': nameless })
  })
})

/** The district with some records other than they were. */
function withOver(
  district: District,
  change: Partial<Record<string, object | null>>,
  added: readonly object[] = [],
): District {
  return {
    ...district,
    records: function* records(table) {
      for (const record of district.records(table)) {
        const over = change[record.sourcedId]
        if (over === null) continue
        yield over === undefined ? record : { ...record, ...over }
      }
      for (const record of added as ReturnType<District['records']> extends Iterable<infer R> ? R[] : never)
        if (record.table === table) yield record
    },
  }
}

function server(): CleverFake {
  if (fake === null) throw new Error('There is no fake.')
  return fake
}

const asked = (): string[] => [
  ...new Set(server().requests.map(({ path }) => path.replace(/^\/v3\.1/, '').replace(/^\/events\/.*/, '/events/one'))),
]

describe('events', () => {
  let bench: SyncBench
  async function begin(over: Partial<CleverOptions> = {}): Promise<RunReport> {
    fake = await startClever({ district: demo, ...over })
    server().behave({ lastSync: clock })
    bench = await open(clever, server().config({ events: true }))
    const first = await bench.sync()
    server().forget()
    return first
  }

  /** An hour later the district is this one. */
  async function later(next: District, run = (): Promise<RunReport> => bench.sync()): Promise<RunReport> {
    clock = new Date(clock.getTime() + 3_600_000)
    server().store.change(next, clock)
    server().behave({ lastSync: clock })
    server().forget()
    return run()
  }

  const count = async (text: string, ...values: unknown[]): Promise<number> =>
    (await bench.query<{ count: number }>(`select count(*)::int as count ${text}`, values))[0]?.count ?? -1
  const bookmark = async (): Promise<Record<string, string> | null> =>
    (await bench.query<{ bookmark: Record<string, string> | null }>('select bookmark from source'))[0]?.bookmark ?? null

  it('are not asked for the first time: everything is read, and where they stood is remembered', async () => {
    const first = await begin()
    expect(first).toMatchObject({ state: 'reported', incomplete: [], tables: { people: { added: 341 } } })
    expect(await bookmark()).toMatchObject({ district: 'org-0000', version: '3.1', lastEvent: '' })
  })

  it('of nothing cost four requests and change nothing', async () => {
    await begin()
    const report = await later(demo)
    expect(report).toMatchObject({ state: 'reported', tables: { people: { received: 0, retired: 0 } } })
    expect(asked()).toEqual(['/districts', '/events'])
    expect(await count(`from person where status = 'active'`)).toBe(341)
  })

  it('of users add, change and retire those people and nobody else, without a list of people', async () => {
    await begin()
    const student = [...demo.records('people')].find(({ sourcedId }) => sourcedId === 'student-0007')
    const report = await later(
      withOver(demo, { 'student-0003': { givenName: 'Renamed' }, 'student-0004': null }, [
        { ...student, sourcedId: 'new-1' },
      ]),
    )
    expect(report.tables.people).toMatchObject({ received: 3, added: 1, changed: 1, retired: 1 })
    expect(report.incomplete).toEqual([])
    expect(asked()).not.toContain('/users')
    expect(await count(`from person where given_name = 'Renamed'`)).toBe(1)
    expect(await count(`from person_source where status = 'active'`)).toBe(341)
    expect(await count(`from enrolment where person_sourced_id = 'student-0004' and status = 'active'`)).toBe(0)
  })

  it('of sections have all sections read: who is no longer in one is enrolled no longer', async () => {
    await begin()
    const left = [...demo.records('enrolments')].find(({ sourcedId }) => sourcedId.startsWith('class-0003-student-'))
    const report = await later(
      withOver(demo, { [left?.sourcedId ?? '']: null, 'class-0005': { title: 'Renamed class' } }),
    )
    expect(report.tables).toMatchObject({ classes: { changed: 1, retired: 0 }, enrolments: { added: 0, retired: 1 } })
    expect(asked()).toEqual(['/districts', '/events', '/terms', '/sections'])
    expect(await count(`from enrolment where sourced_id = $1 and status = 'active'`, left?.sourcedId)).toBe(0)
  })

  it('of a school have the schools read before the people whose roles depend on them', async () => {
    await begin()
    const school = {
      table: 'orgs',
      sourcedId: 'org-0009',
      status: 'active',
      name: 'Ninth',
      type: 'school',
      identifier: '9',
      parentSourcedId: 'org-0000',
    }
    const report = await later(
      withOver(
        demo,
        {
          'demo-teacher': {
            feedRoles: [
              { role: 'teacher', roleType: 'primary', orgSourcedId: 'org-0009', beginDate: null, endDate: null },
            ],
          },
        },
        [school],
      ),
    )
    expect(report).toMatchObject({ state: 'reported', tables: { orgs: { added: 1 }, people: { changed: 1 } } })
    expect((await exported(bench))['roles.csv']).toContain('demo-teacher,teacher,school,org-0009,feed')
  })

  it('that come again change nothing more', async () => {
    await begin()
    const before = await bookmark()
    await later(withOver(demo, { 'student-0003': { givenName: 'Renamed' }, 'student-0004': null }))
    await bench.query('update source set bookmark = $1', [JSON.stringify(before)])
    const again = await bench.sync()
    expect(again).toMatchObject({
      state: 'reported',
      tables: { people: { received: 2, added: 0, changed: 0, retired: 0 } },
    })
  })

  it('go on from the last one that was applied: not from that of a preview, nor from that of a failed run', async () => {
    await begin()
    const renamed = withOver(demo, { 'student-0003': { givenName: 'Renamed' } })
    expect(await later(renamed, () => bench.sync({ dryRun: true }))).toMatchObject({
      state: 'previewed',
      tables: { people: { changed: 1 } },
    })
    server().setFaults([{ on: '/districts', from: 2, times: Infinity, does: { kind: 'answer', status: 502 } }])
    expect((await bench.sync()).state).toBe('failed')
    server().setFaults([])
    expect((await bench.sync()).tables.people.changed).toBe(1)
    expect((await bench.sync()).tables.people.received).toBe(0)
  })

  it('whose beginning Clever has forgotten are not trusted: everything is read, and who vanished is seen', async () => {
    await begin()
    await later(withOver(demo, { 'student-0003': { givenName: 'Renamed' } }))
    server().store.change(withOver(demo, { 'student-0003': { givenName: 'Renamed' }, 'student-0004': null }), clock)
    server().store.forgetEvents(0)
    server().forget()
    const report = await bench.sync()
    expect(asked()).toContain('/users')
    expect(report.tables.people).toMatchObject({ received: 340, retired: 1 })
  })

  it('are left alone where the bookmark is weeks old', async () => {
    await begin()
    await bench.query(`update source set bookmark = bookmark || '{"at": "2026-10-20T00:00:00.000Z"}'`)
    await later(demo)
    expect(asked()).toContain('/users')
  })

  it('are left alone where another district stands behind the token now', async () => {
    await begin()
    await bench.query(`update source set bookmark = bookmark || '{"district": "another"}'`)
    await later(demo)
    expect(asked()).toContain('/users')
  })

  it('that nobody understands have everything read instead', async () => {
    await begin()
    await later(withOver(demo, { 'student-0003': { givenName: 'Renamed' } }), async () => {
      const body = JSON.stringify({ data: [{ data: { id: 'e1', type: 'users.merged', data: {} } }], links: [] })
      server().setFaults([{ on: '/events', times: 1, does: { kind: 'answer', status: 200, body } }])
      return bench.sync()
    })
    expect(asked()).toContain('/users')
    expect(await count(`from person where given_name = 'Renamed'`)).toBe(1)
  })

  it('that the token may not read cost nothing but their use', async () => {
    await begin()
    server().behave({ unshared: { events: 403 } })
    expect((await later(withOver(demo, { 'student-0004': null }))).tables.people.retired).toBe(1)
    expect(await bookmark()).toBeNull()
  })

  it('are not gone on from where Clever took in new data meanwhile', async () => {
    let moves = false
    await begin({
      before: ({ url }) => {
        if (moves && url.pathname.endsWith('/events')) server().behave({ lastSync: new Date(clock.getTime() + 1000) })
      },
    })
    moves = true
    const report = await later(withOver(demo, { 'student-0003': { givenName: 'Renamed' } }))
    expect(report).toMatchObject({ state: 'reported', tables: { people: { changed: 1 } } })
    expect(await bookmark()).toBeNull()
  })

  it('that happen while everything is read for the first time are told by the next run', async () => {
    const renamed = withOver(demo, { 'demo-coach': { givenName: 'Renamed' } })
    let calls = 0
    await begin({
      before: ({ url }) => {
        // Behind the first page of users: the coach was read already.
        if (url.pathname.endsWith('/users') && (calls += 1) === 2) server().store.change(renamed, clock)
      },
    })
    expect(await count(`from person where given_name = 'Renamed'`)).toBe(0)
    const report = await later(renamed)
    expect(asked()).not.toContain('/users')
    expect(report.tables.people).toMatchObject({ received: 1, changed: 1 })
  })

  it('that are too many have everything read instead', async () => {
    await begin()
    const object = { id: 'demo-coach', district: 'org-0000', name: { first: 'A', last: 'B' }, roles: {} }
    const data = Array.from({ length: 20_001 }, (_, index) => ({
      data: { id: `e${index}`, type: 'users.updated', created: clock.toISOString(), data: { object } },
    }))
    await later(demo, async () => {
      const body = JSON.stringify({ data, links: [] })
      server().setFaults([{ on: '/events', times: 1, does: { kind: 'answer', status: 200, body } }])
      return bench.sync()
    })
    expect(asked()).toContain('/users')
  })

  it('give way to the whole set before it is overdue', async () => {
    await begin()
    for (let day = 1; day <= 6; day += 1) {
      clock = new Date(clock.getTime() + 23 * 3_600_000)
      await later(demo)
      expect(asked().includes('/users'), `day ${day}`).toBe(day === 6)
    }
  })
})

describe('a Clever that loses half of a district', () => {
  it('is held: nobody is retired without a person who says so', async () => {
    fake = await startClever({ district: demo })
    fake.behave({ lastSync: clock })
    const bench = await open(clever, fake.config())
    await bench.sync()
    let index = 0
    const half: District = {
      ...demo,
      records: function* records(table) {
        for (const record of demo.records(table)) if (table !== 'people' || (index += 1) % 2 === 0) yield record
      },
    }
    fake.store.change(half, clock)
    const held = await bench.sync()
    expect(held.state).toBe('held')
    fake.store.change(demo, clock)
    expect((await bench.sync()).tables.people.retired).toBe(0)
  })

  it('or breaks off in the middle of the people retires nobody', async () => {
    fake = await startClever({ district: demo })
    fake.behave({ lastSync: clock })
    const bench = await open(clever, fake.config({ pageSize: 50 }))
    await bench.sync()
    for (const times of [Infinity, 1]) {
      fake.setFaults([{ on: '/users', from: 3, times, does: { kind: 'cut', share: 0.7, as: 'close' } }])
      const report = await bench.sync()
      expect(report.state).toBe(times === 1 ? 'reported' : 'failed')
      expect(report.tables.people.retired).toBe(0)
    }
  })
})
