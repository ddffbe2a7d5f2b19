import { describe, expect, it } from 'vitest'
import { clever } from '../../../connectors/clever/connector.ts'
import { describeConnectorContract } from '../../contract/connector-suite.ts'
import { makeDemoDistrict } from '../../contract/districts/demo.ts'
import { feedIo, readAll } from '../../contract/read-all.ts'
import { CleverDescription } from '../../fakes/sis/clever-openapi.ts'
import { dialectOf, serveClever } from './serve.ts'

const VERSIONS = ['3.0', '3.1'] as const

describeConnectorContract(clever, VERSIONS.map(dialectOf), {
  url: new URL('../../../connectors/clever/connector.ts', import.meta.url).href,
  name: 'clever',
})

describe.each(VERSIONS)('what the connector asks of Clever %s', (version) => {
  it('is all in the official description', async () => {
    const served = await serveClever({ district: makeDemoDistrict(), version }, { pageSize: 100, events: true })
    const heard = await readAll(clever, served.config)
    await clever.check(served.config, feedIo())
    expect(heard.error).toBeNull()
    const description = new CleverDescription(version)
    const asked = served.fake.requests
    expect(asked.length).toBeGreaterThan(20)
    for (const { path, query, status } of asked)
      expect(description.faultsOf({ path, query, status: status === 200 ? 0 : status, body: null }), path).toEqual([])
    await served.close()
  })
})
