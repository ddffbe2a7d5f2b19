/** LTI in the database: registrations, deployments, logins under way, our signing keys. All global tables. */

import { globally } from './database.ts'
import type { Database } from './database.ts'
import { sql } from './sql.ts'

export type PersonIdField = 'sourcedId' | 'identifier' | 'userIds'

export interface RegistrationInput {
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly personIdField: PersonIdField
  readonly frameOrigins: readonly string[]
}

export interface RegistrationRecord extends RegistrationInput {
  readonly id: string
}

export type DeploymentStatus = 'pending' | 'active' | 'inactive'

export interface DeploymentRecord {
  readonly id: string
  readonly deploymentId: string
  readonly districtId: string | null
  readonly status: DeploymentStatus
}

export interface RegistrationWithDeployments extends RegistrationRecord {
  readonly deployments: readonly DeploymentRecord[]
}

export interface LoginRecord {
  readonly stateHash: string
  readonly nonceHash: string
  readonly browserHash: string
  readonly registrationId: string
  readonly targetLinkUri: string
  readonly loginHint: string
  readonly messageHint: string | null
  readonly deploymentHint: string | null
  readonly expiresAt: Date
}

export interface KeyRecord {
  readonly kid: string
  readonly status: 'next' | 'active' | 'retired'
  readonly publicJwk: Readonly<Record<string, unknown>>
  readonly privateSealed: string
  readonly retiredAt: Date | null
}

interface RegistrationRow {
  id: string
  issuer: string
  client_id: string
  auth_url: string
  token_url: string
  jwks_url: string
  person_id_field: PersonIdField
  frame_origins: string[]
}

/** Registers a platform, or brings the registration of the same issuer and client id up to date. Returns its id. */
export async function saveRegistration(db: Database, input: RegistrationInput): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(sql('upsert_lti_registration'), [
    input.issuer,
    input.clientId,
    input.authUrl,
    input.tokenUrl,
    input.jwksUrl,
    input.personIdField,
    input.frameOrigins,
  ])
  return theOnly(rows).id
}

/** Binds a deployment to the district (null: announces it, pending). The answer shows where it stood already. */
export async function bindDeployment(
  db: Database,
  binding: { readonly registrationId: string; readonly deploymentId: string; readonly districtId: string | null },
): Promise<{ readonly districtId: string | null; readonly status: DeploymentStatus }> {
  const { rows } = await db.pool.query<{ district_id: string | null; status: DeploymentStatus }>(
    sql('bind_lti_deployment'),
    [binding.registrationId, binding.deploymentId, binding.districtId],
  )
  const { district_id: districtId, status } = theOnly(rows)
  return { districtId, status }
}

/** Every registration with its deployments, in the order in which they were made. */
export async function listRegistrations(db: Database): Promise<readonly RegistrationWithDeployments[]> {
  const { rows } = await db.pool.query<RegistrationRow & { deployments: DeploymentRecord[] }>(
    sql('list_lti_registrations'),
  )
  return rows.map(toListed)
}

export async function findRegistrations(db: Database, issuer: string): Promise<readonly RegistrationRecord[]> {
  const { rows } = await db.pool.query<RegistrationRow>(sql('find_lti_registrations'), [issuer])
  return rows.map(toRegistration)
}

export async function findRegistration(db: Database, id: string): Promise<RegistrationRecord | null> {
  const { rows } = await db.pool.query<RegistrationRow>(sql('find_lti_registration'), [id])
  return rows[0] === undefined ? null : toRegistration(rows[0])
}

export async function findDeployment(
  db: Database,
  registrationId: string,
  deploymentId: string,
): Promise<DeploymentRecord | null> {
  const { rows } = await db.pool.query<{ id: string; district_id: string | null; status: DeploymentStatus }>(
    sql('find_lti_deployment'),
    [registrationId, deploymentId],
  )
  const [row] = rows
  return row === undefined ? null : { id: row.id, deploymentId, districtId: row.district_id, status: row.status }
}

