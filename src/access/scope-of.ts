/** Where a principal's roles reach: the lines of a policy summed up, role by role. */

import type { Role } from '../roster/model.ts'
import type { Capability } from './capability.ts'
import type { Scope } from './grant.ts'
import type { Condition, PolicyLine, PolicyRole, PolicyScope } from './policy/line.ts'
import {
  ABOUT_A_PERSON,
  INHERITED_ROLES,
  OF_AN_ENDED_CLASS,
  OF_THE_WHOLE_DISTRICT,
  OWN_WITHOUT_SEAT,
  WITHOUT_SEAT,
} from './policy.ts'
import type { Principal, PrincipalRole } from './principal.ts'

interface HeldRole extends Omit<PrincipalRole, 'role'> {
  readonly role: PolicyRole
  /** The role that brought this one along. */
  readonly via: Role | null
}

const NOTHING: Scope = {
  district: false,
  schoolIds: [],
  classIds: [],
  communityIds: [],
  classesOfCommunityIds: [],
  communitiesOfClassIds: [],
  ownerId: null,
  notAboutId: null,
}

/** Roles that reach the whole of what they are granted on: on a school, they reach that school and no further. */
const DISTRICT_ROLES: ReadonlySet<PolicyRole> = new Set(['district_admin', 'it_admin', 'billing_only'])
const COMMUNITY_ROLES: ReadonlySet<PolicyRole> = new Set(['community_member', 'community_lead'])

/** Conditions that are stated to hold; `any`: it isn't asked yet. */
export type Holds = readonly Condition[] | 'any'

/** Sums up where a capability reaches over all roles of a principal; null: nowhere. */
export type ScopeFinder = (principal: Principal, capability: Capability, holds: Holds) => Scope | null

/** The finder under a policy, and which role brings which: in the product there is one, tests take lines away. */
export function createScopeFinder(
  policy: readonly PolicyLine[],
  brings: Readonly<Partial<Record<Role, Role>>> = INHERITED_ROLES,
): ScopeFinder {
  const lines = Map.groupBy(policy, (line) => `${line.role} ${line.capability}`)
  const linesOf = (role: PolicyRole, capability: Capability) => lines.get(`${role} ${capability}`) ?? []
  return (principal, capability, holds) => {
    const asked = { capability, holds, linesOf }
    const parts = heldRoles(principal, brings).flatMap((held) => partsOf(principal, held, asked))
    if (parts.length === 0) return null
    const notAboutId = ABOUT_A_PERSON.has(capability) ? principal.personId : null
    return Object.freeze({ ...parts.reduce(sum, NOTHING), notAboutId })
  }
}

function heldRoles(principal: Principal, brings: Readonly<Partial<Record<Role, Role>>>): readonly HeldRole[] {
  const held = principal.roles.flatMap((each): HeldRole[] => {
    const inherited = brings[each.role]
    const own = { ...each, via: null }
    return inherited === undefined ? [own] : [own, { ...each, role: inherited, via: each.role }]
  })
  const place = { scopeType: 'district', scopeId: principal.districtId, via: null } as const
  if (principal.support !== undefined) return [{ ...place, role: 'support' }]
  return principal.asEducator === true ? [...held, { ...place, role: 'educator_record' }] : held
}

interface Asked {
  readonly capability: Capability
  readonly holds: Holds
  readonly linesOf: (role: PolicyRole, capability: Capability) => readonly PolicyLine[]
}

function partsOf(
  principal: Principal,
  held: HeldRole,
  { capability, holds, linesOf }: Asked,
): readonly Partial<Scope>[] {
  if (held.via !== null && linesOf(held.via, capability).some((l) => l.effect === 'deny')) return []
  if (!worksWithoutSeat(held, capability)) return []
  if (held.ended === true && !OF_AN_ENDED_CLASS.has(capability)) return []
  const isStrict = principal.readsChartStrictly === true
  return linesOf(held.role, capability)
    .filter((l) => l.effect === 'allow' && !(l.inherited && isStrict) && conditionsHold(l.conditions, holds))
    .flatMap((l) => (isOwnOnly(held, capability) ? selfPart : PARTS[l.scope])(principal, held) ?? [])
    .filter((part) => part.district === true || !OF_THE_WHOLE_DISTRICT.has(capability))
}

/** Of a role whose holder waits for a seat: only what is listed, also of what it brings along. */
function worksWithoutSeat({ role, via, seatless }: HeldRole, capability: Capability): boolean {
  if (seatless !== true) return true
  const needing = via ?? role
  return needing === 'educator_record' || needing === 'support' || WITHOUT_SEAT[needing]?.has(capability) !== false
}

