/** Billing users see seats as long as the district lets them (rule `billingSeesSeats`); by their other roles they always do. */

import { authorise, authoriseMine, capabilitiesOf } from '../../access/authorise.ts'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'

const SHOWS_SEATS = ['view:licence_state', 'view:ledger'] as const satisfies readonly Capability[]
type ShowsSeats = (typeof SHOWS_SEATS)[number]

/**
 * The Grant as far as the district's rule lets it reach.
 * @throws Refusal `forbidden` for a billing user of a district that keeps seats from them
 */
export async function asFarAsShown<C extends ShowsSeats>(world: DomainWorld, grant: Grant<C>): Promise<Grant<C>> {
  const others = await withoutBilling(world, grant.principal)
  return others === null ? grant : authorise(others, grant.capability)
}

/** What pages may offer of what somebody's roles give. */
export async function offeredOf(world: DomainWorld, principal: Principal): Promise<readonly Capability[]> {
  const all = capabilitiesOf(principal)
  const others = await withoutBilling(world, principal)
  if (others === null) return all
  const left = new Set(capabilitiesOf(others))
  const shows: readonly Capability[] = SHOWS_SEATS
  return all.filter((capability) => !shows.includes(capability) || left.has(capability))
}

/** Null: billing shows them nothing that is kept from them. */
async function withoutBilling(world: DomainWorld, principal: Principal): Promise<Principal | null> {
  const roles = principal.roles.filter(({ role }) => role !== 'billing_only')
  if (roles.length === principal.roles.length) return null
  const isShown = await inDistrictClient(world, principal, (client) =>
    readDistrictRule(client, principal.districtId, 'billingSeesSeats'),
  )
  return isShown === false ? { ...principal, roles } : null
}

/** Whether histories name who did something: to whoever reads these names on the audit log; to others they say what kind of actor it was. */
export function namesActors(principal: Principal): boolean {
  return authoriseMine(principal, 'view:audit_log') !== null
}
