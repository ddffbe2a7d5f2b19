/** Whether somebody may make tags for all coaches of the district. */

import { capabilitiesOf } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { tagConditions } from '../../../views/coaching/coaching-words.ts'
import type { DomainWorld } from '../../world.ts'

/** By their roles, and by the district's rule for its coaches. */
export async function mayMakeTags(world: DomainWorld, principal: Principal): Promise<boolean> {
  return capabilitiesOf(principal, await tagConditions(world, principal)).includes('edit:coaching_tag')
}
