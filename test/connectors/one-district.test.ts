/** The same district gives the same roster whichever way it comes: its export is compared byte by byte. */

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clever } from '../../connectors/clever/connector.ts'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import { oneRosterRest } from '../../connectors/oneroster-rest/connector.ts'
import type { Connector } from '../../src/feed/connector.ts'
import { exportRoster } from '../../src/store/sync/roster-export.ts'
import type { ConnectorDialect } from '../contract/connector-suite.ts'
import { makeDemoDistrict } from '../contract/districts/demo.ts'
import { makeDistrict, PRESETS } from '../contract/districts/district.ts'
import type { District } from '../contract/districts/district.ts'
import { inEveryDialect } from '../contract/districts/plain.ts'
import { feedIo } from '../contract/read-all.ts'
import { type TestDatabase, cloneDatabase } from '../support/database.ts'
import { openSyncBench } from '../support/sync-world.ts'
import { dialectOf as cleverDialectOf } from './clever/serve.ts'
import { dialectOf as csvDialectOf } from './oneroster-csv/serve.ts'
import { dialectOf as restDialectOf } from './oneroster-rest/serve.ts'

const WAYS: readonly (readonly [Connector, ConnectorDialect])[] = [
  [oneRosterCsv, csvDialectOf('1.1', 'zip')],
  [oneRosterCsv, csvDialectOf('1.2', 'folder')],
  [oneRosterRest, restDialectOf('1.1')],
  [oneRosterRest, restDialectOf('1.2')],
  [clever, cleverDialectOf('3.0')],
  [clever, cleverDialectOf('3.1')],
]

const DISTRICTS: readonly (readonly [string, District])[] = [
  ['the demo district', makeDemoDistrict()],
  ['a small one', makeDistrict(PRESETS.tiny)],
  ...[11, 12, 13].map(
    (seed) =>
      [
        `the generated one of seed ${seed}`,
        makeDistrict({
          name: `District ${seed}`,
          seed,
          schools: 1 + (seed % 3),
          studentsPerSchool: 20,
          staffPerSchool: 5,
          classesPerStudent: 4,
          studentsPerClass: 7,
          ids: seed === 12 ? 'uuid' : 'short',
        }),
      ] as const,
  ),
]

let database: TestDatabase
let home = ''
let number = 0

beforeAll(async () => {
  database = await cloneDatabase()
  home = await mkdtemp(join(tmpdir(), 'one-district-'))
})
afterAll(async () => {
  await database.drop()
  await rm(home, { recursive: true })
})

/** Reads the district that way into a district of its own, and returns the five files of its export. */
async function exportOf([connector, dialect]: (typeof WAYS)[number], district: District): Promise<[string, string][]> {
  const served = await dialect.serve(district)
  try {
    number += 1
    const db = database.open('sync')
    const bench = await openSyncBench(db, `one-${number}`, {
      connectors: new Map([['literal', connector]]),
      openConfig: () => served.config,
      reach: feedIo().reach,
      now: () => new Date(),
    })
    const report = await bench.sync()
    expect([dialect.name, report.state, report.incomplete]).toEqual([dialect.name, 'reported', []])
    const out = await mkdtemp(join(home, 'out-'))
    await exportRoster(db, { districtId: bench.districtId, out, all: true })
    const names = (await readdir(out)).toSorted()
    return await Promise.all(
      names.map(async (name): Promise<[string, string]> => [name, await readFile(join(out, name), 'utf8')]),
    )
  } finally {
    await served.close()
  }
}

describe('the canonical export, through CSV 1.1 and 1.2, REST 1.1 and 1.2, Clever 3.0 and 3.1', () => {
  it.each(DISTRICTS)('is the same to the byte for %s', { timeout: 120_000 }, async (_name, made) => {
    const district = inEveryDialect(made)
    const exports: [string, string][][] = []
    for (const way of WAYS) exports.push(await exportOf(way, district))
    const [reference] = exports
    expect(reference?.map(([name]) => name)).toEqual([
      'classes.csv',
      'enrolments.csv',
      'orgs.csv',
      'people.csv',
      'roles.csv',
    ])
    for (const [, text] of reference ?? []) expect(text.split('\n').length).toBeGreaterThan(3)
    for (const each of exports) expect(each).toEqual(reference)
  })
})
