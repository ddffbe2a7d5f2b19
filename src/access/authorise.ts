/** Asks the policy: may this principal do this, and where. The only maker of Grants. */

import type { Role } from '../roster/model.ts'
import type { Capability } from './capability.ts'
import { CAPABILITIES } from './capability.ts'
import type { Grant, Scope } from './grant.ts'
import { Refusal } from './grant.ts'
import type { Condition, PolicyLine, PolicyScope } from './policy.ts'
import { ABOUT_A_PERSON, INHERITED_ROLES, POLICY } from './policy.ts'
import type { Principal, PrincipalRole } from './principal.ts'

/** What is known of the thing that somebody wants to see or change. What isn't stated doesn't help. */
export interface Resource {
  readonly districtId: string
  readonly schoolIds?: readonly string[]
  readonly classId?: string
  readonly communityId?: string
  /** Communities that the class stands in. */
  readonly communityIdsOfClass?: readonly string[]
  /** Classes that stand in the community. */
  readonly classIdsOfCommunity?: readonly string[]
  readonly ownerId?: string
  /** People whom a coaching record is about. */
  readonly aboutIds?: readonly string[]
  /** Conditions that hold for it. */
  readonly holds?: readonly Condition[]
}

interface HeldRole extends PrincipalRole {
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
const DISTRICT_ROLES: ReadonlySet<Role> = new Set(['district_admin', 'it_admin', 'billing_only'])
const COMMUNITY_ROLES: ReadonlySet<Role> = new Set(['community_member', 'community_lead'])

const LINES: ReadonlyMap<string, readonly PolicyLine[]> = Map.groupBy(POLICY, (l) => `${l.role} ${l.capability}`)

/**
 * A Grant for this capability, with the scope summed over all roles of the principal. With a resource, the resource
 * must lie inside. Throws `Refusal`: `forbidden` where no role gives it, `not_found` where the resource lies outside.
 */
export function authorise<C extends Capability>(principal: Principal, capability: C, resource?: Resource): Grant<C> {
  const scope = scopeOf(principal, capability, resource?.holds ?? [])
  if (scope === null) throw new Refusal('forbidden', capability)
  if (resource !== undefined && !reaches(principal, scope, resource)) throw new Refusal('not_found', capability)
  return Object.freeze({ capability, principal, scope }) as Grant<C>
}

/** A Grant for lists of what is somebody's own, or null where no role of theirs gives it: they have none. */
export function authoriseMine<C extends Capability>(principal: Principal, capability: C): Grant<C> | null {
  return scopeOf(principal, capability, []) === null ? null : authorise(principal, capability)
}

/** Every capability that the principal has somewhere: what pages offer. What depends on a condition isn't among them. */
export function capabilitiesOf(principal: Principal): readonly Capability[] {
  return CAPABILITIES.filter((capability) => scopeOf(principal, capability, []) !== null)
}

/** Whether the scope of a Grant takes in this resource: the same answer that the store's WHERE clause gives. */
export function reaches(principal: Principal, scope: Scope, resource: Resource): boolean {
  if (resource.districtId !== principal.districtId) return false
  if (scope.notAboutId !== null && (resource.aboutIds ?? []).includes(scope.notAboutId)) return false
  return (
    scope.district ||
    overlaps(scope.schoolIds, resource.schoolIds) ||
    overlaps(scope.classIds, one(resource.classId)) ||
    overlaps(scope.communityIds, one(resource.communityId)) ||
    overlaps(scope.classesOfCommunityIds, resource.communityIdsOfClass) ||
    overlaps(scope.communitiesOfClassIds, resource.classIdsOfCommunity) ||
    (scope.ownerId !== null && scope.ownerId === resource.ownerId)
  )
}

function scopeOf(principal: Principal, capability: Capability, holds: readonly Condition[]): Scope | null {
  const parts = heldRoles(principal).flatMap((held) => partsOf(principal, held, capability, holds))
  if (parts.length === 0) return null
  const notAboutId = ABOUT_A_PERSON.has(capability) ? principal.personId : null
  return Object.freeze({ ...parts.reduce(sum, NOTHING), notAboutId })
}

function heldRoles(principal: Principal): readonly HeldRole[] {
  return principal.roles.flatMap((held): HeldRole[] => {
    const inherited = INHERITED_ROLES[held.role]
    const own = { ...held, via: null }
    return inherited === undefined ? [own] : [own, { ...held, role: inherited, via: held.role }]
  })
}

function partsOf(
  principal: Principal,
  held: HeldRole,
  capability: Capability,
  holds: readonly Condition[],
): readonly Partial<Scope>[] {
  if (held.via !== null && linesOf(held.via, capability).some((l) => l.effect === 'deny')) return []
  return linesOf(held.role, capability)
    .filter((l) => l.effect === 'allow' && conditionHolds(l.condition, holds))
    .flatMap((l) => PARTS[l.scope](principal, held) ?? [])
}

function linesOf(role: Role, capability: Capability): readonly PolicyLine[] {
  return LINES.get(`${role} ${capability}`) ?? []
}

function conditionHolds(condition: Condition | null, holds: readonly Condition[]): boolean {
  // Membership is read from the principal's own roles, where the scope is made.
  return condition === null || condition === 'is_member(target_community)' || holds.includes(condition)
}

type Part = (principal: Principal, held: HeldRole) => Partial<Scope> | null

/** For every word of the permission files: where one role reaches, or null for nowhere. */
const PARTS: Readonly<Record<PolicyScope, Part>> = {
  customer: (principal, held) => (isOwnCustomer(principal, held) ? { district: true } : null),
  district: (_principal, held) => districtPart(held),
  own_school: (_principal, held) => schoolPart(held),
  own_schools: (_principal, held) => schoolPart(held),
  assigned_schools: (_principal, held) => schoolPart(held),
  own_class: (_principal, held) => (held.scopeType === 'class' ? { classIds: [held.scopeId] } : null),
  own_classes: (_principal, held) => (held.scopeType === 'class' ? { classIds: [held.scopeId] } : null),
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

function overlaps(a: readonly string[], b: readonly string[] = []): boolean {
  return b.some((id) => a.includes(id))
}

function one(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id]
}
