/** A customer's administrator takes the way in from another one of the same customer, or gives it back (P002-13). */

import { peerReach } from '../../access/customer-peers.ts'
import { actorOf, type Principal } from '../../access/principal.ts'
import { changeCustomerAdmin, listCustomerAdmins, lockCustomer } from '../../store/signin/customer-admins.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'

/** Why it was not done: nobody takes it from themself, so that there is always one left. */
export type PeerProblem = 'unknown' | 'yourself' | 'not_active' | 'not_suspended' | 'no_longer'

/** @returns null where it was done. @throws Refusal where their role gives it to them no more */
export function changePeer(
  world: DomainWorld,
  principal: Principal,
  { id, step }: { readonly id: string; readonly step: 'suspend' | 'activate' },
): Promise<PeerProblem | null> {
  return inDistrictClient(world, principal, async (client) => {
    const reach = peerReach(principal)
    if (reach === null) return 'unknown'
    const { customerId, customerAdminId } = reach
    await lockCustomer(client, customerId)
    const all = await listCustomerAdmins(client, customerId)
    const peer = all.find((each) => each.id === id && each.status !== 'removed')
    if (peer === undefined) return 'unknown'
    if (peer.id === customerAdminId) return 'yourself'
    // Somebody may have taken it from them while they asked: of two that do it to each other, one stays.
    if (!all.some((each) => each.id === customerAdminId && each.status === 'active')) return 'no_longer'
    const change = { step, actor: actorOf(principal), now: world.now() }
    if (await changeCustomerAdmin(client, { customerId, id }, change)) return null
    return step === 'suspend' ? 'not_active' : 'not_suspended'
  })
}
