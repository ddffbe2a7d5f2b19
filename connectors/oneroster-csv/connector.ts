/** OneRoster 1.1 and 1.2 CSV as a connector: whole sets and deltas; a zip or a folder on this machine, or a zip behind an address or on an SFTP server. */

import type { Connector } from '../../src/feed/connector.ts'
import { checkSource } from './check.ts'
import { configSchema, readConfig } from './config.ts'
import { readRoster } from './read.ts'

export const oneRosterCsv: Connector = {
  name: 'oneroster-csv',
  title: 'OneRoster CSV files',
  configSchema,
  check: checkSource,
  read: (config, io) => readRoster(readConfig(config), io),
  readFile: (path) => ({ path }),
}
