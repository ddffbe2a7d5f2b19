/** Whom an invitation is for answers it: they join, or they decline. */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { actorOf } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import {
  endInvitation,
  findLink,
  listOffered,
  mayJoinCommunities,
  type OfferedCommunity,
  useInvitation,
} from '../../store/community/community-invitation.ts'
import { addMember, lockOfferedCommunity } from '../../store/community/community-write.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf } from '../../store/world.ts'
import { putClassThere } from './add-class-to-community.ts'
import { type CommunityOutcome, CommunityStop, stoppable } from './community-desk.ts'

/**
 * Needs no Grant: an invitation is for whoever it names, and a link for whoever works in the district. One that asks for a
 * class is for whoever leads it, who adds the class by agreeing; its leads are members then.
 */
export function joinByInvitation(
  world: DomainWorld,
  principal: Principal,
  invitationId: string,
): Promise<CommunityOutcome<OfferedCommunity>> {
  return asPerson(world, principal, async (tx, personId) => {
    const offered = await findOffered(world, tx, { principal, personId, invitationId })
    await takeTurn(tx, principal, offered)
    const asked = { principal, personId, invitationId: offered.id }
    if (offered.class === null) await join(world, tx, asked)
    else await bringClass(world, tx, { ...asked, classId: offered.class.id })
    return offered
  })
}

/** The same by a link's secret. Whoever belongs to the community already is told so. */
export function joinByLink(
  world: DomainWorld,
  principal: Principal,
  secret: string,
): Promise<CommunityOutcome<OfferedCommunity>> {
  return asPerson(world, principal, async (tx, personId) => {
    const found = await findLink(tx, { districtId: principal.districtId, secret }, world.now())
    if (found === null) throw new CommunityStop('invitation_over')
    await takeTurn(tx, principal, found)
    await join(world, tx, { principal, personId, invitationId: found.id })
    return found
  })
}

/** What a link invites to, before it is used. */
export function lookAtLink(
  world: DomainWorld,
  principal: Principal,
  secret: string,
): Promise<CommunityOutcome<OfferedCommunity>> {
  return asPerson(world, principal, async (tx) => {
    const found = await findLink(tx, { districtId: principal.districtId, secret }, world.now())
    if (found === null) throw new CommunityStop('invitation_over')
    return found
  })
}

/** The invitation is over; whoever gave it sees it no longer among those that are open. */
export function declineInvitation(
  world: DomainWorld,
  principal: Principal,
  invitationId: string,
): Promise<CommunityOutcome<null>> {
  return asPerson(world, principal, async (tx, personId) => {
    const { districtId } = principal
    const offered = await findOffered(world, tx, { principal, personId, invitationId })
    const ended = { districtId, communityId: null, invitationId: offered.id, by: actorOf(principal), at: world.now() }
    await endInvitation(tx, ended)
    const object = `community:${offered.community.id}`
    await appendAudit(tx, districtId, {
      action: 'community.decline_invitation',
      object,
      detail: { invitationId: offered.id },
    })
    return null
  })
}

function asPerson<T>(
  world: DomainWorld,
  principal: Principal,
  work: (tx: PrismaTransaction, personId: string) => Promise<T>,
): Promise<CommunityOutcome<T>> {
  const { districtId, personId } = principal
  return stoppable(async () => {
    if (personId === null) throw new CommunityStop('may_not_join')
    return inDistrictOf(world, principal, async (tx) => {
      if (!(await mayJoinCommunities(tx, { districtId, personId }))) throw new CommunityStop('may_not_join')
      return work(tx, personId)
    })
  })
}

interface Asked {
  readonly principal: Principal
  readonly personId: string
  readonly invitationId: string
}

async function findOffered(
  world: DomainWorld,
  tx: PrismaTransaction,
  { principal: { districtId }, personId, invitationId }: Asked,
): Promise<OfferedCommunity> {
  const offered = await listOffered(tx, { districtId, personId }, world.now())
  const found = offered.find(({ id }) => id === invitationId)
  if (found === undefined) throw new CommunityStop('invitation_over')
  return found
}

/** The community first, and then what hangs on it, as whoever changes it does: else two wait for each other for good. */
async function takeTurn(
  tx: PrismaTransaction,
  { districtId }: Principal,
  { community }: OfferedCommunity,
): Promise<void> {
  if (!(await lockOfferedCommunity(tx, { districtId, communityId: community.id })))
    throw new CommunityStop('invitation_over')
}

async function join(
  world: DomainWorld,
  tx: PrismaTransaction,
  { principal: { districtId }, personId, invitationId }: Asked,
): Promise<void> {
  const at = world.now()
  const used = await useInvitation(tx, { districtId, invitationId }, at)
  if (used === null) throw new CommunityStop('invitation_over')
  const { communityId, invitedBy } = used
  const place = { districtId, communityId, personId }
  if (!(await addMember(tx, place, { role: 'member', addedBy: invitedBy, at }))) throw new CommunityStop('already_so')
  const object = `community:${communityId}`
  await appendAudit(tx, districtId, { action: 'community.join', object, detail: { personId, invitationId } })
}

async function bringClass(
  world: DomainWorld,
  tx: PrismaTransaction,
  { principal, personId, invitationId, classId }: Asked & { readonly classId: string },
): Promise<void> {
  authorise(principal, 'control:all_class_settings', { districtId: principal.districtId, classId })
  const at = world.now()
  const used = await useInvitation(tx, { districtId: principal.districtId, invitationId }, at)
  if (used === null) throw new CommunityStop('invitation_over')
  const place = { districtId: principal.districtId, communityId: used.communityId, classId }
  const problem = await putClassThere(tx, place, { by: actorOf(principal), personId, at })
  if (problem !== null) throw new CommunityStop(problem === 'class_in_too_many' ? problem : 'already_so')
}
