/** Invitations and accounts of a customer's administrators, who stand above districts: global tables. */

import type pg from 'pg'
import { hashToken } from './session.ts'
import { sql } from '../sql.ts'

/** Invites an administrator of the customer; false where there is an active account of this address already. */
export async function inviteCustomerAdmin(
  client: pg.ClientBase,
  token: string,
  invitation: { readonly customerId: string; readonly email: string; readonly expiresAt: Date },
): Promise<boolean> {
  const { customerId, email, expiresAt } = invitation
  const { rows } = await client.query<{ id: string; status: string }>(sql('invite_customer_admin'), [customerId, email])
  const [admin] = rows
  if (admin?.status !== 'invited') return false
  await client.query(sql('create_customer_invitation'), [customerId, admin.id, hashToken(token), expiresAt])
  return true
}

export interface CustomerInvitation {
  readonly email: string
  readonly expiresAt: Date
}

/** An open invitation, for the page that shows what it is for. */
export async function findCustomerInvitation(
  client: pg.ClientBase,
  key: { readonly customerId: string; readonly token: string },
  now: Date,
): Promise<CustomerInvitation | null> {
  const { rows } = await client.query<{ email: string; expires_at: Date }>(sql('find_customer_invitation'), [
    key.customerId,
    hashToken(key.token),
    now,
  ])
  const [row] = rows
  return row === undefined ? null : { email: row.email, expiresAt: row.expires_at }
}

export interface ActivatedCustomerAdmin {
  readonly id: string
  /** The customer's first district; null: it has none yet. */
  readonly districtId: string | null
}

/** Uses the invitation up and opens the account; null where the invitation is unknown, expired or used. */
export async function acceptCustomerInvitation(
  client: pg.ClientBase,
  key: { readonly customerId: string; readonly token: string },
  account: { readonly name: string; readonly passwordHash: string; readonly now: Date },
): Promise<ActivatedCustomerAdmin | null> {
  const consumed = await client.query<{ customer_admin_id: string }>(sql('consume_customer_invitation'), [
    key.customerId,
    hashToken(key.token),
    account.now,
  ])
  const id = consumed.rows[0]?.customer_admin_id
  if (id === undefined) return null
  const { rows } = await client.query<{ id: string; district_id: string | null }>(sql('activate_customer_admin'), [
    key.customerId,
    id,
    account.name,
    account.passwordHash,
  ])
  return rows[0] === undefined ? null : { id: rows[0].id, districtId: rows[0].district_id }
}
