/** Takes somebody's second factor off, when phone and recovery codes are lost. They sign in with the password and set another up. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { resetFactor } from '../../store/signin/factor-reset.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** False: there is none, or it is one's own: that takes a code. @param o.publicUrl where the letter to them leads */
export async function resetSecondFactor(
  world: DomainWorld,
  grant: Grant<'revoke:session'>,
  { personId, publicUrl }: { readonly personId: string; readonly publicUrl: string },
): Promise<boolean> {
  const { principal, scope } = grant
  if (!scope.district || actorOf(principal) === `person:${personId}`) return false
  const holder = { districtId: principal.districtId, personId, customerId: null, customerAdminId: null } as const
  return inGrantDirect(world, grant, (client) =>
    resetFactor(client, world.secrets, { holder, publicUrl, now: world.now() }),
  )
}
