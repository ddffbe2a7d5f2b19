/** A class's lead stays out of a community that a rule made, with all their classes; or comes back. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { keepCommunityRules } from '../../store/community/community-rule.ts'
import { comeBack, listStayingOut, stayOut } from '../../store/community/staying-out.ts'
import { rawOf } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

interface ClassLead {
  readonly class: Grant<'control:all_class_settings'>
  /** Communities that they belong to. */
  readonly reach: Grant<'view:member_list'> | null
}

/**
 * Leaves a community that they belong to by a class of theirs, with every class that they lead and that a rule put there;
 * none of theirs is put there again until they come back. Null: they belong to none of that number that a rule made.
 */
export function leaveRuledCommunity(world: DomainWorld, grants: ClassLead, communityId: string): Promise<true | null> {
  const { principal } = grants.class
  const { districtId, personId } = principal
  const { reach } = grants
  if (personId === null || reach?.scope.communityIds.includes(communityId) !== true) return Promise.resolve(null)
  return inGrantDirect(world, grants.class, async (client) => {
    const said = { by: actorOf(principal), at: world.now() }
    const classes = await stayOut(client, { districtId, communityId, personId }, said)
    if (classes === null) return null
    const tx = rawOf(client)
    const entry = { action: 'community.stay_out', object: `community:${communityId}`, detail: { personId, classes } }
    await appendAudit(tx, districtId, entry)
    for (const classId of classes) {
      const left = { action: 'class.leave_community', object: `class:${classId}`, detail: { communityId } }
      await appendAudit(tx, districtId, left)
    }
    return true
  })
}

/** Takes that back, and what was said of single classes of theirs: rules decide again, at once. Null: nothing was out. */
export function returnToRuledCommunity(
  world: DomainWorld,
  grant: Grant<'control:all_class_settings'>,
  communityId: string,
): Promise<true | null> {
  const { districtId, personId } = grant.principal
  if (personId === null) return Promise.resolve(null)
  return inGrantDirect(world, grant, async (client) => {
    const known = await listStayingOut(client, { districtId, personId })
    if (!known.some(({ id }) => id === communityId)) return null
    if (!(await comeBack(client, { districtId, communityId, personId }))) return null
    const entry = { action: 'community.come_back', object: `community:${communityId}`, detail: { personId } }
    await appendAudit(rawOf(client), districtId, entry)
    await keepCommunityRules(client, { districtId, now: world.now() })
    return true
  })
}
