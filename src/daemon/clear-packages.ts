/** Removes kept packages from this machine's disk that have no reason to lie there any more. */

import { markOf, type PackageShelf, type ShelvedPackage } from '../feed/package-shelf.ts'
import { type Database, inDistrict } from '../store/database.ts'
import { findSource } from '../store/sync/source.ts'
import type { Log } from '../sync/world.ts'

/**
 * Removes what is damaged, what was fetched too long ago, and what is of a source that is gone, paused, or configured
 * otherwise since. Each machine for itself. Returns how many went.
 */
export async function clearPackages(
  world: { readonly db: Database; readonly log: Log },
  shelf: PackageShelf,
): Promise<number> {
  let removed = 0
  for (const shelved of await shelf.list()) {
    if (await isWanted(world.db, shelf, shelved)) continue
    await shelf.remove(shelved.name)
    removed += 1
  }
  if (removed > 0) world.log.info('packages.removed', { count: removed })
  return removed
}

async function isWanted(db: Database, shelf: PackageShelf, { note }: ShelvedPackage): Promise<boolean> {
  if (note === null || shelf.isExpired(note)) return false
  const { districtId, sourceId } = note
  const context = { districtId, actor: 'system' }
  const source = await inDistrict(db, context, (client) => findSource(client, { districtId, sourceId }))
  return source !== null && !source.paused && markOf(source.config) === note.configMark
}
