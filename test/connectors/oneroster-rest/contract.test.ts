import { oneRosterRest } from '../../../connectors/oneroster-rest/connector.ts'
import { describeConnectorContract } from '../../contract/connector-suite.ts'
import { dialectOf } from './serve.ts'

describeConnectorContract(oneRosterRest, [dialectOf('1.1'), dialectOf('1.2')], {
  url: new URL('../../../connectors/oneroster-rest/connector.ts', import.meta.url).href,
  name: 'oneRosterRest',
})
