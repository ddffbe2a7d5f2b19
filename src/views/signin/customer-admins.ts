/** The administrators of a customer, for those of them who look. */

import { peerReach } from '../../access/customer-peers.ts'
import type { Principal } from '../../access/principal.ts'
import { type CustomerAdmin, listCustomerAdmins } from '../../store/signin/customer-admins.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'

export interface PeerView extends Omit<CustomerAdmin, 'since'> {
  readonly since: string
  readonly isYou: boolean
}

/** Without those who were removed; none for everybody else. @throws Refusal where their role gives it to them no more */
export function viewPeers(world: DomainWorld, principal: Principal): Promise<readonly PeerView[]> {
  return inDistrictClient(world, principal, async (client) => {
    const reach = peerReach(principal)
    if (reach === null) return []
    const all = await listCustomerAdmins(client, reach.customerId)
    return all
      .filter(({ status }) => status !== 'removed')
      .map((each) => ({ ...each, since: each.since.toISOString(), isYou: each.id === reach.customerAdminId }))
  })
}
