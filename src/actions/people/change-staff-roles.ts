/** Somebody promotes, demotes or moves a person of the staff. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { authoriseRole, fitsPlace, isStaffRole, type StaffPlace } from '../../access/staff.ts'
import { findSchoolInScope } from '../../store/rules/rule-history.ts'
import { countDistrictAdmins, type StaffRecord } from '../../store/people/staff.ts'
import { closeInvitations, giveRole, takeRole } from '../../store/people/staff-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atStaffDesk, findStaff, type StaffProblem, StaffStop, touchStaff } from './staff-desk.ts'

type Outcome = { readonly done: { readonly districtAdmins: number } } | { readonly problem: StaffProblem }

/** Gives a role by hand to somebody of the staff (001 "Promote …"); a student is never given one. */
export function giveStaffRole(
  world: DomainWorld,
  grant: Grant<Capability>,
  o: StaffPlace & { readonly personId: string },
): Promise<Outcome> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId } = desk
    const { personId, role, schoolId } = o
    if (!fitsPlace(o)) throw new StaffStop('place_wrong')
    const person = await findStaff(desk, personId)
    if (person.state === 'removed') throw new StaffStop('is_removed')
    if (schoolId !== null && (await findSchoolInScope(client, grant, schoolId)) === null)
      throw new StaffStop('school_unknown')
    if (person.roles.some((held) => held.role === role && schoolOf(held) === schoolId)) throw new StaffStop('role_held')
    await giveRole(client, { districtId, personId, role, schoolId })
    return { districtAdmins: await countDistrictAdmins(client, districtId) }
  })
}

/**
 * Takes a role that was given by hand; who may give it may take it. What the feed gives, the feed takes.
 * @throws Refusal where no role of theirs gives it
 */
export function takeStaffRole(
  world: DomainWorld,
  grant: Grant<Capability>,
  o: { readonly personId: string; readonly grantId: string },
): Promise<Outcome> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId, now } = desk
    const { personId, grantId } = o
    const person = await touchStaff(desk, grant.capability, personId)
    const held = person.roles.find(({ id }) => id === grantId)
    if (held === undefined || !isStaffRole(held.role)) throw new StaffStop('role_unknown')
    authoriseRole(grant.principal, { role: held.role, schoolId: schoolOf(held) })
    if (held.origin === 'feed') throw new StaffStop('role_from_feed')
    await takeRole(client, { districtId, personId, role: held.role, schoolId: schoolOf(held), grantId }, now)
    // A link that was not used yet would bring the role back.
    await closeInvitations(client, { districtId, personId }, now)
    return { districtAdmins: await countDistrictAdmins(client, districtId) }
  })
}

/** Moves what somebody was given by hand at one school to another (001 "Move existing users …"). */
export function moveStaff(
  world: DomainWorld,
  grant: Grant<'move:user'>,
  o: { readonly personId: string; readonly fromSchoolId: string; readonly toSchoolId: string },
): Promise<Outcome> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId, now } = desk
    const { personId, fromSchoolId, toSchoolId } = o
    const person = await touchStaff(desk, grant.capability, personId)
    if (person.state === 'removed') throw new StaffStop('is_removed')
    if (fromSchoolId === toSchoolId) throw new StaffStop('already_so')
    if ((await findSchoolInScope(client, grant, toSchoolId)) === null) throw new StaffStop('school_unknown')
    const moving = heldAt(person, fromSchoolId)
    for (const held of moving) {
      const from = { districtId, personId, role: held.role, schoolId: fromSchoolId, grantId: held.id }
      await takeRole(client, from, now)
      await giveRole(client, { districtId, personId, role: held.role, schoolId: toSchoolId })
    }
    await closeInvitations(client, { districtId, personId }, now)
    return { districtAdmins: await countDistrictAdmins(client, districtId) }
  })
}

/** Their roles at the school, all of them given by hand. @throws StaffStop */
function heldAt(person: StaffRecord, schoolId: string): StaffRecord['roles'] {
  if (person.schools.some(({ id, isFed }) => id === schoolId && isFed)) throw new StaffStop('feed_owns_place')
  const held = person.roles.filter((role) => schoolOf(role) === schoolId)
  if (held.some(({ origin }) => origin === 'feed')) throw new StaffStop('feed_owns_place')
  if (held.length === 0) throw new StaffStop('not_at_school')
  return held
}

function schoolOf({ scopeType, scopeId }: StaffRecord['roles'][number]): string | null {
  return scopeType === 'school' ? scopeId : null
}
