/** Clever's Secure Sync, versions 3.0 and 3.1, as a connector: whole sets, and changes by events. */

import type { Connector } from '../../src/feed/connector.ts'
import { checkClever } from './check.ts'
import { configSchema, readConfig } from './config.ts'
import { readClever } from './read.ts'

export const clever: Connector = {
  name: 'clever',
  title: 'Clever',
  configSchema,
  check: checkClever,
  read: (config, io) => readClever(readConfig(config), io),
}
