/** The guarded stream against real sockets: it ends well only where everything came, and stops whom it can't wait for. */

import { createServer as createHttp, Server as HttpServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createHttps, Server as HttpsServer } from 'node:https'
import { createServer as createTcp } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGuardedOpen } from '../../src/net/guarded-open.ts'
import type { OpenRequest } from '../../src/net/guarded-open.ts'
import { FetchRefusal } from '../../src/net/guarded-request.ts'
import { AUTHORITY, EXPIRED, GOOD, OTHER } from './certificates.ts'
import type { Identity } from './certificates.ts'

const servers: Server[] = []
const timers: NodeJS.Timeout[] = []
afterEach(async () => {
  timers.splice(0).forEach(clearInterval)
  for (const server of servers.splice(0)) {
    if (server instanceof HttpServer || server instanceof HttpsServer) server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createHttp(listener))}`
}

/** Says exactly these bytes and hangs up. */
async function say(answer: Buffer): Promise<string> {
  const port = await listen(
    createTcp((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end(answer),
    ),
  )
  return `http://127.0.0.1:${port}`
}

const open = createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test' })
const request = (over: Partial<OpenRequest> = {}): OpenRequest => ({
  headers: {},
  signal: new AbortController().signal,
  deadlineMs: 20_000,
  headMsMax: 20_000,
  bytesMax: 1_000_000,
  bytesPerSecondMin: 1,
  windowMs: 20_000,
  ...over,
})

/** The text of a whole answer, or the code that it was refused with. */
async function outcome(url: string, over: Partial<OpenRequest> = {}, opener = open): Promise<string> {
  try {
    const { body } = await opener(url, request(over))
    const chunks: Buffer[] = []
    for await (const chunk of body) chunks.push(chunk)
    return Buffer.concat(chunks).toString()
  } catch (error) {
    if (error instanceof FetchRefusal) return error.code
    throw error
  }
}

const TEXT = 'a roster, as it were'
const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n')
const packed = gzipSync(TEXT)
const chunked = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')])

const ANSWERS: readonly (readonly [string, string, Buffer])[] = [
  ['with its length', head(`Content-Length: ${TEXT.length}`), Buffer.from(TEXT)],
  ['in chunks', head('Transfer-Encoding: chunked'), chunked(Buffer.from(TEXT))],
  ['gzip with its length', head('Content-Encoding: gzip', `Content-Length: ${packed.length}`), packed],
  ['gzip in chunks', head('Content-Encoding: gzip', 'Transfer-Encoding: chunked'), chunked(packed)],
  ['gzip until the connection ends', head('Content-Encoding: gzip', 'Connection: close'), packed],
]

describe.each(ANSWERS)('an answer %s', (_name, start, body) => {
  it('comes whole', async () => {
    expect(await outcome(await say(Buffer.concat([Buffer.from(start), body])))).toBe(TEXT)
  })

  it('is refused wherever it is cut', async () => {
    for (let length = 0; length < start.length + body.length; length += 1) {
      const url = await say(Buffer.concat([Buffer.from(start), body]).subarray(0, length))
      expect([length, ['cut_short', 'unreachable'].includes(await outcome(url))]).toEqual([length, true])
    }
  })
})

describe('an answer that is not taken', () => {
  it('gzip with a wrong check sum', async () => {
    const wrong = Buffer.from(packed)
    wrong.writeUInt8(wrong.readUInt8(wrong.length - 6) ^ 1, wrong.length - 6)
    expect(await outcome(await say(Buffer.concat([Buffer.from(head('Content-Encoding: gzip')), wrong])))).toBe(
      'cut_short',
    )
  })

  it('F16: larger than allowed, announced, streamed, or unpacked', async () => {
    const announced = await serve((_request, response) => response.end('x'.repeat(1000)))
    expect(await outcome(announced, { bytesMax: 999 })).toBe('too_large')
    const streamed = await serve((_request, response) => {
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    })
    expect(await outcome(streamed, { bytesMax: 1000 })).toBe('too_large')
    const bomb = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(100_000))),
    )
    expect(await outcome(bomb, { bytesMax: 50_000 })).toBe('too_large')
  })

  it('F5: one that trickles, by its rate, long before the deadline', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200)
      timers.push(setInterval(() => response.write('x'), 20))
    })
    expect(await outcome(url, { bytesPerSecondMin: 1000, windowMs: 100 })).toBe('too_slow')
  })

  it('F5: one that trickles fast enough, by the deadline', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200)
      timers.push(setInterval(() => response.write('x'), 10))
    })
    expect(await outcome(url, { deadlineMs: 200, windowMs: 50 })).toBe('deadline')
  })

  it('F5: one that stops in the middle without hanging up', async () => {
    const url = await serve((_request, response) => response.write('half of it'))
    expect(await outcome(url, { bytesPerSecondMin: 1000, windowMs: 100 })).toBe('too_slow')
  })

  it('F4: one that never begins', async () => {
    expect(await outcome(await serve(() => undefined), { headMsMax: 100 })).toMatch(/deadline|unreachable/)
  })

  it('compressed in another way', async () => {
    const url = await serve((_request, response) => response.setHeader('content-encoding', 'br').end('x'))
    expect(await outcome(url)).toBe('encoding_refused')
  })

  it('F3: none at all', async () => {
    const port = await listen(createTcp())
    await new Promise((resolve) => servers.pop()?.close(resolve))
    expect(await outcome(`http://127.0.0.1:${port}`)).toBe('unreachable')
  })

  it('F13: of a name that can not be resolved, or that leads inside', async () => {
    const failing = createGuardedOpen({
      allowPrivateNetwork: false,
      userAgent: 'Staffroom/test',
      resolve: () => Promise.reject(new Error('SERVFAIL')),
    })
    expect(await outcome('https://feed.example/', {}, failing)).toBe('unreachable')
    const inside = createGuardedOpen({
      allowPrivateNetwork: false,
      userAgent: 'Staffroom/test',
      resolve: () => Promise.resolve([{ address: '10.1.2.3', family: 4 }]),
    })
    expect(await outcome('https://feed.example/', {}, inside)).toBe('address_refused')
    expect(await outcome('http://feed.example/', {}, inside)).toBe('scheme_refused')
  })
})

