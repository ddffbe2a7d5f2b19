/** Somebody deactivates, activates, removes or brings back an account of the staff. */

import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { endAccess, removeStaff, returnStaff, suspendStaff } from '../../store/people/staff-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atStaffDesk, type StaffProblem, StaffStop, touchStaff } from './staff-desk.ts'

type Outcome = { readonly done: null } | { readonly problem: StaffProblem }

/**
 * Deactivates an account: from the next request on they come in by no door, and their seat is on its way to somebody
 * else; roles and work stay. Or activates it again.
 * @throws Refusal where they may not do this to that account
 */
export function setStaffActive(
  world: DomainWorld,
  principal: Principal,
  o: { readonly personId: string; readonly active: boolean },
): Promise<Outcome> {
  return atStaffDesk(world, principal, async (desk) => {
    const { client, districtId, now } = desk
    const { personId, active } = o
    if (personId === principal.personId) throw new StaffStop('yourself')
    const person = await touchStaff(desk, 'activate_deactivate:educator_account', personId)
    if (person.state === 'removed') throw new StaffStop('is_removed')
    const at = { districtId, personId }
    if (!(await suspendStaff(client, at, { active, now }))) throw new StaffStop('already_so')
    if (!active) await endAccess(client, at, now)
    return null
  })
}

/** Removes somebody whom no feed knows from the district (001 "Remove"): their work stays, their seat is given back. */
export function removeStaffAccount(
  world: DomainWorld,
  grant: Grant<'remove:user'>,
  personId: string,
): Promise<Outcome> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId, now } = desk
    if (personId === grant.principal.personId) throw new StaffStop('yourself')
    const person = await touchStaff(desk, grant.capability, personId)
    if (person.isFed) throw new StaffStop('feed_owns_person')
    if (person.state === 'removed') throw new StaffStop('already_so')
    await removeStaff(client, { districtId, personId }, now)
    return null
  })
}

/** Brings somebody back who was removed, as they were. */
export function returnStaffAccount(
  world: DomainWorld,
  grant: Grant<'remove:user'>,
  personId: string,
): Promise<Outcome> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId } = desk
    const person = await touchStaff(desk, grant.capability, personId)
    if (person.state !== 'removed') throw new StaffStop('already_so')
    if (person.isFed) throw new StaffStop('feed_owns_person')
    await returnStaff(client, { districtId, personId })
    return null
  })
}