function isOwnOnly({ role, via, seatless }: HeldRole, capability: Capability): boolean {
  const needing = via ?? role
  if (seatless !== true || needing === 'educator_record' || needing === 'support') return false
  return OWN_WITHOUT_SEAT[needing]?.has(capability) === true
}

function conditionsHold(conditions: readonly Condition[], holds: Holds): boolean {
  // Membership is read from the principal's own roles, where the scope is made.
  return conditions.every((each) => each === 'is_member(target_community)' || holds === 'any' || holds.includes(each))
}

type Part = (principal: Principal, held: HeldRole) => Partial<Scope> | null

/** For every word of the permission files: where one role reaches, or null for nowhere. */
const PARTS: Readonly<Record<PolicyScope, Part>> = {
  customer: (principal, held) => (isOwnCustomer(principal, held) ? { district: true } : null),
  district: (_principal, held) => districtPart(held),
  every_school_in_district: (_principal, held) => districtPart(held),
  between_schools_in_customer: (principal, held) => (isOwnCustomer(principal, held) ? { district: true } : null),
  between_schools_in_district: (_principal, held) => districtPart(held),
  between_classes_in_own_school: (_principal, held) => schoolPart(held),
  between_own_classes: taughtPart,
  own_school: (_principal, held) => schoolPart(held),
  own_schools: (_principal, held) => schoolPart(held),
  assigned_schools: (_principal, held) => schoolPart(held),
  // What the district's administrator opens to a coach reaches as far as that coach's role.
  as_granted: (_principal, held) => schoolPart(held),
  own_class: (_principal, held) => (held.scopeType === 'class' ? { classIds: [held.scopeId] } : null),
  own_classes: taughtPart,
  own_communities: (_principal, held) =>
    held.scopeType === 'class' ? { communitiesOfClassIds: [held.scopeId] } : null,
  communities_where_already_member: (principal, held) => (held.scopeType === 'class' ? membershipsOf(principal) : null),
  community: (_principal, held) => (held.scopeType === 'community' ? { communityIds: [held.scopeId] } : null),
  classes_in_own_community: (_principal, held) =>
    held.scopeType === 'community' ? { classesOfCommunityIds: [held.scopeId] } : null,
  own_interactions: selfPart,
  self: selfPart,
  none: () => null,
}

function isOwnCustomer(principal: Principal, held: HeldRole): boolean {
  return held.scopeType === 'customer' && principal.customerId !== null && held.scopeId === principal.customerId
}

function districtPart(held: HeldRole): Partial<Scope> | null {
  if (held.scopeType === 'district' || !DISTRICT_ROLES.has(held.role)) return { district: true }
  return held.scopeType === 'school' ? { schoolIds: [held.scopeId] } : null
}

function schoolPart(held: HeldRole): Partial<Scope> | null {
  if (held.scopeType === 'district') return { district: true }
  return held.scopeType === 'school' ? { schoolIds: [held.scopeId] } : null
}

/** The classes that they teach by the roster. Leading one by a lead's word alone opens nobody's account. */
function taughtPart(principal: Principal): Partial<Scope> | null {
  const classIds = principal.roles.filter((r) => r.role === 'class_lead' && r.taught === true).map((r) => r.scopeId)
  return classIds.length === 0 ? null : { classIds }
}

function membershipsOf(principal: Principal): Partial<Scope> | null {
  const ids = principal.roles.filter((r) => COMMUNITY_ROLES.has(r.role)).map((r) => r.scopeId)
  return ids.length === 0 ? null : { communityIds: ids }
}

function selfPart(principal: Principal, held: HeldRole): Partial<Scope> | null {
  if (held.role === 'customer_admin') return isOwnCustomer(principal, held) ? {} : null
  return principal.personId === null ? null : { ownerId: principal.personId }
}

function sum(a: Scope, b: Partial<Scope>): Scope {
  return {
    district: a.district || b.district === true,
    schoolIds: union(a.schoolIds, b.schoolIds),
    classIds: union(a.classIds, b.classIds),
    communityIds: union(a.communityIds, b.communityIds),
    classesOfCommunityIds: union(a.classesOfCommunityIds, b.classesOfCommunityIds),
    communitiesOfClassIds: union(a.communitiesOfClassIds, b.communitiesOfClassIds),
    ownerId: a.ownerId ?? b.ownerId ?? null,
    notAboutId: null,
  }
}

function union(a: readonly string[], b: readonly string[] = []): readonly string[] {
  return [...new Set([...a, ...b])]
}
