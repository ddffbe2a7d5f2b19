/** Who leads a class, for whoever may change that without leading it: leads of its communities, administrators of the district. */

import { authorise, authoriseMine, reaches } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import {
  type ClassFacts,
  type ClassLeadRow,
  listClassLeads,
  listLeadRequests,
  readClassFacts,
  type ShownLeadRequest,
} from '../../store/community/class-lead.ts'
import { readClassSetting } from '../../store/community/participation.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf } from '../../store/world.ts'

export interface ClassLeadsView {
  readonly leads: readonly ClassLeadRow[]
  /** Null: the locks of its code are not theirs to set. */
  readonly locks: { readonly codeLocked: boolean; readonly listLocked: boolean } | null
  readonly mayTakeLast: boolean
  /** That they asked for themself and that are open. */
  readonly asked: readonly ShownLeadRequest[]
}

/**
 * Null: there is no class of that number.
 * @throws Refusal where its leads are not theirs to remove
 */
export function viewClassLeads(
  world: DomainWorld,
  principal: Principal,
  classId: string,
): Promise<ClassLeadsView | null> {
  const { districtId } = principal
  return inDistrictOf(world, principal, async (tx): Promise<ClassLeadsView | null> => {
    const facts = await readClassFacts(tx, { districtId, classId })
    if (facts === null) return null
    const resource = resourceOf(districtId, facts)
    authorise(principal, 'remove:class_lead', { ...resource, holds: ['not_the_last_lead'] })
    const setting = await readClassSetting(tx, { districtId, classId })
    const setsLocks = (['control:all_class_settings', 'edit:class_settings'] as const).some((capability) => {
      const grant = authoriseMine(principal, capability)
      return grant !== null && reaches(principal, grant.scope, resource)
    })
    const last = authoriseMine(principal, 'remove:class_lead')
    const requests = await listLeadRequests(tx, districtId, { classId }, world.now())
    return {
      asked: requests.filter(({ askedBy }) => askedBy.id === principal.personId),
      leads: await listClassLeads(tx, { districtId, classId }),
      locks:
        setsLocks && setting !== null ? { codeLocked: setting.codeLocked, listLocked: setting.rosterLocked } : null,
      mayTakeLast: last !== null && reaches(principal, last.scope, resource),
    }
  })
}

function resourceOf(districtId: string, { id, schoolId, communityIds }: ClassFacts) {
  const schoolIds = schoolId === null ? [] : [schoolId]
  return { districtId, classId: id, schoolIds, communityIdsOfClass: communityIds }
}
