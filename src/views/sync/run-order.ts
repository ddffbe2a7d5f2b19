/** How the newest order about a run or of a source stands. */

import type { Grant } from '../../access/grant.ts'
import type { RunOrderState } from '../../store/sync/run-order.ts'
import { findLastRunOrder } from '../../store/sync/run-order.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type OrderView = Omit<RunOrderState, 'requestedBy' | 'sourceId'>

/** The order, or null where none was given. Who gave it is on the audit log. */
export async function viewLastOrder(
  world: DomainWorld,
  grant: Grant<'start:run'>,
  about: { readonly sourceId: string } | { readonly runId: string },
): Promise<{ readonly order: OrderView | null }> {
  const found = await inGrant(world, grant, (tx) => findLastRunOrder(tx, grant.principal.districtId, about))
  if (found === null) return { order: null }
  const { requestedBy: _, sourceId: __, ...order } = found
  return { order }
}
