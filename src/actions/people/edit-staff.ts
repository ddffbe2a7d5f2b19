/** Somebody edits what is known of a person of the staff, or makes a new one-time link for them. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { isStaffRole, type StaffPlace } from '../../access/staff.ts'
import { tidyText } from '../../roster/sticky-field.ts'
import { findTakenAddresses, type StaffRecord, versionOfStaff } from '../../store/people/staff.ts'
import {
  type InvitationLink,
  inviteStaff,
  type StaffInformation,
  writeStaffInformation,
} from '../../store/people/staff-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atStaffDesk, findStaff, type StaffDesk, type StaffProblem, StaffStop, touchStaff } from './staff-desk.ts'

type Outcome = { readonly done: null } | { readonly problem: StaffProblem }

const FIELDS = ['givenName', 'familyName', 'preferredGivenName', 'preferredFamilyName', 'email'] as const

/**
 * Edits names and address of somebody whom no feed knows; of others the fields are the feed's, and edited one by one as
 * sticky edits. A teacher reaches their own account only.
 * @throws Refusal where they may not do this to that account
 */
export function editStaff(
  world: DomainWorld,
  principal: Principal,
  o: { readonly personId: string; readonly information: StaffInformation; readonly version: string },
): Promise<Outcome> {
  return atStaffDesk(world, principal, async (desk) => {
    const { client, districtId } = desk
    const { personId } = o
    // Everybody may edit their own account, whatever they hold.
    const isOwn = personId === principal.personId
    const person = isOwn ? await findStaff(desk, personId) : await touchStaff(desk, 'edit:staff_account', personId)
    if (person.isFed) throw new StaffStop('feed_owns_field')
    if (person.state === 'removed') throw new StaffStop('is_removed')
    if (versionOfStaff(person) !== o.version) throw new StaffStop('details_stale')
    const information = tidy(o.information)
    const changed = FIELDS.filter((field) => information[field] !== person[field])
    if (information.givenName === '' || information.familyName === '') throw new StaffStop('name_needed')
    if (changed.includes('email') && information.email !== null) {
      const email = information.email.toLowerCase()
      const holder = (await findTakenAddresses(client, districtId, [email])).get(email)
      if (holder !== undefined && holder !== personId) throw new StaffStop('address_taken')
    }
    if (changed.length > 0) await writeStaffInformation(client, { districtId, personId }, { information, changed })
    return null
  })
}

interface Invited {
  readonly personId: string
  readonly link: InvitationLink
}

/**
 * A new one-time link for somebody who was made by hand and has set no password yet. Never for whom a feed knows: whoever
 * has the link becomes that person, and an administrator of a school would so become any teacher of it.
 */
export function inviteAgain(
  world: DomainWorld,
  grant: Grant<Capability>,
  invited: Invited,
): Promise<{ readonly done: { readonly email: string } } | { readonly problem: StaffProblem }> {
  return atStaffDesk(world, grant.principal, (desk) => inviteAgainAt(desk, grant, invited))
}

/** The same as a part of another change. @throws StaffStop */
export async function inviteAgainAt(
  desk: StaffDesk,
  grant: Grant<Capability>,
  { personId, link }: Invited,
): Promise<{ readonly email: string }> {
  const { client, districtId, now } = desk
  const person = await touchStaff(desk, grant.capability, personId)
  if (person.state !== 'active') throw new StaffStop('is_removed')
  if (person.isFed || person.sources.length > 0 || person.ltiLinks > 0) throw new StaffStop('feed_owns_person')
  if (person.accountEmail !== null) throw new StaffStop('account_there')
  const { email } = person
  if (email === null) throw new StaffStop('address_needed')
  await inviteStaff(client, { districtId, personId, ...firstPlace(person), email, link }, now)
  return { email }
}

/** A link is for a role; it is the one that they hold already. @throws StaffStop */
function firstPlace(person: StaffRecord): StaffPlace {
  for (const { role, scopeType, scopeId } of person.roles)
    if (isStaffRole(role)) return { role, schoolId: scopeType === 'school' ? scopeId : null }
  throw new StaffStop('role_unknown')
}

function tidy(information: StaffInformation): StaffInformation {
  return {
    givenName: tidyText(information.givenName),
    familyName: tidyText(information.familyName),
    preferredGivenName: orNone(information.preferredGivenName),
    preferredFamilyName: orNone(information.preferredFamilyName),
    email: orNone(information.email),
  }
}

function orNone(text: string | null): string | null {
  const tidied = tidyText(text ?? '')
  return tidied === '' ? null : tidied
}
