/** OneRoster CSV behind an address: read like a zip of this machine, or not at all. */

import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createTls } from 'node:https'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import type { CheckLine, FeedIo } from '../../../src/feed/connector.ts'
import { checkSourceConfig, openConfig, sealConfig } from '../../../src/feed/source-config.ts'
import { createGuardedOpen } from '../../../src/net/guarded-open.ts'
import { Failure } from '../../../src/roster/failure.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { writeDistrict } from '../../contract/districts/write.ts'
import { completeTables, feedIo, readAll } from '../../contract/read-all.ts'
import { OTHER } from '../../net/certificates.ts'

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
    const lines = await oneRosterCsv.check({ url, headers: { 'X-Key': 'abc' } }, io())
    expect(lines.every(({ ok }) => ok)).toBe(true)
    const said = new Map(lines.map(({ what, says }) => [what, says]))
    expect([...said.keys()].slice(0, 6)).toEqual(['name', 'connection', 'TLS', 'credentials', 'package', 'version'])
    expect(said.get('version')).toBe('OneRoster 1.1')
    expect(said.get('users.csv')).toMatch(/^56 rows of \d+ columns$/)
    expect(await left()).toEqual([])
    const refused = await oneRosterCsv.check({ url, headers: { 'X-Key': 'old' } }, io())
    expect(steps(refused)).toBe('name ✓ connection ✓ TLS ✓ credentials ✗')
    const denied = refused.at(-1)
    expect(denied?.says).toMatch(/a key may have expired/)
    expect(denied?.says).not.toContain('old')
    expect(await left()).toEqual([])
  })

  it.each<[string, RequestListener, string, RegExp]>([
    ['nothing there', (_request, response) => void response.writeHead(404).end(), 'credentials ✓ file ✗', /nothing at/],
    ['a web page', (_request, response) => void response.end('<h1>Hi</h1>'), 'credentials ✓ file ✗', /no zip/],
    ['a failing server', (_request, response) => void response.writeHead(500).end(), 'TLS ✓ file ✗', /status 500/],
    ['half a zip', (_request, response) => void response.end(zip.subarray(0, 900)), 'package ✗', /./],
  ])('says which step fails with %s', async (_name, listener, ends, says) => {
    answer = listener
    const lines = await oneRosterCsv.check({ url }, io())
    expect(steps(lines)).toMatch(new RegExp(`${ends}$`))
    expect(lines.at(-1)?.says).toMatch(says)
    expect(await left()).toEqual([])
  })

  it('tells a name that nobody has, a closed port and a certificate apart', async () => {
    expect(steps(await oneRosterCsv.check({ url: 'https://nobody.invalid/a.zip' }, io()))).toBe('name ✗')
    expect(steps(await oneRosterCsv.check({ url: 'http://127.0.0.1:1/a.zip' }, io()))).toBe('name ✓ connection ✗')
    const tls = createTls(OTHER)
    await new Promise<void>((resolve) => {
      tls.listen(0, '127.0.0.1', resolve)
    })
    const untrusted = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/a.zip`
    expect(steps(await oneRosterCsv.check({ url: untrusted }, io()))).toBe('name ✓ connection ✓ TLS ✗')
    tls.closeAllConnections()
    tls.close()
  })

  it('says what is missing, and that a sync can do without it', async () => {
    const folder = await mkdtemp(join(home, 'part-'))
    await writeDistrict(makeDistrict(PRESETS.tiny), { version: '1.1', to: folder })
    await rm(join(folder, 'courses.csv'))
    await writeFile(
      join(folder, 'manifest.csv'),
      (await readFile(join(folder, 'manifest.csv'), 'utf8')).replace('courses,bulk', 'courses,absent'),
    )
    const lines = await oneRosterCsv.check({ path: folder }, io())
    expect(lines.filter(({ ok }) => !ok)).toEqual([
      { what: 'courses.csv', ok: false, optional: true, says: expect.stringMatching(/not in the package/) as string },
    ])
    await rm(join(folder, 'users.csv'))
    const bad = (await oneRosterCsv.check({ path: folder }, io())).find(({ ok, optional }) => !ok && optional !== true)
    expect(bad?.says).toMatch(/users\.csv/)
  })
})

function steps(lines: readonly CheckLine[]): string {
  return lines.map(({ what, ok }) => `${what} ${ok ? '✓' : '✗'}`).join(' ')
}

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
