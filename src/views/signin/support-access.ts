/** Who of the installation has looked into the district, and who may right now. */

import type { Grant } from '../../access/grant.ts'
import type { SupportLimits } from '../../access/support.ts'
import type { Page, PageRequest } from '../../store/page.ts'
import type { SupportRow } from '../../store/signin/support.ts'
import { listSupportPage } from '../../store/signin/support.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type SupportView = Page<SupportRow> & PageRequest & { readonly limits: SupportLimits }

/** One page, the newest first. `openOnly`: those that are open now. */
export async function viewSupport(
  world: DomainWorld,
  grant: Grant<'grant:support_access'>,
  asked: PageRequest & { readonly openOnly: boolean },
): Promise<SupportView> {
  const { page, pageSize } = asked
  const found = await inGrant(world, grant, (tx) => listSupportPage(tx, grant, { ...asked, now: world.now() }))
  return { ...found, page, pageSize, limits: world.settings.support }
}
