/** Passwords of accounts and the links by which they are set anew. In the district's transaction, but where it says so. */

import type pg from 'pg'
import type { Database } from '../database.ts'
import { hashToken } from './session.ts'
import { sql } from '../sql.ts'

/** Whose an account is: a person of the district, or an administrator of its customer. */
export type AccountHolder =
  | {
      readonly districtId: string
      readonly personId: string
      readonly customerId: null
      readonly customerAdminId: null
    }
  | {
      readonly districtId: string
      readonly personId: null
      readonly customerId: string
      readonly customerAdminId: string
    }

export interface StoredPassword {
  readonly hash: string
  readonly email: string
  readonly districtName: string
  /** What others know of the holder; part of no password. */
  readonly names: readonly string[]
}

/** Null: there is none, or its holder may not sign in. */
export async function findPassword(client: pg.ClientBase, holder: AccountHolder): Promise<StoredPassword | null> {
  const { rows } = await client.query<{ password_hash: string; email: string; district_name: string; names: string[] }>(
    holder.personId === null
      ? { text: sql('find_customer_password'), values: [holder.customerId, holder.customerAdminId, holder.districtId] }
      : { text: sql('find_password'), values: [holder.districtId, holder.personId] },
  )
  const [row] = rows
  if (row === undefined) return null
  return { hash: row.password_hash, email: row.email, districtName: row.district_name, names: row.names }
}

/** Sets the password and ends what its holder has open, but for the session of `keptToken`. */
export async function changePassword(
  client: pg.ClientBase,
  holder: AccountHolder,
  change: { readonly hash: string; readonly now: Date; readonly keptToken: string | null },
): Promise<void> {
  const { hash, now, keptToken } = change
  const kept = keptToken === null ? null : hashToken(keptToken)
  if (holder.personId === null) {
    const { customerId, customerAdminId } = holder
    await client.query(sql('change_customer_password'), [customerId, customerAdminId, hash])
    await client.query(sql('end_sessions_of_customer_admin'), [customerId, customerAdminId, now, kept])
    return
  }
  const { districtId, personId } = holder
  await client.query(sql('change_password'), [districtId, personId, hash, now])
  await client.query(sql('end_sessions_of_person'), [districtId, personId, now, kept])
}

/** Ends everything that the holder of an account has open. */
export async function endSessionsOf(client: pg.ClientBase, holder: AccountHolder, now: Date): Promise<void> {
  const { districtId, personId, customerId, customerAdminId } = holder
  if (personId === null)
    await client.query(sql('end_sessions_of_customer_admin'), [customerId, customerAdminId, now, null])
  else await client.query(sql('end_sessions_of_person'), [districtId, personId, now, null])
}

/** Keeps a link under its token's hash. */
export async function savePasswordReset(
  client: pg.ClientBase,
  holder: AccountHolder,
  link: { readonly token: string; readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  const { token, now, expiresAt } = link
  const times = [now, expiresAt]
  if (holder.personId === null)
    await client.query(sql('create_customer_password_reset'), [
      holder.customerId,
      hashToken(token),
      holder.customerAdminId,
      ...times,
    ])
  else
    await client.query(sql('create_password_reset'), [holder.districtId, hashToken(token), holder.personId, ...times])
}

/** Where a link belongs, as its token says. */
export type ResetPlace =
  | { readonly districtId: string; readonly customerId: null }
  /** The district is the customer's first. */
  | { readonly districtId: string; readonly customerId: string }

/** Whose an open link is; null: it is unknown, expired or used. `use`: it is used up, with every other of its holder. */
export async function findResetHolder(
  client: pg.ClientBase,
  { districtId, customerId }: ResetPlace,
  asked: { readonly token: string; readonly now: Date; readonly use: boolean },
): Promise<AccountHolder | null> {
  const { token, now, use } = asked
  const ofCustomer = use ? 'consume_customer_password_reset' : 'find_customer_password_reset'
  const ofDistrict = use ? 'consume_password_reset' : 'find_password_reset'
  const values = [customerId ?? districtId, hashToken(token), now]
  const statement = sql(customerId === null ? ofDistrict : ofCustomer)
  const { rows } = await client.query<{ holder: string }>(statement, values)
  const [row] = rows
  if (row === undefined) return null
  return customerId === null
    ? { districtId, personId: row.holder, customerId: null, customerAdminId: null }
    : { districtId, personId: null, customerId, customerAdminId: row.holder }
}

/** The customer's first district, or null. Global. */
export async function findDistrictOfCustomer(db: Database, customerId: string): Promise<string | null> {
  const { rows } = await db.pool.query<{ id: string | null }>(sql('find_district_of_customer'), [customerId])
  return rows[0]?.id ?? null
}
