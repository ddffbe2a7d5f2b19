/** Web hooks: signed, only to public https addresses, tried again, and sealed at rest. */

import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChoreWorld } from '../../src/daemon/chores.ts'
import { setNotices, showNotices, testNotices } from '../../src/daemon/desk/notices.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { useDatabase } from '../support/database.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { type Clock, doNow, noticeWorld } from './notice-world.ts'
import { openSyncBench, type SyncBench } from '../support/sync-world.ts'

interface Call {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const database = useDatabase()
let server: Server
let address: string
let bench: SyncBench
let world: ChoreWorld
const calls: Call[] = []
let status = 204
const clock: Clock = { now: new Date('2026-11-24T08:30:00Z') }
const fetchAs = (allowPrivateNetwork: boolean) =>
  createGuardedFetch({
    allowPrivateNetwork,
    userAgent: 'Staffroom/test',
    resolve: () => Promise.resolve([{ address: '10.0.0.7', family: 4 }]),
  })

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.statusCode = status
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  bench = await openSyncBench(database.open('sync'), 'alder', { now: () => clock.now })
  world = noticeWorld(bench.world.db, { clock, over: { post: fetchAs(true), allowPrivateNetwork: true } })
  bench.feed.current = { records: smallDistrict(100) }
  await bench.sync()
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const rows = () =>
  bench.query<{ state: string; attempts: number; failure_code: string | null }>(
    'select state, attempts, failure_code from outbox order by id',
  )

describe('a web hook', () => {
  it('is refused where it is no address', async () => {
    const guarded = { ...world, allowPrivateNetwork: false }
    for (const webhook of [
      'nowhere',
      'file:///etc/passwd',
      'https://user:word@hooks.example/',
      'http://hooks.example/',
    ])
      await expect(setNotices(guarded, 'alder', { webhook })).rejects.toMatchObject({ code: 'NOTICES_INVALID' })
    await expect(setNotices(world, 'alder', { emails: ['a@b.org\nBcc: c@d.org'] })).rejects.toMatchObject({
      code: 'NOTICES_INVALID',
    })
    expect((await showNotices(world, 'alder')).webhook).toBeNull()
  })

  it('to a private address, or without TLS, is never called where the network is guarded', async () => {
    for (const [url, code] of [
      ['https://intern.example.org/hook', 'ADDRESS_REFUSED'],
      ['https://[::ffff:127.0.0.1]/hook', 'ADDRESS_REFUSED'],
      ['https://169.254.169.254/latest', 'ADDRESS_REFUSED'],
      [address, 'SCHEME_REFUSED'],
    ] as const) {
      await setNotices(world, 'alder', { webhook: url })
      expect(await testNotices({ ...world, post: fetchAs(false) }, 'alder')).toEqual([
        { channel: 'webhook', to: url, ok: false, code },
      ])
    }
    expect(calls).toEqual([])
  })

  it('is called with ids, codes and counts, signed with the secret that was shown once and lies sealed', async () => {
    const { webhookSecret } = await setNotices(world, 'alder', { webhook: address })
    const stored = JSON.stringify(await bench.query(`select value from district_setting where key = 'notices'`))
    expect(stored).not.toContain(webhookSecret)
    bench.feed.current = { records: smallDistrict(80) }
    const { runId } = await bench.sync()
    await doNow(world, 'alder', 'post')
    await doNow(world, 'alder', 'post')
    expect(calls).toHaveLength(1)
    const [call] = calls
    const timestamp = String(call?.headers['staffroom-timestamp'])
    const mac = createHmac('sha256', webhookSecret ?? '')
      .update(`${timestamp}.${call?.body ?? ''}`)
      .digest('hex')
    expect(call?.headers['staffroom-signature']).toBe(`v1=${mac}`)
    const body = JSON.parse(call?.body ?? '') as Record<string, unknown>
    expect(body).toMatchObject({ type: 'notice', kind: 'run_held', district: 'alder', runId, sourceId: 'sis' })
    expect(body['id']).toBe(call?.headers['staffroom-id'])
    expect(call?.body).not.toMatch(/Given|Family|p0\d\d/)
  })

  it('that fails is called again with the same id, and given up at once when it is gone', async () => {
    calls.length = 0
    status = 500
    await bench.query(`update notice set resolved_at = now()`)
    bench.feed.current = { records: smallDistrict(70) }
    await bench.sync()
    await doNow(world, 'alder', 'post')
    clock.now = new Date(clock.now.getTime() + 61_000)
    await doNow(world, 'alder', 'post')
    expect((await rows()).at(-1)).toEqual({ state: 'queued', attempts: 2, failure_code: 'HTTP_500' })
    status = 410
    clock.now = new Date(clock.now.getTime() + 3_600_000)
    await doNow(world, 'alder', 'post')
    expect(new Set(calls.map(({ headers }) => headers['staffroom-id'])).size).toBe(1)
    const dead = (await rows()).filter(({ state }) => state === 'dead')
    expect(dead).toEqual([{ state: 'dead', attempts: 3, failure_code: 'HTTP_410' }])
  })
})
