/** Somebody adds a class they lead to a community they belong to; the class's leads become members of it. */

import type { Grant } from '../../access/grant.ts'
import type { AddClassProblem } from '../../community/community.ts'
import { findSlot } from '../../community/community.ts'
import { Failure } from '../../roster/failure.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { ClassPlacement, CommunityRow } from '../../store/community/community.ts'
import {
  insertCommunityClass,
  listCommunities,
  listLedClasses,
  lockPlacesOfClass,
} from '../../store/community/community.ts'
import { actorOf } from '../../access/principal.ts'
import { endClassRequests } from '../../store/community/community-invitation.ts'
import { planByDefault } from '../../store/community/survey-plan.ts'
import { forgetClassOut } from '../../store/community/staying-out.ts'
import { lockCommunity } from '../../store/community/community-write.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** Both sides of the act: the community takes classes from this person, and the class is theirs to give. */
export interface AddClassGrants {
  readonly community: Grant<'add:class'>
  readonly class: Grant<'control:all_class_settings'>
}

export type AddClassOutcome =
  | { readonly community: CommunityRow }
  | { readonly problem: AddClassProblem | 'community_unknown' | 'community_archived' | 'class_unknown' }

/** Puts the class there, with the audit entry; or says why not. What lies outside a scope is unknown, as what isn't. */
export async function addClassToCommunity(
  world: DomainWorld,
  grants: AddClassGrants,
  input: { readonly communityId: string; readonly classId: string },
): Promise<AddClassOutcome> {
  const { districtId, personId } = grants.community.principal
  if (personId === null || grants.class.principal !== grants.community.principal)
    throw new Failure('GRANTS_DISAGREE', 'bug', 'Two people’s grants, or nobody’s, were used for one act.')
  const { communityId, classId } = input
  return inGrant(world, grants.community, async (tx): Promise<AddClassOutcome> => {
    const found = await lockCommunity(tx, grants.community, communityId)
    if (found === null) return { problem: 'community_unknown' }
    if (found.archived) return { problem: 'community_archived' }
    if ((await listLedClasses(tx, grants.class, classId)).length === 0) return { problem: 'class_unknown' }
    const said = { by: actorOf(grants.community.principal), personId, at: world.now() }
    const problem = await putClassThere(tx, { districtId, communityId, classId }, said)
    if (problem !== null) return { problem }
    const [community] = await listCommunities(tx, grants.community, communityId)
    if (community === undefined)
      throw new Failure('COMMUNITY_LOST', 'bug', `Community ${communityId} cannot be read back.`)
    return { community }
  })
}

/**
 * Puts a class into a community, with what it has planned for classes that join, and an audit entry of each of the two; or why
 * not. A request of the community for it is over then.
 */
export async function putClassThere(
  tx: PrismaTransaction,
  { districtId, communityId, classId }: Omit<ClassPlacement, 'slot' | 'addedBy' | 'at'>,
  { by, personId, at }: { readonly by: string; readonly personId: string; readonly at: Date },
): Promise<AddClassProblem | null> {
  const place = findSlot(await lockPlacesOfClass(tx, { districtId, classId }), communityId)
  if ('problem' in place) return place.problem
  await insertCommunityClass(tx, { districtId, communityId, classId, slot: place.slot, addedBy: personId, at })
  await forgetClassOut(tx, { districtId, communityId, classId })
  await endClassRequests(tx, { districtId, communityId, classId }, { by, at })
  await appendAudit(tx, districtId, {
    action: 'community.add_class',
    object: `community:${communityId}`,
    detail: { classId },
  })
  // What its leads read of it.
  await appendAudit(tx, districtId, {
    action: 'class.join_community',
    object: `class:${classId}`,
    detail: { communityId },
  })
  await planByDefault(tx, { districtId, communityId, classId }, { by, at })
  return null
}
