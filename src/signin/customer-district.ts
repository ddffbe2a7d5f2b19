/** The districts of a customer's administrator: which there are, and going on in another one. */

import type { Principal } from '../access/principal.ts'
import { actorOf } from '../access/principal.ts'
import { type CustomerDistrict, enterDistrict, listCustomerDistricts } from '../store/people/customer.ts'
import { inDistrict } from '../store/database.ts'
import { appendSignInAudit } from '../store/signin/sign-in-audit.ts'
import type { SessionWorld } from './session.ts'

/** Those of the customer; none for everybody else. */
export async function listDistricts({ db }: SessionWorld, principal: Principal): Promise<readonly CustomerDistrict[]> {
  return principal.customerId === null ? [] : listCustomerDistricts(db, principal.customerId)
}

/** The session goes on in that district, which its audit log says; false where it is no district of the customer. */
export async function switchDistrict(
  world: SessionWorld,
  { token, principal }: { readonly token: string; readonly principal: Principal },
  districtId: string,
): Promise<boolean> {
  if (principal.customerId === null) return false
  if (!(await enterDistrict(world.db, token, districtId, world.now()))) return false
  const actor = actorOf(principal)
  await inDistrict(world.db, { districtId, actor }, (client) =>
    appendSignInAudit(client, districtId, { action: 'session.enter', object: actor, detail: {} }),
  )
  return true
}
