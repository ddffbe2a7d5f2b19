/** A community as the API answers with it. */

import { authorise } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { viewCommunity } from '../../../views/community/community-page.ts'
import type { CommunityPage } from '../../contract/community-page.ts'
import { orNotFound } from '../../errors.ts'
import type { DomainWorld } from '../../world.ts'

/** @throws HttpError 404 where they belong to none of that number */
export async function showCommunity(
  world: DomainWorld,
  principal: Principal,
  communityId: string,
): Promise<CommunityPage> {
  const grant = authorise(principal, 'view:member_list')
  const { community, invitations, askable } = orNotFound(await viewCommunity(world, grant, communityId))
  return JSON.parse(JSON.stringify({ community, invitations, askable })) as CommunityPage
}
