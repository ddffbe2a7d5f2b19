/** OneRoster 1.1 and 1.2 over HTTP as a connector, with what is known of single providers as profiles. */

import type { Connector } from '../../src/feed/connector.ts'
import { checkSource } from './check.ts'
import { configSchema, readConfig } from './config.ts'
import { readRoster } from './read.ts'

export const oneRosterRest: Connector = {
  name: 'oneroster-rest',
  title: 'OneRoster REST',
  configSchema,
  check: (config, io) => checkSource(config, io),
  read: (config, io) => readRoster(readConfig(config), io),
}
