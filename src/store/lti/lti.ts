/** LTI in the database: registrations and their deployments. Global tables. */

import type pg from 'pg'
import type { Database } from '../database.ts'
import { named, sql } from '../sql.ts'

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

/** How a registration came to be. */
export type RegistrationOrigin = 'command' | 'page' | 'dynamic'
/** What a platform says it is: for words, never for rights. */
export type PlatformProduct = 'canvas' | 'schoology' | 'moodle'

export interface RegistrationRecord extends RegistrationInput {
  readonly id: string
  /** The one district that it serves; null: it may serve several. */
  readonly onlyDistrictId: string | null
  readonly origin: RegistrationOrigin
  readonly product: PlatformProduct | null
  /** What a service token is asked for; null: the token address. */
  readonly tokenAudience: string | null
}

export type DeploymentStatus = 'pending' | 'active' | 'inactive'

export interface DeploymentRecord {
  readonly id: string
  readonly deploymentId: string
  readonly districtId: string | null
  readonly status: DeploymentStatus
  /** An administrator of the district, or whoever runs the installation, stands by what it says of people. */
  readonly isConfirmed: boolean
}

export interface RegistrationWithDeployments extends RegistrationRecord {
  readonly deployments: readonly DeploymentRecord[]
}

/** A registration's columns, as {@link toRegistration} reads them. */
export interface RegistrationRow {
  id: string
  issuer: string
  client_id: string
  auth_url: string
  token_url: string
  jwks_url: string
  person_id_field: PersonIdField
  frame_origins: string[]
  only_district_id: string | null
  origin: RegistrationOrigin
  product: PlatformProduct | null
  token_audience: string | null
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

export interface Binding {
  readonly registrationId: string
  readonly deploymentId: string
  readonly districtId: string | null
  /** Who confirms it with that; null: nobody who may. */
  readonly confirmedBy: string | null
}

/**
 * Binds a deployment to the district (null: announces it, pending). The answer shows where it stood already; null: the
 * registration serves another district alone.
 */
export async function bindDeployment(
  client: pg.Pool | pg.ClientBase,
  binding: Binding,
): Promise<{ readonly districtId: string | null; readonly status: DeploymentStatus } | null> {
  const { rows } = await client.query<{ district_id: string | null; status: DeploymentStatus }>(
    sql('bind_lti_deployment'),
    [binding.registrationId, binding.deploymentId, binding.districtId, binding.confirmedBy],
  )
  const [row] = rows
  return row === undefined ? null : { districtId: row.district_id, status: row.status }
}

/**
 * Gives a registration to one district, or to whoever runs the installation (null). False: there is none of this id, or
 * another district has a deployment of it.
 */
export async function setOnlyDistrict(
  client: pg.ClientBase,
  registrationId: string,
  districtId: string | null,
): Promise<boolean> {
  const { rowCount } = await client.query(sql('set_lti_only_district'), [registrationId, districtId])
  return rowCount === 1
}

/** Every registration with its deployments, in the order in which they were made. */
export async function listRegistrations(db: Database): Promise<readonly RegistrationWithDeployments[]> {
  const { rows } = await db.pool.query<RegistrationRow & { deployments: DeploymentRecord[] }>(
    sql('list_lti_registrations'),
  )
  return rows.map(toListed)
}

/** The registrations of each issuer, in a stable order. */
export async function findRegistrations(
  db: Database,
  issuers: readonly string[],
): Promise<readonly (readonly RegistrationRecord[])[]> {
  const { rows } = await db.pool.query<RegistrationRow>(named('find_lti_registrations', [[...new Set(issuers)]]))
  const found = rows.map(toRegistration)
  return issuers.map((asked) => found.filter(({ issuer }) => issuer === asked))
}

/** One registration by its number, or null. */
export async function findRegistration(db: Database, id: string): Promise<RegistrationRecord | null> {
  const { rows } = await db.pool.query<RegistrationRow>(sql('find_lti_registration'), [id])
  return rows[0] === undefined ? null : toRegistration(rows[0])
}

/** Remembers a deployment as pending; at most 200 wait per registration. */
export async function noteDeployment(db: Database, registrationId: string, deploymentId: string): Promise<void> {
  await db.pool.query(sql('note_lti_deployment'), [registrationId, deploymentId])
}

/** Writes down what a command or a platform did about LTI. In the district's transaction. */
export async function auditLti(
  client: pg.ClientBase,
  districtId: string,
  entry: { readonly action: string; readonly object: string; readonly detail?: Readonly<Record<string, string>> },
): Promise<void> {
  await client.query(sql('append_audit_entry'), [districtId, entry.action, entry.object, entry.detail ?? {}])
}

/** Changes what is given; whoever runs the installation may, of every registration. False: there is none of this id. */
export async function changeRegistration(
  client: pg.ClientBase,
  registrationId: string,
  change: { readonly personIdField: PersonIdField | null; readonly frameOrigins: readonly string[] | null },
): Promise<boolean> {
  const values = [registrationId, change.personIdField, change.frameOrigins]
  const { rowCount } = await client.query(sql('set_lti_registration'), values)
  return rowCount === 1
}

/**
 * Switches a deployment of a district on or off; off, nobody launches by it, and whoever came by a registration that
 * has none left is signed out. In the district's transaction. False: it stands so already.
 */
export async function switchDeploymentOf(
  client: pg.ClientBase,
  districtId: string,
  { deploymentRow, isOn, now }: { readonly deploymentRow: string; readonly isOn: boolean; readonly now: Date },
): Promise<boolean> {
  const values = [districtId, deploymentRow, isOn ? 'active' : 'inactive']
  const { rows } = await client.query<{ registrationId: string }>(sql('switch_lti_deployment'), values)
  const [row] = rows
  if (row === undefined) return false
  await client.query(sql('revoke_registration_sessions'), [districtId, row.registrationId, now])
  await auditLti(client, districtId, {
    action: isOn ? 'lti.switch_on' : 'lti.switch_off',
    object: `lti_deployment:${deploymentRow}`,
  })
  return true
}

function toListed(row: RegistrationRow & { deployments: DeploymentRecord[] }): RegistrationWithDeployments {
  return { ...toRegistration(row), deployments: row.deployments }
}

export function toRegistration(row: RegistrationRow): RegistrationRecord {
  return {
    id: row.id,
    issuer: row.issuer,
    clientId: row.client_id,
    authUrl: row.auth_url,
    tokenUrl: row.token_url,
    jwksUrl: row.jwks_url,
    personIdField: row.person_id_field,
    frameOrigins: row.frame_origins,
    onlyDistrictId: row.only_district_id,
    origin: row.origin,
    product: row.product,
    tokenAudience: row.token_audience,
  }
}

/** The row of a statement that always returns one. */
function theOnly<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('A statement that always returns a row returned none.')
  return row
}
