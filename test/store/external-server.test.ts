import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { globally, inDistrict, openDatabase } from '../../src/store/database.ts'
import { joinEmbedded } from '../../src/store/postgres/embedded.ts'
import type { Embedded } from '../../src/store/postgres/embedded.ts'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { readRows } from '../support/catalogue.ts'
import { withDatabaseName } from '../support/database-server.ts'

// A server as a district's own IT has it, given by DATABASE_URL: here one more embedded one plays that part.
const home = join(findPackageRoot(), 'node_modules', '.cache', `staffroom-external-${process.pid}`)
let server: Embedded
let administrator: string
let count = 0
let owner: string

beforeAll(async () => {
  server = await joinEmbedded({ home, durable: false })
  const credentials = readFileSync(join(home, 'postgres', 'credentials.json'), 'utf8')
  const password = /"superuser":"(\w+)"/.exec(credentials)?.[1] ?? ''
  administrator = addressFor('postgres', password, 'postgres')
})
afterAll(async () => {
  await server.leave()
  rmSync(home, { recursive: true })
})

beforeEach(async () => {
  count += 1
  const name = `district_it_${count}`
  await asAdministrator(`create role ${name} login password 'x'`)
  await asAdministrator(`create database ${name} owner ${name}`)
  owner = addressFor(name, 'x', name)
})

const asAdministrator = (statement: string): Promise<object[]> => readRows(administrator, statement)

function addressFor(user: string, password: string, name: string): string {
  const address = new URL(withDatabaseName(server.url, name))
  address.username = user
  address.password = password
  return address.href
}

async function withoutRoles(): Promise<void> {
  const rows = await readRows<{ name: string }>(
    administrator,
    "select datname as name from pg_database where datname like 'district%'",
  )
  for (const { name } of rows)
    await readRows(withDatabaseName(administrator, name), 'drop owned by staffroom_web, staffroom_sync')
  await asAdministrator('drop role staffroom_web, staffroom_sync')
}

describe('an owner who may not make roles', () => {
  test('is told what an administrator has to run; with that done, the migrations go through', async () => {
    const refused = await migrate({ ownerUrl: owner }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'ROLE_MISSING', disposition: 'operator' })
    const advice = refused instanceof Error ? refused.message : ''
    const statements = advice.slice(advice.indexOf('create role'))
    await asAdministrator(statements)
    const { applied } = await migrate({ ownerUrl: owner })
    expect(applied).toContain('0001_foundation')
    await withoutRoles()
  })

  test('is told to have the membership granted where only that is missing', async () => {
    await asAdministrator('create role staffroom_web; create role staffroom_sync')
    await expect(migrate({ ownerUrl: owner })).rejects.toThrow(
      `grant staffroom_web, staffroom_sync to "district_it_${count}"`,
    )
    await asAdministrator('drop role staffroom_web, staffroom_sync')
  })
})

test.each(['superuser', 'bypassrls', 'createrole'])(
  'a runtime role with %s is refused before anything is made: isolation would be gone',
  async (power) => {
    await asAdministrator(`create role staffroom_web ${power}`)
    const attempt = migrate({ ownerUrl: withDatabaseName(administrator, `district_it_${count}`) })
    await expect(attempt).rejects.toMatchObject({ code: 'ROLE_TOO_POWERFUL', disposition: 'operator' })
    await expect(attempt).rejects.toThrow(/alter role staffroom_web .*nobypassrls/)
    expect(await readRows(owner, "select from pg_tables where schemaname = 'public'")).toEqual([])
    await asAdministrator('drop role staffroom_web')
  },
)

describe('an owner who is the superuser', () => {
  test('migrates; web and sync still see one district only', async () => {
    const url = withDatabaseName(administrator, `district_it_${count}`)
    await migrate({ ownerUrl: url })
    const sync = openDatabase({ url, role: 'sync' })
    await globally(sync, (client) =>
      client.query(
        "insert into district (id, name, timezone) values ('alder', 'Alder', 'UTC'), ('birch', 'Birch', 'UTC')",
      ),
    )
    const insert = "insert into person (district_id, given_name, family_name) values ($1, 'Ada', 'Ash')"
    for (const districtId of ['alder', 'birch']) {
      await inDistrict(sync, { districtId, actor: 'cli' }, (client) => client.query(insert, [districtId]))
    }
    const { rows } = await inDistrict(sync, { districtId: 'alder', actor: 'cli' }, (client) =>
      client.query('select district_id from person'),
    )
    expect(rows).toEqual([{ district_id: 'alder' }])
    await sync.close()
    await withoutRoles()
  })

  test('and four databases of one cluster, migrated at the same moment, share the roles', async () => {
    const names = [1, 2, 3, 4].map((number) => `district_race_${number}`)
    for (const name of names) await asAdministrator(`create database ${name}`)
    const results = await Promise.all(names.map((name) => migrate({ ownerUrl: withDatabaseName(administrator, name) })))
    expect(results.every(({ applied }) => applied.includes('0001_foundation'))).toBe(true)
    await withoutRoles()
  })
})