/** Remembers a deployment as pending; at most 200 wait per registration. */
export async function noteDeployment(db: Database, registrationId: string, deploymentId: string): Promise<void> {
  await db.pool.query(sql('note_lti_deployment'), [registrationId, deploymentId])
}

export async function saveLogin(db: Database, login: LoginRecord): Promise<void> {
  await db.pool.query(sql('create_lti_login'), [
    login.stateHash,
    login.nonceHash,
    login.browserHash,
    login.registrationId,
    login.targetLinkUri,
    login.loginHint,
    login.messageHint,
    login.deploymentHint,
    login.expiresAt,
  ])
}

interface LoginRow {
  state_hash: string
  nonce_hash: string
  browser_hash: string
  registration_id: string
  target_link_uri: string
  login_hint: string
  message_hint: string | null
  deployment_hint: string | null
  expires_at: Date
  consumed: boolean
}

export async function findLogin(
  db: Database,
  stateHash: string,
): Promise<(LoginRecord & { readonly consumed: boolean }) | null> {
  const { rows } = await db.pool.query<LoginRow>(sql('find_lti_login'), [stateHash])
  const [row] = rows
  if (row === undefined) return null
  return {
    stateHash: row.state_hash,
    nonceHash: row.nonce_hash,
    browserHash: row.browser_hash,
    registrationId: row.registration_id,
    targetLinkUri: row.target_link_uri,
    loginHint: row.login_hint,
    messageHint: row.message_hint,
    deploymentHint: row.deployment_hint,
    expiresAt: row.expires_at,
    consumed: row.consumed,
  }
}

/** Uses the login up; true for exactly one caller. */
export async function consumeLogin(db: Database, stateHash: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(sql('consume_lti_login'), [stateHash, now])
  return rowCount === 1
}

interface KeyRow {
  kid: string
  status: KeyRecord['status']
  public_jwk: Record<string, unknown>
  private_sealed: string
  retired_at: Date | null
}

/** All keys, oldest first. */
export async function listKeys(db: Database): Promise<readonly KeyRecord[]> {
  const { rows } = await db.pool.query<KeyRow>(sql('list_lti_keys'))
  return rows.map((row) => ({
    kid: row.kid,
    status: row.status,
    publicJwk: row.public_jwk,
    privateSealed: row.private_sealed,
    retiredAt: row.retired_at,
  }))
}

/** Keeps a new key; false where another process was faster with one of this status. */
export async function saveKey(db: Database, key: Omit<KeyRecord, 'retiredAt'>, now: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(sql('create_lti_key'), [
    key.kid,
    key.status,
    JSON.stringify(key.publicJwk),
    key.privateSealed,
    now,
  ])
  return rowCount === 1
}

/**
 * The next key signs from now on, the one before stays published. Nothing changes where no next key waits.
 * @returns whether the keys moved
 */
export function advanceKeys(db: Database, now: Date): Promise<boolean> {
  return globally(db, async (client) => {
    await client.query(sql('retire_active_lti_key'), [now])
    const { rowCount } = await client.query(sql('activate_next_lti_key'), [now])
    return rowCount === 1
  })
}

function toListed(row: RegistrationRow & { deployments: DeploymentRecord[] }): RegistrationWithDeployments {
  return { ...toRegistration(row), deployments: row.deployments }
}

function toRegistration(row: RegistrationRow): RegistrationRecord {
  return {
    id: row.id,
    issuer: row.issuer,
    clientId: row.client_id,
    authUrl: row.auth_url,
    tokenUrl: row.token_url,
    jwksUrl: row.jwks_url,
    personIdField: row.person_id_field,
    frameOrigins: row.frame_origins,
  }
}

/** The row of a statement that always returns one. */
function theOnly<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('A statement that always returns a row returned none.')
  return row
}
