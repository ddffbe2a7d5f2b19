/** Somebody makes accounts for staff: one by one in any role they may give, or several teachers of a school at once. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { fitsPlace, type StaffPlace, type StaffRole } from '../../access/staff.ts'
import { tidyText } from '../../roster/sticky-field.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import { findSchoolInScope } from '../../store/rules/rule-history.ts'
import { countDistrictAdmins, findTakenAddresses } from '../../store/people/staff.ts'
import { addStaff, giveRole, type InvitationLink, inviteStaff } from '../../store/people/staff-write.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atStaffDesk, type StaffDesk, type StaffProblem, StaffStop } from './staff-desk.ts'

export interface NewAccount {
  readonly givenName: string
  readonly familyName: string
  readonly email: string
}

/** Roles whose accounts a feed brings, where accounts come from the roster. */
const FROM_ROSTER: ReadonlySet<StaffRole> = new Set(['district_admin', 'school_admin', 'teacher'])

/** Makes the account with its role, and keeps the link for it where one is wanted. */
export function addStaffAccount(
  world: DomainWorld,
  grant: Grant<Capability>,
  o: NewAccount & StaffPlace & { readonly invitation: InvitationLink | null },
): Promise<
  { readonly done: { readonly personId: string; readonly districtAdmins: number } } | { readonly problem: StaffProblem }
> {
  return atStaffDesk(world, grant.principal, async (desk) => {
    const { client, districtId } = desk
    if (!fitsPlace(o)) throw new StaffStop('place_wrong')
    await checkPlace(desk, grant, o)
    const account = tidy(o)
    if ((await findTakenAddresses(client, districtId, [account.email.toLowerCase()])).size > 0)
      throw new StaffStop('address_taken')
    const personId = await addOne(desk, account, o)
    return { personId, districtAdmins: await countDistrictAdmins(client, districtId) }
  })
}

/** What is wrong with which of several accounts; all of it at once. */
export interface AccountFault {
  /** From 0, as they were sent. */
  readonly at: number
  readonly problem: 'address_taken' | 'address_twice'
}

/** Makes them all, or none and says why. Administrators are added one by one, so these are teachers (002). */
export async function addTeachers(
  world: DomainWorld,
  grant: Grant<'bulk_add:teacher_account'>,
  o: {
    readonly schoolId: string
    readonly accounts: readonly (NewAccount & { readonly invitation: InvitationLink })[]
  },
): Promise<
  | { readonly done: { readonly personIds: readonly string[] } }
  | { readonly problem: StaffProblem }
  | { readonly faults: readonly AccountFault[] }
> {
  const accounts = o.accounts.map((account) => ({ ...tidy(account), invitation: account.invitation }))
  const faults: AccountFault[] = []
  const outcome = await atStaffDesk(world, grant.principal, async (desk) => {
    const place = { role: 'teacher', schoolId: o.schoolId } as const
    await checkPlace(desk, grant, place)
    faults.push(...(await findFaults(desk, accounts)))
    if (faults.length > 0) throw new StaffStop('address_taken')
    const personIds: string[] = []
    for (const account of accounts) personIds.push(await addOne(desk, account, { ...place, ...account }))
    return { personIds }
  })
  return faults.length > 0 ? { faults } : outcome
}

async function checkPlace(
  { client, districtId }: StaffDesk,
  grant: Grant<Capability>,
  place: StaffPlace,
): Promise<void> {
  if (FROM_ROSTER.has(place.role) && (await readDistrictRule(client, districtId, 'accountCreation')) === 'roster')
    throw new StaffStop('accounts_from_roster')
  if (place.schoolId !== null && (await findSchoolInScope(client, grant, place.schoolId)) === null)
    throw new StaffStop('school_unknown')
}

async function addOne(
  { client, districtId, now }: StaffDesk,
  account: NewAccount,
  { role, schoolId, invitation }: StaffPlace & { readonly invitation: InvitationLink | null },
): Promise<string> {
  const personId = await addStaff(client, { districtId, ...nameOf(account) })
  const given = { districtId, personId, role, schoolId }
  await giveRole(client, given)
  if (invitation !== null) await inviteStaff(client, { ...given, email: account.email, link: invitation }, now)
  return personId
}

async function findFaults({ client, districtId }: StaffDesk, accounts: readonly NewAccount[]): Promise<AccountFault[]> {
  const emails = accounts.map(({ email }) => email.toLowerCase())
  const taken = await findTakenAddresses(client, districtId, emails)
  return emails.flatMap((email, at): AccountFault[] => {
    if (taken.has(email)) return [{ at, problem: 'address_taken' }]
    return emails.indexOf(email) < at ? [{ at, problem: 'address_twice' }] : []
  })
}

function nameOf({ givenName, familyName, email }: NewAccount): NewAccount {
  return { givenName, familyName, email }
}

function tidy({ givenName, familyName, email }: NewAccount): NewAccount {
  return { givenName: tidyText(givenName), familyName: tidyText(familyName), email: tidyText(email) }
}
