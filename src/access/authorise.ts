/** Asks the policy: may this principal do this, and where. The only maker of Grants. */

import type { Capability } from './capability.ts'
import { CAPABILITIES } from './capability.ts'
import type { Grant, Scope } from './grant.ts'
import { Refusal } from './grant.ts'
import type { Condition } from './policy/line.ts'
import { POLICY } from './policy.ts'
import type { Principal } from './principal.ts'
import type { Holds } from './scope-of.ts'
import { createScopeFinder } from './scope-of.ts'

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
  /** People whom a coaching record is about. Where it isn't stated, a coaching record stays closed. */
  readonly aboutIds?: readonly string[]
  /** Conditions that hold for it. */
  readonly holds?: readonly Condition[]
}

const scopeOf = createScopeFinder(POLICY)

/**
 * A Grant for this capability, with the scope summed over all roles of the principal. With a resource, the resource
 * must lie inside. Throws `Refusal`: `forbidden` where no role gives it, `not_found` where the resource lies outside.
 */
export function authorise<C extends Capability>(principal: Principal, capability: C, resource?: Resource): Grant<C> {
  const scope = scopeOf(principal, capability, resource?.holds ?? [])
  if (scope === null) throw refused(principal, capability, resource?.holds ?? [])
  if (resource !== undefined && !reaches(principal, scope, resource)) throw new Refusal('not_found', capability)
  return Object.freeze({ capability, principal, scope }) as Grant<C>
}

/**
 * The same for somebody who only looks: what the policy opens to those who read is open, too. Without a resource, as at
 * the door of a list.
 */
export function authoriseToRead<C extends Capability>(principal: Principal, capability: C): Grant<C> {
  const scope = scopeOf(principal, capability, ['reading'])
  if (scope === null) throw refused(principal, capability, ['reading'])
  return Object.freeze({ capability, principal, scope }) as Grant<C>
}

/**
 * For a move: both ends must lie inside, as for `authorise`.
 */
export function authoriseBetween<C extends Capability>(
  principal: Principal,
  capability: C,
  ends: { readonly from: Resource; readonly to: Resource },
): Grant<C> {
  authorise(principal, capability, ends.from)
  return authorise(principal, capability, ends.to)
}

/**
 * Passes whoever some role gives it under some condition: the door of a route whose handler asks `authorise` for the
 * thing itself. Throws `Refusal` `forbidden` for everybody else.
 */
export function admit(principal: Principal, capability: Capability): void {
  if (!isAdmitted(principal, capability)) throw refused(principal, capability, 'any')
}

/** Whoever only waits for a seat is told so: their roles do allow it. */
function refused(principal: Principal, capability: Capability, holds: Holds): Refusal {
  const roles = principal.roles.map(({ seatless: _waits, ...role }) => role)
  const waits = principal.roles.some(({ seatless }) => seatless === true)
  const missing = waits && scopeOf({ ...principal, roles }, capability, holds) !== null ? 'seat' : null
  return new Refusal('forbidden', capability, missing)
}

/** Whether some role gives it under some condition. */
export function isAdmitted(principal: Principal, capability: Capability): boolean {
  return scopeOf(principal, capability, 'any') !== null
}

/**
 * What to say in `holds` of a field that somebody wants to edit: where it is a feed's, it is open only to those who may
 * make a sticky edit of it (OWN-13).
 */
export function fieldIsOpen(
  principal: Principal,
  resource: Resource,
  field: { readonly ownedByFeed: boolean },
): readonly Condition[] {
  if (!field.ownedByFeed) return ['field_open']
  const scope = scopeOf(principal, 'edit:feed_owned_field', [])
  return scope !== null && reaches(principal, scope, resource) ? ['field_open'] : []
}

/**
 * A Grant under conditions that somebody has looked up, for lists of all that it then reaches; null where no role gives it
 * under them.
 */
export function authoriseUnder<C extends Capability>(
  principal: Principal,
  capability: C,
  holds: readonly Condition[],
): Grant<C> | null {
  const scope = scopeOf(principal, capability, holds)
  return scope === null ? null : (Object.freeze({ capability, principal, scope }) as Grant<C>)
}

/** A Grant for lists of what is somebody's own, or null where no role of theirs gives it: they have none. */
export function authoriseMine<C extends Capability>(principal: Principal, capability: C): Grant<C> | null {
  return scopeOf(principal, capability, []) === null ? null : authorise(principal, capability)
}

/**
 * Every capability that the principal has somewhere: what pages offer. What depends on a condition is among them only
 * where `holds` says that it does, for instance `account_creation_mode=manual` of the district.
 */
export function capabilitiesOf(principal: Principal, holds: readonly Condition[] = []): readonly Capability[] {
  return CAPABILITIES.filter((capability) => scopeOf(principal, capability, holds) !== null)
}

/** Whether the scope of a Grant takes in this resource: the same answer that the store's WHERE clause gives. */
export function reaches(principal: Principal, scope: Scope, resource: Resource): boolean {
  if (resource.districtId !== principal.districtId) return false
  if (scope.notAboutId !== null && resource.aboutIds?.includes(scope.notAboutId) !== false) return false
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

function overlaps(a: readonly string[], b: readonly string[] = []): boolean {
  return b.some((id) => a.includes(id))
}

function one(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id]
}
