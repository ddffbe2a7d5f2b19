/** What an error says and what it must never say: secrets and values are planted everywhere, and looked for. */

import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { ONEROSTER_ERROR_CODES, OneRosterError } from '../../../connectors/oneroster-client/errors.ts'
import { systemCodeOf } from '../../../connectors/oneroster-client/transport.ts'
import type { Credentials, TokenDialect } from '../../../connectors/oneroster-client/options.ts'
import { all, clientOf, errorOf, sendJson, serve } from './provider.ts'
import type { Handler, Provider } from './provider.ts'

const PLANT = 'plant7f3a'
let provider: Provider

afterEach(() => provider.close())

/** Everything of an error that could reach a log. */
function everything(error: unknown): string {
  const parts: unknown[] = []
  for (let at = error; at instanceof Error; at = at.cause) parts.push(at.message, at.stack, Object.entries(at))
  return `${inspect(error, { depth: 10, showHidden: true })} ${JSON.stringify(parts)}`
}

const oauth2 = (dialect: TokenDialect): Credentials => ({
  kind: 'oauth2',
  tokenUrl: `${provider.url}/t`,
  clientId: `id-${PLANT}`,
  clientSecret: `secret-${PLANT}`,
  dialect,
})

const CREDENTIALS: Readonly<Record<string, () => Credentials>> = {
  basic: () => oauth2('basic'),
  form: () => oauth2('form'),
  query: () => oauth2('query'),
  oauth1: () => ({ kind: 'oauth1', consumerKey: `key-${PLANT}`, consumerSecret: `secret-${PLANT}` }),
  bearer: () => ({ kind: 'bearer', token: `token-${PLANT}` }),
}

const INFO = {
  imsx_codeMajor: 'failure',
  imsx_severity: 'error',
  imsx_description: `user ${PLANT}`,
  imsx_CodeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldName: PLANT, imsx_codeMinorFieldValue: PLANT }] },
}

const FAULTS: Readonly<Record<string, Handler>> = {
  'a web page': (_seen, response) => response.end(`<html>${PLANT}</html>`),
  'half of a list': (_seen, response) => response.end(`{"users":[{"givenName":"${PLANT}"`),
  'an empty object': (_seen, response) => sendJson(response, { [PLANT]: PLANT }),
  'an error under 200': (_seen, response) => sendJson(response, INFO),
  'a refusal': (_seen, response) => sendJson(response, INFO, 400, { 'x-note': PLANT }),
  'a denial': (_seen, response) => sendJson(response, { ...INFO, error: PLANT }, 401, { 'www-authenticate': PLANT }),
  'a redirect': (_seen, response) => response.writeHead(302, { location: `http://elsewhere.example/${PLANT}` }).end(),
  'a failure': (_seen, response) => response.writeHead(500, PLANT).end(PLANT),
  'a broken line': (_seen, response) => response.destroy(),
  'a broken answer': (_seen, response) => response.socket?.end(`HTTP/1.1 200 OK\r\nbad header ${PLANT}\u0000\r\n\r\n`),
  'another encoding': (_seen, response) => response.writeHead(200, { 'content-encoding': PLANT }).end(),
  'no answer': () => undefined,
}

describe('an error', () => {
  const cases = Object.keys(FAULTS).flatMap((fault) => Object.keys(CREDENTIALS).map((kind) => [fault, kind] as const))

  it.each(cases)('of %s says nothing that was planted, with credentials of kind %s', async (fault, kind) => {
    provider = await serve((seen, response, count) => {
      if (seen.path === '/t') sendJson(response, { access_token: `token-${PLANT}` })
      else FAULTS[fault]?.(seen, response, count)
    })
    const credentials = CREDENTIALS[kind]?.() as Credentials
    const client = clientOf(provider, { credentials, limits: { attemptsMax: 2, pageMsMax: 100 } })
    const error = await errorOf(all(client.pages('users', { filter: `givenName='${PLANT}'`, fields: [PLANT] })))
    expect(error).toBeInstanceOf(OneRosterError)
    expect(everything(error)).not.toContain(PLANT)
    expect(everything(error)).not.toContain(Buffer.from(PLANT).toString('base64').slice(0, 9))
    expect(error).toMatchObject({ path: '/users', offset: 0 })
    expect((error as OneRosterError).message).toContain((error as OneRosterError).remedy)

    const single = await errorOf(client.single('users', `id-${PLANT}`))
    expect(single).toBeInstanceOf(OneRosterError)
    expect(everything(single)).not.toContain(PLANT)
  })

  it.each(['basic', 'form', 'query'])('of a token server (%s) says nothing that was planted', async (kind) => {
    const answers: readonly Handler[] = [
      ...Object.values(FAULTS),
      (_seen, response) => sendJson(response, { error: `invalid ${PLANT}`, error_description: PLANT }, 400),
      (_seen, response) => sendJson(response, { access_token: `${PLANT}\n` }),
      (_seen, response) => sendJson(response, { error: PLANT }),
    ]
    for (const answer of answers) {
      provider = await serve(answer)
      const credentials = CREDENTIALS[kind]?.() as Credentials
      const client = clientOf(provider, { credentials, limits: { attemptsMax: 1, tokenMsMax: 100 } })
      const error = await errorOf(all(client.pages('users')))
      expect(error).toBeInstanceOf(OneRosterError)
      expect(error).toMatchObject({ path: 'token' })
      expect(everything(error)).not.toContain(PLANT)
      await provider.close()
    }
  })

  it('of options doesn’t repeat them', async () => {
    provider = await serve((_seen, response) => response.end())
    for (const url of [`https://a:${PLANT}@sis.example/`, `https://sis.example/?key=${PLANT}`, `${PLANT}:///`]) {
      const error = await errorOf(Promise.resolve().then(() => clientOf({ url })))
      expect(error).toMatchObject({ code: 'URL_REFUSED' })
      expect(everything(error)).not.toContain(PLANT)
    }
    const empty = { kind: 'oauth1', consumerKey: PLANT, consumerSecret: '' } as const
    const error = await errorOf(Promise.resolve().then(() => clientOf(provider, { credentials: empty })))
    expect(error).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining('`consumerSecret`') as string,
    })
    expect(everything(error)).not.toContain(PLANT)
  })

  it('of each code says what happened, where and what to do', async () => {
    provider = await serve((_seen, response) => response.end())
    expect(ONEROSTER_ERROR_CODES.length).toBeGreaterThan(20)
    for (const code of ONEROSTER_ERROR_CODES) {
      const error = new OneRosterError(code, { path: '/users', offset: 20, status: 500 })
      expect(error.message).toMatch(/^\/users \(status 500, from row 20\): [A-Z].*\.( [A-Z].*\.)+$/)
      expect(error.message.endsWith(error.remedy)).toBe(true)
    }
  })

  it('has a cause only where the system gave one', async () => {
    provider = await serve((_seen, response) => response.end())
    expect('cause' in new OneRosterError('TIMED_OUT', { path: '/users' })).toBe(false)
    expect(new OneRosterError('UNREACHABLE', { path: '/users', systemCode: 'EPIPE' }).cause).toEqual(new Error('EPIPE'))
  })

  it('of the system is known by its code alone', async () => {
    provider = await serve((_seen, response) => response.end())
    const cause = Object.assign(new Error(`connect ${PLANT}`), { code: 'ECONNRESET' })
    expect(systemCodeOf(new Error('x', { cause }))).toBe('ECONNRESET')
    expect(systemCodeOf(Object.assign(new Error('x'), { code: `secret ${PLANT}` }))).toBeNull()
    expect(systemCodeOf('x')).toBeNull()
  })
})
