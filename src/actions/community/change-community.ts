/** A community is renamed, archived, or brought back. */

import type { Grant } from '../../access/grant.ts'
import { tidyCommunityName } from '../../community/community.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { endInvitations } from '../../store/community/community-invitation.ts'
import { writeCommunity } from '../../store/community/community-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atCommunityDesk, type CommunityOutcome, CommunityStop, placeOf } from './community-desk.ts'

/** Gives it a new name. */
export function renameCommunity(
  world: DomainWorld,
  grant: Grant<'edit:community'>,
  input: { readonly communityId: string; readonly name: string },
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    const name = tidyCommunityName(input.name)
    if (name === null) throw new CommunityStop('name_missing')
    if (name === desk.name) return null
    await writeCommunity(desk.tx, placeOf(desk), { name, archived: null })
    await appendAudit(desk.tx, desk.districtId, {
      action: 'community.rename',
      object: `community:${desk.communityId}`,
    })
    return null
  })
}

/** Archived: its members read what is there, nothing in it changes, and open invitations to it are over. Or brought back from that. */
export function archiveCommunity(
  world: DomainWorld,
  grant: Grant<'edit:community'>,
  input: { readonly communityId: string; readonly archived: boolean },
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, { communityId: input.communityId, evenArchived: true }, async (desk) => {
    if (desk.archived === input.archived) throw new CommunityStop('already_so')
    const archived = input.archived ? desk.said : null
    await writeCommunity(desk.tx, placeOf(desk), { name: desk.name, archived })
    if (input.archived) await endInvitations(desk.tx, placeOf(desk), desk.said)
    const action = input.archived ? 'community.archive' : 'community.restore'
    await appendAudit(desk.tx, desk.districtId, { action, object: `community:${desk.communityId}` })
    return null
  })
}
