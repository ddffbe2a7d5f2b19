/** Where the client does not go: private addresses in every dress, other origins, plain http, servers it can't trust. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer as createHttps } from 'node:https'
import { createServer as createTcp } from 'node:net'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../../connectors/oneroster-client/address.ts'
import { createOneRosterClient } from '../../../connectors/oneroster-client/client.ts'
import { createGuardedTransport } from '../../../connectors/oneroster-client/guarded-transport.ts'
import type { ResolvedAddress } from '../../../connectors/oneroster-client/guarded-transport.ts'
import type { OneRosterClientOptions } from '../../../connectors/oneroster-client/options.ts'
import type { Transport } from '../../../connectors/oneroster-client/transport.ts'
import type { OpenUrl } from '../../../src/feed/reach.ts'
import { isPublicAddress as isPublicForTheHouse } from '../../../src/net/address.ts'
import { createGuardedOpen } from '../../../src/net/guarded-open.ts'
import { AUTHORITY, EXPIRED, GOOD, OTHER } from '../../net/certificates.ts'
import type { Identity } from '../../net/certificates.ts'
import { PRIVATE_HOSTS } from '../../net/private-hosts.ts'
import { all, answerPage, clientOf, errorOf, orgs, QUICK, sendJson, serve } from './provider.ts'
import type { Provider } from './provider.ts'

let providers: Provider[] = []
/** Client sockets that this process opened, to anywhere. */
let sockets = 0
const count = (): void => {
  sockets += 1
}

beforeEach(() => {
  sockets = 0
  subscribe('net.client.socket', count)
})

afterEach(async () => {
  unsubscribe('net.client.socket', count)
  await Promise.all(providers.map((provider) => provider.close()))
  providers = []
})

async function start(...handler: Parameters<typeof serve>): Promise<Provider> {
  const provider = await serve(...handler)
  providers.push(provider)
  return provider
}

