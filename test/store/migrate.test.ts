import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { readRows, readTables } from '../support/catalogue.ts'
import { cloneDatabase, createEmptyDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await createEmptyDatabase()
  folder = mkdtempSync(join(tmpdir(), 'staffroom-migrations-'))
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

function write(name: string, text: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), text)
}

const run = (): Promise<{ applied: string[] }> => migrate({ ownerUrl: database.ownerUrl, folder })

async function ownTables(): Promise<string[]> {
  const tables = await readTables(database.ownerUrl)
  return tables.map(({ name }) => name)
}

describe('migrate refuses', () => {
  test('a database that a newer Staffroom has migrated, and says so', async () => {
    write('0001_first', 'create table first (id bigint primary key)')
    write('0002_later', 'create table later (id bigint primary key)')
    await run()
    rmSync(join(folder, '0002_later'), { recursive: true })
    const attempt = run()
    await expect(attempt).rejects.toMatchObject({ code: 'SCHEMA_NEWER', disposition: 'operator' })
    await expect(attempt).rejects.toThrow(/newer Staffroom \(0002_later\).*Install that version, or restore a backup/s)
  })

  test('a migration that was changed after it was applied, and applies nothing that follows', async () => {
    write('0001_first', 'create table first (id bigint primary key)')
    await run()
    write('0001_first', 'create table first (id bigint primary key, name text)')
    write('0002_next', 'create table next (id bigint primary key)')
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_CHANGED', disposition: 'operator' })
    expect(await ownTables()).toEqual(['first', 'schema_migration'])
  })

  test('a migration numbered before one that is applied', async () => {
    write('0001_first', 'select 1')
    write('0003_third', 'select 1')
    await run()
    write('0002_second', 'select 1')
    const attempt = run()
    await expect(attempt).rejects.toMatchObject({ code: 'MIGRATION_ORDER', disposition: 'operator' })
    await expect(attempt).rejects.toThrow(
      /has had the migration 0003_third, but not 0002_second.*Nothing was changed.*make it anew.*staffroom migrate.*restore a backup/,
    )
    await expect(attempt).rejects.toThrow('a number after 0003_third')
    // And so it is: what the message says for one that has nothing to keep.
    await database.drop()
    database = await createEmptyDatabase()
    expect((await run()).applied).toEqual(['0001_first', '0002_second', '0003_third'])
  })

  test('a folder with another kind of name or without its file', async () => {
    write('first', 'select 1')
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_UNREADABLE' })
    rmSync(join(folder, 'first'), { recursive: true })
    mkdirSync(join(folder, '0001_first'))
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_UNREADABLE' })
  })

  test('a server that is not there, naming what to check and no password', async () => {
    const gone = 'postgres://staffroom:canary-518@127.0.0.1:1/staffroom'
    const attempt = migrate({ ownerUrl: gone, folder })
    await expect(attempt).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', disposition: 'retry' })
    await expect(attempt).rejects.toThrow(/^(?!.*canary).*DATABASE_URL/)
  })
})

describe('a migration that fails', () => {
  test('leaves nothing half applied, keeps those before it, and is done after it was mended', async () => {
    write('0001_first', 'create table first (id bigint primary key)')
    write('0002_broken', 'create table half (id bigint primary key); select 1 / 0; create table rest (id bigint)')
    const attempt = run()
    await expect(attempt).rejects.toMatchObject({ code: 'MIGRATION_FAILED', disposition: 'operator' })
    await expect(attempt).rejects.toThrow(/0002_broken failed and was rolled back: division by zero/)
    expect(await ownTables()).toEqual(['first', 'schema_migration'])
    write('0002_broken', 'create table whole (id bigint primary key)')
    expect(await run()).toEqual({ applied: ['0002_broken'] })
    expect(await ownTables()).toEqual(['first', 'schema_migration', 'whole'])
  })

  test('may be one whose last statement fails', async () => {
    write('0001_first', 'create table first (id bigint primary key); insert into first values (1), (1)')
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
    expect(await ownTables()).toEqual(['schema_migration'])
  })
})

describe('migrate', () => {
  test('applies in order of the names, tells each, and finds nothing to do the second time', async () => {
    write('0002_second', 'alter table first add column name text')
    write('0001_first', 'create table first (id bigint primary key)')
    const said: string[] = []
    const first = await migrate({ ownerUrl: database.ownerUrl, folder, say: (line) => said.push(line) })
    expect(first).toEqual({ applied: ['0001_first', '0002_second'] })
    expect(said).toEqual(['applied 0001_first', 'applied 0002_second'])
    expect(await run()).toEqual({ applied: [] })
  })

  test('applies each once where four start at the same moment', async () => {
    write('0001_first', 'create table first (id bigint primary key); select pg_sleep(0.2)')
    write('0002_second', 'create table second (id bigint primary key)')
    const results = await Promise.all([run(), run(), run(), run()])
    expect(results.flatMap(({ applied }) => applied).toSorted()).toEqual(['0001_first', '0002_second'])
  })

  test('waits for one that is at it, and takes over where that one dies', async () => {
    write('0001_first', 'create table first (id bigint primary key)')
    const other = new Client({ connectionString: database.ownerUrl })
    other.on('error', () => undefined)
    await other.connect()
    await other.query('select pg_advisory_lock($1, $2)', [0x73746166, 0x726f6f6d])
    const waiting = run()
    await expect.poll(() => waitingLocks()).toBe(1)
    expect(await ownTables()).toEqual([])
    await other.end()
    expect(await waiting).toEqual({ applied: ['0001_first'] })
  })

  test('lets the user of another runtime address take the runtime roles', async () => {
    const login = `staffroom_login_${process.pid}`
    await readRows(database.ownerUrl, `create role ${login} login password 'x'`)
    const runtimeUrl = new URL(database.ownerUrl)
    runtimeUrl.username = login
    runtimeUrl.password = 'x'
    try {
      await migrate({ ownerUrl: database.ownerUrl, runtimeUrl: runtimeUrl.href, folder })
      const asRole = `${runtimeUrl.href}?options=${encodeURIComponent('-c role=staffroom_web')}`
      expect(await readRows(asRole, 'select current_user as user')).toEqual([{ user: 'staffroom_web' }])
    } finally {
      await readRows(database.ownerUrl, `drop role ${login}`)
    }
  })

  test('finds the shipped migrations by itself, all of them applied in the template', async () => {
    const clone = await cloneDatabase()
    onTestFinished(() => clone.drop())
    expect(await migrate({ ownerUrl: clone.ownerUrl })).toEqual({ applied: [] })
  })

  test('makes a queue that the runtime role uses without owning it', async () => {
    await run()
    const rights = await readRows<{ role: string; may: boolean }>(
      database.ownerUrl,
      `select rolname as role, has_table_privilege(oid, 'pgboss.job', 'insert') and has_schema_privilege(oid, 'pgboss', 'usage')
         and not has_schema_privilege(oid, 'pgboss', 'create') as may
       from pg_roles where rolname in ('staffroom_web', 'staffroom_sync') order by 1`,
    )
    expect(rights).toEqual([
      { role: 'staffroom_sync', may: true },
      { role: 'staffroom_web', may: true },
    ])
  })
})

async function waitingLocks(): Promise<number> {
  const rows = await readRows<object>(
    database.ownerUrl,
    `select pid from pg_locks where locktype = 'advisory' and not granted
     and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows.length
}
