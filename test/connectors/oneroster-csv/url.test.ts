/** OneRoster CSV behind an address: read like a zip of this machine, or not at all. */

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import type { FeedIo } from '../../../src/feed/connector.ts'
import { checkSourceConfig, openConfig, sealConfig } from '../../../src/feed/source-config.ts'
import { createGuardedOpen } from '../../../src/net/guarded-open.ts'
import { Failure } from '../../../src/roster/failure.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { writeDistrict } from '../../contract/districts/write.ts'
import { completeTables, feedIo, readAll } from '../../contract/read-all.ts'

let home = ''
let zip: Buffer
let server: Server
let url = ''
let answer: RequestListener = (_request, response) => void response.end()

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'url-'))
  zip = await readFile(
    await writeDistrict(makeDistrict(PRESETS.tiny), { version: '1.1', to: join(home, 'district.zip') }),
  )
  server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(home, { recursive: true })
})

function io(): FeedIo {
  const opener = createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test' })
  return { ...feedIo({ fetchRetryBaseMs: 1 }), reach: { open: opener, stagingFolder: join(home, 'staging') } }
}

const left = (): Promise<string[]> => readdir(join(home, 'staging')).catch(() => [])

describe('a zip behind an address', () => {
  it.each<[string, RequestListener]>([
    ['with its length', (_request, response) => void response.setHeader('content-length', zip.length).end(zip)],
    ['in chunks', (_request, response) => void response.write(zip, () => response.end())],
    ['as gzip', (_request, response) => void response.setHeader('content-encoding', 'gzip').end(gzipSync(zip))],
  ])('%s is read whole, and nothing of it stays', async (_name, listener) => {
    answer = listener
    const here = await readAll(oneRosterCsv, { path: join(home, 'district.zip') })
    const there = await readAll(oneRosterCsv, { url }, io())
    expect(there.error).toBeNull()
    expect(there.records).toEqual(here.records)
    expect(completeTables(there)).toEqual([...TABLES])
    expect(await left()).toEqual([])
  })

  it('is given up without a trace when the reading of it breaks off', async () => {
    answer = (_request, response) => void response.end(zip.subarray(0, zip.length - 30))
    const heard = await readAll(oneRosterCsv, { url }, io())
    expect(heard.error).toMatchObject({ code: 'PACKAGE_UNREADABLE', disposition: 'retry' })
    for await (const event of oneRosterCsv.read({ url: `${url}whole` }, { ...io(), ...whole() }))
      if (event.type === 'rows') break
    expect(await left()).toEqual([])
  })

  it.each([
    ['a web page', '<!doctype html><title>We are down for maintenance</title>'],
    ['an empty object', '{}'],
    ['nothing at all', ''],
  ])('F7: is not mistaken: %s with status 200 is no roster', async (_name, body) => {
    answer = (_request, response) => void response.end(body)
    expect((await readAll(oneRosterCsv, { url }, io())).error).toMatchObject({
      code: 'FETCH_NO_ZIP',
      disposition: 'retry',
    })
    expect(await left()).toEqual([])
  })
})

function whole(): Partial<FeedIo> {
  answer = (_request, response) => void response.end(zip)
  return {}
}

describe('a check of the source', () => {
  it('reaches the address and stores nothing', async () => {
    answer = (request, response) => {
      if (request.headers['x-key'] === 'abc') response.setHeader('content-length', zip.length).end(zip)
      else response.writeHead(401).end()
    }
    expect(await oneRosterCsv.check({ url, headers: { 'X-Key': 'abc' } }, io())).toEqual([
      { what: 'address', ok: true, says: `a zip of ${zip.length} bytes` },
    ])
    const [denied] = await oneRosterCsv.check({ url, headers: { 'X-Key': 'old' } }, io())
    expect(denied?.ok).toBe(false)
    expect(denied?.says).toMatch(/a key may have expired/)
    expect(denied?.says).not.toContain('old')
    expect(await left()).toEqual([])
  })
})

const open = (value: string): string => (value === 'sealed 12' ? 'plain secret' : 'wrong')

describe('its configuration', () => {
  const schema = oneRosterCsv.configSchema
  const headers = { Authorization: 'Bearer ${SIS_KEY}', 'X-Key': '${SIS_KEY}', 'X-Plain': 'plain secret' }
  const config = { url: 'https://sis.example/export.zip', headers }

  it('keeps every header value sealed or as the name of a variable', () => {
    expect(checkSourceConfig(schema, config)).toEqual([])
    const kept = sealConfig(schema, config, (value) => `sealed ${value.length}`)
    expect(JSON.stringify(kept)).not.toMatch(/plain secret/)
    expect(openConfig(kept, { open, environment: { SIS_KEY: 'k1' } })).toEqual({
      url: config.url,
      headers: { Authorization: 'Bearer k1', 'X-Key': 'k1', 'X-Plain': 'plain secret' },
    })
    expect(() => openConfig(kept, { open, environment: {} })).toThrow(/SIS_KEY/)
  })

  it.each([
    [{ 'X-Key': 'a\r\nHost: other' }],
    [{ 'X Key': 'a' }],
    [{ Host: 'other.example' }],
    [{ 'accept-encoding': 'gzip' }],
  ])('refuses headers that change the request: %j', async (bad) => {
    const { error } = await readAll(oneRosterCsv, { url, headers: bad }, io())
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' })
  })

  it('takes web addresses only', () => {
    expect(checkSourceConfig(schema, { url: 'ftp://sis.example/export.zip' })).not.toEqual([])
    expect(checkSourceConfig(schema, { url: 'file:///etc/passwd' })).not.toEqual([])
    expect(checkSourceConfig(schema, { url: 'https://user:word@sis.example/export.zip' })).not.toEqual([])
    expect(checkSourceConfig(schema, { url: 'https://sis.example/by@sign.zip?to=a@b' })).toEqual([])
  })
})
