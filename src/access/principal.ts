/** Who is asking: a person or a customer's administrator inside one district, with the roles they hold. */

import { Failure } from '../roster/failure.ts'
import type { Role, ScopeType } from '../roster/model.ts'

/** One role a person holds, and where. */
export interface PrincipalRole {
  readonly role: Role
  readonly scopeType: ScopeType
  /** Id of the org, class or community; the district's or customer's own id for those two. */
  readonly scopeId: string
  /** Of a class's lead: whether it is because they teach the class by the roster, and not by a lead's word. */
  readonly taught?: boolean
  /** Of a class's lead: the class is over, and they led it last. It gives only what OF_AN_ENDED_CLASS lists. */
  readonly ended?: true
  /** The role needs a seat and its holder waits for one: it gives only what WITHOUT_SEAT lists. */
  readonly seatless?: true
}

/**
 * Made by sign-in, before any Grant exists. `personId` is null for an unmatched launch and for a customer's
 * administrator; `customerId` is set only for the latter, and only where the district belongs to that customer.
 */
export interface Principal {
  readonly districtId: string
  readonly personId: string | null
  readonly customerId: string | null
  /** Which of the customer's administrators it is; set where `customerId` is. */
  readonly customerAdminId?: string
  readonly roles: readonly PrincipalRole[]
  /** A customer's administrator whose customer reads the chart of 002 strictly: only what it ticks for them. */
  readonly readsChartStrictly?: boolean
  /** Somebody of the installation who was let in to look: they read what the policy opens to support, and change nothing. */
  readonly support?: { readonly accessId: string }
  /** A student who came by a start card: other hands have had the code, too. Names the session, for what is only its own. */
  readonly card?: { readonly sessionId: string }
  /** From when on they hold nothing until they have set up the second factor that is demanded of them. */
  readonly factorDueAt?: Date
  /** Whoever runs the installation, at its command line; made there and by nobody who signs in. */
  readonly operator?: true
  /** Nobody who signs in: an educator as such, for what the product itself asks about them. */
  readonly asEducator?: boolean
}

/** A person of the educator database as such: what they may be sent, and what they never see. */
export function educatorAsSuch(districtId: string, personId: string): Principal {
  return { districtId, personId, customerId: null, roles: [], asEducator: true }
}

/** Whoever runs the installation reaches what a district's administrator does, by the same rules. */
export function operatorOf(districtId: string): Principal {
  const roles = [{ role: 'district_admin', scopeType: 'district', scopeId: districtId }] as const
  return { districtId, personId: null, customerId: null, roles, operator: true }
}

/** The same for what a district's administrator has no part in, and the administrators of its schools have: of all schools. */
export function operatorOfSchools(districtId: string): Principal {
  const roles = [{ role: 'school_admin', scopeType: 'district', scopeId: districtId }] as const
  return { districtId, personId: null, customerId: null, roles, operator: true }
}

/**
 * Who that is in the audit log: `person:17`, `cli`, `customer_admin:4` for a customer's administrator, who is no person of
 * the roster, `support:4`. One name is one human being: what is kept by it (keys of requests, notices put away) is theirs alone.
 */
export function actorOf(principal: Principal): string {
  if (principal.operator === true) return 'cli'
  if (principal.personId !== null) return `person:${principal.personId}`
  if (principal.support !== undefined) return `support:${principal.support.accessId}`
  if (principal.customerId === null) return 'unmatched'
  return customerActor(principal.customerAdminId)
}

/** One of a customer's administrators; nobody acts for all of them. */
function customerActor(id: string | undefined): string {
  if (id !== undefined) return `customer_admin:${id}`
  throw new Failure(
    'CUSTOMER_ADMIN_UNNAMED',
    'bug',
    "A customer's administrator asked without saying which of them it is.",
  )
}

/** Whether one of these people is whoever asks: what is kept of oneself in coaching is for others to decide about (P000-24). */
export function isOneself({ personId }: Principal, ids: readonly string[]): boolean {
  return personId !== null && ids.includes(personId)
}
