/** A district with one source that reads a literal feed, ready to be synced. */

import defaultRoleMap from '../../config/role-map.json' with { type: 'json' }
import limits from '../../config/limits.json' with { type: 'json' }
import licenceKinds from '../../config/licence-kinds.json' with { type: 'json' }
import settings from '../../config/settings.json' with { type: 'json' }
import { readRoleMap } from '../../src/roster/role-map.ts'
import { readLicenceKinds } from '../../src/seats/kind.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { setLicence } from '../../src/store/seats/seats.ts'
import { createSource } from '../../src/store/sync/source.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import type { RunReport } from '../../src/sync/report.ts'
import type { SyncSettings, SyncWorld } from '../../src/sync/world.ts'
import { NOWHERE } from './nowhere.ts'
import { type LiteralSource, literalConnector } from './literal-feed.ts'

export interface SyncBench {
  readonly world: SyncWorld
  readonly districtId: string
  readonly sourceId: string
  /** Set what the feed says next. */
  readonly feed: LiteralSource
  /** One run from request to report. */
  sync(over?: { dryRun?: boolean; world?: SyncWorld }): Promise<RunReport>
  /** As many coaching seats as this are bought from now on. */
  buySeats(quantity: number): ReturnType<typeof setLicence>
  query<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>
}

export async function openSyncBench(
  db: Database,
  districtId = 'd1',
  over: Partial<SyncWorld> = {},
): Promise<SyncBench> {
  await globally(db, (client) =>
    createDistrict(client, { id: districtId, name: districtId, timezone: 'America/Chicago', customerId: null }),
  )
  await inDistrict(db, { districtId, actor: 'test' }, (client) =>
    createSource(client, {
      districtId,
      sourceId: 'sis',
      connector: 'literal',
      config: {},
      cron: null,
      nextDueAt: null,
    }),
  )
  return attachSyncBench(db, districtId, over)
}

/** The district that `openSyncBench` has made before in this database. */
export function attachSyncBench(db: Database, districtId = 'd1', over: Partial<SyncWorld> = {}): SyncBench {
  const feed: LiteralSource = { current: { records: [] } }
  const connector = literalConnector(feed)
  const world = syncWorld(db, new Map([[connector.name, connector]]), over)
  const sourceId = 'sis'
  return {
    world,
    districtId,
    sourceId,
    feed,
    async sync({ dryRun = false, world: other = world } = {}) {
      const runId = await requestRun(other, { districtId, sourceId, trigger: 'manual', dryRun, requestedBy: 'test' })
      return executeRun(other, { districtId, runId, signal: new AbortController().signal })
    },
    buySeats(quantity) {
      const bought = { districtId, kind: 'coaching-seats', quantity, actor: 'test', now: world.now() }
      return inDistrict(db, { districtId, actor: 'test' }, (client) =>
        setLicence(client, { ...bought, kinds: world.settings.licenceKinds }),
      )
    },
    query: <T extends object>(text: string, values: readonly unknown[] = []) =>
      inDistrict(db, { districtId, actor: 'test' }, async (client) => (await client.query<T>(text, [...values])).rows),
  }
}

/** The pipeline over a test's database, with the settings of the product. */
export function syncWorld(db: Database, connectors: SyncWorld['connectors'], over: Partial<SyncWorld> = {}): SyncWorld {
  return {
    db,
    connectors,
    settings: syncSettings(),
    openConfig: (stored) => stored,
    reach: NOWHERE,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => new Date(),
    owner: 'test',
    version: 'test',
    ...over,
  }
}

export function syncSettings(): SyncSettings {
  const roleMap = readRoleMap(defaultRoleMap)
  const kinds = readLicenceKinds(licenceKinds)
  if ('faults' in roleMap) throw new Error(roleMap.faults.join('\n'))
  if ('faults' in kinds) throw new Error(kinds.faults.join('\n'))
  return {
    feedLimits: { ...limits.feed, settleMs: 0 },
    guard: settings.guard,
    fullComparison: settings.fullComparison,
    defaultRoleMap: roleMap.map,
    licenceKinds: kinds.kinds,
    run: settings.run,
  }
}
