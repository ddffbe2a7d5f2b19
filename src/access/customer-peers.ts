/** Who of a customer's administrators looks after the others: any of them, those of their own customer (P002-13). Pure. */

import { authorise } from './authorise.ts'
import type { Grant } from './grant.ts'
import type { Principal } from './principal.ts'

/** Whose administrators somebody looks after, and as which of them. */
export interface PeerReach {
  readonly grant: Grant<'activate_deactivate:educator_account'>
  readonly customerId: string
  readonly customerAdminId: string
}

/** Null: they administer no customer. @throws Refusal where their role gives it to them no more */
export function peerReach(principal: Principal): PeerReach | null {
  const capability = 'activate_deactivate:educator_account'
  const { districtId, customerId, customerAdminId } = principal
  if (customerId === null || customerAdminId === undefined) return null
  return { grant: authorise(principal, capability, { districtId }), customerId, customerAdminId }
}
