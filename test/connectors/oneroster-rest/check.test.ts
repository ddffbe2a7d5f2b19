/** The check of a OneRoster REST source: each step by itself, in words; and its configuration, with its secrets sealed. */

import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import type { CheckLine } from '../../../src/feed/connector.ts'
import { checkSourceConfig, concealConfig, openConfig, sealConfig } from '../../../src/feed/source-config.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { feedIo } from '../../contract/read-all.ts'
import { OTHER } from '../../net/certificates.ts'
import { serveApi } from './serve.ts'
import type { ApiOptions, ServedApi } from './serve.ts'

const district = makeDistrict(PRESETS.tiny)
const open: ServedApi[] = []
afterEach(async () => {
  for (const served of open.splice(0)) await served.close()
})

async function serve(options: ApiOptions = {}): Promise<ServedApi> {
  const served = await serveApi(district, '1.2', options)
  open.push(served)
  return served
}

const check = (config: unknown): Promise<readonly CheckLine[]> =>
  oneRosterRest.check(config, feedIo({ fetchAttemptsMax: 1 }))
const failed = (lines: readonly CheckLine[]): string[] => lines.filter(({ ok }) => !ok).map(({ what }) => what)
const saying = (lines: readonly CheckLine[], what: string): string =>
  lines.find((line) => line.what === what)?.says ?? ''

