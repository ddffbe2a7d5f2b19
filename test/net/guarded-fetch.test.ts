/** The guarded fetch against real sockets: where it doesn't go, and when it stops. */

import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createGuardedFetch, fetchJson } from '../../src/net/guarded-fetch.ts'
import { FetchRefusal } from '../../src/net/guarded-request.ts'
import type { FetchRequest } from '../../src/net/guarded-fetch.ts'
import type { GuardedFetchOptions, ResolvedAddress } from '../../src/net/guarded-request.ts'

const servers: Server[] = []
let requests = 0

afterEach(async () => {
  requests = 0
  await Promise.all(
    servers.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve)
          server.closeAllConnections()
        }),
    ),
  )
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    requests += 1
    listener(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const open = { allowPrivateNetwork: true, userAgent: 'Staffroom/test' } as const
const strict = { allowPrivateNetwork: false, userAgent: 'Staffroom/test' } as const

/** The code it was refused with, or `answered`. */
async function outcome(options: GuardedFetchOptions, url: string, request?: FetchRequest): Promise<string> {
  try {
    await createGuardedFetch(options)(url, request)
    return 'answered'
  } catch (error) {
    if (error instanceof FetchRefusal) return error.code
    throw error
  }
}

function resolving(...addresses: readonly string[]): (host: string) => Promise<readonly ResolvedAddress[]> {
  return () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
}

const failing = (): Promise<never> => Promise.reject(new Error('SERVFAIL'))

describe('an address that may not be fetched', () => {
  it.each([
    ['http', 'http://lms.example/', 'scheme_refused'],
    ['a file', 'file:///etc/passwd', 'scheme_refused'],
    ['data', 'data:application/json,{}', 'scheme_refused'],
    ['no address', 'not an address', 'url_invalid'],
    ['a user part', 'https://user@lms.example/', 'url_invalid'],
    ['a loopback literal', 'https://127.0.0.1/', 'address_refused'],
    ['the short form of it', 'https://127.1/', 'address_refused'],
    ['the decimal form of it', 'https://2130706433/', 'address_refused'],
    ['the octal form of it', 'https://0177.0.0.1/', 'address_refused'],
    ['the hexadecimal form of it', 'https://0x7f000001/', 'address_refused'],
    ['all zeros', 'https://0/', 'address_refused'],
    ['an IPv6 loopback literal', 'https://[::1]/', 'address_refused'],
    ['an IPv4-mapped literal', 'https://[::ffff:127.0.0.1]/', 'address_refused'],
    ['the metadata service', 'https://169.254.169.254/latest/meta-data/', 'address_refused'],
    ['localhost', 'https://localhost/', 'address_refused'],
  ])('%s: %s', async (_name, url, code) => {
    expect(await outcome(strict, url)).toBe(code)
  })

  it('a name that leads to a private address, alone or among public ones', async () => {
    expect(await outcome({ ...strict, resolve: resolving('10.0.0.1') }, 'https://lms.example/')).toBe('address_refused')
    const mixed = resolving('8.8.8.8', '127.0.0.1')
    expect(await outcome({ ...strict, resolve: mixed }, 'https://lms.example/')).toBe('address_refused')
  })

  it('a name that has no address, or whose resolver fails', async () => {
    expect(await outcome({ ...strict, resolve: resolving() }, 'https://lms.example/')).toBe('unreachable')
    expect(await outcome({ ...strict, resolve: failing }, 'https://lms.example/')).toBe('unreachable')
  })

  it('a name that changes its address between check and connection is resolved once', async () => {
    const url = await serve((_request, response) => response.end('secret'))
    const answers = ['127.0.0.1', '192.0.2.1']
    let asked = 0
    const resolve = (): Promise<readonly ResolvedAddress[]> => {
      const address = answers[asked] ?? ''
      asked += 1
      return Promise.resolve([{ address, family: 4 }])
    }
    expect(await outcome({ ...open, resolve }, url.replace('127.0.0.1', 'rebinding.example'))).toBe('answered')
    expect(asked).toBe(1)
  })

  it('a socket that ends up at a private peer is closed before a byte is sent', async () => {
    let bytes = 0
    const server = createServer()
    server.on('connection', (socket) => socket.on('data', (chunk) => (bytes += chunk.length)))
    servers.push(server)
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    // The check of names is fooled: the array says public when it is looked at, loopback when it is used.
    const two: ResolvedAddress = {
      get address() {
        return seen++ === 0 ? '8.8.8.8' : '127.0.0.1'
      },
      family: 4,
    }
    let seen = 0
    const resolve = (): Promise<readonly ResolvedAddress[]> => Promise.resolve([two])
    expect(await outcome({ ...strict, resolve }, `https://lms.example:${port}/`)).toBe('address_refused')
    expect(bytes).toBe(0)
  })
})

describe('an answer that is not taken', () => {
  it('a redirect, wherever it leads', async () => {
    const url = await serve((_request, response) => response.writeHead(302, { location: 'http://127.0.0.1/' }).end())
    expect(await outcome(open, url)).toBe('redirect_refused')
    expect(requests).toBe(1)
  })

  it('one that is larger than allowed, announced or not', async () => {
    const announced = await serve((_request, response) => response.end('x'.repeat(1000)))
    expect(await outcome(open, announced, { bytesMax: 999 })).toBe('too_large')
    const streamed = await serve((_request, response) => {
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    })
    expect(await outcome(open, streamed, { bytesMax: 1000 })).toBe('too_large')
    expect(await outcome(open, streamed, { bytesMax: 1200 })).toBe('answered')
  })

  it('one that trickles, however steadily', async () => {
    const timers: NodeJS.Timeout[] = []
    const url = await serve((_request, response) => {
      response.writeHead(200)
      timers.push(setInterval(() => response.write('x'), 10))
    })
    expect(await outcome(open, url, { deadlineMs: 200 })).toBe('deadline')
    timers.forEach(clearInterval)
  })

  it('one that never begins', async () => {
    const url = await serve(() => undefined)
    expect(await outcome(open, url, { deadlineMs: 100 })).toBe('deadline')
  })

  it('one that is cut short', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half')
      setImmediate(() => response.destroy())
    })
    expect(['cut_short', 'unreachable']).toContain(await outcome(open, url))
  })

  it('a compressed one', async () => {
    const url = await serve((_request, response) => response.setHeader('content-encoding', 'gzip').end('x'))
    expect(await outcome(open, url)).toBe('encoding_refused')
  })

  it('a document that is no JSON, or comes with another status', async () => {
    const guardedFetch = createGuardedFetch(open)
    const html = await serve((_request, response) => response.end('<html>'))
    await expect(fetchJson(guardedFetch, html)).rejects.toThrow(SyntaxError)
    const broken = await serve((_request, response) => response.writeHead(500).end('{}'))
    await expect(fetchJson(guardedFetch, broken)).rejects.toThrow('status 500')
  })
})

describe('a fetch that is in order', () => {
  it('brings status, headers and body, and says who asks', async () => {
    const url = await serve((request, response) => {
      response.setHeader('x-asked-by', request.headers['user-agent'] ?? '').end(`${request.method} ${request.url}`)
    })
    const answer = await createGuardedFetch(open)(`${url}/keys?a=1`)
    expect(answer.status).toBe(200)
    expect(answer.headers['x-asked-by']).toBe('Staffroom/test')
    expect(answer.body.toString()).toBe('GET /keys?a=1')
  })

  it('names the host in its refusal, and nothing else of the address', async () => {
    const failed = createGuardedFetch(strict)('http://lms.example/secret?token=abc')
    await expect(failed).rejects.toThrow(/^lms\.example: only https is fetched\.$/)
  })
})
