/** The real command against a real server: an export that has not changed is fetched once, and read every time. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { makeDistrict, PRESETS } from '../contract/districts/district.ts'
import { writeDistrict } from '../contract/districts/write.ts'
import { EXPORT_PATH, type ExportServer, startExportServer } from '../fakes/sis/export.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

const KEY = 'Zq9PlantedKey'

let database: TestDatabase
let server: ExportServer
let staffroom: CommandLine
let environment: Readonly<Record<string, string>> = {}
const home = makeHome()
const staging = join(home, 'staging')

beforeAll(async () => {
  database = await cloneDatabase()
  server = await startExportServer()
  const zip = readFileSync(
    await writeDistrict(makeDistrict(PRESETS.tiny), { version: '1.2', to: join(home, 'district.zip') }),
  )
  server.publish({ zip, etag: '"v-1"' })
  environment = { DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: home, STAFFROOM_ALLOW_PRIVATE_NETWORK: '1' }
  staffroom = openCommandLine(environment, { alone: true })
  const config = join(home, 'source.json')
  writeFileSync(config, JSON.stringify({ url: `${server.zip}?key=${KEY}`, headers: { 'X-Key': KEY } }))
  const at = ['--district', 'd1']
  await staffroom.run('district', 'create', '--id', 'd1', '--name', 'D', '--timezone', 'UTC')
  await staffroom.run('source', 'add', ...at, '--id', 'sis', '--connector', 'oneroster-csv', '--config', config)
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

const said = (): string[] =>
  server.requests.map(({ status, headers }) => `${status} ${headers['if-none-match'] ?? ''}`.trim())
const inStaging = (prefix: string): string[] =>
  existsSync(staging) ? readdirSync(staging).filter((name) => name.startsWith(prefix)) : []
const kept = (): string[] => inStaging('kept-')
/** In the folders of the processes. */
const staged = (): string[] =>
  existsSync(staging)
    ? readdirSync(staging, { recursive: true, encoding: 'utf8' }).filter((path) => basename(path).startsWith('feed-'))
    : []

describe('staffroom sync of an export that has not changed', () => {
  test(
    'is killed while it fetches, and leaves nothing that the next one would read',
    { timeout: 120_000 },
    async () => {
      server.setFaults([{ on: EXPORT_PATH, does: { kind: 'trickle', bytes: 500, everyMs: 200 } }])
      const child = spawn(process.execPath, [join(findPackageRoot(), 'src', 'main.ts'), 'sync', 'sis'], {
        env: { PATH: process.env['PATH'] ?? '', ...environment },
        stdio: 'ignore',
      })
      const ended = once(child, 'close')
      while (staged().length === 0) await sleep(20)
      child.kill('SIGKILL')
      await ended
      expect([kept(), staged().length, said()]).toEqual([[], 1, ['200']])
      server.setFaults([])
      await staffroom.run('source', 'list')
      expect(staged()).toEqual([])
    },
  )

  test('fetches it once and says since when it reads the same', { timeout: 120_000 }, async () => {
    server.forget()
    let first = await staffroom.json('sync', 'sis')
    // Until the killed run was not heard of for long enough.
    while (first.code !== 0 && first.err.includes('RUN_IN_PROGRESS')) {
      await sleep(1000)
      first = await staffroom.json('sync', 'sis')
    }
    const second = await staffroom.json('sync', 'sis')
    expect([first.code, second.code]).toEqual([0, 0])
    expect(first.data).not.toHaveProperty('unchangedSince')
    const received = { tables: { people: { received: 56 } } }
    expect([first.data, second.data]).toMatchObject([received, received])
    expect(second.data).toHaveProperty('unchangedSince')
    const third = await staffroom.run('sync', 'sis')
    expect(third.out).toMatch(/The export has not changed since 20\d\d-\d\d-\d\d \d\d:\d\d UTC/)
    expect(said().slice(-3)).toEqual(['200', '304 "v-1"', '304 "v-1"'])
    for (const { out, err } of [first, second, third]) expect(out + err).not.toContain(KEY)
    expect(kept()).toHaveLength(2)
    for (const name of kept()) expect(statSync(join(staging, name)).mode & 0o777).toBe(0o600)
  })

  test('fetches it all the same when asked to read everything, or to check', { timeout: 120_000 }, async () => {
    server.forget()
    await staffroom.run('source', 'check', 'sis')
    await staffroom.run('sync', 'sis', '--full')
    await staffroom.run('sync', 'sis', '--dry-run')
    expect(said()).toEqual(['200', '200', '304 "v-1"'])
  })

  test('and what is kept of it goes with the source’s pause, once a worker is up', { timeout: 120_000 }, async () => {
    expect(kept()).toHaveLength(2)
    const before = await staffroom.start('worker')
    await before.stop('SIGTERM')
    expect(kept()).toHaveLength(2)
    await staffroom.run('source', 'pause', 'sis')
    const worker = await staffroom.start('worker')
    await worker.stop('SIGTERM')
    expect(kept()).toEqual([])
  })
})
