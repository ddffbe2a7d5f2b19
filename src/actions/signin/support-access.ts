/** Whoever administers a district lets support in, or ends its access at once. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { SupportFault, SupportWish } from '../../access/support.ts'
import { findSupportFaults } from '../../access/support.ts'
import type { OpenedSupport } from '../../store/signin/support.ts'
import { endSupportAccess, openSupportAccess } from '../../store/signin/support.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export type SupportOutcome = { readonly opened: OpenedSupport } | { readonly faults: readonly SupportFault[] }

/** @param link secret part of its one-time link; @param publicUrl where letters lead */
export function letSupportIn(
  world: DomainWorld,
  grant: Grant<'grant:support_access'>,
  wish: SupportWish & { readonly link: string; readonly publicUrl: string },
): Promise<SupportOutcome | null> {
  const { support } = world.settings
  const faults = findSupportFaults(wish, support)
  if (faults.length > 0) return Promise.resolve({ faults })
  const { principal } = grant
  const { districtId } = principal
  const opening = {
    ...wish,
    districtId,
    openedBy: actorOf(principal),
    linkMinutes: support.linkMinutes,
    now: world.now(),
  }
  return inGrantDirect(world, grant, async (client) => {
    const opened = await openSupportAccess(client, world.secrets, opening)
    return opened && { opened }
  })
}

/** False: the district has no such access that is open. */
export function endSupport(world: DomainWorld, grant: Grant<'grant:support_access'>, id: string): Promise<boolean> {
  const { principal, scope } = grant
  if (!scope.district) return Promise.resolve(false)
  return inGrantDirect(world, grant, (client) =>
    endSupportAccess(client, principal.districtId, { id, by: actorOf(principal), now: world.now() }),
  )
}
