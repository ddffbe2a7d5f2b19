/** A worker that is started before its database: it waits, says so, and goes to work once the server is there. */

import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Embedded, joinEmbedded } from '../../src/store/postgres/embedded.ts'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { makeHome } from '../support/command-line.ts'

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
    const worker = startWorker(url)
    await worker.says('database.away')
    server = await joinEmbedded({ home, durable: false })
    expect(server.url).toBe(url)
    await worker.says('The worker runs')
    const { code, said } = await worker.stop()
    expect(code).toBe(0)
    expect(said).toContain('database.back')
    expect(said).not.toContain(new URL(url).password)
  },
)

test('a signal ends the waiting, in order', { timeout: 60_000 }, async () => {
  const worker = startWorker('postgres://staffroom:canary-518@127.0.0.1:1/staffroom')
  await worker.says('database.away')
  const { code, said } = await worker.stop()
  expect(code).toBe(0)
  expect(said).not.toContain('canary')
})

/** One whose database may not be there; `says` waits until it has, on either of its streams. */
function startWorker(databaseUrl: string) {
  const main = join(findPackageRoot(), 'src', 'main.ts')
  const child = spawn(process.execPath, [main, 'worker'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl, STAFFROOM_HOME: makeHome() },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    says: (words: string) => vi.waitUntil(() => said.includes(words), { timeout: 60_000, interval: 50 }),
    stop: async () => {
      child.kill('SIGTERM')
      return { code: await ended, said }
    },
  }
}
