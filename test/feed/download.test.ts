/** Downloads: how often and how long it is tried, what is said when it fails, and that nothing is left on the disk. */

import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FeedIo } from '../../src/feed/connector.ts'
import { downloadFile, readRetryAfter } from '../../src/feed/download.ts'
import type { FeedLimits } from '../../src/feed/limits.ts'
import { stageFile } from '../../src/feed/staging.ts'
import { createGuardedOpen } from '../../src/net/guarded-open.ts'
import { Failure } from '../../src/roster/failure.ts'
import { feedIo } from '../contract/read-all.ts'

type Answer = (response: ServerResponse, request: IncomingMessage) => void

let home = ''
let server: Server
let url = ''
/** What is answered to each request in turn; the last one again and again. */
let answers: Answer[] = []
let asked = 0
let seen: IncomingMessage['headers'] = {}

beforeAll(async () => {
  server = createServer((request, response) => {
    seen = request.headers
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    answer?.(response, request)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/export.zip?key=secret`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'download-'))
  asked = 0
})
afterEach(() => rm(home, { recursive: true, force: true }))

function io(over: Partial<FeedLimits> = {}, more: Partial<FeedIo> = {}): FeedIo {
  const open = createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test' })
  return {
    ...feedIo({ fetchRetryBaseMs: 1, fetchAttemptsMax: 3, ...over }),
    reach: { open, stagingFolder: join(home, 'staging') },
    ...more,
  }
}

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end('no')
const whole: Answer = (response) => void response.end('PK whole')
const cut: Answer = (response) => {
  response.writeHead(200, { 'content-length': 100 }).write('PK half')
  setImmediate(() => response.destroy())
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('It did not fail.')
}

const left = (): Promise<string[]> => readdir(join(home, 'staging')).catch(() => [])

describe('a download', () => {
  it('lies whole in a file that nobody else may read', async () => {
    answers = [whole]
    const { path } = await downloadFile({ url, headers: { Authorization: 'Bearer abc' } }, io())
    expect(await readFile(path, 'utf8')).toBe('PK whole')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(home, 'staging'))).mode & 0o777).toBe(0o700)
    expect(seen.authorization).toBe('Bearer abc')
  })

  it('F1: is tried again after bursts of 500, 502 and 503, and after a connection that broke off', async () => {
    answers = [status(503), cut, whole]
    const { path } = await downloadFile({ url, headers: {} }, io())
    expect(await readFile(path, 'utf8')).toBe('PK whole')
    expect([asked, (await left()).length]).toEqual([3, 1])
  })

  it('F1: is given up after the last attempt, with nothing left behind', async () => {
    answers = [status(500), status(502), cut, whole]
    const failure = await failureOf(downloadFile({ url, headers: {} }, io()))
    expect(failure).toMatchObject({ code: 'FETCH_FAILED', disposition: 'retry' })
    expect([asked, await left()]).toEqual([3, []])
  })

  it.each([
    [401, 'FETCH_DENIED', 'operator'],
    [403, 'FETCH_DENIED', 'operator'],
    [404, 'FETCH_NOT_FOUND', 'retry'],
    [410, 'FETCH_NOT_FOUND', 'retry'],
    [204, 'FETCH_FAILED', 'operator'],
    [206, 'FETCH_FAILED', 'operator'],
    [400, 'FETCH_FAILED', 'operator'],
  ])('is not tried again after status %i: %s', async (code, failed, disposition) => {
    answers = [status(code), whole]
    expect(await failureOf(downloadFile({ url, headers: {} }, io()))).toMatchObject({ code: failed, disposition })
    expect(asked).toBe(1)
  })

  it('F2: waits as long as it is asked to, in seconds or until a date', async () => {
    answers = [status(429, { 'retry-after': '60' }), whole]
    const stop = new AbortController()
    const waiting = downloadFile({ url, headers: {} }, { ...io(), signal: stop.signal })
    // Left to itself it would have asked again within a few milliseconds.
    setTimeout(() => stop.abort(), 150)
    await expect(waiting).rejects.toThrow(/abort/i)
    expect(asked).toBe(1)
    expect(readRetryAfter('Sun, 22 Nov 2026 08:00:30 GMT', new Date('2026-11-22T08:00:00Z'))).toBe(30_000)
    expect(readRetryAfter('Sun, 22 Nov 2026 07:00:00 GMT', new Date('2026-11-22T08:00:00Z'))).toBe(0)
    expect(readRetryAfter('whenever', new Date())).toBeNull()
  })

  it.each([['86400000000'], ['99999'], ['Wed, 01 Jan 2200 00:00:00 GMT']])(
    'F2: leaves a server alone that asks for more than the cap (%s)',
    async (after) => {
      answers = [status(429, { 'retry-after': after }), whole]
      const failure = await failureOf(downloadFile({ url, headers: {} }, io()))
      expect(failure).toMatchObject({ code: 'FETCH_DEFERRED', disposition: 'retry' })
      expect(asked).toBe(1)
    },
  )

  it('F2: tries again as usual where the wish cannot be understood, or is not made', async () => {
    answers = [status(429, { 'retry-after': 'soon' }), status(429), whole]
    await downloadFile({ url, headers: {} }, io())
    expect(asked).toBe(3)
  })

  it('F3, F13: tells an unreachable server as something that passes, a forbidden one as somebody’s to mend', async () => {
    const nobody = 'http://127.0.0.1:1/export.zip'
    expect(await failureOf(downloadFile({ url: nobody, headers: {} }, io()))).toMatchObject({
      code: 'FETCH_FAILED',
      disposition: 'retry',
    })
    const strict = createGuardedOpen({ allowPrivateNetwork: false, userAgent: 'Staffroom/test' })
    const reach = { open: strict, stagingFolder: join(home, 'staging') }
    for (const address of [url, 'https://127.0.0.1/', 'https://169.254.169.254/latest'])
      expect(await failureOf(downloadFile({ url: address, headers: {} }, io({}, { reach })))).toMatchObject({
        code: 'FETCH_REFUSED',
        disposition: 'operator',
      })
  })

  it('F5, F16: gives up who sends too slowly or too much, and keeps none of it', async () => {
    answers = [(response) => void response.write('PK')]
    const slow = await failureOf(
      downloadFile({ url, headers: {} }, io({ fetchBytesPerSecondMin: 1000, fetchWindowMs: 50 })),
    )
    expect([slow.code, slow.disposition, asked]).toEqual(['FETCH_FAILED', 'retry', 1])
    answers = [(response) => void response.end('PK'.repeat(1000))]
    expect((await failureOf(downloadFile({ url, headers: {} }, io({ packageBytesMax: 100 })))).code).toBe(
      'FETCH_REFUSED',
    )
    expect(await left()).toEqual([])
  })

  it('never names more of the address than the host', async () => {
    for (const answer of [
      status(500),
      status(404),
      status(401),
      cut,
      status(302, { location: 'http://elsewhere.example/' }),
    ]) {
      answers = [answer]
      const failure = await failureOf(downloadFile({ url, headers: { authorization: 'hidden' } }, io()))
      expect(failure.message).not.toMatch(/secret|export\.zip|hidden|elsewhere/)
    }
  })

  it('F24: says so where the disk has no place for it', async () => {
    answers = [whole]
    const file = join(home, 'a file')
    await writeFile(file, '')
    const reach = { ...io().reach, stagingFolder: join(file, 'staging') }
    expect((await failureOf(downloadFile({ url, headers: {} }, io({}, { reach })))).code).toBe('STAGING_UNWRITABLE')
  })

  it('ends when it is stopped, in a wait too, and leaves nothing', async () => {
    answers = [status(503)]
    const stop = new AbortController()
    const stopped = downloadFile({ url, headers: {} }, { ...io({ fetchRetryBaseMs: 60_000 }), signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    await expect(stopped).rejects.toThrow(/abort/i)
    expect(await left()).toEqual([])
  })
})

describe('bytes that break off at once', () => {
  it('leave nothing, not even a file that comes late', async () => {
    const folder = join(home, 'at-once')
    const broken = new Error('broken off')
    for (let times = 0; times < 50; times += 1) await expect(stageFile(folder, breakOff(broken))).rejects.toBe(broken)
    expect(await readdir(folder)).toEqual([])
  })
})

async function* breakOff(reason: Error): AsyncGenerator<Buffer> {
  yield* []
  throw reason
}
