/** Before an educator is added by hand: whether the reader may, and who may be the same. */

import type { Condition } from '../../access/policy/line.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { type EducatorDouble, findEducatorDoubles, type NewEducator } from '../../store/coaching/educator-by-hand.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient, inGrantDirect } from '../../store/world.ts'

/** What holds for somebody who wants to add one: whether the district lets its coaches (rule `coachesMayAddEducators`). */
export async function addingConditions(world: DomainWorld, principal: Principal): Promise<readonly Condition[]> {
  const isGranted = await inDistrictClient(world, principal, (client) =>
    readDistrictRule(client, principal.districtId, 'coachesMayAddEducators'),
  )
  return isGranted === true ? ['granted_by_district_admin'] : []
}

/** Who in scope may be the one that is about to be added. */
export function viewEducatorDoubles(
  world: DomainWorld,
  grant: Grant<'add:educator'>,
  asked: NewEducator,
): Promise<readonly EducatorDouble[]> {
  return inGrantDirect(world, grant, (client) => findEducatorDoubles(client, grant, asked))
}
