/** The district's words for coaching: types of interaction, tags, and whether the reader may change the tags. */

import type { Grant } from '../../access/grant.ts'
import type { Condition } from '../../access/policy/line.ts'
import type { Principal } from '../../access/principal.ts'
import type { ListedType } from '../../coaching/interaction-type.ts'
import { readInteractionTypes, versionOfTypes } from '../../store/coaching/coaching.ts'
import type { TagRow } from '../../store/coaching/coaching-tag.ts'
import { listTags } from '../../store/coaching/coaching-tag.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient, inGrant } from '../../store/world.ts'

export interface TypesView {
  readonly types: readonly ListedType[]
  readonly version: string
}

/** All types, in the district's order, those that are switched off as well. */
export async function viewTypes(world: DomainWorld, grant: Grant<'use:educator_database'>): Promise<TypesView> {
  const types = await inGrant(world, grant, (tx) => readInteractionTypes(tx, world, grant.principal.districtId))
  return { types, version: versionOfTypes(types) }
}

/** All tags, by name, those that are switched off as well. */
export function viewTags(world: DomainWorld, grant: Grant<'use:educator_database'>): Promise<readonly TagRow[]> {
  return inGrant(world, grant, (tx) => listTags(tx, grant.principal.districtId))
}

/** What holds for somebody who wants to change tags: whether the district lets its coaches (rule `coachesMayEditTags`). */
export async function tagConditions(world: DomainWorld, principal: Principal): Promise<readonly Condition[]> {
  const isGranted = await inDistrictClient(world, principal, (client) =>
    readDistrictRule(client, principal.districtId, 'coachesMayEditTags'),
  )
  return isGranted === true ? ['granted_by_district_admin'] : []
}