/** What a pull from there ends with, under the rules that hold when nobody says otherwise. */
async function outcome(baseUrl: string, over: Partial<OneRosterClientOptions> = {}): Promise<string> {
  try {
    const client = createOneRosterClient({
      baseUrl,
      version: '1.2',
      credentials: { kind: 'bearer', token: 'static-token' },
      limits: { ...QUICK, attemptsMax: 2 },
      ...over,
    })
    await all(client.pages('orgs'))
    return 'answered'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

describe('a private address', () => {
  it.each(PRIVATE_HOSTS)('is not connected to as https://%s', async (host) => {
    expect(await outcome(`https://${host}/ims/oneroster/v1p1`)).toBe('ADDRESS_REFUSED')
    expect(sockets).toBe(0)
  })

  it.each(['127.0.0.1', '[::1]', '0x7f.1', 'localhost', '169.254.169.254'])(
    'is not connected to as the token server https://%s',
    async (host) => {
      const credentials = { kind: 'oauth2', tokenUrl: `https://${host}/t`, clientId: 'a', clientSecret: 'b' } as const
      expect(await outcome('https://sis.example/', { credentials })).toBe('ADDRESS_REFUSED')
      expect(sockets).toBe(0)
    },
  )

  it.each([
    ['user name', 'https://sis.example@127.0.0.1/'],
    ['password', 'https://a:b@sis.example/'],
    ['query', 'https://sis.example/?key=1'],
    ['fragment', 'https://sis.example/#x'],
  ])('is not even looked at in an address with a %s', async (_name, address) => {
    expect(await outcome(address)).toBe('URL_REFUSED')
    expect(sockets).toBe(0)
  })

  it.each(['http://sis.example/', 'ftp://sis.example/', 'file:///etc/passwd', 'data:,{}', 'sis.example', ''])(
    'has no other way in: %j',
    async (address) => {
      expect(await outcome(address)).toBe('URL_REFUSED')
      expect(sockets).toBe(0)
    },
  )
})

/** One list of addresses for each time it is asked. */
function resolving(...answers: readonly (readonly string[])[]): {
  readonly transport: Transport
  asked: () => number
} {
  let asked = 0
  const resolve = (): Promise<ResolvedAddress[]> => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? []
    asked += 1
    return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
  }
  return { transport: createGuardedTransport({ resolve }), asked: () => asked }
}

/** An address that is public when it is looked at and another one when it is used. */
function slippery(): Promise<ResolvedAddress[]> {
  let looks = 0
  const resolved = {
    family: 4,
    get address() {
      looks += 1
      return looks === 1 ? '8.8.8.8' : '127.0.0.1'
    },
  }
  return Promise.resolve([resolved])
}

describe('a name', () => {
  it.each([
    ['a private address', ['10.0.0.1']],
    ['a private IPv6 address', ['fd00::1']],
    ['a private address among public ones', ['8.8.8.8', '127.0.0.1']],
    ['a private IPv6 address among public ones', ['8.8.8.8', '2606:4700::1111', '::1']],
    ['an IPv4-mapped private address', ['::ffff:10.0.0.1']],
    ['something that is no address', ['sis.example']],
  ])('that leads to %s is not connected to', async (_name, addresses) => {
    const { transport } = resolving(addresses)
    expect(await outcome('https://sis.example/', { transport })).toBe('ADDRESS_REFUSED')
    expect(sockets).toBe(0)
  })

  it('that has no address, or whose resolver fails, is unreachable', async () => {
    expect(await outcome('https://sis.example/', { transport: resolving([]).transport })).toBe('UNREACHABLE')
    const transport = createGuardedTransport({ resolve: () => Promise.reject(new Error('SERVFAIL')) })
    expect(await outcome('https://sis.example/', { transport })).toBe('UNREACHABLE')
    expect(sockets).toBe(0)
  })

  it('is asked once for each request, and the connection goes to the address that was checked', async () => {
    const provider = await start((seen, response) => answerPage({ rows: [] }, seen, response))
    const addresses = ['127.0.0.1', '192.0.2.1']
    let asked = 0
    const resolve = (): Promise<ResolvedAddress[]> => {
      asked += 1
      return Promise.resolve([{ address: addresses.shift() ?? '', family: 4 }])
    }
    const transport = createGuardedTransport({ allowPrivateNetwork: true, resolve })
    const url = provider.url.replace('127.0.0.1', 'rebinding.example')
    expect(await all(clientOf({ url }, { transport }).pages('orgs'))).toHaveLength(1)
    expect([asked, provider.connections(), sockets]).toEqual([1, 1, 1])
  })

  it('that is private when it is asked again is refused then: no check is remembered', async () => {
    const { transport, asked } = resolving([], ['127.0.0.1'])
    expect(await outcome('https://sis.example/', { transport })).toBe('ADDRESS_REFUSED')
    expect([asked(), sockets]).toEqual([2, 0])
  })

  it('that ends up at a private peer all the same sends it nothing', async () => {
    let bytes = 0
    const listener = createTcp((socket) =>
      socket.on('error', () => undefined).on('data', (data) => (bytes += data.length)),
    )
    await new Promise<void>((resolve) => {
      listener.listen(0, '127.0.0.1', resolve)
    })
    const listening = (listener.address() as AddressInfo).port
    const transport = createGuardedTransport({ resolve: slippery })
    expect(await outcome(`https://sis.example:${listening}/`, { transport })).toBe('ADDRESS_REFUSED')
    expect(bytes).toBe(0)
    await new Promise((done) => {
      listener.close(done)
    })
  })
})

describe('the list of private addresses', () => {
  it('gives the verdict of the house on every address', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const ipv4 = fc.oneof(
      fc.ipV4(),
      fc
        .tuple(fc.constantFrom(0, 10, 100, 127, 169, 172, 192, 198, 203, 224, 255), byte, byte, byte)
        .map((parts) => parts.join('.')),
    )
    const ipv6 = fc.oneof(
      fc.ipV6(),
      ipv4.map((address) => `::ffff:${address}`),
      fc
        .tuple(fc.constantFrom('2001', '2002', '3fff', 'fe80', 'fd00', '64', '2606'), fc.ipV6())
        .map(([head]) => `${head}::1`),
    )
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6, fc.string()), (address) => {
        expect(isPublicAddress(address)).toBe(isPublicForTheHouse(address))
      }),
      { numRuns: 2000 },
    )
  })

  it('lets the internet through', () => {
    const addresses = [
      '8.8.8.8',
      '172.32.0.1',
      '100.128.0.1',
      '2606:4700::1111',
      '2a00:1450:4001::8a',
      '::ffff:8.8.8.8',
    ]
    expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([])
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'to another origin (%i) is not followed, and nothing is sent there',
    async (code) => {
      const elsewhere = await start((seen, response) => answerPage({ rows: [] }, seen, response))
      const provider = await start((_seen, response) =>
        response.writeHead(code, { location: `${elsewhere.url}/orgs` }).end(),
      )
      expect(await errorOf(all(clientOf(provider).pages('orgs')))).toMatchObject({
        code: 'REDIRECT_REFUSED',
        status: code,
      })
      expect(elsewhere.connections()).toBe(0)
      expect(provider.seen).toHaveLength(1)
    },
  )

  it.each([
    ['another scheme', (url: string) => url.replace('http:', 'https:')],
    ['a user name', (url: string) => url.replace('://', '://a@')],
    ['nowhere', () => ''],
    ['something that is no address', () => 'http://['],
  ])('to %s is not followed', async (_name, target) => {
    const provider: Provider = await start((_seen, response) => {
      const location = target(`${provider.url}/orgs`)
      response.writeHead(302, location === '' ? {} : { location }).end()
    })
    expect(await errorOf(all(clientOf(provider).pages('orgs')))).toMatchObject({ code: 'REDIRECT_REFUSED' })
    expect(provider.seen).toHaveLength(1)
  })

  it('within the origin is followed with the credentials, and not for ever', async () => {
    const provider = await start((seen, response) => {
      if (seen.path === '/moved') answerPage({ rows: [] }, seen, response)
      else response.writeHead(301, { location: seen.path.endsWith('/schools') ? '' : '/moved' }).end()
    })
    expect(await all(clientOf(provider).pages('orgs'))).toHaveLength(1)
    expect(provider.seen.at(-1)?.headers.authorization).toBe('Bearer static-token')
    expect(await errorOf(all(clientOf(provider).pages('schools')))).toMatchObject({ code: 'REDIRECT_REFUSED' })
  })
})

