/** Somebody answers a deep linking request with what they chose: once. */

import type { Principal } from '../../access/principal.ts'
import { consumePlacement, findPlacement, type OpenPlacement } from '../../store/lti/placement.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf } from '../../store/world.ts'

/** Uses the request up and answers it, with the keys of what was chosen on the audit log; null: it waits no more. */
export function usePlacement(
  world: DomainWorld,
  principal: Principal,
  { placementId, items }: { readonly placementId: string; readonly items: readonly string[] },
): Promise<OpenPlacement | null> {
  const { districtId, personId } = principal
  if (personId === null) return Promise.resolve(null)
  const asking = { districtId, personId, placementId, now: world.now() }
  return inDistrictOf(world, principal, async (tx) => {
    const found = await findPlacement(tx, asking)
    if (found === null) return null
    return (await consumePlacement(tx, { ...asking, items })) ? found : null
  })
}
