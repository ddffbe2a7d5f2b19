/**
 * The one place where the scope of a Grant becomes what statements compare with. Every statement that reads for
 * somebody begins with these parameters and has the comparison in its WHERE clause; row-level security holds besides.
 */

import type { Capability } from '../access/capability.ts'
import type { Grant } from '../access/grant.ts'

/** $1 district · $2 the whole of it? · $3 schools in scope */
export function reachSchools(grant: Grant<Capability>): readonly unknown[] {
  return [grant.principal.districtId, grant.scope.district, grant.scope.schoolIds]
}

/** $1 district · $2 the whole of it? · $3 classes in scope */
export function reachClasses(grant: Grant<Capability>): readonly unknown[] {
  return [grant.principal.districtId, grant.scope.district, grant.scope.classIds]
}

/** $1 district · $2 the whole of it? · $3 communities whose classes are in scope */
export function reachClassesOfCommunities(grant: Grant<Capability>): readonly unknown[] {
  return [grant.principal.districtId, grant.scope.district, grant.scope.classesOfCommunityIds]
}

/** $1 district · $2 the whole of it? · $3 communities in scope */
export function reachCommunities(grant: Grant<Capability>): readonly unknown[] {
  return [grant.principal.districtId, grant.scope.district, grant.scope.communityIds]
}

/** $1 district · $2 the whole of it? · $3 the one whose own they are, or null · $4 whom they may not be about, or null */
export function reachRecords(grant: Grant<Capability>): readonly unknown[] {
  return [grant.principal.districtId, grant.scope.district, grant.scope.ownerId, grant.scope.notAboutId]
}

/** $1 district · $2 the one whose own they are; null reaches nothing */
export function reachOwn(grant: Grant<Capability>): readonly (string | null)[] {
  return [grant.principal.districtId, grant.scope.ownerId]
}
