/** A worker that is started before its database: it waits, says so, and goes to work once the server is there. */

import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, joinEmbedded } from '../../src/store/postgres/embedded.ts'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { makeHome, openCommandLine } from '../support/command-line.ts'

// A server of its own that the test can stop: it comes back on the same port.
const home = join(findPackageRoot(), 'node_modules', '.cache', `staffroom-late-${process.pid}`)
let url = ''
let server: Embedded | null = null

beforeAll(async () => {
  server = await joinEmbedded({ home, durable: false })
  url = server.url
  await migrate({ ownerUrl: url })
  await server.leave()
  server = null
}, 120_000)
afterAll(async () => {
  await server?.leave()
  rmSync(home, { recursive: true, force: true })
})

test(
  'a worker waits for its database, says so without a secret, and runs once it answers',
  { timeout: 120_000 },
  async () => {
    const staffroom = openCommandLine({ DATABASE_URL: url, STAFFROOM_HOME: makeHome() })
    const starting = staffroom.start('worker')
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    server = await joinEmbedded({ home, durable: false })
    expect(server.url).toBe(url)
    const running = await starting
    expect(running.firstLine).toContain('The worker runs')
    const { code, err } = await running.stop('SIGTERM')
    expect(code).toBe(0)
    expect(err).toContain('database.away')
    expect(err).toContain('database.back')
    expect(err).not.toContain(new URL(url).password)
  },
)

test('a signal ends the waiting, in order', { timeout: 60_000 }, async () => {
  const nobody = 'postgres://staffroom:canary-518@127.0.0.1:1/staffroom'
  const main = join(findPackageRoot(), 'src', 'main.ts')
  const child = spawn(process.execPath, [main, 'worker'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: nobody, STAFFROOM_HOME: makeHome() },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
    if (err.includes('database.away')) child.kill('SIGTERM')
  })
  expect(await ended).toBe(0)
  expect(err).not.toContain('canary')
})
