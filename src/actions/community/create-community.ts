/** Somebody creates a community and is its lead. */

import type { Grant } from '../../access/grant.ts'
import { tidyCommunityName } from '../../community/community.ts'
import { Failure } from '../../roster/failure.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { CommunityRow } from '../../store/community/community.ts'
import { findOwnCommunity, insertCommunity } from '../../store/community/community.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type CreateOutcome = { readonly community: CommunityRow } | { readonly problem: 'name_missing' }

/** Makes the community with its creator as its lead (P003-25), and the audit entry; or says what is wrong. */
export async function createCommunity(
  world: DomainWorld,
  grant: Grant<'create:community'>,
  input: { readonly name: string },
): Promise<CreateOutcome> {
  const { districtId, personId } = grant.principal
  if (personId === null)
    throw new Failure('LEAD_WITHOUT_PERSON', 'bug', 'Somebody who is no person of the roster was granted a community.')
  const name = tidyCommunityName(input.name)
  if (name === null) return { problem: 'name_missing' }
  return inGrant(world, grant, async (tx) => {
    const communityId = await insertCommunity(tx, { districtId, creatorId: personId, name, at: world.now() })
    await appendAudit(tx, districtId, { action: 'community.create', object: `community:${communityId}` })
    const community = await findOwnCommunity(tx, { districtId, personId, communityId })
    if (community === null) throw new Failure('COMMUNITY_LOST', 'bug', `Community ${communityId} cannot be read back.`)
    return { community }
  })
}
