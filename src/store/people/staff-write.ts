/**
 * Changes of staff accounts, each with its audit entry. In the district's transaction and under the roster's lock, so that
 * neither a sync nor another administrator comes between looking and writing.
 */

import type pg from 'pg'
import { createPersonByHand, grantRoleByHand, saveInvitation } from '../signin/account.ts'
import { queueAccountLetter } from '../signin/account-letter.ts'
import { findDistrict } from './district.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'

export interface StaffAt {
  readonly districtId: string
  readonly personId: string
}

/** Of a quarter of a second each. */
const LOCK_TRIES = 12

/** Takes the district's lock for the length of the transaction, as an apply does. False where it isn't free in some seconds. */
export async function lockStaff(client: pg.ClientBase, districtId: string): Promise<boolean> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    const { rows } = await client.query<{ locked: boolean }>(sql('try_roster_lock'), [districtId])
    if (rows[0]?.locked === true) return true
    await client.query(sql('wait_for_roster'))
  }
  return false
}

export interface NewStaff {
  readonly districtId: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
}

/** Adds somebody whom no feed knows; their id. */
export async function addStaff(client: pg.ClientBase, person: NewStaff): Promise<string> {
  const personId = await createPersonByHand(client, person)
  await audit(client, { districtId: person.districtId, personId }, 'account.create', {})
  return personId
}

/** As what somebody belongs to a school whom no feed places there. */
const AFFILIATED_AS: Readonly<Record<string, string>> = {
  school_admin: 'administrator',
  principal: 'principal',
  teacher: 'teacher',
  coach: 'ext:coach',
}

export interface GivenRole extends StaffAt {
  readonly role: string
  /** Null: the district. */
  readonly schoolId: string | null
}

/** Gives the role by hand; at a school, they belong to it from now on. */
export async function giveRole(client: pg.ClientBase, given: GivenRole): Promise<void> {
  const { districtId, personId, role, schoolId } = given
  const scope = schoolId === null ? { scopeType: 'district', scopeId: '0' } : { scopeType: 'school', scopeId: schoolId }
  await grantRoleByHand(client, { districtId, personId, role, ...scope, rule: 'by_hand' })
  const as = AFFILIATED_AS[role]
  if (schoolId === null || as === undefined) return
  await client.query(sql('add_affiliation_by_hand'), [districtId, schoolId, personId, as])
}

/** Takes a role that was given by hand, and with it the place that came with it. */
export async function takeRole(
  client: pg.ClientBase,
  taken: GivenRole & { readonly grantId: string },
  now: Date,
): Promise<void> {
  const { districtId, personId, role, schoolId, grantId } = taken
  await client.query(sql('revoke_role_by_hand'), [districtId, grantId, now])
  const as = AFFILIATED_AS[role]
  if (schoolId !== null && as !== undefined)
    await client.query(sql('drop_affiliation_by_hand'), [districtId, schoolId, personId, as])
  const scopeType = schoolId === null ? 'district' : 'school'
  await audit(client, taken, 'role.revoke', { role, scopeType, scopeId: schoolId ?? '0' })
}

/** A one-time link: its secret is kept as a hash, and nowhere else. */
export interface InvitationLink {
  readonly secret: string
  readonly expiresAt: Date
  /** To their address, by the outbox; null: whoever makes it hands it over. */
  readonly mail: { readonly box: SecretBox; readonly url: string; readonly publicUrl: string } | null
}

/** Keeps a one-time link for somebody who is there already; links before it end. */
export async function inviteStaff(
  client: pg.ClientBase,
  invited: GivenRole & { readonly email: string; readonly link: InvitationLink },
  now: Date,
): Promise<void> {
  await closeInvitations(client, invited, now)
  await sendInvitation(client, invited, now)
}

