/** What stays the same while a process runs, whatever database it opens; and the worlds that follow from the two. */

import { hostname } from 'node:os'
import type { Connector } from '../feed/connector.ts'
import type { Log, SyncSettings, SyncWorld } from '../sync/world.ts'
import type { Base } from './base.ts'
import { type Desk, openDesk } from './desk/desk.ts'
import { createConfigOpener, type SourceDeskWorld } from './desk/sources.ts'

export interface House {
  readonly connectors: ReadonlyMap<string, Connector>
  readonly settings: SyncSettings
  /** The process's environment: where `${ENV_NAME}` of a source is looked up. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
}

/** The pipeline's world on an open base. */
export function syncWorldOf(house: House, base: Base, log: Log): SyncWorld {
  const { connectors, settings, variables, now } = house
  const openConfig = createConfigOpener({ box: base.box, variables })
  return { db: base.sync, connectors, settings, openConfig, log, now, owner: `${hostname()}:${process.pid}` }
}

/** The operator's desk on an open base. */
export function deskOf(house: House, base: Base, log: Log): Desk {
  const { connectors, settings, variables, now } = house
  const sources: SourceDeskWorld = {
    db: base.sync,
    box: base.box,
    connectors,
    limits: settings.feedLimits,
    variables,
    now,
  }
  return openDesk(syncWorldOf(house, base, log), sources)
}
