import { educatorCsv } from '../../../connectors/educator-csv/connector.ts'
import { describeConnectorContract } from '../../contract/connector-suite.ts'
import { LIST_DIALECT } from './serve.ts'

describeConnectorContract(educatorCsv, [LIST_DIALECT], {
  url: new URL('../../../connectors/educator-csv/connector.ts', import.meta.url).href,
  name: 'educatorCsv',
})
