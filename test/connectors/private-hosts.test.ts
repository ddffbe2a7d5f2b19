/** No connector connects to a private address, however its configuration writes it. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clever } from '../../connectors/clever/connector.ts'
import { oneRosterCsv } from '../../connectors/oneroster-csv/connector.ts'
import { oneRosterRest } from '../../connectors/oneroster-rest/connector.ts'
import type { Connector, FeedIo } from '../../src/feed/connector.ts'
import { createGuardedOpen } from '../../src/net/guarded-open.ts'
import { createGuardedSftp } from '../../src/net/guarded-sftp.ts'
import { Failure } from '../../src/roster/failure.ts'
import { feedIo, readAll } from '../contract/read-all.ts'
import { PRIVATE_HOSTS } from '../net/private-hosts.ts'

/** Client sockets that this process opened, to anywhere. */
let sockets = 0
const count = (): void => {
  sockets += 1
}
beforeEach(() => {
  sockets = 0
  subscribe('net.client.socket', count)
})
afterEach(() => unsubscribe('net.client.socket', count))

/** The way out as it is where nobody has switched its guard off. */
function strictIo(): FeedIo {
  const io = feedIo({ fetchAttemptsMax: 1 })
  const open = createGuardedOpen({ allowPrivateNetwork: false, userAgent: 'Staffroom/test' })
  const openSftp = createGuardedSftp({ allowPrivateNetwork: false })
  return { ...io, reach: { ...io.reach, open, openSftp } }
}

const bearer = { type: 'bearer', token: 'Planted-Token' }
const oauth2 = { type: 'oauth2', clientId: 'c', clientSecret: 'Planted-Secret' }
const publicUrl = 'https://sis.invalid/ims/oneroster/v1p1'

/** Every place of a configuration that an address can stand in. */
const PLACES: readonly (readonly [string, Connector, (host: string) => unknown])[] = [
  ['baseUrl of REST', oneRosterRest, (host) => ({ version: '1.1', baseUrl: `https://${host}/x`, auth: bearer })],
  [
    'tokenUrl of REST',
    oneRosterRest,
    (host) => ({ version: '1.1', baseUrl: publicUrl, auth: { ...oauth2, tokenUrl: `https://${host}/token` } }),
  ],
  ['baseUrl of Clever', clever, (host) => ({ baseUrl: `https://${host}/v3.1`, token: 'Planted-Token' })],
  [
    'tokensUrl of Clever',
    clever,
    (host) => ({ clientId: 'c', clientSecret: 'Planted-Secret', tokensUrl: `https://${host}/oauth/tokens` }),
  ],
  ['url of CSV', oneRosterCsv, (host) => ({ url: `https://${host}/a.zip`, headers: { 'X-Key': 'Planted-Token' } })],
  [
    'host of SFTP',
    oneRosterCsv,
    (host) => ({ sftp: { host: host.replace(/^\[(.*)\]$/, '$1'), user: 'u', password: 'Planted-Secret', path: '/a' } }),
  ],
]

describe.each(PLACES)('a private address as the %s', (_place, connector, configOf) => {
  it(`is not connected to in any of ${PRIVATE_HOSTS.length} forms, by a read or a check, and no secret is told`, async () => {
    expect(PRIVATE_HOSTS.length).toBeGreaterThanOrEqual(60)
    for (const host of PRIVATE_HOSTS) {
      const config = configOf(host)
      const { error, evidence } = await readAll(connector, config, strictIo())
      expect(error, host).toBeInstanceOf(Failure)
      expect(evidence).toEqual([])
      const lines = await connector.check(config, strictIo())
      expect(
        lines.some(({ ok }) => !ok),
        host,
      ).toBe(true)
      const said = JSON.stringify(lines) + (error instanceof Failure ? `${error.message} ${String(error.cause)}` : '')
      expect(said).not.toMatch(/Planted/)
      expect(sockets, host).toBe(0)
    }
  })
})