/** Keeps a one-time link, and puts the letter with it into the outbox where it is to be mailed. */
export async function sendInvitation(
  client: pg.ClientBase,
  invited: Omit<GivenRole, 'personId'> & {
    /** Null: whoever uses it becomes somebody new. */
    readonly personId: string | null
    readonly email: string
    readonly link: InvitationLink
  },
  now: Date,
): Promise<void> {
  const { districtId, personId, email, role, schoolId, link } = invited
  const { secret, expiresAt, mail } = link
  const scope = schoolId === null ? { scopeType: 'district', scopeId: '0' } : { scopeType: 'school', scopeId: schoolId }
  const kept = { districtId, email, role, ...scope, personId, expiresAt }
  await saveInvitation(client, secret, mail === null ? kept : { ...kept, mailedAt: now })
  if (mail === null) return
  const { box, url, publicUrl } = mail
  const districtName = (await findDistrict(client, districtId))?.name ?? districtId
  const letter = { kind: 'invitation', url, expiresAt } as const
  await queueAccountLetter(client, box, { districtId, districtName, recipient: email, publicUrl, letter, now })
}

/** Links of theirs that were not used yet open nothing any more. */
export async function closeInvitations(
  client: pg.ClientBase,
  { districtId, personId }: StaffAt,
  now: Date,
): Promise<void> {
  await client.query(sql('close_invitations_of_person'), [districtId, personId, now])
}

export interface StateChange {
  /** Activated again; otherwise deactivated. */
  readonly active: boolean
  readonly now: Date
}

/** Deactivates, or activates again; false where it was so already. */
export async function suspendStaff(client: pg.ClientBase, at: StaffAt, { active, now }: StateChange): Promise<boolean> {
  const { rowCount } = await client.query(sql('set_person_suspended'), [at.districtId, at.personId, !active, now])
  if (rowCount !== 1) return false
  await audit(client, at, active ? 'account.activate' : 'account.deactivate', {})
  return true
}

/** Takes somebody out of the district: their work stays, every role given by hand goes, no session or link is left. */
export async function removeStaff(client: pg.ClientBase, at: StaffAt, now: Date): Promise<void> {
  const { districtId, personId } = at
  await client.query(sql('revoke_roles_of_person'), [districtId, personId, now])
  await client.query(sql('remove_person_by_hand'), [districtId, personId, now])
  await endAccess(client, at, now)
  await audit(client, at, 'account.remove', {})
}

/** Brings somebody back who was removed, with the roles that went then. */
export async function returnStaff(client: pg.ClientBase, at: StaffAt): Promise<void> {
  const { districtId, personId } = at
  await client.query(sql('restore_roles_of_person'), [districtId, personId])
  await client.query(sql('return_person_by_hand'), [districtId, personId])
  await audit(client, at, 'account.return', {})
}

/** Ends every session and every link that was not used yet. */
export async function endAccess(client: pg.ClientBase, at: StaffAt, now: Date): Promise<void> {
  await closeInvitations(client, at, now)
  await client.query(sql('end_sessions_of_staff'), [at.districtId, at.personId, now])
}

export interface StaffInformation {
  readonly givenName: string
  readonly familyName: string
  readonly preferredGivenName: string | null
  readonly preferredFamilyName: string | null
  readonly email: string | null
}

/** Writes what is known of somebody whom no feed knows; the audit entry names the fields and no value. */
export async function writeStaffInformation(
  client: pg.ClientBase,
  at: StaffAt,
  { information, changed }: { readonly information: StaffInformation; readonly changed: readonly string[] },
): Promise<void> {
  const { givenName, familyName, preferredGivenName, preferredFamilyName, email } = information
  const values = [at.districtId, at.personId, givenName, familyName, preferredGivenName, preferredFamilyName, email]
  await client.query(sql('set_staff_information'), values)
  await audit(client, at, 'account.edit', { fields: changed })
}

async function audit(client: pg.ClientBase, at: StaffAt, action: string, detail: object): Promise<void> {
  const values = [at.districtId, action, `person:${at.personId}`, JSON.stringify(detail)]
  await client.query(sql('append_audit_entry'), values)
}
