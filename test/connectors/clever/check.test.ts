/** What `source check` says of a Clever source: each thing by itself, in words, and nothing personal. */

import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { clever } from '../../../connectors/clever/connector.ts'
import type { CheckLine, FeedIo } from '../../../src/feed/connector.ts'
import { createGuardedOpen } from '../../../src/net/guarded-open.ts'
import { makeDemoDistrict } from '../../contract/districts/demo.ts'
import { feedIo } from '../../contract/read-all.ts'
import { OTHER } from '../../net/certificates.ts'
import { CLIENT, type CleverConduct, type CleverFake, startClever } from '../../fakes/sis/clever.ts'

let fake: CleverFake | null = null

afterEach(async () => {
  await fake?.close()
  fake = null
})

async function check(
  over: object = {},
  conduct: Partial<CleverConduct> = {},
  io: FeedIo = feedIo(),
): Promise<readonly CheckLine[]> {
  await fake?.close()
  fake = await startClever({ district: makeDemoDistrict(), planted: { text: 'PLANTED' } })
  fake.behave(conduct)
  return clever.check(fake.config(over), io)
}

const said = (lines: readonly CheckLine[]): Record<string, string> =>
  Object.fromEntries(lines.map(({ what, ok, says }) => [what, `${ok ? 'ok' : 'no'}: ${says}`]))
/** What a sync can't do without. */
const grave = (lines: readonly CheckLine[]): string[] =>
  lines.flatMap(({ what, ok, optional }) => (ok || optional === true ? [] : [what]))
const bad = (lines: readonly CheckLine[]): string[] => lines.filter(({ ok }) => !ok).map(({ what }) => what)

describe('a check of a Clever source', () => {
  it('says of each thing that it works, and how much of everything is shared', async () => {
    const lines = await check(
      { events: true },
      { lastSync: new Date('2026-11-22T07:00:00Z') },
      at('2026-11-22T08:00:00Z'),
    )
    expect(bad(lines)).toEqual([])
    expect(said(lines)).toMatchObject({
      name: 'ok: the name of the server is known',
      connection: 'ok: the server answers',
      TLS: 'ok: none, the address is http: for trials only',
      credentials: 'ok: Clever accepts the token',
      version: 'ok: Clever API 3.1',
      district: 'ok: state success, last taken in at 2026-11-22T07:00:00.000Z',
      schools: 'ok: shared, 3',
      terms: 'ok: shared, 3',
      sections: 'ok: shared, 75',
      users: 'ok: shared, 341',
      'users, student': 'ok: 301',
      'users, teacher': 'ok: 26',
      'users, staff': 'ok: 12',
      'users, district_admin': 'ok: 2',
      'users, contact': 'ok: none',
      events: 'ok: given; nothing has happened yet',
    })
    expect(JSON.stringify(lines)).not.toMatch(/PLANTED|Hedgecombe|Maple|fake-district-token/)
  })

  it('reads no more than it has to: one record of a page', async () => {
    await check()
    for (const { path, query } of fake?.requests ?? [])
      if (!path.endsWith('/districts')) expect(query.get('limit'), path).toBe('1')
  })

  it.each<[string, Partial<CleverConduct>, string, RegExp]>([
    ['the district is paused', { state: 'paused' }, 'district', /paused, as for the summer/],
    ['the data is old', { lastSync: new Date('2020-01-01') }, 'district', /hours ago/],
    ['terms are not shared', { unshared: { terms: 403 } }, 'terms', /enrolments have no dates/],
    ['users are not shared', { unshared: { users: 403 } }, 'users', /can’t be read without/],
    ['the token is refused', { tokens: [] }, 'credentials', /does not accept the token/],
    ['the district itself is refused', { requestsMax: 0 }, 'answer', /asks to be left alone|status 429/],
  ])('says where %s', async (_name, conduct, what, says) => {
    const lines = await check({}, conduct, feedIo({ fetchAttemptsMax: 1 }))
    expect(bad(lines)).toEqual([what])
    expect(lines.find(({ ok }) => !ok)?.says).toMatch(says)
  })

  it('says that events are not given, without which the source works all the same', async () => {
    const lines = await check({ events: true }, { unshared: { events: 403 } })
    expect(bad(lines)).toEqual(['events'])
    expect(grave(lines)).toEqual([])
  })

  it('says of each thing whether a sync can do without it', async () => {
    expect(grave(await check({}, { unshared: { terms: 403, courses: 403 } }))).toEqual([])
    expect(grave(await check({}, { unshared: { sections: 403, schools: 403 } }))).toEqual(['schools', 'sections'])
  })

  it('says of every step before the one that fails that it worked', async () => {
    const refused = await check({}, { tokens: [] })
    expect(refused.map(({ what, ok }) => `${what} ${ok}`).join(', ')).toBe(
      'name true, connection true, TLS true, credentials false',
    )
  })

  it('tells the version, the name, the credentials and the certificate apart', async () => {
    expect(bad(await check({ baseUrl: 'x' }))).toEqual(['configuration'])
    const version = fake?.baseUrl('3.0')
    expect(bad(await clever.check({ baseUrl: version, token: 'fake-district-token' }, feedIo()))).toEqual(['version'])
    const nameless = { baseUrl: 'https://clever.invalid/v3.1', token: 't' }
    const io = feedIo({ fetchAttemptsMax: 1 })
    expect(bad(await clever.check(nameless, withResolver(io, null)))).toEqual(['name'])
    const tls = createServer(OTHER)
    await new Promise<void>((resolve) => {
      tls.listen(0, '127.0.0.1', resolve)
    })
    const port = (tls.address() as AddressInfo).port
    const untrusted = { baseUrl: `https://clever.invalid:${port}/v3.1`, token: 't' }
    expect(bad(await clever.check(untrusted, withResolver(io, '127.0.0.1')))).toEqual(['TLS'])
    tls.closeAllConnections()
    tls.close()
    expect(bad(await clever.check(untrusted, withResolver(io, '127.0.0.1')))).toEqual(['connection'])
  })

  it('looks the token up where it has the client id and secret', async () => {
    await check()
    const config = {
      baseUrl: fake?.baseUrl('3.1'),
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      tokensUrl: fake?.tokensUrl,
    }
    expect(said(await clever.check(config, feedIo()))['credentials']).toMatch(/^ok: .*client id and secret/)
    expect(bad(await clever.check({ ...config, clientSecret: 'wrong' }, feedIo()))).toEqual(['credentials'])
    expect(bad(await clever.check({ ...config, district: 'nobody' }, feedIo()))).toEqual(['credentials'])
  })
})

function at(now: string): FeedIo {
  return { ...feedIo(), now: () => new Date(now) }
}

/** The system's resolver, or one that knows every name. */
function withResolver(io: FeedIo, address: string | null): FeedIo {
  const resolve = (): Promise<{ address: string; family: number }[]> =>
    address === null
      ? Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }))
      : Promise.resolve([{ address, family: 4 }])
  const open = createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test', resolve })
  return { ...io, reach: { ...io.reach, open } }
}
