/** Somebody says that two people who were made one are two after all: what the merge did is taken back in one transaction. */

import { Failure } from '../roster/failure.ts'
import { roleKinds, seatKinds } from '../seats/kind.ts'
import { inDistrict } from '../store/database.ts'
import {
  findMergeToUndo,
  isRunUnderWay,
  listMergedSeats,
  type MergeToUndo,
  partPeople,
} from '../store/sync/merge-undo.ts'
import { joinSeats } from '../store/sync/person-link.ts'
import { lockDistrictRoster } from '../store/sync/roster-apply.ts'
import { districtKinds } from '../store/seats/products.ts'
import { lockLicence } from '../store/seats/seat-rows.ts'
import { reconcileSeats } from '../store/seats/seats.ts'
import type { LinkWorld } from './link-people.ts'

/**
 * Takes a merge back. What was done since stays with the one who stayed, but for what the feeds say of the other's records.
 * @throws Failure PART_REFUSED where something stands against it, PART_BUSY while a sync is under way; nothing is changed then
 */
export async function partMerged(
  world: LinkWorld,
  wanted: { readonly districtId: string; readonly mergeId: string; readonly by: string },
): Promise<void> {
  const { districtId, mergeId, by } = wanted
  const now = world.now()
  const { licenceKinds } = world.settings
  await inDistrict(world.db, { districtId, actor: by }, async (client) => {
    await lockDistrictRoster(client, districtId)
    const all = seatKinds(await districtKinds(client, districtId, licenceKinds))
    for (const { id: kind } of all) await lockLicence(client, { districtId, kind })
    const merge = await findMergeToUndo(client, districtId, mergeId)
    const reason = reasonAgainst(merge)
    if (merge === null || reason !== null) throw refused(mergeId, reason ?? 'there is no such merge')
    await stopWhileSyncing(client, districtId)
    const { personId, otherId, mergedAt } = merge
    const pair = { districtId, personId, otherId }
    const roles = new Set(roleKinds(licenceKinds).map(({ id }) => id))
    const held = await listMergedSeats(client, pair, mergeId)
    await partPeople(client, pair, { mergeId, mergedAt, by, now })
    const back = { districtId, personId: otherId, otherId: personId }
    for (const kind of held)
      if (!roles.has(kind) && all.some(({ id }) => id === kind))
        await joinSeats(client, back, { districtId, kind, actor: by, now })
    await reconcileSeats(client, { districtId, runId: null, actor: by, kinds: licenceKinds, now })
    // One that began meanwhile has not read yet who is two again.
    await stopWhileSyncing(client, districtId)
  })
}

function reasonAgainst(merge: MergeToUndo | null): string | null {
  if (merge === null) return 'there is no such merge'
  if (merge.state !== 'merged' && merge.state !== 'undo_asked') return 'it is not in force'
  if (merge.isErased) return 'one of the two has been deleted for good'
  if (merge.laterId !== null) return `one of the two was merged again later: take merge ${merge.laterId} back first`
  return merge.isInForce ? null : 'the one who went is no longer the one who stayed'
}

async function stopWhileSyncing(client: Parameters<typeof isRunUnderWay>[0], districtId: string): Promise<void> {
  if (await isRunUnderWay(client, districtId))
    throw new Failure(
      'PART_BUSY',
      'retry',
      `District ${districtId}: a sync is under way; the merge is taken back after it.`,
    )
}

function refused(mergeId: string, reason: string): Failure {
  return new Failure(
    'PART_REFUSED',
    'operator',
    `Merge ${mergeId} can't be taken back: ${reason}. Nothing was changed.`,
  )
}
