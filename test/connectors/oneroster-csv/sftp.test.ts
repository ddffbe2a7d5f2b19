/** OneRoster CSV on an SFTP server: read like a zip of this machine, or not at all, and from nobody but the server it is of. */

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import type { FeedEvent, FeedIo } from '../../../src/feed/connector.ts'
import type { FeedLimits } from '../../../src/feed/limits.ts'
import { concealConfig, sealConfig } from '../../../src/feed/source-config.ts'
import { createGuardedSftp } from '../../../src/net/guarded-sftp.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { writeDistrict } from '../../contract/districts/write.ts'
import { completeTables, feedIo, readAll } from '../../contract/read-all.ts'
import { type FakeSftp, makeKey, PASSWORD, type SftpFaults, startSftp, USER } from '../../fakes/sftp/sftp.ts'
import { NOWHERE } from '../../support/nowhere.ts'

const PATH = '/drop/oneroster.zip'
const userKey = makeKey()

let home = ''
let zip: Buffer
let server: FakeSftp

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sftp-'))
  zip = await readFile(
    await writeDistrict(makeDistrict(PRESETS.tiny), { version: '1.1', to: join(home, 'district.zip') }),
  )
})
afterAll(() => rm(home, { recursive: true }))
beforeEach(async () => {
  server = await startSftp({ userKey: userKey.publicKey })
  server.files.set(PATH, { bytes: zip, modifiedAt: 1_790_000_000 })
})
afterEach(() => server.close())

interface Reaching {
  readonly limits?: Partial<FeedLimits>
  readonly allowPrivateNetwork?: boolean
  readonly more?: Partial<FeedIo>
}

function io({ limits = {}, allowPrivateNetwork = true, more = {} }: Reaching = {}): FeedIo {
  const openSftp = createGuardedSftp({ allowPrivateNetwork })
  const quick = { fetchRetryBaseMs: 1, fetchAttemptsMax: 2, settleMs: 20, ...limits }
  return { ...feedIo(quick), reach: { ...NOWHERE, openSftp, stagingFolder: join(home, 'staging') }, ...more }
}

function config(over: Record<string, unknown> = {}): { sftp: Record<string, unknown> } {
  const sftp: Record<string, unknown> = {
    host: '127.0.0.1',
    port: server.port,
    user: USER,
    password: PASSWORD,
    path: PATH,
    ...over,
  }
  return { sftp: Object.fromEntries(Object.entries(sftp).filter(([, value]) => value !== undefined)) }
}

const left = (): Promise<string[]> => readdir(join(home, 'staging')).catch(() => [])

async function bookmarkOf(wanted: unknown, over: Reaching = {}): Promise<unknown> {
  const found: FeedEvent[] = []
  for await (const event of oneRosterCsv.read(wanted, io(over))) if (event.type === 'bookmark') found.push(event)
  return found[0]?.type === 'bookmark' ? found[0].bookmark : null
}

describe('a zip on an SFTP server', () => {
  it.each([
    ['a password', {}, {}],
    ['a password that is asked for by a prompt', {}, { promptsOnly: true }],
    ['a key', { password: undefined, privateKey: userKey.privateKey }, {}],
  ])('is read whole with %s, and nothing of it stays', async (_how, over, faults: SftpFaults) => {
    server.faults = faults
    const here = await readAll(oneRosterCsv, { path: join(home, 'district.zip') })
    const there = await readAll(oneRosterCsv, config(over), io())
    expect(there.error).toBeNull()
    expect(there.records).toEqual(here.records)
    expect(completeTables(there)).toEqual([...TABLES])
    expect(await left()).toEqual([])
  })

  // What goes wrong, and how the run ends.
  it.each<[string, SftpFaults, string, 'retry' | 'operator']>([
    ['is still being written to', { growsAtLooks: 10 }, 'PACKAGE_CHANGED', 'retry'],
    ['is another one once it was read', { changesAfterwards: true }, 'PACKAGE_CHANGED', 'retry'],
    ['ends too early', { endsAt: 4000 }, 'FETCH_FAILED', 'retry'],
    ['breaks off', { breaksAt: 2000 }, 'FETCH_FAILED', 'retry'],
    ['stops coming', { stallsAt: 2000 }, 'FETCH_FAILED', 'retry'],
    ['is behind a server that never answers', { ignoresSignIn: true }, 'FETCH_FAILED', 'retry'],
  ])('that %s is no roster, and leaves nothing', async (_what, faults, code, disposition) => {
    server.faults = faults
    const limits = { fetchWindowMs: 100, fetchHeadMsMax: faults.ignoresSignIn === true ? 300 : 10_000 }
    const heard = await readAll(oneRosterCsv, config(), io({ limits }))
    expect(heard.error).toMatchObject({ code, disposition })
    expect(heard.evidence).toEqual([])
    expect(await left()).toEqual([])
  })

  it.each([
    ['a wrong password', { password: 'Wrong-Horse-1' }, 'FETCH_DENIED', 'operator'],
    ['another user’s key', { password: undefined, privateKey: makeKey().privateKey }, 'FETCH_DENIED', 'operator'],
    ['a path with nothing there', { path: '/drop/late.zip' }, 'FETCH_NOT_FOUND', 'retry'],
    ['a folder', { path: '/drop' }, 'FETCH_REFUSED', 'operator'],
    ['no password and no key', { password: undefined }, 'CONFIG_INVALID', 'operator'],
    ['a password and a key', { privateKey: userKey.privateKey }, 'CONFIG_INVALID', 'operator'],
    ['a key that is none', { password: undefined, privateKey: 'not a key' }, 'FETCH_DENIED', 'operator'],
  ])('is refused with %s, and no secret is told', async (_what, over, code, disposition) => {
    server.files.set('/drop', { bytes: Buffer.alloc(0), modifiedAt: 1, isFolder: true })
    const heard = await readAll(oneRosterCsv, config(over), io())
    expect(heard.error).toMatchObject({ code, disposition })
    const said = JSON.stringify(heard.error, Object.getOwnPropertyNames(heard.error)) + String(heard.error)
    for (const secret of [PASSWORD, 'Wrong-Horse-1', 'PRIVATE KEY', PATH]) expect(said).not.toContain(secret)
  })

  it('that is larger than the limit is not even begun', async () => {
    const heard = await readAll(oneRosterCsv, config(), io({ limits: { packageBytesMax: 1000 } }))
    expect(heard.error).toMatchObject({ code: 'FETCH_REFUSED' })
  })

  it('on a private address is refused, unless the switch for trials is on', async () => {
    const heard = await readAll(oneRosterCsv, config(), io({ allowPrivateNetwork: false }))
    expect(heard.error).toMatchObject({ code: 'FETCH_REFUSED', disposition: 'operator' })
    expect(server.connections).toBe(0)
  })

  it('is given up at once when the run is stopped', async () => {
    server.faults = { stallsAt: 0 }
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 150)
    const startedAt = performance.now()
    const heard = await readAll(oneRosterCsv, config(), io({ more: { signal: abort.signal } }))
    expect(heard.error).toMatchObject({ code: 'READ_ABORTED' })
    expect(performance.now() - startedAt).toBeLessThan(2000)
    expect(await left()).toEqual([])
  })
})

