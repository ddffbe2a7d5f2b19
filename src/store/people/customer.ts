/** Customers: how they read the chart of staff permissions, and their districts. Global tables. */

import type pg from 'pg'
import type { Database } from '../database.ts'
import { appendCustomerAudit } from '../signin/customer-admins.ts'
import { hashToken } from '../signin/session.ts'
import { sql } from '../sql.ts'

export interface Customer {
  readonly id: string
  readonly name: string
  /** Its administrators have only what the chart ticks for them. */
  readonly readsChartStrictly: boolean
  readonly districts: readonly string[]
}

/** The customer, or null where there is none of that id. */
export async function findCustomer(client: pg.ClientBase, id: string): Promise<Customer | null> {
  const { rows } = await client.query<Customer>(sql('find_customer'), [id])
  return rows[0] ?? null
}

/** Says how it reads the chart, with an entry in the log of each of its districts. */
export async function setCustomerReading(
  client: pg.ClientBase,
  id: string,
  { isStrict, by }: { readonly isStrict: boolean; readonly by: string },
): Promise<void> {
  await client.query(sql('set_customer_reading'), [id, isStrict])
  const entry = { action: 'customer.chart', object: `customer:${id}`, detail: { chart: isStrict ? 'strict' : 'wide' } }
  await appendCustomerAudit(client, { customerId: id, actor: by }, entry)
}

/** How the district's customer reads the chart; null: it has no customer. */
export async function readCustomerReading(
  client: pg.ClientBase,
  districtId: string,
): Promise<'wide' | 'strict' | null> {
  const { rows } = await client.query<Pick<Customer, 'readsChartStrictly'>>(sql('read_customer_reading'), [districtId])
  const [customer] = rows
  if (customer === undefined) return null
  return customer.readsChartStrictly ? 'strict' : 'wide'
}

export interface CustomerDistrict {
  readonly id: string
  readonly name: string
}

/** The districts of a customer, by name. */
export async function listCustomerDistricts(db: Database, customerId: string): Promise<readonly CustomerDistrict[]> {
  const { rows } = await db.pool.query<CustomerDistrict>(sql('list_customer_districts'), [customerId])
  return rows
}

/** Takes a session of a customer's administrator into another district of the customer; false where it is none. */
export async function enterDistrict(db: Database, token: string, districtId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(sql('enter_district'), [hashToken(token), districtId, now])
  return rowCount === 1
}