const toLoopback = (): Promise<ResolvedAddress[]> => Promise.resolve([{ address: '127.0.0.1', family: 4 }])

async function outcomeAs({ cert, key }: Identity): Promise<string> {
  const server = createHttps({ cert, key }, (_request, response) => response.end('{"orgs":[]}'))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const transport = createGuardedTransport({ allowPrivateNetwork: true, resolve: toLoopback })
  const result = await outcome(`https://feed.example:${(server.address() as AddressInfo).port}/`, { transport })
  server.closeAllConnections()
  await new Promise((done) => {
    server.close(done)
  })
  return result
}

describe('a server over TLS', () => {
  const before = getCACertificates('default')
  beforeAll(() => setDefaultCACertificates([...before, AUTHORITY]))
  afterAll(() => setDefaultCACertificates(before))

  it('with a good certificate is read', async () => {
    expect(await outcomeAs(GOOD)).toBe('answered')
  })

  it('whose certificate has ended, is another host’s, or is trusted by nobody, is not', async () => {
    expect([await outcomeAs(EXPIRED), await outcomeAs(OTHER)]).toEqual(['CERTIFICATE_REFUSED', 'CERTIFICATE_REFUSED'])
    setDefaultCACertificates(before)
    expect(await outcomeAs(GOOD)).toBe('CERTIFICATE_REFUSED')
    setDefaultCACertificates([...before, AUTHORITY])
  })
})

function transportOf(open: OpenUrl): Transport {
  return (url, request) => open(url, { ...request, headMsMax: request.deadlineMs })
}

describe('the way out of the house, handed in', () => {
  const inside = transportOf(createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test' }))

  const boundless: Transport = (url, request) => inside(url, { ...request, bytesMax: Number.MAX_SAFE_INTEGER })

  it('carries token and pages', async () => {
    const provider = await start((seen, response) => {
      if (seen.method === 'POST')
        sendJson(response, { access_token: seen.body.includes('client_credentials') ? 'good' : 'bad' })
      else if (seen.headers.authorization === 'Bearer good') answerPage({ rows: orgs(25) }, seen, response)
      else sendJson(response, {}, 401)
    })
    const credentials = { kind: 'oauth2', tokenUrl: `${provider.url}/t`, clientId: 'a', clientSecret: 'b' } as const
    const pages = await all(clientOf(provider, { transport: inside, credentials }).pages('orgs'))
    expect(pages.at(-1)).toMatchObject({ offset: 25, isEnd: true })
  })

  it('gives the same codes', async () => {
    const strict = transportOf(createGuardedOpen({ allowPrivateNetwork: false, userAgent: 'Staffroom/test' }))
    expect(await outcome('https://127.0.0.1/', { transport: strict })).toBe('ADDRESS_REFUSED')
    const elsewhere = await start((_seen, response) => response.end())
    const provider = await start((seen, response) => {
      if (seen.path.endsWith('/orgs')) response.writeHead(302, { location: elsewhere.url }).end()
      else response.writeHead(200).write('{')
    })
    const client = clientOf(provider, { transport: inside, limits: { pageMsMax: 60, attemptsMax: 1 } })
    expect(await errorOf(all(client.pages('orgs')))).toMatchObject({ code: 'REDIRECT_REFUSED' })
    expect(await errorOf(all(client.pages('schools')))).toMatchObject({ code: 'TIMED_OUT' })
    expect(elsewhere.connections()).toBe(0)
  })

  it('is not trusted to keep the limit of bytes, nor to end as the signal does', async () => {
    const provider = await start((seen, response) => answerPage({ rows: orgs(25) }, seen, response))
    const limits = { attemptsMax: 1 }
    const small = clientOf(provider, { transport: boundless, limits: { ...limits, bytesMax: 100 } })
    expect(await errorOf(all(small.pages('orgs')))).toMatchObject({ code: 'BODY_TOO_LARGE' })

    const stop = new AbortController()
    const reason = new Error('told to stop')
    const ownWords: Transport = () => {
      stop.abort(reason)
      return Promise.reject(new Error('in its own words'))
    }
    const stopped = clientOf(provider, { transport: ownWords, limits })
    expect(await errorOf(all(stopped.pages('orgs', { signal: stop.signal })))).toBe(reason)
  })

  it('does not send a token request on to where it is redirected', async () => {
    const provider = await start((seen, response) =>
      seen.path === '/t'
        ? response.writeHead(307, { location: '/elsewhere' }).end()
        : sendJson(response, { access_token: 'stolen' }),
    )
    const credentials = { kind: 'oauth2', tokenUrl: `${provider.url}/t`, clientId: 'a', clientSecret: 'b' } as const
    expect(await errorOf(all(clientOf(provider, { transport: inside, credentials }).pages('orgs')))).toMatchObject({
      code: 'REDIRECT_REFUSED',
      path: 'token',
    })
    expect(provider.seen).toHaveLength(1)
  })
})
