/** Somebody sends an invitation again, or takes it back. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { authoriseRole, isStaffRole, type StaffPlace } from '../../access/staff.ts'
import { type ListedInvitation, readInvitation, revokeInvitation } from '../../store/people/invitations.ts'
import { reachSchools } from '../../store/scope.ts'
import { findTakenAddresses } from '../../store/people/staff.ts'
import { type InvitationLink, sendInvitation } from '../../store/people/staff-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inviteAgainAt } from './edit-staff.ts'
import { atStaffDesk, readAtStaffDesk, type StaffDesk, type StaffProblem, StaffStop } from './staff-desk.ts'

/**
 * A new link in place of one that was not used, whether it is over or was taken back. Whoever it is for must still be
 * somebody who is let in by a link, and whoever sends it must be able to give its role.
 * @throws Refusal where they may not give it
 */
export function renewInvitation(
  world: DomainWorld,
  grant: Grant<Capability>,
  o: { readonly invitationId: string; readonly link: InvitationLink },
): Promise<{ readonly done: { readonly email: string } } | { readonly problem: StaffProblem }> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const found = await findUnused(desk, grant, o.invitationId)
    if (found.personId !== null) return inviteAgainAt(desk, grant, { personId: found.personId, link: o.link })
    const { client, districtId, now } = desk
    const { email } = found
    const place = placeOf(found)
    authoriseRole(desk.principal, place)
    if ((await findTakenAddresses(client, districtId, [email.toLowerCase()])).size > 0)
      throw new StaffStop('address_taken')
    await revokeInvitation(client, { districtId, invitationId: found.id }, now)
    await sendInvitation(client, { districtId, personId: null, email, ...place, link: o.link }, now)
    return { email }
  })
}

/** Takes an open one back: its link opens nothing any more. */
export function takeBackInvitation(
  world: DomainWorld,
  grant: Grant<Capability>,
  invitationId: string,
): Promise<{ readonly done: null } | { readonly problem: StaffProblem }> {
  return readAtStaffDesk(world, grant.principal, async (desk) => {
    const { id } = await findUnused(desk, grant, invitationId)
    const { client, districtId, now } = desk
    if (!(await revokeInvitation(client, { districtId, invitationId: id }, now))) throw new StaffStop('already_so')
    return null
  })
}

/** @throws StaffStop */
async function findUnused(
  { client, now }: StaffDesk,
  grant: Grant<Capability>,
  invitationId: string,
): Promise<ListedInvitation> {
  const found = await readInvitation(client, reachSchools(grant), { invitationId, now })
  if (found === null) throw new StaffStop('person_unknown')
  if (found.state === 'used') throw new StaffStop('account_there')
  return found
}

/** @throws StaffStop where nobody is invited to such a role any more */
function placeOf({ role, schoolId }: ListedInvitation): StaffPlace {
  if (!isStaffRole(role)) throw new StaffStop('role_unknown')
  return { role, schoolId }
}
