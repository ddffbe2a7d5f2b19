/** What is done in a seeded district: a sync of its changed feed, an undo of the last run, an approval of the held one. */

import { type Database, inDistrict } from '../../src/store/database.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { requestUndo } from '../../src/sync/undo.ts'
import type { SyncWorld } from '../../src/sync/world.ts'
import { literalConnector } from '../support/literal-feed.ts'
import { NOWHERE } from '../support/nowhere.ts'
import { syncSettings } from '../support/sync-world.ts'
import { type SeededFeeds, seededFeeds } from './seeded-district.ts'

export type Act = 'sync' | 'undo' | 'approve'

/** A world that reads the seed's changed feed, and takes a dead worker for dead after a second. */
export function quickWorld(db: Database, seed: number, feed: keyof SeededFeeds = 'changed'): SyncWorld {
  const settings = syncSettings()
  const connector = literalConnector({ current: { records: seededFeeds(seed)[feed] } })
  return {
    db,
    connectors: new Map([[connector.name, connector]]),
    settings: { ...settings, run: { ...settings.run, leaseMs: 1_500, renewMs: 300 } },
    openConfig: (stored) => stored,
    reach: NOWHERE,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => new Date(),
    owner: `pid ${process.pid}`,
    version: 'soak',
  }
}

/** Does it. @throws Failure where it is refused: there is nothing to approve, or to undo */
export async function act(wanted: Act, world: SyncWorld, districtId: string): Promise<void> {
  const signal = new AbortController().signal
  if (wanted === 'approve') {
    await approveRun(world, {
      districtId,
      runId: await lastRun(world, districtId, `state = 'held'`),
      by: 'test',
      signal,
    })
    return
  }
  const runId =
    wanted === 'sync'
      ? await requestRun(world, { districtId, sourceId: 'sis', trigger: 'manual', dryRun: false, requestedBy: 'test' })
      : await requestUndo(world, {
          districtId,
          runId: await lastRun(world, districtId, `undo_of is null and applied_no is not null`),
          dryRun: false,
          requestedBy: 'test',
        })
  const report = await executeRun(world, { districtId, runId, signal })
  if (report.failure !== null) throw new Error(`${report.failure.code}: ${report.failure.message}`)
}

function lastRun(world: SyncWorld, districtId: string, condition: string): Promise<string> {
  return inDistrict(world.db, { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from run where ${condition} order by id desc limit 1`,
    )
    return rows[0]?.id ?? '0'
  })
}
