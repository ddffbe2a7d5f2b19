/** Logins under way, in the database: begun, looked up and used up, many at a time. A global table. */

import type { Database } from '../database.ts'
import { toRegistration } from './lti.ts'
import type { DeploymentRecord, DeploymentStatus, RegistrationRecord, RegistrationRow } from './lti.ts'
import { named } from '../sql.ts'

export interface LoginRecord {
  readonly stateHash: string
  readonly nonceHash: string
  readonly browserHash: string
  readonly registrationId: string
  readonly targetLinkUri: string
  readonly loginHint: string
  readonly messageHint: string | null
  readonly deploymentHint: string | null
  readonly storageTarget: string | null
  readonly expiresAt: Date
}

export type StoredLoginRecord = LoginRecord & { readonly consumed: boolean; readonly registration: RegistrationRecord }

/** Keeps logins that were begun; answers nothing of them. */
export async function saveLogins(db: Database, logins: readonly LoginRecord[]): Promise<readonly undefined[]> {
  await db.pool.query(named('create_lti_logins', [JSON.stringify(logins)]))
  return logins.map(() => undefined)
}

interface LoginRow extends RegistrationRow {
  state_hash: string
  nonce_hash: string
  browser_hash: string
  registration_id: string
  target_link_uri: string
  login_hint: string
  message_hint: string | null
  deployment_hint: string | null
  storage_target: string | null
  expires_at: Date
  consumed: boolean
}

/** Each login with its registration, in the order asked; null where there is none. */
export async function findLogins(
  db: Database,
  stateHashes: readonly string[],
): Promise<readonly (StoredLoginRecord | null)[]> {
  const { rows } = await db.pool.query<LoginRow>(named('find_lti_logins', [stateHashes]))
  const found = new Map(rows.map((row) => [row.state_hash, toLogin(row)]))
  return stateHashes.map((stateHash) => found.get(stateHash) ?? null)
}

function toLogin(row: LoginRow): StoredLoginRecord {
  return {
    stateHash: row.state_hash,
    nonceHash: row.nonce_hash,
    browserHash: row.browser_hash,
    registrationId: row.registration_id,
    targetLinkUri: row.target_link_uri,
    loginHint: row.login_hint,
    messageHint: row.message_hint,
    deploymentHint: row.deployment_hint,
    storageTarget: row.storage_target,
    expiresAt: row.expires_at,
    consumed: row.consumed,
    registration: toRegistration(row),
  }
}

export interface LoginUse {
  readonly stateHash: string
  readonly deploymentId: string
  readonly now: Date
}

/** Null where the registration has no deployment of this name. */
export interface UsedLogin {
  readonly deployment: DeploymentRecord | null
}

interface UsedRow {
  at: number
  id: string | null
  district_id: string | null
  status: DeploymentStatus | null
  confirmed: boolean
}

/**
 * Uses logins up, each for exactly one caller, of this call or any other: null for all others. The deployment of that
 * name comes along, if there is one.
 */
export async function consumeLogins(db: Database, uses: readonly LoginUse[]): Promise<readonly (UsedLogin | null)[]> {
  const values = [
    uses.map(({ stateHash }) => stateHash),
    uses.map(({ deploymentId }) => deploymentId),
    uses.map(({ now }) => now),
  ]
  const { rows } = await db.pool.query<UsedRow>(named('consume_lti_logins', values))
  const used = new Map(rows.map((row) => [row.at, row]))
  return uses.map(({ deploymentId }, at) => {
    // The statement counts from one.
    const row = used.get(at + 1)
    if (row === undefined) return null
    const { id, district_id: districtId, status, confirmed: isConfirmed } = row
    return { deployment: id === null || status === null ? null : { id, deploymentId, districtId, status, isConfirmed } }
  })
}
