/** After a crash: every run whose worker is gone comes to its resting place, whichever district it belongs to. */

import { globally } from '../store/database.ts'
import { findAbandonedSources } from '../store/sync/schedule.ts'
import { recoverSource } from './lease.ts'
import type { SyncWorld } from './world.ts'

/** Ends the abandoned runs of all districts; opens only those that have some. Returns how many there were. */
export async function recoverRuns(world: SyncWorld): Promise<number> {
  const places = await globally(world.db, (client) => findAbandonedSources(client))
  let ended = 0
  for (const place of places) ended += (await recoverSource(world, place)).length
  return ended
}
