/** Who leads a community and who belongs to it: promoting, reassigning, removing, leaving, taking a class out. */

import { authoriseMine, reaches } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { addMember, changeMemberRole, endMember, removeCommunityClass } from '../../store/community/community-write.ts'
import { keepClassOut } from '../../store/community/staying-out.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  atCommunityDesk,
  type CommunityDesk,
  type CommunityOutcome,
  CommunityStop,
  memberPlace,
  placeOf,
} from './community-desk.ts'

interface Member {
  readonly communityId: string
  readonly personId: string
}

/** Makes a member a lead beside those there are (P003-27). */
export function promoteMember(
  world: DomainWorld,
  grant: Grant<'promote:community_member_to_lead'>,
  input: Member,
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    await makeLead(desk, input.personId)
    await note(desk, 'community.promote', { personId: input.personId })
    return null
  })
}

/** Makes a lead a member again; the last one stays (P003-26). */
export function demoteLead(
  world: DomainWorld,
  grant: Grant<'reassign:community_lead'>,
  input: Member,
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    await makeMember(desk, input.personId)
    await note(desk, 'community.demote', { personId: input.personId })
    return null
  })
}

/** Hands one's own lead over: a member leads it from now on, and whoever did is a member (P003-26). */
export function reassignLead(
  world: DomainWorld,
  grant: Grant<'reassign:community_lead'>,
  input: Member,
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    if (input.personId === desk.personId) throw new CommunityStop('already_so')
    const place = await memberPlace(desk, input.personId)
    if (place.byName !== 'lead') await makeLead(desk, input.personId)
    await makeMember(desk, desk.personId)
    await note(desk, 'community.reassign', { personId: input.personId })
    return null
  })
}

/** Ends a membership by name (P003-30). Whoever belongs to it by a class as well stays by that, and is told of. */
export function removeMember(
  world: DomainWorld,
  grant: Grant<'remove:community_member'>,
  input: Member,
): Promise<CommunityOutcome<{ readonly staysByClass: boolean }>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    const { byName, byClasses } = await memberPlace(desk, input.personId)
    if (byName === 'lead') throw new CommunityStop('member_leads')
    if (byName === null) throw new CommunityStop('member_by_class')
    await endMember(desk.tx, { ...placeOf(desk), personId: input.personId }, desk.said)
    await note(desk, 'community.remove_member', { personId: input.personId })
    return { staysByClass: byClasses.length > 0 }
  })
}

/** Ends one's own membership; the last lead stays (OWN-38). `reach`: communities that they belong to. */
export async function leaveCommunity(
  world: DomainWorld,
  grants: { readonly leave: Grant<'leave:community'>; readonly reach: Grant<'view:member_list'> },
  communityId: string,
): Promise<CommunityOutcome<{ readonly staysByClass: boolean }>> {
  return atCommunityDesk(world, grants.reach, { communityId, evenArchived: true }, async (desk) => {
    const { byName, byClasses } = await memberPlace(desk, desk.personId)
    if (byName === null) throw new CommunityStop('member_by_class')
    await endMember(desk.tx, { ...placeOf(desk), personId: desk.personId }, desk.said)
    await note(desk, 'community.leave', { personId: desk.personId })
    return { staysByClass: byClasses.length > 0 }
  })
}

/**
 * Takes a class out: its leads may, and the community's leads. Its leads stay members only where they were invited too.
 * Where a rule put it there, no sync puts it back.
 * Allowed in an archived community, so that no class loses one of its places for good.
 */
export function takeClassOut(
  world: DomainWorld,
  grant: Grant<'add:class'>,
  input: { readonly communityId: string; readonly classId: string },
): Promise<CommunityOutcome<null>> {
  const { communityId, classId } = input
  return atCommunityDesk(world, grant, { communityId, evenArchived: true }, async (desk) => {
    if (!mayTakeOut(grant.principal, input)) throw new CommunityStop('class_not_yours')
    if (!(await removeCommunityClass(desk.tx, { ...placeOf(desk), classId }, desk.said)))
      throw new CommunityStop('class_not_there')
    await keepClassOut(desk.tx, { ...placeOf(desk), classId }, desk.said)
    await note(desk, 'community.remove_class', { classId })
    // What its leads read of it.
    const entry = { action: 'class.leave_community', object: `class:${classId}`, detail: { communityId } }
    await appendAudit(desk.tx, desk.districtId, entry)
    return null
  })
}

function mayTakeOut(
  principal: Principal,
  { communityId, classId }: { readonly communityId: string; readonly classId: string },
): boolean {
  const { districtId } = principal
  const own = authoriseMine(principal, 'control:all_class_settings')
  const led = authoriseMine(principal, 'edit:class_settings')
  return (
    (own !== null && reaches(principal, own.scope, { districtId, classId })) ||
    (led !== null && reaches(principal, led.scope, { districtId, classId, communityIdsOfClass: [communityId] }))
  )
}

async function makeLead(desk: CommunityDesk, personId: string): Promise<void> {
  const { byName } = await memberPlace(desk, personId)
  if (byName === 'lead') throw new CommunityStop('already_so')
  const place = { ...placeOf(desk), personId }
  if (byName === null) await addMember(desk.tx, place, { role: 'lead', addedBy: desk.personId, at: desk.said.at })
  else await changeMemberRole(desk.tx, place, { role: 'lead', ...desk.said })
}

async function makeMember(desk: CommunityDesk, personId: string): Promise<void> {
  const { byName } = await memberPlace(desk, personId)
  if (byName !== 'lead') throw new CommunityStop('already_so')
  await changeMemberRole(desk.tx, { ...placeOf(desk), personId }, { role: 'member', ...desk.said })
}

function note(
  { tx, districtId, communityId }: CommunityDesk,
  action: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  return appendAudit(tx, districtId, { action, object: `community:${communityId}`, detail })
}
