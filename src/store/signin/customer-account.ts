/** Invitations and accounts of a customer's administrators, who stand above districts: global tables. */

import type pg from 'pg'
import { appendCustomerAudit, lockCustomer } from './customer-admins.ts'
import { hashToken } from './session.ts'
import { sql } from '../sql.ts'

export type CustomerInviting = 'invited' | 'has_account' | 'suspended' | 'customer_unknown'

/** Invites an administrator of the customer, with an entry in the log of each of its districts. */
export async function inviteCustomerAdmin(
  client: pg.ClientBase,
  token: string,
  invitation: { readonly customerId: string; readonly email: string; readonly expiresAt: Date; readonly by: string },
): Promise<CustomerInviting> {
  const { customerId, email, expiresAt, by } = invitation
  if (!(await lockCustomer(client, customerId))) return 'customer_unknown'
  const { rows } = await client.query<{ id: string; status: string }>(sql('invite_customer_admin'), [customerId, email])
  const [admin] = rows
  if (admin?.status !== 'invited') return admin?.status === 'suspended' ? 'suspended' : 'has_account'
  await client.query(sql('create_customer_invitation'), [customerId, admin.id, hashToken(token), expiresAt])
  const entry = { action: 'customer_admin.invite', object: `customer_admin:${admin.id}` }
  await appendCustomerAudit(client, { customerId, actor: by }, entry)
  return 'invited'
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
  const [admin] = rows
  if (admin === undefined) return null
  const name = `customer_admin:${admin.id}`
  const by = { customerId: key.customerId, actor: name }
  await appendCustomerAudit(client, by, { action: 'customer_admin.join', object: name })
  return { id: admin.id, districtId: admin.district_id }
}