describe('F15: a redirect', () => {
  it('to another host, port or scheme is not followed, and nothing is sent there', async () => {
    let asked = 0
    const other = await serve((_request, response) => {
      asked += 1
      response.end('stolen')
    })
    const url = await serve((_request, response) => response.writeHead(302, { location: other }).end())
    expect(await outcome(url, { headers: { authorization: 'Bearer key' } })).toBe('redirect_refused')
    expect(asked).toBe(0)
  })

  it('on the same origin is followed, with the headers, and not for ever', async () => {
    const url = await serve((incoming, response) => {
      if (incoming.url === '/new') response.end(`with ${incoming.headers.authorization ?? 'nothing'}`)
      else response.writeHead(301, { location: incoming.url === '/loop' ? '/loop' : '/new' }).end()
    })
    expect(await outcome(`${url}/old`, { headers: { authorization: 'Bearer key' } })).toBe('with Bearer key')
    expect(await outcome(`${url}/loop`)).toBe('redirect_refused')
  })

  it('that says nowhere is refused', async () => {
    expect(await outcome(await serve((_request, response) => response.writeHead(302).end()))).toBe('redirect_refused')
  })
})

describe('a POST', () => {
  const post = {
    method: 'POST',
    body: 'grant_type=client_credentials',
    headers: { authorization: 'Basic key' },
  } as const

  it('carries its body, and its answer is a stream like any other', async () => {
    const url = await serve((incoming, response) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => response.end(`${incoming.method ?? ''} ${Buffer.concat(chunks).toString()}`))
    })
    expect(await outcome(url, post)).toBe('POST grant_type=client_credentials')
  })

  it.each([301, 302, 303, 307, 308])(
    'that is redirected by %i, be it to the same origin, is refused',
    async (status) => {
      let asked = 0
      const url = await serve((_incoming, response) => {
        asked += 1
        response.writeHead(status, { location: '/elsewhere' }).end()
      })
      expect(await outcome(url, post)).toBe('redirect_refused')
      expect(asked).toBe(1)
    },
  )
})

describe('F14: a server', () => {
  const before = getCACertificates('default')
  beforeAll(() => setDefaultCACertificates([...before, AUTHORITY]))
  afterAll(() => setDefaultCACertificates(before))

  const local = createGuardedOpen({
    allowPrivateNetwork: true,
    userAgent: 'Staffroom/test',
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  })
  const serveAs = async ({ cert, key }: Identity, host = 'feed.example'): Promise<string> =>
    outcome(
      `https://${host}:${await listen(createHttps({ cert, key }, (_request, response) => response.end(TEXT)))}`,
      {},
      local,
    )

  it('with a good certificate is heard', async () => {
    expect(await serveAs(GOOD)).toBe(TEXT)
  })

  it('whose certificate has ended, or is another host’s, is not', async () => {
    expect(await serveAs(EXPIRED)).toBe('certificate_refused')
    expect(await serveAs(OTHER)).toBe('certificate_refused')
  })

  it('whose certificate nobody we trust has signed is not', async () => {
    setDefaultCACertificates(before)
    expect(await serveAs(GOOD)).toBe('certificate_refused')
  })
})

describe('a stopped read', () => {
  it('ends with the reason it was stopped for', async () => {
    const stop = new AbortController()
    const url = await serve((_request, response) => response.write('x'))
    const reading = outcome(url, { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('told to stop')), 50)
    await expect(reading).rejects.toThrow('told to stop')
  })
})
