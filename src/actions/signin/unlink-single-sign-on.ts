/** Undoes what single sign-on has linked to one person: the next time they come, they are found by the claim anew. */

import type { Grant } from '../../access/grant.ts'
import { unlinkSso } from '../../store/signin/person-sign-in.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** False: nothing is linked to anybody of that number. */
export async function unlinkSingleSignOn(
  world: DomainWorld,
  grant: Grant<'configure:sign_in'>,
  personId: string,
): Promise<boolean> {
  const { principal, scope } = grant
  if (!scope.district) return false
  const person = { districtId: principal.districtId, personId }
  return inGrantDirect(world, grant, async (client) => (await unlinkSso(client, person, world.now())) > 0)
}
