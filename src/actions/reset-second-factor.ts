/** Takes somebody's second factor off, when phone and recovery codes are lost. They sign in with the password and set another up. */

import type { Grant } from '../access/grant.ts'
import { actorOf } from '../access/principal.ts'
import { inDistrict } from '../store/database.ts'
import { endSessionsOfPerson } from '../store/password.ts'
import { removeFactor } from '../store/second-factor.ts'
import { appendSignInAudit } from '../store/sign-in-audit.ts'
import type { DomainWorld } from '../store/world.ts'

/** False: there is none, or it is one's own: that takes a code. */
export async function resetSecondFactor(
  world: DomainWorld,
  { principal, scope }: Grant<'revoke:session'>,
  personId: string,
): Promise<boolean> {
  const { districtId } = principal
  if (!scope.district || personId === principal.personId) return false
  return inDistrict(world.database, { districtId, actor: actorOf(principal) }, async (client) => {
    if (!(await removeFactor(client, { districtId, personId }))) return false
    await endSessionsOfPerson(client, { districtId, personId }, world.now())
    await appendSignInAudit(client, districtId, { action: 'second_factor.reset', object: `person:${personId}` })
    return true
  })
}
