/** The classes made by hand that somebody leads, also those that ended. */

import type { Grant } from '../../access/grant.ts'
import { type ClassByHandRow, listClassesByHand } from '../../store/community/class-by-hand.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** By title, those at work first. */
export function viewClassesByHand(
  world: DomainWorld,
  grant: Grant<'control:all_class_settings'>,
): Promise<readonly ClassByHandRow[]> {
  return inGrant(world, grant, (tx) => listClassesByHand(tx, grant))
}
