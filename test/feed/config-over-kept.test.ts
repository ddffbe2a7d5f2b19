/** A configuration that was sent over a kept one: no secret goes anywhere it did not go before, and no file is named. */

import { describe, expect, it } from 'vitest'
import { clever } from '../../connectors/clever/connector.ts'
import { educatorCsv } from '../../connectors/educator-csv/connector.ts'
import { connectors } from '../../connectors/index.ts'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import { oneRosterRest } from '../../connectors/oneroster-rest/connector.ts'
import { overKept } from '../../src/feed/config-over-kept.ts'
import { alternativesOf, fieldsOf, type SchemaNode } from '../../src/feed/schema-node.ts'
import type { Connector } from '../../src/feed/connector.ts'
import { concealConfig, openConfig, sealConfig } from '../../src/feed/source-config.ts'

const seal = (value: string, path: string) => Buffer.from(`${path}|${value}`).toString('base64')
const keep = ({ configSchema }: Connector, config: unknown) => sealConfig(configSchema, config, seal)
const shownOf = (kept: unknown) => concealConfig(kept) as Record<string, unknown>
const send = ({ configSchema }: Connector, kept: unknown, given: unknown) => overKept(configSchema, { kept, given })
const openIn = (config: unknown) =>
  openConfig(config, {
    open: (sealed, path) => Buffer.from(sealed, 'base64').toString().replace(`${path}|`, ''),
    environment: { TOKEN: 'from the variable' },
  })

const REST = {
  version: '1.2',
  baseUrl: 'https://sis.example/ims/oneroster/rostering/v1p2',
  pageSize: 500,
  auth: { type: 'oauth2', tokenUrl: 'https://sis.example/token', clientId: 'us', clientSecret: 'hush' },
}
const SFTP = { sftp: { host: 'drop.example', user: 'us', password: 'hush', path: '/out.zip' } }

describe('what is refused', () => {
  const stored = keep(oneRosterRest, REST)
  const { auth, ...rest } = shownOf(stored)
  const auth2 = auth as Record<string, unknown>
  const elsewhere = [
    ['another address', { ...rest, baseUrl: 'https://other.example/ims/oneroster/rostering/v1p2', auth }],
    ['another token server', { ...rest, auth: { ...auth2, tokenUrl: 'https://other.example/token' } }],
    ['no token server', { ...rest, auth: { type: 'oauth2', clientId: 'us', clientSecret: auth2['clientSecret'] } }],
    ['another way of sending it', { ...rest, auth: { ...auth2, dialect: 'query' } }],
    ['another provider', { ...rest, profile: 'classlink', auth }],
  ] as const
  it.each(elsewhere)('a secret left as dots with %s', (_what, given) => {
    expect(send(oneRosterRest, stored, given)).toEqual({
      problems: [{ path: '/auth/clientSecret', says: 'has to be written again: where it is sent to was changed' }],
    })
  })

  it.each([
    ['host', { host: 'other.example' }],
    ['port', { port: 2222 }],
    ['key of the server', { hostKey: `SHA256:${'A'.repeat(43)}` }],
  ])('the password of SFTP left as dots with another %s', (_what, other) => {
    const sftp = shownOf(keep(oneRosterCsv, SFTP))['sftp'] as Record<string, unknown>
    const outcome = send(oneRosterCsv, keep(oneRosterCsv, SFTP), { sftp: { ...sftp, ...other } })
    expect(outcome).toMatchObject({ problems: [{ path: '/sftp/password' }] })
  })

  it('the header of an address, left as dots with another address, with and without a key in its query', () => {
    for (const url of ['https://a.example/x.zip', 'https://a.example/x.zip?key=hush']) {
      const header = keep(oneRosterCsv, { url, headers: { 'X-Key': 'hush' } })
      const given = { url: 'https://b.example/x.zip', headers: { 'X-Key': '••••••' } }
      expect(send(oneRosterCsv, header, given)).toMatchObject({ problems: [{ path: '/headers/X-Key' }] })
    }
  })

  it('dots where nothing is kept, under another name or in a new source', () => {
    const header = keep(oneRosterCsv, { url: 'https://a.example/x.zip', headers: { 'X-Key': 'hush' } })
    const given = { url: 'https://a.example/x.zip', headers: { 'X-Other': '••••••' } }
    const problems = [{ path: '/headers/X-Other', says: 'is shown as dots: write it out' }]
    expect(send(oneRosterCsv, header, given)).toEqual({ problems })
    expect(send(clever, null, { token: '••••••' })).toMatchObject({ problems: [{ path: '/token' }] })
  })

  it('a variable of the server, in a new source and in place of a secret', () => {
    expect(send(clever, null, { token: '${STAFFROOM_SECRET_KEY}' })).toMatchObject({ problems: [{ path: '/token' }] })
    expect(send(clever, keep(clever, { token: 'hush' }), { token: 'Bearer ${DATABASE_URL}' })).toMatchObject({
      problems: [{ path: '/token' }],
    })
  })

  it('a file of the server, of every connector that can read one', () => {
    expect(send(oneRosterCsv, null, { path: '/srv/other/roster.zip' })).toMatchObject({ problems: [{ path: '/path' }] })
    const kept = keep(oneRosterCsv, { path: '/srv/mine.zip' })
    expect(send(oneRosterCsv, kept, { path: '/srv/other.zip' })).toMatchObject({ problems: [{ path: '/path' }] })
    expect(send(educatorCsv, null, { path: '/etc/passwd' })).toMatchObject({ problems: [{ path: '/path' }] })
    const unmarked = connectors
      .flatMap(({ configSchema }) => alternativesOf(configSchema as SchemaNode))
      .flatMap((node) => fieldsOf(node, 'path'))
      .filter(({ ofMachine }) => ofMachine !== true)
    expect(unmarked).toEqual([])
  })

  it('never says a value', () => {
    const said = JSON.stringify(send(clever, null, { token: 'canary ${CANARY}' }))
    expect(said).not.toMatch(/canary/i)
  })
})

describe('what is kept', () => {
  it('is a secret left as dots where only how much is read has changed', () => {
    const kept = keep(oneRosterRest, REST)
    const outcome = send(oneRosterRest, kept, { ...shownOf(kept), pageSize: 100, requestsAtOnce: 2 })
    expect('config' in outcome && openIn(outcome.config)).toEqual({ ...REST, pageSize: 100, requestsAtOnce: 2 })
  })

  it('is the name of a variable, a file, and an address with a key, each left as it is shown', () => {
    for (const [connector, config] of [
      [clever, { token: '${TOKEN}' }],
      [oneRosterCsv, { path: '/srv/mine.zip' }],
      [oneRosterCsv, { url: 'https://a.example/x.zip?key=hush', headers: { 'X-Key': 'Bearer ${TOKEN}' } }],
    ] as const) {
      const kept = keep(connector, config)
      const outcome = send(connector, kept, shownOf(kept))
      expect('config' in outcome && outcome.config).toEqual(kept)
      // What was sealed is not sealed again.
      expect('config' in outcome && keep(connector, outcome.config)).toEqual(kept)
    }
  })

  it('gives way to a secret that is written anew, wherever it goes', () => {
    const kept = keep(oneRosterRest, REST)
    const given = { ...REST, baseUrl: 'https://other.example', auth: { ...REST.auth, clientSecret: 'new' } }
    expect(send(oneRosterRest, kept, given)).toEqual({ config: given })
  })
})
