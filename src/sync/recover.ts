/** After a crash: every run whose worker is gone comes to its resting place, whichever district it belongs to. */

import { globally } from '../store/database.ts'
import { listDistricts } from '../store/district.ts'
import { recoverSource } from './lease.ts'
import type { SyncWorld } from './world.ts'

/** Ends the abandoned runs of all districts. Returns how many there were. */
export async function recoverRuns(world: SyncWorld): Promise<number> {
  const districts = await globally(world.db, (client) => listDistricts(client))
  let ended = 0
  for (const { id } of districts) ended += (await recoverSource(world, { districtId: id, sourceId: null })).length
  return ended
}
