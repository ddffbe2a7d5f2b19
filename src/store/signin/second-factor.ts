/** Second factors of accounts with a password, of people and of customers' administrators. In the district's transaction. */

import type pg from 'pg'
import type { AccountHolder } from './password.ts'
import { hashToken } from './session.ts'
import { sql } from '../sql.ts'

export interface StoredFactor {
  readonly sealed: string
  /** Null: shown, and not yet proven. */
  readonly confirmedAt: Date | null
  readonly codesLeft: number
}

/** One statement for those of a district, one for those above districts; both take the holder's two keys first. */
const STATEMENTS = {
  find: ['find_second_factor', 'find_customer_second_factor'],
  begin: ['begin_second_factor', 'begin_customer_second_factor'],
  step: ['use_second_factor_step', 'use_customer_second_factor_step'],
  confirm: ['confirm_second_factor', 'confirm_customer_second_factor'],
  saveCodes: ['save_recovery_codes', 'save_customer_recovery_codes'],
  useCode: ['use_recovery_code', 'use_customer_recovery_code'],
  remove: ['remove_second_factor', 'remove_customer_second_factor'],
} as const

function ask<Row extends object>(
  client: pg.ClientBase,
  holder: AccountHolder,
  { name, values = [] }: { readonly name: keyof typeof STATEMENTS; readonly values?: readonly unknown[] },
): Promise<pg.QueryResult<Row>> {
  const [ofPeople, ofCustomers] = STATEMENTS[name]
  return holder.personId === null
    ? client.query<Row>(sql(ofCustomers), [holder.customerId, holder.customerAdminId, ...values])
    : client.query<Row>(sql(ofPeople), [holder.districtId, holder.personId, ...values])
}

/** Where the secret of a second factor belongs. */
export function factorPlace(holder: AccountHolder): string {
  return holder.personId === null
    ? `customer/${holder.customerId}/administrator/${holder.customerAdminId}/second-factor`
    : `${holder.districtId}/person/${holder.personId}/second-factor`
}

export async function findFactor(client: pg.ClientBase, holder: AccountHolder): Promise<StoredFactor | null> {
  return (await ask<StoredFactor>(client, holder, { name: 'find' })).rows[0] ?? null
}

/** Keeps a secret that waits to be proven. False: there is one that is proven. */
export async function beginFactor(
  client: pg.ClientBase,
  holder: AccountHolder,
  given: { readonly sealed: string; readonly now: Date },
): Promise<boolean> {
  return (await ask(client, holder, { name: 'begin', values: [given.sealed, given.now] })).rowCount === 1
}

/** Uses a time step up; false: it, or a later one, was used. */
export async function useStep(client: pg.ClientBase, holder: AccountHolder, step: number): Promise<boolean> {
  return (await ask(client, holder, { name: 'step', values: [step] })).rowCount === 1
}

/** The secret is proven; `codes` replace it once each when the phone is lost. What is open is not due any more. */
export async function confirmFactor(
  client: pg.ClientBase,
  holder: AccountHolder,
  given: { readonly codes: readonly string[]; readonly now: Date },
): Promise<void> {
  await ask(client, holder, { name: 'confirm', values: [given.now] })
  await ask(client, holder, { name: 'saveCodes', values: [given.codes.map(hashToken)] })
  const { districtId, personId, customerId, customerAdminId } = holder
  await client.query(sql('clear_factor_due'), [districtId, personId, customerId, customerAdminId])
}

/** Uses a recovery code up; false: it is none, or used. */
export async function useRecoveryCode(
  client: pg.ClientBase,
  holder: AccountHolder,
  given: { readonly code: string; readonly now: Date },
): Promise<boolean> {
  return (await ask(client, holder, { name: 'useCode', values: [hashToken(given.code), given.now] })).rowCount === 1
}

/** False: there is none. */
export async function removeFactor(client: pg.ClientBase, holder: AccountHolder): Promise<boolean> {
  return (await ask(client, holder, { name: 'remove' })).rowCount === 1
}

/** Since when the account is there; null: it isn't. */
export async function findAccountSince(client: pg.ClientBase, holder: AccountHolder): Promise<Date | null> {
  const { rows } =
    holder.personId === null
      ? await client.query<{ since: Date }>(sql('find_customer_admin_since'), [
          holder.customerId,
          holder.customerAdminId,
        ])
      : await client.query<{ since: Date }>(sql('find_account_since'), [holder.districtId, holder.personId])
  return rows[0]?.since ?? null
}
