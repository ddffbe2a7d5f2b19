/** Servers that fail, stall and turn us away: what is tried again, how, for how long, and how it is stopped. */

import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OneRosterError } from '../../../connectors/oneroster-client/errors.ts'
import { createGuardedTransport } from '../../../connectors/oneroster-client/guarded-transport.ts'
import { DEFAULT_LIMITS } from '../../../connectors/oneroster-client/options.ts'
import { readRetryAfter, withRetry } from '../../../connectors/oneroster-client/retry.ts'
import { createGate } from '../../../connectors/oneroster-client/waiting.ts'
import { all, answerPage, clientOf, errorOf, orgs, sendJson, serve } from './provider.ts'
import type { Handler, Provider } from './provider.ts'

let provider: Provider
let timers: NodeJS.Timeout[] = []

beforeEach(() => {
  timers = []
})

afterEach(async () => {
  timers.forEach(clearInterval)
  await provider.close()
})

/** Answers a district of 25 orgs, but the requests named (0 is the first) by the handler. */
async function failing(at: (count: number, limit: number) => boolean, handler: Handler): Promise<void> {
  provider = await serve((seen, response, count) => {
    if (at(count, Number(seen.query.get('limit')))) handler(seen, response, count)
    else answerPage({ rows: orgs(25) }, seen, response)
  })
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_seen, response) =>
    sendJson(response, {}, code, headers)

const asked = (): (string | null)[][] => provider.seen.map(({ query }) => [query.get('offset'), query.get('limit')])

async function expectAll(options: Parameters<typeof clientOf>[1] = {}): Promise<void> {
  const pages = await all(clientOf(provider, options).pages('orgs'))
  expect(pages.flatMap((page) => page.rows.map((row) => row.record.sourcedId))).toEqual(
    orgs(25).map((row) => row['sourcedId']),
  )
}

describe('a server that turns us away', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('once by %i is asked again, and nothing is lost', async (code) => {
    await failing((count) => count === 1, status(code))
    await expectAll()
  })

  it.each([400, 403, 404, 410, 418])('by %i is not asked again at a later page', async (code) => {
    await failing((count) => count === 1, status(code))
    expect(await errorOf(all(clientOf(provider).pages('orgs')))).toMatchObject({ status: code, offset: 10 })
    expect(provider.seen).toHaveLength(2)
  })

  it('with a Retry-After in seconds is left alone that long', async () => {
    await failing((count) => count === 0, status(429, { 'retry-after': '1' }))
    await expectAll()
    expect((provider.seen[1]?.at ?? 0) - (provider.seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(995)
  })

  it('with a Retry-After as a date is left alone until then', async () => {
    const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000)
    await failing((count) => count === 0, status(503, { 'retry-after': until.toUTCString() }))
    await expectAll()
    expect(Date.now()).toBeGreaterThanOrEqual(until.getTime())
  })

  it('for longer than allowed is left alone for good, and the error says how long', async () => {
    await failing(() => true, status(429, { 'retry-after': '3600' }))
    const error = await errorOf(all(clientOf(provider).pages('orgs')))
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 3_600_000, passes: true })
    expect(provider.seen).toHaveLength(1)
  })

  it('by 403 with a Retry-After throttles, and is asked again', async () => {
    await failing((count) => count === 1, status(403, { 'retry-after': '0' }))
    await expectAll()
  })

  it('always is asked as often as allowed, and not more', async () => {
    await failing(() => true, status(503))
    const error = await errorOf(all(clientOf(provider, { limits: { attemptsMax: 4 } }).pages('orgs')))
    expect(error).toMatchObject({ code: 'SERVER_FAILED', status: 503, passes: true })
    expect(provider.seen).toHaveLength(4)
  })

  it('is asked as often as allowed for each page anew', async () => {
    await failing((count) => count % 2 === 0, status(503))
    await expectAll({ limits: { attemptsMax: 2 } })
  })
})

