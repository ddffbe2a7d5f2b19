/** A zip behind an address that has not changed since it was fetched: read from what was kept, as if it had come. */

import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import type { FeedIo } from '../../../src/feed/connector.ts'
import { openPackageShelf } from '../../../src/feed/package-shelf.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { openSecretBox } from '../../../src/store/secret.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { writeDistrict } from '../../contract/districts/write.ts'
import { completeTables, feedIo, type Heard, readAll } from '../../contract/read-all.ts'
import { EXPORT_PATH, type ExportServer, startExportServer } from '../../fakes/sis/export.ts'

const LONG_AGO = 'Sat, 21 Nov 2026 23:00:00 GMT'
const box = openSecretBox(randomBytes(32))

let home = ''
let folder = ''
let zip: Buffer
let next: Buffer
let server: ExportServer

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'unchanged-'))
  const write = async (seed: number): Promise<Buffer> =>
    readFile(
      await writeDistrict(makeDistrict({ ...PRESETS.tiny, seed }), { version: '1.1', to: join(home, `${seed}.zip`) }),
    )
  zip = await write(1)
  next = await write(2)
  server = await startExportServer()
})
afterAll(async () => {
  await server.close()
  await rm(home, { recursive: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(home, 'staging-'))
  server.forget()
  server.setFaults([])
})

/** As a run of the source has it. */
function io({ full = false, preview = false } = {}): FeedIo {
  const base = feedIo()
  const place = { districtId: 'cedar', sourceId: 'sis', config: {} }
  const how = { finds: !full, keeps: !preview, onTrouble: () => undefined }
  const shelf = openPackageShelf({ folder, scratch: folder, daysMax: 7, now: () => new Date(), box }).slot(place, how)
  return { ...base, reach: { ...base.reach, stagingFolder: folder }, shelf }
}

interface Read extends Heard {
  since: Date | null
}

async function read(how: { full?: boolean; preview?: boolean; io?: FeedIo; url?: string } = {}): Promise<Read> {
  let since: Date | null = null
  const watched = {
    ...oneRosterCsv,
    read: async function* watch(config: unknown, given: FeedIo) {
      for await (const event of oneRosterCsv.read(config, given)) {
        if (event.type === 'unchanged') since = event.since
        yield event
      }
    },
  }
  const heard = await readAll(watched, { url: how.url ?? server.zip }, how.io ?? io(how))
  return { ...heard, since }
}

/** How each request was answered, and whether it was asked on a condition. */
const said = (): string[] =>
  server.requests.map(({ status, headers }) => {
    const asked = headers['if-none-match'] ?? headers['if-modified-since']
    return asked === undefined ? `${status}` : `${status} to ${asked}`
  })
const kept = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.package'))
const leftovers = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith('feed-'))

describe('"not changed" is refused', () => {
  it('where nobody had asked: nothing is read, and the message says who is to be asked', async () => {
    server.publish({ zip, alwaysUnchanged: true })
    const { error, evidence, since } = await read()
    expect(error).toMatchObject({ code: 'FETCH_UNASKED', disposition: 'retry' })
    expect(String(error)).toMatch(/304.*Nothing was changed.*cache/)
    expect([evidence, since, said()]).toEqual([[], null, ['304']])
  })

  it('to a source that sends a condition of its own', async () => {
    for (const name of ['If-None-Match', 'if-modified-since', 'If-Match', 'If-Range', 'Range'])
      expect((await readAll(oneRosterCsv, { url: server.zip, headers: { [name]: '"a"' } }, io())).error).toMatchObject({
        code: 'CONFIG_INVALID',
      })
    expect(said()).toEqual([])
  })

  it('where the kept package is damaged or gone: it is fetched anew in the same run', async () => {
    for (const harm of [
      (path: string) => truncate(path, zip.length - 1),
      (path: string) => writeFile(path, Buffer.alloc(zip.length)),
      (path: string) => rm(path),
    ]) {
      server.publish({ zip, etag: '"one"' })
      await read()
      server.forget()
      await harm(join(folder, (await kept())[0] ?? ''))
      const { error, since, evidence } = await read()
      expect([error, since, completeTables({ evidence })]).toEqual([null, null, [...TABLES]])
      expect(said().at(-1)).toBe('200')
      expect(await kept()).toHaveLength(1)
    }
  })

  it('where it comes with another tag, from another path, or with the wish that nothing be kept', async () => {
    server.publish({ zip, etag: '"one"' })
    await read()
    for (const headers of [{ ETag: '"two"' }, { 'Cache-Control': 'no-store' }]) {
      server.setFaults([{ on: EXPORT_PATH, does: { kind: 'answer', status: 304, headers } }])
      expect((await read()).since).toBeNull()
    }
    // The tag of one file says nothing of another one, to which the same address leads now.
    server.setFaults([
      { on: EXPORT_PATH, does: { kind: 'answer', status: 302, headers: { Location: '/of-today/export.zip' } } },
    ])
    server.publish({ zip: next, etag: '"one"' })
    const { since, records, error } = await read()
    expect([error, since]).toEqual([null, null])
    expect(records.people).toEqual((await readAll(oneRosterCsv, { path: join(home, '2.zip') })).records.people)
  })
})

