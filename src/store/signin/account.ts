/** Accounts and invitations in the database, of districts and of customers. */

import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Database } from '../database.ts'
import type { AccountHolder } from './password.ts'
import { hashToken } from './session.ts'
import { sql } from '../sql.ts'

/** An account that a password may open. */
export type PasswordAccount = AccountHolder & {
  readonly passwordHash: string
  /** False for a suspended account, and for that of a person who has retired or was disabled. */
  readonly active: boolean
}

export interface InvitationRecord {
  readonly id: string
  readonly email: string
  readonly role: string
  readonly scopeType: string
  readonly scopeId: string
  /** The roster's person it was made for; null: acceptance makes a new one. */
  readonly personId: string | null
}

interface InvitationRow {
  id: string
  email: string
  role: string
  scope_type: string
  scope_id: string
  person_id: string | null
}

/** What has to happen in the transaction that gave somebody a role: the licence ledger squares itself. */
export type RoleChangeHook = (
  client: pg.PoolClient,
  change: { readonly districtId: string; readonly actor: string; readonly now: Date },
) => Promise<void>

/** The districts that have an account of this address. Global; only hashes are kept there. */
export async function findAccountDistricts(db: Database, email: string): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ district_id: string }>(sql('find_account_districts'), [hashEmail(email)])
  return rows.map((row) => row.district_id)
}

/** The account of this address in the district. In the district's transaction. */
export async function findAccount(
  client: pg.ClientBase,
  districtId: string,
  email: string,
): Promise<PasswordAccount | null> {
  const { rows } = await client.query<{ person_id: string; password_hash: string; active: boolean }>(
    sql('find_account'),
    [districtId, email],
  )
  const [row] = rows
  if (row === undefined) return null
  return {
    districtId,
    personId: row.person_id,
    customerId: null,
    customerAdminId: null,
    passwordHash: row.password_hash,
    active: row.active,
  }
}

/** Active customer administrators of this address whose customer has a district. */
export async function findCustomerAccounts(db: Database, email: string): Promise<readonly PasswordAccount[]> {
  const { rows } = await db.pool.query<{
    customer_id: string
    id: string
    password_hash: string
    district_id: string | null
  }>(sql('find_customer_admins_by_email'), [email])
  return rows.flatMap((row) =>
    row.district_id === null
      ? []
      : [
          {
            districtId: row.district_id,
            personId: null,
            customerId: row.customer_id,
            customerAdminId: row.id,
            passwordHash: row.password_hash,
            active: true,
          },
        ],
  )
}

/** Makes the account, or gives it the new password; findable by address. In the district's transaction. */
export async function saveAccount(
  client: pg.ClientBase,
  account: {
    readonly districtId: string
    readonly personId: string
    readonly email: string
    readonly passwordHash: string
  },
): Promise<void> {
  const { districtId, personId, email, passwordHash } = account
  await client.query(sql('save_account'), [districtId, personId, email, passwordHash])
  await client.query(sql('locate_account'), [hashEmail(email), districtId])
}

/** Keeps an invitation under its token's hash, with an audit entry; `mailedAt` where its link goes by mail. In the district's transaction. */
export async function saveInvitation(
  client: pg.ClientBase,
  token: string,
  invitation: Omit<InvitationRecord, 'id'> & {
    readonly districtId: string
    readonly expiresAt: Date
    readonly mailedAt?: Date
  },
): Promise<void> {
  const { districtId, email, role, scopeType, scopeId, personId, expiresAt, mailedAt = null } = invitation
  const values = [districtId, hashToken(token), email, role, scopeType, scopeId, personId, expiresAt, mailedAt]
  const { rows } = await client.query<{ id: string }>(sql('create_invitation'), values)
  const object = `invitation:${rows[0]?.id ?? ''}`
  const detail = JSON.stringify({ role, scopeType, scopeId })
  await client.query(sql('append_audit_entry'), [districtId, 'account.invite', object, detail])
}

/** An open invitation, for the page that shows what it is for. In the district's transaction. */
export async function findInvitation(
  client: pg.ClientBase,
  key: { readonly districtId: string; readonly token: string },
  now: Date,
): Promise<(InvitationRecord & { readonly districtName: string; readonly expiresAt: Date }) | null> {
  const { rows } = await client.query<InvitationRow & { district_name: string; expires_at: Date }>(
    sql('find_invitation'),
    [key.districtId, hashToken(key.token), now],
  )
  const [row] = rows
  if (row === undefined) return null
  return { ...toInvitation(row), districtName: row.district_name, expiresAt: row.expires_at }
}

/** Uses the invitation up; null where it is unknown, expired or used. In the district's transaction. */
export async function consumeInvitation(
  client: pg.ClientBase,
  key: { readonly districtId: string; readonly token: string },
  now: Date,
): Promise<InvitationRecord | null> {
  const { rows } = await client.query<InvitationRow>(sql('consume_invitation'), [
    key.districtId,
    hashToken(key.token),
    now,
  ])
  return rows[0] === undefined ? null : toInvitation(rows[0])
}

/** Adds a person that no feed knows. In the district's transaction. */
export async function createPersonByHand(
  client: pg.ClientBase,
  person: {
    readonly districtId: string
    readonly givenName: string
    readonly familyName: string
    readonly email: string
  },
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(sql('create_person_by_hand'), [
    person.districtId,
    person.givenName,
    person.familyName,
    person.email,
  ])
  const [row] = rows
  if (row === undefined) throw new Error('An insert that returns its id returned none.')
  return row.id
}

/** Gives the role by hand, with an audit entry; nothing where the person holds it so already. */
export async function grantRoleByHand(
  client: pg.ClientBase,
  grant: {
    readonly districtId: string
    readonly personId: string
    readonly role: string
    readonly scopeType: string
    readonly scopeId: string
    readonly rule: string
  },
): Promise<void> {
  const { districtId, personId, role, scopeType, scopeId, rule } = grant
  await client.query(sql('grant_role_by_hand'), [districtId, personId, role, scopeType, scopeId, rule])
  const detail = JSON.stringify({ role, scopeType, scopeId, rule })
  await client.query(sql('append_audit_entry'), [districtId, 'role.grant', `person:${personId}`, detail])
}

/** The id of the active school with this sourcedId, or null. In the district's transaction. */
export async function findSchools(
  client: pg.ClientBase,
  districtId: string,
  sourcedId: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('find_school'), [districtId, sourcedId])
  return rows.map((row) => row.id)
}

/** The address leads to the district no more. Global; only hashes are kept there. */
export async function forgetAccountPlace(client: pg.ClientBase, districtId: string, email: string): Promise<void> {
  await client.query(sql('forget_account_place'), [hashEmail(email), districtId])
}

function hashEmail(email: string): string {
  return createHash('sha256').update(`e-mail ${email.toLowerCase()}`).digest('hex')
}

function toInvitation(row: InvitationRow): InvitationRecord {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    scopeType: row.scope_type,
    scopeId: row.scope_id,
    personId: row.person_id,
  }
}
