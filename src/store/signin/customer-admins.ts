/** A customer's administrators one by one: who they are, letting none or one of them in, and the log of each district. */

import type pg from 'pg'
import type { AuditEntry } from '../audit/audit.ts'
import { goToDistrict } from '../database.ts'
import { sql } from '../sql.ts'
import { appendSignInAudit } from './sign-in-audit.ts'

export interface CustomerAdmin {
  readonly id: string
  readonly email: string
  /** Null: they have not come yet. */
  readonly name: string | null
  readonly status: 'invited' | 'active' | 'suspended' | 'removed'
  /** When they were invited first. */
  readonly since: Date
  readonly hasSecondFactor: boolean
}

/** Those of a customer, those who were removed last. Global. */
export async function listCustomerAdmins(client: pg.ClientBase, customerId: string): Promise<readonly CustomerAdmin[]> {
  return (await client.query<CustomerAdmin>(sql('list_customer_admins'), [customerId])).rows
}

/** From here to the end of the transaction nobody else changes who administers the customer; false: there is none. */
export async function lockCustomer(client: pg.ClientBase, customerId: string): Promise<boolean> {
  return (await client.query(sql('lock_customer'), [customerId])).rowCount === 1
}

/** Writes it into the log of every district of the customer, in the same transaction. */
export async function appendCustomerAudit(
  client: pg.ClientBase,
  by: { readonly customerId: string; readonly actor: string },
  entry: AuditEntry,
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(sql('list_customer_districts'), [by.customerId])
  for (const { id: districtId } of rows) {
    await goToDistrict(client, { districtId, actor: by.actor })
    await appendSignInAudit(client, districtId, entry)
  }
}

/** What may become of whom. */
const STEPS = {
  suspend: { from: ['active'], to: 'suspended' },
  activate: { from: ['suspended'], to: 'active' },
  remove: { from: ['invited', 'active', 'suspended'], to: 'removed' },
} as const
export type CustomerAdminStep = keyof typeof STEPS

/**
 * Lets one of them in no more, or again. What they have open ends with the next request, and links to a password open
 * nothing; whoever is removed has no second factor any more either. Under the customer's lock.
 * @returns false where they are not what the step begins with
 */
export async function changeCustomerAdmin(
  client: pg.ClientBase,
  admin: { readonly customerId: string; readonly id: string },
  change: { readonly step: CustomerAdminStep; readonly actor: string; readonly now: Date },
): Promise<boolean> {
  const { customerId, id } = admin
  const { step, actor, now } = change
  const { from, to } = STEPS[step]
  const changed = await client.query(sql('set_customer_admin_status'), [customerId, id, from, to])
  if (changed.rowCount !== 1) return false
  if (step !== 'activate') {
    await client.query(sql('end_sessions_of_customer_admin'), [customerId, id, now, null])
    await client.query(sql('end_ways_in_of_customer_admin'), [customerId, id, now])
  }
  if (step === 'remove') await client.query(sql('remove_customer_second_factor'), [customerId, id])
  const entry = { action: `customer_admin.${step}`, object: `customer_admin:${id}`, detail: {} }
  await appendCustomerAudit(client, { customerId, actor }, entry)
  return true
}
