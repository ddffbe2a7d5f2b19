/** One community as its members see it, and as its leads do; and what somebody is invited to. */

import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import type { CommunityRow } from '../../store/community/community.ts'
import { listCommunities } from '../../store/community/community.ts'
import {
  type AskableClass,
  listAskableClasses,
  listOffered,
  listOpenInvitations,
  mayJoinCommunities,
  type OfferedCommunity,
  type OpenInvitation,
} from '../../store/community/community-invitation.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf, inGrant } from '../../store/world.ts'

export interface CommunityPageView {
  readonly community: CommunityRow
  /** Null: they lead it not. */
  readonly invitations: readonly OpenInvitation[] | null
  /** Classes that a lead may ask for; null: they lead it not. */
  readonly askable: readonly AskableClass[] | null
}

/** Offered to a lead at most. */
const ASKABLE_MAX = 500

/** Null: there is none of that number that they belong to. */
export function viewCommunity(
  world: DomainWorld,
  grant: Grant<'view:member_list'>,
  communityId: string,
): Promise<CommunityPageView | null> {
  const { districtId, personId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const [community] = await listCommunities(tx, grant, communityId)
    if (community === undefined) return null
    const isLead = community.myRole === 'community_lead'
    const invitations = isLead ? await listOpenInvitations(tx, { districtId, communityId }, world.now()) : null
    const asked = { askedBy: personId ?? '', classId: null, max: ASKABLE_MAX }
    const asks = isLead && personId !== null && !community.archived
    const askable = asks ? await listAskableClasses(tx, { districtId, communityId }, asked) : null
    return { community, invitations, askable }
  })
}

/** Needs no Grant: it is about whoever asks. */
export function viewOffered(world: DomainWorld, principal: Principal): Promise<readonly OfferedCommunity[]> {
  const { districtId, personId } = principal
  if (personId === null) return Promise.resolve([])
  return inDistrictOf(world, principal, async (tx) => {
    if (!(await mayJoinCommunities(tx, { districtId, personId }))) return []
    return listOffered(tx, { districtId, personId }, world.now())
  })
}
