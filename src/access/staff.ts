/** Who may give which role to staff, and whom they may touch: 000, 001 and 002 in one place, over the policy. Pure. */

import { authorise, authoriseMine } from './authorise.ts'
import type { Capability } from './capability.ts'
import type { Grant } from './grant.ts'
import { Refusal } from './grant.ts'
import type { Principal } from './principal.ts'

/** The roles of staff that somebody gives by hand, and where they are held. */
export const STAFF_ROLES = {
  district_admin: 'district',
  it_admin: 'district',
  billing_only: 'district',
  school_admin: 'school',
  principal: 'school',
  teacher: 'school',
  coach: 'either',
} as const
export type StaffRole = keyof typeof STAFF_ROLES

export function isStaffRole(role: string): role is StaffRole {
  return Object.hasOwn(STAFF_ROLES, role)
}

export interface StaffPlace {
  readonly role: StaffRole
  /** Null: the district. */
  readonly schoolId: string | null
}

/** Whether a role is held there: a principal is one of a school, billing is the district's. */
export function fitsPlace({ role, schoolId }: StaffPlace): boolean {
  const at = STAFF_ROLES[role]
  return at === 'either' || (at === 'school') === (schoolId !== null)
}

/** Any of these gives the right to give the role (and to take it). */
const GIVEN_BY: Readonly<Record<StaffRole, readonly Capability[]>> = {
  // Any current district administrator can make another (P001-11, P000-08); never one of a school.
  district_admin: ['grant:district_admin_role', 'promote:district_administrator'],
  it_admin: ['invite:it_admin'],
  billing_only: ['invite:principal_or_billing_or_coach'],
  principal: ['invite:principal_or_billing_or_coach'],
  coach: ['invite:principal_or_billing_or_coach'],
  school_admin: ['promote:school_administrator', 'add:educator_account'],
  teacher: ['add:educator_account'],
}

/**
 * The Grant that lets somebody give this role there. A customer's administrator adds administrators of districts, too
 * (002: "can be added only individually").
 * @throws Refusal where no role of theirs gives it
 */
export function authoriseRole(principal: Principal, place: StaffPlace): Grant<Capability> {
  const resource = {
    districtId: principal.districtId,
    ...(place.schoolId === null ? {} : { schoolIds: [place.schoolId] }),
    // Whoever gives it looks who it is for, under the lock, before it is written.
    holds: ['target_is_educator'] as const,
  }
  const capabilities: Capability[] = [...GIVEN_BY[place.role]]
  if (principal.customerId !== null) capabilities.push('add:educator_account')
  const refusals: Refusal[] = []
  for (const capability of capabilities) {
    try {
      return authorise(principal, capability, resource)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error)
    }
  }
  // What lies outside is not told: "forbidden" only where no role of theirs gives it anywhere.
  throw (
    refusals.find(({ code }) => code === 'not_found') ??
    new Refusal('forbidden', capabilities[0] ?? 'add:educator_account')
  )
}

/** Whether somebody may give this role there: what a page offers. */
export function mayGive(principal: Principal, place: StaffPlace): boolean {
  try {
    authoriseRole(principal, place)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/**
 * What finds people of the staff for somebody: administrators those of their scope, the others themself alone.
 * @throws Refusal where they look after no account, not even their own
 */
export function staffFinder(principal: Principal): Grant<Capability> {
  return authoriseMine(principal, 'add:educator_account') ?? authorise(principal, 'edit:staff_account')
}

/** A role that somebody holds, as far as it matters here. */
export interface HeldByStaff {
  readonly role: string
  readonly scopeType: string
  readonly scopeId: string
}

/** What an administrator of a school may look after: nobody at their own height or above (002, "Add educators individually"). */
const BELOW_SCHOOL_ADMIN: ReadonlySet<string> = new Set([
  'teacher',
  'class_lead',
  'community_member',
  'community_lead',
  'student',
  'guardian',
])

/**
 * The Grant to do something to one account of the staff. `holds` of the policy is what was seen: that it is no peer's.
 * @throws Refusal
 */
export function authoriseOnStaff<C extends Capability>(
  principal: Principal,
  capability: C,
  account: { readonly id: string; readonly schoolIds: readonly string[]; readonly isPeer: boolean },
): Grant<C> {
  const { id: ownerId, schoolIds, isPeer } = account
  const { districtId } = principal
  return authorise(principal, capability, { districtId, schoolIds, ownerId, holds: isPeer ? [] : ['not_a_peer'] })
}

/** Why somebody may not edit, deactivate or take roles from another; null: they may. */
export type Untouchable = 'peer_or_above' | 'works_elsewhere' | null

/**
 * Whether the holder of a Grant may touch an account. Who has the whole district may touch everybody in it; who has some
 * schools, only people who hold nothing above a teacher, and nothing at another school.
 */
export function untouchable(grant: Grant<Capability>, roles: readonly HeldByStaff[]): Untouchable {
  const { scope } = grant
  if (scope.district) return null
  if (roles.some(({ role }) => !BELOW_SCHOOL_ADMIN.has(role))) return 'peer_or_above'
  const elsewhere = roles.some(({ scopeType, scopeId }) => scopeType === 'school' && !scope.schoolIds.includes(scopeId))
  return elsewhere ? 'works_elsewhere' : null
}
