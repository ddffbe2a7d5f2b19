/** Who has registered at the parent portal. */

import type { Grant } from '../../access/grant.ts'
import type { PageRequest } from '../../store/page.ts'
import { listParentRegistrations, type ParentRegistration } from '../../store/people/parent-portal.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One page, newest first. */
export async function viewParentRegistrations(
  world: DomainWorld,
  grant: Grant<'view:parent_self_registration'>,
  request: PageRequest,
): Promise<PageView<ParentRegistration>> {
  const { page, pageSize } = request
  const { districtId } = grant.principal
  const found = await inGrantDirect(world, grant, (client) => listParentRegistrations(client, districtId, request))
  return { ...found, page, pageSize }
}
