/** A source's configuration: faults without values, secrets sealed in place, bound to their field. */

import { Type } from '@sinclair/typebox'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clever } from '../../connectors/clever/connector.ts'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import { oneRosterRest } from '../../connectors/oneroster-rest/connector.ts'
import type { Connector } from '../../src/feed/connector.ts'
import { checkSourceConfig, concealConfig, openConfig, sealConfig } from '../../src/feed/source-config.ts'

const Secret = Type.String({ secret: true })
const SCHEMA = Type.Union([
  Type.Object({ path: Type.String() }, { additionalProperties: false }),
  Type.Object(
    {
      url: Type.String(),
      headers: Type.Optional(Type.Record(Type.String(), Secret)),
      auth: Type.Union([
        Type.Object({ type: Type.Literal('bearer'), token: Secret }),
        Type.Object({ type: Type.Literal('keys'), keys: Type.Array(Secret) }),
      ]),
    },
    { additionalProperties: false },
  ),
])

const seal = (value: string, path: string): string => `${path}|${value.split('').toReversed().join('')}`
function open(sealed: string, path: string): string {
  const [place, body = ''] = sealed.split('|')
  if (place !== path) throw new Error('sealed for another place')
  return body.split('').toReversed().join('')
}

describe('a source configuration', () => {
  test('is checked without its values being quoted', () => {
    const problems = checkSourceConfig(SCHEMA, { url: 5, password: 'canary' })
    expect(problems.map(({ path, says }) => `${path} ${says}`)).toEqual(
      expect.arrayContaining(['/url must be string', ' has a field that is not known: password']),
    )
    expect(JSON.stringify(problems)).not.toContain('canary')
    expect(checkSourceConfig(SCHEMA, { path: '/x' })).toEqual([])
  })

  const rest = { version: '1.1', baseUrl: 'https://sis.example' }
  test.each<[string, Connector, unknown, readonly string[]]>([
    ['a blank token', clever, { token: '' }, ['/token must not be blank']],
    ['no token and no client', clever, {}, [' lacks the field token']],
    [
      'a number for a version and a bearer without its token',
      oneRosterRest,
      { ...rest, version: 1.1, auth: { type: 'bearer' } },
      ['/version must be "1.1" or "1.2"', '/auth lacks the field token'],
    ],
    [
      'half of OAuth 2',
      oneRosterRest,
      { ...rest, auth: { type: 'oauth2', clientId: 'c' } },
      ['/auth lacks the field clientSecret'],
    ],
    [
      'a kind of sign-in that nobody knows',
      oneRosterRest,
      { ...rest, auth: { type: 'magic', token: 't' } },
      ['/auth/type must be "oauth2" or "oauth1" or "bearer"'],
    ],
    [
      'an address that is none, and a field of another connector',
      oneRosterRest,
      { ...rest, baseUrl: 'sis.example', path: '/x', auth: { type: 'bearer', token: 't' } },
      [' has a field that is not known: path', '/baseUrl is not understood: The address of the API with its path'],
    ],
    ['a user without a host', oneRosterCsv, { sftp: { user: 'u', path: '/a' } }, ['/sftp lacks the field host']],
  ])(
    'says of %s what the nearest form lacks, and nothing of the others',
    (_name, { configSchema }, config, expected) => {
      const said = checkSourceConfig(configSchema, config).map(({ path, says }) => `${path} ${says}`)
      expect(said.toSorted().map((text, index) => text.slice(0, expected.toSorted()[index]?.length))).toEqual(
        expected.toSorted(),
      )
    },
  )

  test('has every secret sealed, wherever the schema puts it, and nothing else', () => {
    const config = { url: 'https://x', headers: { 'x-key': 'abc' }, auth: { type: 'keys', keys: ['k1', '${K2}'] } }
    const kept = sealConfig(SCHEMA, config, seal)
    expect(kept).toEqual({
      url: 'https://x',
      headers: { 'x-key': { $sealed: '/headers/x-key|cba' } },
      auth: { type: 'keys', keys: [{ $sealed: '/auth/keys/0|1k' }, { $env: 'K2' }] },
    })
    expect(openConfig(kept, { open, environment: { K2: 'v' } })).toEqual({
      ...config,
      auth: { type: 'keys', keys: ['k1', 'v'] },
    })
    expect(concealConfig(kept)).toMatchObject({ headers: { 'x-key': '••••••' }, auth: { keys: ['••••••', '${K2}'] } })
  })

  test('opens to what was sealed, whatever the secret is', () => {
    fc.assert(
      fc.property(fc.string(), (token) => {
        fc.pre(!/^\$\{[A-Za-z_]\w*\}$/.test(token))
        const config = { url: 'u', auth: { type: 'bearer', token } }
        const kept = sealConfig(SCHEMA, config, seal)
        fc.pre(!token.includes('|'))
        expect(openConfig(kept, { open, environment: {} })).toEqual(config)
      }),
    )
  })

  test('does not open a secret that was moved to another field', () => {
    const kept = { url: 'u', auth: { type: 'bearer', token: { $sealed: '/auth/keys/0|x' } } }
    expect(() => openConfig(kept, { open, environment: {} })).toThrow('another place')
  })

  test.each([{}, { K: '' }])('names the variable that is not set', (environment) => {
    const kept = { auth: { token: { $env: 'K' } } }
    expect(() => openConfig(kept, { open, environment })).toThrow(/environment variable K/)
  })
})

describe('an address with a key in it', () => {
  const config = { url: 'https://sis.example/export.zip?sig=Canary7&x=1' }

  test('is sealed whole, opens to what it was, and is shown without its query', () => {
    const kept = sealConfig(SCHEMA, config, seal)
    expect(JSON.stringify(kept)).not.toContain('Canary7')
    expect(openConfig(kept, { open, environment: {} })).toEqual(config)
    expect(concealConfig(kept)).toEqual({ url: 'https://sis.example/export.zip?••••••' })
  })

  test('is shown without it, too, where an earlier version kept it open', () => {
    expect(concealConfig(config)).toEqual({ url: 'https://sis.example/export.zip?••••••' })
  })

  test.each([
    ['https://user:Canary7@sis.example/a', 'https://sis.example/a?••••••'],
    ['https://sis.example/a#Canary7', 'https://sis.example/a?••••••'],
    ['sftp://sis.example/a?k=Canary7', 'sftp://sis.example/a?••••••'],
  ])('counts as one wherever the key stands: %s', (url, shown) => {
    const kept = sealConfig(SCHEMA, { url }, seal)
    expect(JSON.stringify(kept)).not.toContain('Canary7')
    expect(concealConfig(kept)).toEqual({ url: shown })
  })

  test('shows nothing at all where the field is secret by itself', () => {
    const kept = sealConfig(SCHEMA, { url: 'u', auth: { type: 'bearer', token: config.url } }, seal)
    expect(JSON.stringify(concealConfig(kept))).not.toContain('sis.example')
  })

  test.each(['https://sis.example/export.zip', '/srv/what?.zip', 'C:/export.zip?', 'u'])(
    'is not %s: it stays as it is',
    (url) => {
      expect(sealConfig(SCHEMA, { url }, seal)).toEqual({ url })
      expect(concealConfig({ url })).toEqual({ url })
    },
  )
})
