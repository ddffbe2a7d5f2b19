/** Two-legged OAuth 1.0a: by the example of the standard, and against a server that checks every request by itself. */

import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { signatureBase, signOAuth1 } from '../../../connectors/oneroster-client/oauth1.ts'
import { encodeRfc3986 } from '../../../connectors/oneroster-client/query.ts'
import { all, answerPage, clientOf, errorOf, orgs, sendJson, serve } from './provider.ts'
import type { Provider, Seen } from './provider.ts'

const SECRET = 'kd94hf93k423kf44&/+ %'
let provider: Provider | undefined

afterEach(async () => {
  await provider?.close()
  provider = undefined
})

/** RFC 5849, 3.6, byte by byte; written apart from the client's own. */
function percent(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte)
      return /[A-Za-z0-9\-._~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

/** Whether the signature of a request is right, worked out from what came over the wire. */
function isSigned({ method, path, query, headers }: Seen): boolean {
  const fields = new Map(
    [...(headers.authorization ?? '').matchAll(/([a-z_]+)="([^"]*)"/g)].map((match) => [
      match[1] ?? '',
      decodeURIComponent(match[2] ?? ''),
    ]),
  )
  const given = fields.get('oauth_signature')
  fields.delete('oauth_signature')
  const pairs = [...query, ...fields].map(([name, value]) => `${percent(name)}=${percent(value)}`)
  const ordered = pairs.toSorted((a, b) => {
    const [[aName = '', aValue = ''], [bName = '', bValue = '']] = [a.split('='), b.split('=')]
    return (
      Buffer.compare(Buffer.from(aName), Buffer.from(bName)) || Buffer.compare(Buffer.from(aValue), Buffer.from(bValue))
    )
  })
  const base = [method, percent(`http://${headers.host ?? ''}${path}`), percent(ordered.join('&'))].join('&')
  const digest = fields.get('oauth_signature_method') === 'HMAC-SHA1' ? 'sha1' : 'sha256'
  return (
    given ===
    createHmac(digest, `${percent(SECRET)}&`)
      .update(base)
      .digest('base64')
  )
}

describe('the signature base string', () => {
  it('is that of the example in RFC 5849, 3.4.1.1', () => {
    // The parameters of the form body (c2, a3) stand with those of the header; a GET has none.
    const base = signatureBase('POST', new URL('http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b'), [
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
      ['c2', ''],
      ['a3', '2 q'],
    ])
    expect(base).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D' +
        '%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1' +
        '%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    )
  })

  it('encodes every text as the standard does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(encodeRfc3986(text)).toBe(percent(text))
      }),
    )
  })

  it('names port, key and method in the header, and no token', () => {
    const header = signOAuth1(
      new URL('https://sis.example:8443/orgs?limit=1'),
      { kind: 'oauth1', consumerKey: 'a key', consumerSecret: 'x' },
      { nonce: 'n', timestamp: 1 },
    )
    expect(header).toMatch(
      /^OAuth oauth_consumer_key="a%20key", oauth_nonce="n", oauth_signature_method="HMAC-SHA256", oauth_timestamp="1", oauth_version="1.0", oauth_signature="[^"]+"$/,
    )
  })
})

describe('a provider that checks signatures', () => {
  it.each(['HMAC-SHA256', 'HMAC-SHA1'] as const)('accepts every page signed by %s', async (method) => {
    provider = await serve((seen, response) =>
      isSigned(seen) ? answerPage({ rows: orgs(25) }, seen, response) : sendJson(response, {}, 401),
    )
    const client = clientOf(provider, {
      version: '1.1',
      credentials: { kind: 'oauth1', consumerKey: 'key', consumerSecret: SECRET, method },
    })
    const pages = await all(
      client.pages('orgs', { filter: "name~'Ærø (north)!*' AND status='active'", fields: ['name'] }),
    )
    expect(pages.at(-1)).toMatchObject({ offset: 25, isEnd: true })
    expect(provider.seen[0]?.path).toBe('/ims/oneroster/v1p1/orgs')
    expect(provider.seen[0]?.headers.authorization).toContain(`oauth_signature_method="${method}"`)
    const nonces = provider.seen.map(({ headers }) => /oauth_nonce="([^"]+)"/.exec(headers.authorization ?? '')?.[1])
    expect(new Set(nonces).size).toBe(provider.seen.length)
  })

  it('refuses a wrong secret; the error names the method, and nothing is sent again', async () => {
    provider = await serve((seen, response) => sendJson(response, {}, isSigned(seen) ? 200 : 401))
    const client = clientOf(provider, {
      credentials: { kind: 'oauth1', consumerKey: 'key', consumerSecret: 'wrong' },
    })
    const error = await errorOf(all(client.pages('orgs')))
    expect(error).toMatchObject({ code: 'UNAUTHORIZED' })
    expect(String(error)).toContain('signed by HMAC-SHA256; the provider may want HMAC-SHA1')
    expect(provider.seen).toHaveLength(1)
  })

  it('gets another signature where it redirects within its origin', async () => {
    provider = await serve((seen, response) => {
      if (!isSigned(seen)) sendJson(response, {}, 401)
      else if (seen.path.startsWith('/ims')) response.writeHead(307, { location: '/new/orgs?limit=10&offset=0' }).end()
      else sendJson(response, { orgs: [] })
    })
    const client = clientOf(provider, {
      credentials: { kind: 'oauth1', consumerKey: 'key', consumerSecret: SECRET },
    })
    expect(await all(client.pages('orgs'))).toHaveLength(1)
  })
})
