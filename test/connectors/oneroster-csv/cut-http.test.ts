/** A zip that comes over HTTP and is cut anywhere, head or body: never a table proven, always worth another try. */

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oneRosterCsv } from '../../../connectors/oneroster-csv/connector.ts'
import { createGuardedOpen } from '../../../src/net/guarded-open.ts'
import { Failure } from '../../../src/roster/failure.ts'
import { TABLES } from '../../../src/roster/model.ts'
import { completeTables, feedIo, readAll } from '../../contract/read-all.ts'
import { isSoak, offsetsOf, SAMPLE, zipOf } from '../../sync/cut-feed.ts'

let home = ''
let zip: Buffer
let server: Server
let url = ''
/** Said to whoever connects, before the line is cut. */
let answer: Buffer = Buffer.alloc(0)

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cut-http-'))
  zip = await zipOf(SAMPLE['1.2'], join(home, 'whole.zip'))
  server = createServer(
    (socket) =>
      void socket
        .on('error', () => undefined)
        .resume()
        .end(answer),
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(async () => {
  server.close()
  await rm(home, { recursive: true })
})

const heard = () => {
  const open = createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test' })
  const reach = { open, stagingFolder: join(home, 'staging') }
  return readAll(oneRosterCsv, { url }, { ...feedIo({ fetchAttemptsMax: 1 }), reach })
}
const said = (headers: readonly string[], body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n')), body])
const chunked = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')])

const TRANSPORTS: readonly (readonly [string, () => Buffer])[] = [
  ['with its length', () => said([`Content-Length: ${zip.length}`], zip)],
  ['in chunks', () => said(['Transfer-Encoding: chunked'], chunked(zip))],
  ['as gzip', () => said(['Content-Encoding: gzip', 'Connection: close'], gzipSync(zip))],
  ['until the connection ends', () => said(['Connection: close'], zip)],
]

describe.each(TRANSPORTS)('a zip that comes %s', (_name, whole) => {
  it('is read where all of it comes', async () => {
    answer = whole()
    const { error, evidence } = await heard()
    expect(error).toBeNull()
    expect(completeTables({ evidence })).toEqual([...TABLES])
  })

  it(
    'proves nothing wherever it is cut, and may be tried again',
    async () => {
      const all = whole()
      for (const offset of offsetsOf(all.toString('latin1'), 0.04)) {
        answer = all.subarray(0, offset)
        const { error, evidence, records } = await heard()
        expect([offset, error instanceof Failure && error.disposition, evidence]).toEqual([offset, 'retry', []])
        expect(records.people).toEqual([])
      }
    },
    isSoak ? 3_600_000 : 60_000,
  )
})