describe('a server that fails at large pages', () => {
  it.each([413, 502, 504])('by %i gets smaller ones, from the same row on', async (code) => {
    await failing((_count, limit) => limit > 3, status(code))
    await expectAll()
    expect(asked().slice(0, 4)).toEqual([
      ['0', '10'],
      ['0', '5'],
      ['0', '2'],
      ['2', '2'],
    ])
  })

  it('gets them for the rest of the pull, with a warning', async () => {
    await failing((count) => count === 1, status(504))
    const pages = await all(clientOf(provider).pages('orgs'))
    expect(pages.map((page) => page.asked.limit)).toEqual([10, 5, 5, 5, 5])
    expect(pages[1]?.warnings).toContain('limit_lowered')
  })

  it('even at the smallest is given up, by 413 at once', async () => {
    await failing(() => true, status(413))
    expect(await errorOf(all(clientOf(provider).pages('orgs')))).toMatchObject({ code: 'PAGE_TOO_LARGE', status: 413 })
    expect(asked().map(([, limit]) => limit)).toEqual(['10', '5', '2'])
  })

  it('by 503 gets none: it is not the size', async () => {
    await failing((count) => count === 0, status(503))
    await expectAll()
    expect(new Set(asked().map(([, limit]) => limit))).toEqual(new Set(['10']))
  })

  it('by sending more bytes than allowed gets smaller ones, packed or not', async () => {
    const long = orgs(25).map((row) => ({ ...row, name: 'x'.repeat(1000) }))
    provider = await serve((seen, response) => {
      const offset = Number(seen.query.get('offset'))
      const body = JSON.stringify({ orgs: long.slice(offset, offset + Number(seen.query.get('limit'))) })
      if (offset < 10) response.end(body)
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body))
    })
    const pages = await all(clientOf(provider, { limits: { bytesMax: 4000 } }).pages('orgs'))
    expect(pages.at(-1)).toMatchObject({ offset: 25, isEnd: true })
    expect(pages[0]?.asked.limit).toBe(2)
    const error = await errorOf(all(clientOf(provider, { limits: { bytesMax: 900 } }).pages('orgs')))
    expect(error).toMatchObject({ code: 'BODY_TOO_LARGE', offset: 0 })
    const unpacked = errorOf(all(clientOf(provider, { limits: { bytesMax: 900 } }).pages('orgs', { offset: 12 })))
    expect(await unpacked).toMatchObject({ code: 'BODY_TOO_LARGE', offset: 12 })
  })
})

const never: Handler = () => undefined
const halfway: Handler = (_seen, response) => response.writeHead(200).write('{"orgs":[')
const trickle: Handler = (_seen, response) => {
  response.writeHead(200).write('{"orgs":[')
  timers.push(setInterval(() => response.write(' '), 20))
}

describe('a server that stalls', () => {
  it.each([
    ['before its answer', never],
    ['in its answer', halfway],
  ])('%s is given up after its time, and asked for less', async (_name, handler) => {
    await failing((count) => count === 1, handler)
    await expectAll({ limits: { pageMsMax: 150 } })
    expect(asked()[2]).toEqual(['10', '5'])
  })

  it('always ends as TIMED_OUT', async () => {
    await failing(() => true, never)
    const error = await errorOf(all(clientOf(provider, { limits: { pageMsMax: 60, attemptsMax: 2 } }).pages('orgs')))
    expect(error).toMatchObject({ code: 'TIMED_OUT', status: null, passes: true })
  })

  it('by a trickle is given up long before its time', async () => {
    await failing((count) => count === 1, trickle)
    const begun = performance.now()
    await expectAll({ limits: { bytesPerSecondMin: 1000, windowMs: 100, pageMsMax: 20_000 } })
    expect(performance.now() - begun).toBeLessThan(5000)
  })

  it('by a trickle for ever ends as TOO_SLOW', async () => {
    await failing(() => true, trickle)
    const limits = { bytesPerSecondMin: 1000, windowMs: 50, attemptsMax: 2 }
    expect(await errorOf(all(clientOf(provider, { limits }).pages('orgs')))).toMatchObject({ code: 'TOO_SLOW' })
  })

  it('but is slow only in beginning is waited for', async () => {
    await failing(
      (count) => count === 0,
      (seen, response) => void setTimeout(() => answerPage({ rows: orgs(25) }, seen, response), 300),
    )
    await expectAll({ limits: { bytesPerSecondMin: 1000, windowMs: 100 } })
    expect(provider.seen).toHaveLength(4)
  })

  it('page after page is ended by the total deadline, at the row that was reached', async () => {
    provider = await serve((seen, response) => {
      timers.push(setTimeout(() => answerPage({ rows: orgs(1000) }, seen, response), 40))
    })
    const error = await errorOf(all(clientOf(provider, { limits: { totalMsMax: 200 } }).pages('orgs')))
    expect(error).toMatchObject({ code: 'TOTAL_DEADLINE', path: '/orgs' })
    expect((error as OneRosterError).offset).toBeGreaterThanOrEqual(10)
  })

  it('is not waited for where the wait would outlast the total deadline', async () => {
    await failing(() => true, status(503, { 'retry-after': '1' }))
    const begun = performance.now()
    const error = await errorOf(all(clientOf(provider, { limits: { totalMsMax: 800 } }).pages('orgs')))
    expect(error).toMatchObject({ code: 'SERVER_FAILED' })
    expect(performance.now() - begun).toBeLessThan(700)
  })
})

