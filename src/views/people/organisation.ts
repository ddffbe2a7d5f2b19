/** The schools of a district with what it knows of them, and its groups of schools. */

import type { Grant } from '../../access/grant.ts'
import {
  listOrganisationSchools,
  listSchoolGroups,
  type OrganisationSchool,
  type SchoolGroup,
} from '../../store/people/organisation.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export interface OrganisationView {
  readonly schools: readonly OrganisationSchool[]
  readonly groups: readonly SchoolGroup[]
}

/** Everything the page of schools shows. */
export function viewOrganisation(world: DomainWorld, grant: Grant<'edit:school'>): Promise<OrganisationView> {
  return inGrantDirect(world, grant, async (client) => ({
    schools: await listOrganisationSchools(client, grant),
    groups: await listSchoolGroups(client, grant.principal.districtId),
  }))
}
