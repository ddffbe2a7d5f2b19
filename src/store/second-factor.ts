/** Second factors of people with a password. In the district's transaction. */

import type pg from 'pg'
import { hashToken } from './session.ts'
import { sql } from './sql.ts'

export interface FactorHolder {
  readonly districtId: string
  readonly personId: string
}

export interface StoredFactor {
  readonly sealed: string
  /** Null: shown, and not yet proven. */
  readonly confirmedAt: Date | null
  readonly codesLeft: number
}

/** Where the secret of a person's second factor belongs. */
export function factorPlace({ districtId, personId }: FactorHolder): string {
  return `${districtId}/person/${personId}/second-factor`
}

export async function findFactor(client: pg.ClientBase, holder: FactorHolder): Promise<StoredFactor | null> {
  const { rows } = await client.query<StoredFactor>(sql('find_second_factor'), [holder.districtId, holder.personId])
  return rows[0] ?? null
}

/** Keeps a secret that waits to be proven. False: there is one that is proven. */
export async function beginFactor(
  client: pg.ClientBase,
  holder: FactorHolder,
  given: { readonly sealed: string; readonly now: Date },
): Promise<boolean> {
  const values = [holder.districtId, holder.personId, given.sealed, given.now]
  return (await client.query(sql('begin_second_factor'), values)).rowCount === 1
}

/** Uses a time step up; false: it, or a later one, was used. */
export async function useStep(client: pg.ClientBase, holder: FactorHolder, step: number): Promise<boolean> {
  const { districtId, personId } = holder
  return (await client.query(sql('use_second_factor_step'), [districtId, personId, step])).rowCount === 1
}

/** The secret is proven; `codes` replace it once each when the phone is lost. */
export async function confirmFactor(
  client: pg.ClientBase,
  holder: FactorHolder,
  given: { readonly codes: readonly string[]; readonly now: Date },
): Promise<void> {
  const { districtId, personId } = holder
  await client.query(sql('confirm_second_factor'), [districtId, personId, given.now])
  await client.query(sql('save_recovery_codes'), [districtId, personId, given.codes.map(hashToken)])
}

/** Uses a recovery code up; false: it is none, or used. */
export async function useRecoveryCode(
  client: pg.ClientBase,
  holder: FactorHolder,
  given: { readonly code: string; readonly now: Date },
): Promise<boolean> {
  const values = [holder.districtId, holder.personId, hashToken(given.code), given.now]
  return (await client.query(sql('use_recovery_code'), values)).rowCount === 1
}

/** False: there is none. */
export async function removeFactor(client: pg.ClientBase, { districtId, personId }: FactorHolder): Promise<boolean> {
  return (await client.query(sql('remove_second_factor'), [districtId, personId])).rowCount === 1
}
