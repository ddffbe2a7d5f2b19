/** How one person of the district signs in, for those who look after sign-in. */

import type { Grant } from '../../access/grant.ts'
import type { PersonSignIn } from '../../store/signin/person-sign-in.ts'
import { findPersonSignIn } from '../../store/signin/person-sign-in.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** Null: there is nobody of that number in their district. */
export function viewPersonSignIn(
  world: DomainWorld,
  grant: Grant<'configure:sign_in'>,
  personId: string,
): Promise<PersonSignIn | null> {
  const { principal, scope } = grant
  if (!scope.district) return Promise.resolve(null)
  return inGrantDirect(world, grant, (client) =>
    findPersonSignIn(client, { districtId: principal.districtId, personId }),
  )
}