function cut(response: ServerResponse, part: string): void {
  response.write(part)
  setTimeout(() => response.destroy(), 20)
}

describe('an answer that loses its end', () => {
  const BODY = JSON.stringify({ orgs: orgs(10) })
  const packed = gzipSync(BODY)

  it.each<[string, (response: ServerResponse) => void]>([
    ['by its length', (response) => cut(response.writeHead(200, { 'content-length': BODY.length }), BODY.slice(0, 60))],
    ['by its chunks', (response) => cut(response.writeHead(200), BODY.slice(0, 60))],
    [
      'inside gzip, though HTTP is whole',
      (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length - 9)),
    ],
    ['down to nothing of gzip', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end()],
    ['of JSON', (response) => response.end(BODY.slice(0, -2))],
    [
      'with bytes of gzip changed',
      (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from(packed).fill(7, 40, 60)),
    ],
  ])('%s is asked for again', async (_name, answer) => {
    await failing(
      (count) => count === 1,
      (_seen, response) => answer(response),
    )
    await expectAll()
    expect(provider.seen).toHaveLength(5)
    await provider.close()

    await failing(
      () => true,
      (_seen, response) => answer(response),
    )
    const error = await errorOf(all(clientOf(provider, { limits: { attemptsMax: 2 } }).pages('orgs')))
    expect(error).toMatchObject({ code: 'BODY_CUT_SHORT', passes: true })
  })

  it('whole in gzip is read', async () => {
    provider = await serve((seen, response) => {
      expect(seen.headers['accept-encoding']).toBe('gzip')
      const offset = Number(seen.query.get('offset'))
      const body = JSON.stringify({ orgs: orgs(25).slice(offset, offset + 10) })
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body))
    })
    await expectAll()
  })

  it('compressed in another way is refused', async () => {
    await failing(
      () => true,
      (_seen, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('x'),
    )
    expect(await errorOf(all(clientOf(provider).pages('orgs')))).toMatchObject({ code: 'ENCODING_REFUSED' })
  })

  it('because the server is gone is asked for again, then UNREACHABLE', async () => {
    await failing(
      (count) => count === 1,
      (_seen, response) => response.destroy(),
    )
    await expectAll()
    const client = clientOf(provider, { limits: { attemptsMax: 2 } })
    await provider.close()
    const error = (await errorOf(all(client.pages('orgs')))) as OneRosterError
    expect(error).toMatchObject({ code: 'UNREACHABLE', status: null })
    expect(error.cause).toMatchObject({ message: 'ECONNREFUSED' })
  })
})

describe('a pull that is aborted', () => {
  const reason = new Error('told to stop')

  async function stopped(handler: Handler, options: Parameters<typeof clientOf>[1] = {}): Promise<number> {
    provider = await serve(handler)
    const stop = new AbortController()
    setTimeout(() => stop.abort(reason), 60)
    const begun = performance.now()
    const error = await errorOf(all(clientOf(provider, options).pages('orgs', { signal: stop.signal })))
    expect(error).toBe(reason)
    return performance.now() - begun
  }

  it('before it began asks nothing', async () => {
    provider = await serve(status(200))
    expect(await errorOf(all(clientOf(provider).pages('orgs', { signal: AbortSignal.abort(reason) })))).toBe(reason)
    expect(provider.connections()).toBe(0)
  })

  it('while it waits for an answer ends at once', async () => {
    expect(await stopped(() => undefined)).toBeLessThan(1000)
  })

  it('in the middle of a body ends at once', async () => {
    expect(await stopped((_seen, response) => response.writeHead(200).write('{'))).toBeLessThan(1000)
  })

  it('while it rests before another try ends at once', async () => {
    expect(await stopped(status(429, { 'retry-after': '2' }))).toBeLessThan(1000)
    expect(provider.seen).toHaveLength(1)
  })

  it('while it waits for its turn ends at once and leaves the place to the next', async () => {
    provider = await serve((seen, response, count) => {
      if (count === 0) timers.push(setTimeout(() => sendJson(response, { orgs: [] }), 200))
      else answerPage({ rows: [] }, seen, response)
    })
    const client = clientOf(provider, { limits: { concurrency: 1 } })
    const first = all(client.pages('orgs'))
    const second = errorOf(all(client.pages('orgs', { signal: AbortSignal.timeout(50) })))
    const third = all(client.pages('orgs'))
    expect(await second).toMatchObject({ name: 'TimeoutError' })
    expect(provider.seen).toHaveLength(1)
    expect([(await first).length, (await third).length]).toEqual([1, 1])
  })

  it('between two pages asks for no other', async () => {
    provider = await serve((seen, response) => answerPage({ rows: orgs(25) }, seen, response))
    const stop = new AbortController()
    const pulling = (async () => {
      for await (const page of clientOf(provider).pages('orgs', { signal: stop.signal }))
        if (page.offset === 10) stop.abort(reason)
    })()
    expect(await errorOf(pulling)).toBe(reason)
    expect(provider.seen).toHaveLength(2)
  })

  it('while the name of the server is looked up ends at once', async () => {
    provider = await serve(status(200))
    const transport = createGuardedTransport({ resolve: () => new Promise(() => undefined) })
    const client = clientOf({ url: 'https://sis.example' }, { transport })
    expect(await errorOf(all(client.pages('orgs', { signal: AbortSignal.timeout(50) })))).toMatchObject({
      name: 'TimeoutError',
    })
  })
})