describe('the key of an SFTP server', () => {
  it('is remembered from the first time, and another one is refused before a password is sent', async () => {
    const met = await bookmarkOf(config())
    expect(met).toEqual({ hostKey: server.hostKey })
    const { port } = server
    await server.close()
    server = await startSftp({ port })
    server.files.set(PATH, { bytes: zip, modifiedAt: 1_790_000_000 })
    const heard = await readAll(oneRosterCsv, config(), io({ more: { bookmark: met as Record<string, string> } }))
    expect(heard.error).toMatchObject({ code: 'FETCH_HOST_KEY', disposition: 'operator' })
    expect(String(heard.error)).toContain(server.hostKey)
    expect(server.connections).toBe(1)
  })

  it('counts as it is configured, whatever was met before', async () => {
    const other = { hostKey: `SHA256:${'A'.repeat(43)}` }
    const right = await readAll(oneRosterCsv, config({ hostKey: server.hostKey }), io({ more: { bookmark: other } }))
    expect(right.error).toBeNull()
    const wrong = await readAll(oneRosterCsv, config(other), io())
    expect(wrong.error).toMatchObject({ code: 'FETCH_HOST_KEY' })
  })

  it('is told by a check, with what is in the zip, and nothing of that stays', async () => {
    const lines = await oneRosterCsv.check(config(), io())
    expect(lines.every(({ ok }) => ok)).toBe(true)
    expect(lines.map(({ what }) => what).slice(0, 5)).toEqual([
      'name',
      'connection',
      'server key',
      'credentials',
      'package',
    ])
    expect(lines.find(({ what }) => what === 'server key')?.says).toContain(server.hostKey)
    expect(lines.find(({ what }) => what === 'users.csv')?.says).toMatch(/^56 rows/)
    expect(await left()).toEqual([])
  })

  it.each([
    ['another key', { hostKey: `SHA256:${'A'.repeat(43)}` }, 'name ✓ connection ✓ server key ✗'],
    ['a wrong password', { password: 'Wrong-Horse-1' }, 'name ✓ connection ✓ server key ✓ credentials ✗'],
    ['nothing at the path', { path: '/none.zip' }, 'name ✓ connection ✓ server key ✓ credentials ✓ file ✗'],
    ['a port that is closed', { port: 1 }, 'name ✓ connection ✗'],
    ['a name that nobody has', { host: 'nobody.invalid' }, 'name ✗'],
  ])('is one step of a check, which says where it ends with %s', async (_what, over, steps) => {
    const lines = await oneRosterCsv.check(config(over), io())
    expect(lines.map(({ what, ok }) => `${what} ${ok ? '✓' : '✗'}`).join(' ')).toBe(steps)
    expect(JSON.stringify(lines)).not.toMatch(/Wrong-Horse-1|Kite-Basket-42/)
  })
})

describe('what an SFTP source is configured with', () => {
  it('is sealed where it is secret, and shown as dots', () => {
    const wanted = config({ privateKey: 'KEY-TEXT', passphrase: 'PASS-TEXT' })
    const kept = sealConfig(oneRosterCsv.configSchema, wanted, (value) => `sealed:${value.length}`)
    for (const text of [JSON.stringify(kept), JSON.stringify(concealConfig(kept))])
      for (const secret of [PASSWORD, 'KEY-TEXT', 'PASS-TEXT']) expect(text).not.toContain(secret)
    expect(JSON.stringify(concealConfig(kept))).toContain('127.0.0.1')
  })
})
