/** Who somebody is to Staffroom, what they may do and which page they see first. */

import { capabilitiesOf } from '../access/authorise.ts'
import type { Capability } from '../access/capability.ts'
import type { Principal, PrincipalRole } from '../access/principal.ts'
import { Failure } from '../roster/failure.ts'
import type { Role } from '../roster/model.ts'
import type { DistrictOfPrincipal, PersonOfPrincipal } from '../store/person.ts'
import { findDistrictOfPrincipal, findPersonOfPrincipal } from '../store/person.ts'
import type { DomainWorld } from '../store/world.ts'
import { inDistrictOf } from '../store/world.ts'

export type HomeName = 'coach' | 'communities' | 'sync' | 'licences' | 'student' | 'unmatched' | 'none'

export interface MeView {
  readonly person: PersonOfPrincipal | null
  readonly district: DistrictOfPrincipal
  readonly roles: readonly PrincipalRole[]
  readonly home: HomeName
  readonly may: readonly Capability[]
}

/** The first role that somebody holds decides (product.md §7). */
const HOMES: readonly (readonly [Role, HomeName])[] = [
  ['customer_admin', 'sync'],
  ['district_admin', 'sync'],
  ['coach', 'coach'],
  ['it_admin', 'sync'],
  ['billing_only', 'licences'],
  ['school_admin', 'communities'],
  ['principal', 'communities'],
  ['teacher', 'communities'],
  ['class_lead', 'communities'],
  ['community_lead', 'communities'],
  ['community_member', 'communities'],
  ['student', 'student'],
]

/** Needs no Grant: it is about whoever asks, and tells what any session may know of itself. */
export async function viewMe(world: DomainWorld, principal: Principal): Promise<MeView> {
  const { districtId, personId } = principal
  const { person, district } = await inDistrictOf(world, principal, async (tx) => ({
    person: personId === null ? null : await findPersonOfPrincipal(tx, { districtId, personId }),
    district: await findDistrictOfPrincipal(tx, districtId),
  }))
  if (district === null)
    throw new Failure('DISTRICT_UNKNOWN', 'operator', `There is no district ${districtId} any more.`)
  return { person, district, roles: principal.roles, home: homeOf(principal), may: capabilitiesOf(principal) }
}

/** The page that the principal sees first. */
export function homeOf(principal: Principal): HomeName {
  const held = new Set(principal.roles.map((role) => role.role))
  const home = HOMES.find(([role]) => held.has(role))
  if (home !== undefined) return home[1]
  return principal.personId === null && principal.customerId === null ? 'unmatched' : 'none'
}
