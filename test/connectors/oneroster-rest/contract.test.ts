import { describe, expect, it } from 'vitest'
import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import { describeConnectorContract } from '../../contract/connector-suite.ts'
import { makeDistrict, PRESETS } from '../../contract/districts/district.ts'
import { feedIo, readAll } from '../../contract/read-all.ts'
import { OneRosterDescription } from '../../fakes/sis/oneroster-openapi.ts'
import { BASES } from '../../fakes/sis/oneroster.ts'
import { dialectOf, serveApi } from './serve.ts'

describeConnectorContract(oneRosterRest, [dialectOf('1.1'), dialectOf('1.2')], {
  url: new URL('../../../connectors/oneroster-rest/connector.ts', import.meta.url).href,
  name: 'oneRosterRest',
})

describe('what the connector asks of OneRoster 1.2, and is answered', () => {
  it('is all in the official description: a check, whole sets and changes', async () => {
    const served = await serveApi(makeDistrict(PRESETS.tiny), '1.2', { more: { incremental: true } })
    await oneRosterRest.check(served.config, feedIo())
    const whole = await readAll(oneRosterRest, served.config)
    const changes = await readAll(oneRosterRest, served.config, { ...feedIo(), bookmark: whole.bookmark })
    expect([whole.error, changes.error, new Set(changes.modes.values())]).toEqual([null, null, new Set(['delta'])])

    const description = new OneRosterDescription()
    const asked = served.fake.requests.filter(({ method }) => method === 'GET')
    expect(asked.length).toBeGreaterThan(30)
    expect(asked.some(({ query }) => query.has('filter'))).toBe(true)
    for (const { path, query, headers } of asked) {
      const again = `${served.fake.url}${path}?${query.toString()}`
      const answer = await fetch(again, { headers: { authorization: headers.authorization ?? '' } })
      const body: unknown = await answer.json()
      const exchange = { path: path.slice(BASES['1.2'].length), query, status: answer.status, headers: answer.headers }
      expect(description.faultsOf({ ...exchange, body }), path).toEqual([])
    }
    await served.close()
  })
})