describe('the check', () => {
  it('says of each step that it works, and how much is shared', async () => {
    const lines = await check((await serve()).config)
    expect(failed(lines)).toEqual([])
    expect(lines.map(({ what }) => what).join(' ')).toBe(
      'name connection TLS credentials address permissions version orgs academicSessions courses classes users enrollments proof',
    )
    expect(saying(lines, 'users')).toBe('56 shared')
    expect(saying(lines, 'TLS')).toMatch(/for trials only/)
  })

  it('reads no more than one row of each collection', async () => {
    const { config, fake } = await serve()
    await check(config)
    const pages = fake.requests.filter(({ method }) => method === 'GET')
    expect(pages.map(({ query }) => query.get('limit'))).toEqual(['1', '1', '1', '1', '1', '1'])
  })

  it.each<readonly [string, Readonly<Record<string, unknown>>, string, RegExp]>([
    [
      'a name that nobody has',
      { baseUrl: 'https://nobody.invalid/x', auth: { type: 'bearer', token: 't' } },
      'name',
      /no server has the name in baseUrl/,
    ],
    [
      'a port that is closed',
      { baseUrl: 'http://127.0.0.1:1/x', auth: { type: 'bearer', token: 't' } },
      'connection',
      /cannot be reached/,
    ],
    [
      'a wrong secret',
      { auth: { type: 'oauth2', tokenUrl: 'TOKEN', clientId: 'staffroom', clientSecret: 'wrong' } },
      'credentials',
      /refuses the credentials/,
    ],
    ['a wrong bearer', { auth: { type: 'bearer', token: 'wrong' } }, 'credentials', /does not accept the credentials/],
    ['a path that is not there', { baseUrl: 'BASE/nowhere' }, 'address', /nothing at this path/],
    [
      'a token address that is not there',
      { auth: { type: 'oauth2', tokenUrl: 'TOKEN/nowhere', clientId: 'staffroom', clientSecret: 'wrong' } },
      'credentials',
      /nothing at the token address/,
    ],
  ])('stops at the step that fails: %s', async (_name, over, step, says) => {
    const { config, fake, door } = await serve()
    const text = JSON.stringify({ ...config, ...over })
      .replace('BASE', fake.baseOf(door))
      .replace('TOKEN', fake.tokenUrlOf(door))
    const lines = await check(JSON.parse(text))
    expect(failed(lines)).toEqual([step])
    expect(saying(lines, step)).toMatch(says)
    expect(lines.at(-1)?.what).toBe(step)
    expect(JSON.stringify(lines)).not.toContain('wrong')
  })

  it('says what is not shared, not there, and empty, and goes on', async () => {
    const { config } = await serve({ quirks: { forbidden: ['enrollments'], missing: ['courses'], empty: ['classes'] } })
    const lines = await check(config)
    expect(failed(lines)).toEqual(['permissions', 'courses', 'classes', 'enrollments'])
    expect(saying(lines, 'permissions')).toMatch(/may not read enrollments/)
    expect(saying(lines, 'courses')).toMatch(/^not there/)
    expect(saying(lines, 'enrollments')).toMatch(/^not shared/)
    // A sync takes what there is.
    expect(lines.filter(({ ok, optional }) => !ok && optional !== true)).toEqual([])
  })

  it.each([['orgs'], ['users']])('says that there is no roster without %s', async (name) => {
    for (const quirks of [{ forbidden: [name] }, { empty: [name] }]) {
      const lines = await check((await serve({ quirks })).config)
      expect(lines.filter(({ ok, optional }) => !ok && optional !== true).map(({ what }) => what)).toContain(name)
    }
    const { config } = await serve({ quirks: { forbidden: [name] } })
    expect(saying(await check(config), name)).toBe(
      'not shared with these credentials: a roster can’t be read without it',
    )
  })

  it('tells a certificate apart from a server that does not answer', async () => {
    const tls = createServer(OTHER)
    await new Promise<void>((resolve) => {
      tls.listen(0, '127.0.0.1', resolve)
    })
    const baseUrl = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/x`
    const lines = await check({ version: '1.2', baseUrl, auth: { type: 'bearer', token: 't' } })
    tls.closeAllConnections()
    tls.close()
    expect(lines.map(({ what, ok }) => [what, ok])).toEqual([
      ['name', true],
      ['connection', true],
      ['TLS', false],
    ])
  })

  it('says that the version is another one', async () => {
    const { config } = await serve()
    const lines = await check({ ...config, version: '1.1' })
    expect(failed(lines)).toEqual(['version'])
    expect(saying(lines, 'version')).toMatch(/configured for OneRoster 1.1, and users come as in 1.2/)
  })

  it.each([
    [{}, /counts its records/],
    [{ countHeaders: [] }, /read twice/],
    [{ countHeaders: [], revision: { header: 'x-perm-rev', first: '1' } }, /a revision of its data/],
  ])('says how it will be proven that nothing was missed: %j', async (quirks, says) => {
    expect(saying(await check((await serve({ quirks })).config), 'proof')).toMatch(says)
  })

  it('warns of what is known of the provider', async () => {
    const { config } = await serve()
    expect(
      saying(
        await check({
          ...config,
          profile: 'infinite-campus',
          auth: { ...(config['auth'] as object), dialect: 'basic' },
        }),
        'Infinite Campus',
      ),
    ).toMatch(/portal account/)
  })

  it('says what the configuration lacks', async () => {
    const lines = await check({
      version: '1.2',
      baseUrl: 'https://sis.example/x',
      auth: { type: 'oauth2', clientId: 'c', clientSecret: 's' },
    })
    expect(failed(lines)).toEqual(['configuration'])
    expect(lines[0]?.says).toMatch(/auth\.tokenUrl/)
  })

  it('knows where PowerSchool gives tokens', async () => {
    const auth = {
      type: 'oauth2',
      dialect: 'basic',
      clientId: 'c',
      clientSecret: 's',
      path: '/oauth/access_token',
    } as const
    const { config } = await serve({ auth, more: { profile: 'powerschool' } })
    expect(failed(await check({ ...config, auth: { type: 'oauth2', clientId: 'c', clientSecret: 's' } }))).toEqual([])
  })
})

const unseal = (value: string): string => value.replace(/^sealed\((.*)\)$/, '$1')

describe('the configuration', () => {
  const base = { version: '1.2', baseUrl: 'https://sis.example/ims/oneroster/rostering/v1p2' }
  const SECRET = 'a very plain secret'
  const schema = oneRosterRest.configSchema

  it.each([
    [{ type: 'oauth2', tokenUrl: 'https://sis.example/token', clientId: 'c', clientSecret: SECRET }],
    [{ type: 'oauth1', key: 'k', secret: SECRET, signatureMethod: 'HMAC-SHA1' }],
    [{ type: 'bearer', token: SECRET }],
  ])('seals the secret of %j', (auth) => {
    const config = { ...base, pageSize: 1000, auth }
    expect(checkSourceConfig(schema, config)).toEqual([])
    const kept = sealConfig(schema, config, (value, path) => `${path} ${value.length}`)
    expect(JSON.stringify([kept, concealConfig(kept)])).not.toContain(SECRET)
    const opened = openConfig(
      sealConfig(schema, config, (value) => `sealed(${value})`),
      { open: unseal, environment: {} },
    )
    expect(opened).toEqual(config)
  })

  it('takes a secret from the environment', () => {
    const kept = sealConfig(schema, { ...base, auth: { type: 'bearer', token: '${SIS_TOKEN}' } }, () => 'never')
    expect(openConfig(kept, { open: unseal, environment: { SIS_TOKEN: 't-1' } })).toMatchObject({
      auth: { token: 't-1' },
    })
  })

  it.each([
    [{ version: '1.0' }],
    [{ baseUrl: 'ftp://sis.example' }],
    [{ baseUrl: 'https://user:password@sis.example/x' }],
    [{ baseUrl: 'https://sis.example/x?key=secret' }],
    [{ pageSize: 0 }],
    [{ profile: 'nobody' }],
    [{ auth: { type: 'bearer' } }],
    [{ auth: { type: 'bearer', token: 't', key: 'k' } }],
    [{ more: 1 }],
  ])('refuses %j', (over) => {
    const config = { ...base, auth: { type: 'bearer', token: 't' }, ...over }
    expect(checkSourceConfig(schema, config)).not.toEqual([])
  })
})
