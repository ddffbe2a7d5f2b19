/** Taking runs back in a test: asked for by a person, carried out at once. */

import { inDistrict } from '../../src/store/database.ts'
import { updateSourcePaused } from '../../src/store/sync/source.ts'
import { executeRun } from '../../src/sync/run.ts'
import type { RunReport } from '../../src/sync/report.ts'
import { requestUndo } from '../../src/sync/undo.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import type { SyncBench } from './sync-world.ts'

export function askUndo(bench: SyncBench, runId: string, dryRun = false): Promise<string> {
  return requestUndo(bench.world, { districtId: bench.districtId, runId, dryRun, requestedBy: 'person:7' })
}

export async function undo(bench: SyncBench, runId: string, dryRun = false): Promise<RunReport> {
  const undoId = await askUndo(bench, runId, dryRun)
  const { districtId } = bench
  return executeRun(bench.world, { districtId, runId: undoId, signal: new AbortController().signal })
}

/** A person lets the source go on, or pauses it. */
export function pause(bench: SyncBench, paused: boolean): Promise<void> {
  return inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'cli' }, (client) =>
    updateSourcePaused(client, bench, { paused, nextDueAt: null }),
  )
}

export function syncOf(bench: SyncBench, records: readonly RosterRecord[]): Promise<RunReport> {
  bench.feed.current = { records }
  return bench.sync()
}
