/** The list of connectors, explicit: what isn't here doesn't exist. */

import type { Connector } from '../src/feed/connector.ts'
import { clever } from './clever/connector.ts'
import { educatorCsv } from './educator-csv/connector.ts'
import { oneRosterCsv } from './oneroster-csv/connector.ts'
import { oneRosterRest } from './oneroster-rest/connector.ts'

export const connectors: readonly Connector[] = [oneRosterCsv, oneRosterRest, clever, educatorCsv]
