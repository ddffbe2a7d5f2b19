/** How an installation begins and ends: no set-up at all, a database that is behind, signals, a port that is taken. */

import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { makeHome, openCommandLine } from '../support/command-line.ts'
import { cloneDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.ts'

/** What a process does at its start and end is what is looked at. */
const ALONE = { alone: true }

let migrated: TestDatabase
let empty: TestDatabase

beforeAll(async () => {
  migrated = await cloneDatabase()
  empty = await createEmptyDatabase()
})

afterAll(() => Promise.all([migrated.drop(), empty.drop()]))

const district = ['district', 'create', '--id', 'd1', '--name', 'D', '--timezone', 'UTC']

describe('an installation', () => {
  test(
    'needs no set-up: the first command starts a database of its own, and stops it again',
    { timeout: 120_000 },
    async () => {
      const home = makeHome()
      const staffroom = openCommandLine({ STAFFROOM_HOME: home }, ALONE)
      expect(await staffroom.json(...district)).toMatchObject({ code: 0, err: '', data: { district: { id: 'd1' } } })
      expect(existsSync(join(home, 'postgres', 'server', 'data'))).toBe(true)
      expect(existsSync(join(home, 'postgres', 'server', 'data', 'postmaster.pid'))).toBe(false)
      const twice = await staffroom.json(...district)
      expect(twice).toMatchObject({ code: 1, data: { error: { code: 'DISTRICT_EXISTS' } } })
    },
  )

  test('asks for migrations of an outside database, and works once they are applied', async () => {
    const staffroom = openCommandLine({ DATABASE_URL: empty.ownerUrl, STAFFROOM_HOME: makeHome() }, ALONE)
    const behind = await staffroom.json('source', 'list')
    expect(behind.data).toEqual({
      error: { code: 'SCHEMA_BEHIND', message: expect.stringContaining('staffroom migrate') as unknown },
    })
    const doctor = await staffroom.run('doctor')
    expect(doctor.code).toBe(1)
    expect(doctor.out).toContain('Run: staffroom migrate')
    expect((await staffroom.json('migrate')).data).toEqual({
      applied: expect.arrayContaining(['0001_foundation']) as unknown,
    })
    expect((await staffroom.json('migrate')).data).toEqual({ applied: [] })
    expect((await staffroom.json('source', 'list')).data).toEqual({ sources: [] })
  })

  test('answers once it says so, and ends by itself when told to, however often', { timeout: 60_000 }, async () => {
    const staffroom = openCommandLine({ DATABASE_URL: migrated.ownerUrl, STAFFROOM_HOME: makeHome() }, ALONE)
    const running = await staffroom.start('start')
    const url = /http:\/\/localhost:\d+/.exec(running.firstLine)?.[0] ?? ''
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    running.child.kill('SIGINT')
    const { code, err } = await running.stop('SIGTERM')
    expect(code).toBe(0)
    expect(err).toContain('worker.stopped')
    await expect(fetch(`${url}/readyz`)).rejects.toThrow('fetch failed')
  })

  test('tells a secret key that is not the one this database was filled with', { timeout: 60_000 }, async () => {
    const database = await cloneDatabase()
    onTestFinished(() => database.drop())
    const [home, elsewhere] = [makeHome(), makeHome()]
    const staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home }, ALONE)
    await (await staffroom.start('serve')).stop('SIGTERM')
    const sealed = { what: 'sealed secrets', state: 'ok' }
    expect((await staffroom.json('doctor')).data).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining(sealed)]) as unknown,
    })
    const moved = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: elsewhere }, ALONE)
    const { code, out } = await moved.run('doctor')
    expect(code).toBe(1)
    expect(out).toContain('sealed with another key')
    expect(existsSync(join(elsewhere, 'secret.key'))).toBe(false)
  })

  test('says which port is taken, and ends', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => void other.listen(0, () => resolve()))
    const { port } = other.address() as AddressInfo
    const staffroom = openCommandLine(
      { DATABASE_URL: migrated.ownerUrl, STAFFROOM_HOME: makeHome(), PORT: `${port}` },
      ALONE,
    )
    const { code, data } = await staffroom.json('serve')
    expect(code).toBe(1)
    expect(data).toEqual({ error: { code: 'PORT_TAKEN', message: expect.stringContaining(`${port}`) as unknown } })
    other.close()
  })

  test('keeps the secrets of a source sealed: neither the database nor a listing shows them', async () => {
    const home = makeHome()
    const staffroom = openCommandLine({ DATABASE_URL: migrated.ownerUrl, STAFFROOM_HOME: home }, ALONE)
    await staffroom.run(...district)
    const sftp = { host: 'h', user: 'u', password: 'canary-4711', privateKey: '${SIS_KEY}', path: '/x' }
    writeFileSync(join(home, 'sis.json'), JSON.stringify({ sftp }))
    const place = [
      '--district',
      'd1',
      '--id',
      'drop',
      '--connector',
      'oneroster-csv',
      '--config',
      join(home, 'sis.json'),
    ]
    const added = await staffroom.json('source', 'add', ...place)
    expect(added.code).toBe(0)
    const listed = await staffroom.json('source', 'list')
    expect(listed.data).toMatchObject({
      sources: [{ config: { sftp: { password: '••••••', privateKey: '${SIS_KEY}' } } }],
    })
    const stored = await readConfigs()
    expect(stored).toContain('$sealed')
    expect(added.out + listed.out + stored).not.toContain('canary')
    // The reference is looked up when the source is used, and its lack is said by name.
    expect((await staffroom.json('source', 'check', 'drop')).data).toMatchObject({
      error: { code: 'SOURCE_SECRET_UNSET', message: expect.stringContaining('SIS_KEY') as unknown },
    })
  })
})

async function readConfigs(): Promise<string> {
  const { pool } = migrated.open('owner')
  const client = await pool.connect()
  await client.query("begin; select set_config('app.district_id', 'd1', true)")
  const { rows } = await client.query<{ config: unknown }>('select config from source')
  await client.query('rollback')
  client.release()
  return JSON.stringify(rows)
}
