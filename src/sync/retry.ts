/** Running again what failed: a new run in the place of one that came to nothing. */

import { Failure } from '../roster/failure.ts'
import { inDistrict } from '../store/database.ts'
import { findRun, type RunRef, type RunRow } from '../store/sync/run.ts'
import { contextOf } from './lease.ts'
import { requestRun } from './run.ts'
import type { SyncWorld } from './world.ts'

const RETRIED: ReadonlySet<string> = new Set(['failed', 'discarded'])

/**
 * Notes a new run for one that failed or was discarded; a failed preview is a preview again. Returns its id.
 * @throws Failure RUN_UNKNOWN, RUN_STATE (it did not come to nothing, or was an undo), SOURCE_UNKNOWN
 */
export async function requestRetry(
  world: SyncWorld,
  retry: RunRef & {
    /** 'cli' or 'person:17'. */
    readonly requestedBy: string
  },
): Promise<string> {
  const { districtId, runId, requestedBy } = retry
  const run = await inDistrict(world.db, contextOf(retry), (client) => findRun(client, retry))
  if (run === null) throw new Failure('RUN_UNKNOWN', 'operator', `There is no run ${runId} in district ${districtId}.`)
  const instead = insteadOf(run, districtId)
  if (instead !== null) throw new Failure('RUN_STATE', 'operator', `Run ${runId} ${instead}`)
  return requestRun(world, { districtId, sourceId: run.source_id, trigger: 'retry', dryRun: run.dry_run, requestedBy })
}

/** What to do with a run that can't be tried again; null: it can. */
function insteadOf(run: RunRow, districtId: string): string | null {
  const sync = `"staffroom sync ${districtId}/${run.source_id}"`
  const number = `${districtId}/${run.id}`
  if (!['manual', 'schedule', 'retry'].includes(run.trigger))
    return `took another run back. Take that one back again with "staffroom runs undo".`
  if (RETRIED.has(run.state)) return null
  switch (run.state) {
    case 'held':
      return `is held: "staffroom runs approve ${number}" applies it, "staffroom runs discard ${number}" drops it.`
    case 'applied':
    case 'reported':
      return `was applied, so there is nothing to try again. ${sync} reads the feed anew.`
    case 'previewed':
      return `was a preview and came to its end. ${sync} applies what the feed says now.`
    case 'superseded':
      return `was replaced by a newer run. ${sync} reads the feed anew.`
    default:
      return `is ${run.state} and not at its end yet. Wait for it; "staffroom runs list" shows it.`
  }
}