describe('the limits of a client', () => {
  it('let so many requests run at once, of all its pulls together', async () => {
    let [open, most] = [0, 0]
    provider = await serve((seen, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        answerPage({ rows: orgs(25) }, seen, response)
      }, 10)
    })
    const client = clientOf(provider, { limits: { concurrency: 3 } })
    await Promise.all(Array.from({ length: 8 }, () => all(client.pages('orgs'))))
    expect(most).toBe(3)
    expect(provider.seen).toHaveLength(8 * 4)
  })

  it('hold for the gate whatever its work does', async () => {
    provider = await serve(status(200))
    const gate = createGate(1)
    const { signal } = new AbortController()
    await expect(gate(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')
    expect(await gate(() => Promise.resolve('next'), signal)).toBe('next')
  })

  it.each([
    ['pageLimit', 0],
    ['attemptsMax', 1.5],
    ['pageMsMax', Number.NaN],
    ['totalMsMax', 2 ** 31],
    ['concurrency', 0],
    ['retryBaseMs', -1],
  ])('are checked: %s may not be %d', async (name, value) => {
    provider = await serve(status(200))
    expect(() => clientOf(provider, { limits: { [name]: value } })).toThrow(name)
  })

  it.each([
    ['offset', -1],
    ['limit', 0],
  ])('of a pull are checked: %s may not be %d', async (name, value) => {
    provider = await serve(status(200))
    expect(await errorOf(all(clientOf(provider).pages('orgs', { [name]: value })))).toMatchObject({
      code: 'OPTIONS_INVALID',
    })
  })
})

/** How long it is, by a clock that is not waited for. */
async function waits(random: number, failures: number, retryAfterMs: number | null = null): Promise<number[]> {
  provider = await serve(status(200))
  const lengths: number[] = []
  let last = performance.now()
  let count = 0
  await withRetry(
    () => {
      const now = performance.now()
      lengths.push(now - last)
      last = now
      count += 1
      const error = new OneRosterError('SERVER_FAILED', { path: '/orgs', retryAfterMs })
      return count > failures ? Promise.resolve() : Promise.reject(error)
    },
    {
      limits: { ...DEFAULT_LIMITS, attemptsMax: 10, retryBaseMs: 40, retryMaxMs: 100 },
      signal: new AbortController().signal,
      endsAt: Number.POSITIVE_INFINITY,
      random: () => random,
    },
  )
  return lengths.slice(1)
}

describe('the wait before another try', () => {
  it('is anything between nothing and a ceiling that doubles up to its own', async () => {
    for (const length of await waits(0, 3)) expect(length).toBeLessThan(30)
    await provider.close()
    const [first = 0, second = 0, third = 0, fourth = 0] = await waits(0.999, 4)
    expect([first >= 38, second >= 78, third >= 98, fourth >= 98]).toEqual([true, true, true, true])
    expect(fourth).toBeLessThan(180)
  })

  it('comes on top of what the server asks for', async () => {
    const [first = 0] = await waits(0.999, 1, 50)
    expect(first).toBeGreaterThanOrEqual(88)
  })

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 06:00:10 GMT', 10_000],
    ['Sun, 22 Nov 2026 05:00:00 GMT', 0],
    ['soon', null],
    ['', null],
  ])('is read from "%s"', async (text, expected) => {
    provider = await serve(status(200))
    expect(readRetryAfter(text, Date.parse('2026-11-22T06:00:00Z'))).toBe(expected)
  })
})