describe('a zip that has not changed', () => {
  it.each([
    ['by a strong tag', { etag: '"v-1"' }, '304 to "v-1"'],
    ['by a weak tag', { etag: 'W/"v-1"' }, '304 to W/"v-1"'],
    ['by the tag, where there is a date as well', { etag: '"v-1"', lastModified: LONG_AGO }, '304 to "v-1"'],
    ['by the date', { lastModified: LONG_AGO }, `304 to ${LONG_AGO}`],
  ])('%s is read as if it had come', async (_name, as, answered) => {
    server.publish({ zip, ...as })
    const before = new Date()
    const first = await read()
    const second = await read()
    expect([first.error, second.error, first.since]).toEqual([null, null, null])
    expect(second.since?.getTime()).toBeGreaterThanOrEqual(before.getTime())
    expect({ ...second, since: null }).toEqual(first)
    expect(completeTables(second)).toEqual([...TABLES])
    expect(said()).toEqual(['200', answered])
    expect([(await kept()).length, await leftovers()]).toEqual([1, []])
  })

  it('is still the one of the first day after many, and the one that changed takes its place', async () => {
    server.publish({ zip, etag: '"one"' })
    const first = await read()
    const second = await read()
    const third = await read()
    expect(third.since).toEqual(second.since)
    server.publish({ zip: next, etag: '"two"' })
    const changed = await read()
    expect(changed.since).toBeNull()
    expect(changed.records.people).not.toEqual(first.records.people)
    expect((await read()).records).toEqual(changed.records)
    expect(said()).toEqual(['200', '304 to "one"', '304 to "one"', '200 to "one"', '304 to "two"'])
    expect(await kept()).toHaveLength(1)
  })

  it('is asked about again after a server that was busy', async () => {
    server.publish({ zip, etag: '"one"' })
    await read()
    server.setFaults([{ on: EXPORT_PATH, does: { kind: 'answer', status: 503 } }])
    expect((await read()).since).not.toBeNull()
    expect(said()).toEqual(['200', '503 to "one"', '304 to "one"'])
  })

  it('comes from replicas that don’t agree about its tag as often as they say so, and is always right', async () => {
    server.publish({ zip, etag: '"a"' }, { zip, etag: '"b"' }, { zip })
    const first = await read()
    for (let night = 0; night < 6; night += 1) {
      const { error, records } = await read()
      expect([error, records]).toEqual([null, first.records])
    }
    expect(said()).toEqual(['200', '200 to "a"', '200 to "b"', '200', '200 to "a"', '200 to "b"', '200'])
    expect(await kept()).toHaveLength(1)
  })

  it('is fetched all the same where everything is to be read, where it was kept on another machine, or never', async () => {
    server.publish({ zip, etag: '"one"' })
    await read()
    await read({ full: true })
    folder = await mkdtemp(join(home, 'staging-'))
    await read()
    const { shelf: _, ...bare } = io()
    await read({ io: bare })
    expect(said()).toEqual(['200', '200', '200', '200'])
  })
})

describe('nothing is kept', () => {
  it.each([
    ['of a server that says nothing to ask with', {}],
    ['of one that wants nothing to be stored', { etag: '"one"', headers: { 'Cache-Control': 'no-store' } }],
    ['of a file of this very moment that has no tag', { lastModified: new Date().toUTCString() }],
  ])('%s, and what was kept goes', async (_name, as) => {
    server.publish({ zip, etag: '"kept"' })
    await read()
    expect(await kept()).toHaveLength(1)
    server.publish({ zip, ...as })
    await read()
    expect(await readdir(folder)).toEqual([])
    await read()
    expect(said().at(-1)).toBe('200')
  })

  it('of a package that can’t be read to its end, or is not whole', async () => {
    server.publish({ zip: zip.subarray(0, zip.length - 30), etag: '"cut"' })
    expect((await read()).error).toMatchObject({ code: 'PACKAGE_UNREADABLE' })
    server.publish({ zip: Buffer.from('<!doctype html>'), etag: '"page"' })
    expect((await read()).error).toMatchObject({ code: 'FETCH_NO_ZIP' })
    expect(await readdir(folder)).toEqual([])
    server.publish({ zip, etag: '"one"' })
    for await (const event of oneRosterCsv.read({ url: server.zip }, io())) if (event.type === 'rows') break
    expect(await readdir(folder)).toEqual([])
  })

  it('by a preview, which reads what was kept before', async () => {
    server.publish({ zip, etag: '"one"' })
    await read({ preview: true })
    expect(await readdir(folder)).toEqual([])
    await read()
    expect((await read({ preview: true })).since).not.toBeNull()
    server.publish({ zip: next, etag: '"two"' })
    await read({ preview: true })
    server.publish({ zip, etag: '"one"' })
    expect((await read()).since).not.toBeNull()
  })

  it('by a check of the source, which reaches for the real thing', async () => {
    server.publish({ zip, etag: '"one"' })
    await read()
    server.forget()
    const before = await readdir(folder)
    expect((await oneRosterCsv.check({ url: server.zip }, io())).every(({ ok }) => ok)).toBe(true)
    expect(said()).toEqual(['200'])
    expect(await readdir(folder)).toEqual(before)
  })
})
