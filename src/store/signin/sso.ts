/** Single sign-on in the database: a district's provider, logins under way, who is who. In the district's transaction, but where it says so. */

import type pg from 'pg'
import type { SsoSettings } from '../../roster/single-sign-on.ts'
import type { Database } from '../database.ts'
import { hashToken } from './session.ts'
import { sql } from '../sql.ts'

export interface SsoProvider extends SsoSettings {
  readonly clientSecretSealed: string
  /** Another one with every change. */
  readonly version: string
  readonly changedAt: Date
}

interface ProviderRow {
  issuer: string
  client_id: string
  client_secret_sealed: string
  label: string
  claim: string
  field: SsoSettings['field']
  required_claim: string | null
  required_value: string | null
  is_on: boolean
  is_listed: boolean
  version: string
  changed_at: Date
}

/** Null: the district has none. */
export async function findSsoProvider(client: pg.ClientBase, districtId: string): Promise<SsoProvider | null> {
  const { rows } = await client.query<ProviderRow>(sql('find_sso_provider'), [districtId])
  const [row] = rows
  if (row === undefined) return null
  const { required_claim: name, required_value: value } = row
  return {
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecretSealed: row.client_secret_sealed,
    label: row.label,
    claim: row.claim,
    field: row.field,
    required: name === null || value === null ? null : { claim: name, value },
    isOn: row.is_on,
    isListed: row.is_listed,
    version: row.version,
    changedAt: row.changed_at,
  }
}

/** Where the client secret of a district belongs. */
export function ssoSecretPlace(districtId: string): string {
  return `${districtId}/sso/client-secret`
}

/**
 * Sets the district's provider. `isAnother`: what named people before names nobody now, and what it opened is over.
 * @param sealed null: the secret that is there stays
 */
export async function saveSsoProvider(
  client: pg.ClientBase,
  districtId: string,
  given: {
    readonly settings: SsoSettings
    readonly sealed: string | null
    readonly isAnother: boolean
    readonly now: Date
  },
): Promise<void> {
  const { settings, sealed, isAnother, now } = given
  const { issuer, clientId, label, claim, field, required, isOn, isListed } = settings
  const needed = [required?.claim ?? null, required?.value ?? null]
  const values = [districtId, issuer, clientId, sealed, label, claim, field, ...needed, isOn, now]
  await client.query(sql('save_sso_provider'), values)
  if (isOn && isListed) await client.query(sql('set_sso_listing'), [districtId, label])
  else await client.query(sql('remove_sso_listing'), [districtId])
  if (isAnother) await client.query(sql('forget_sso_links'), [districtId])
  if (isAnother || !isOn) await client.query(sql('end_sso_sessions'), [districtId, now])
}

/** Removes it, with everything that it said and opened. False: there is none. */
export async function removeSsoProvider(client: pg.ClientBase, districtId: string, now: Date): Promise<boolean> {
  await client.query(sql('remove_sso_listing'), [districtId])
  await client.query(sql('forget_sso_links'), [districtId])
  await client.query(sql('end_sso_sessions'), [districtId, now])
  return (await client.query(sql('remove_sso_provider'), [districtId])).rowCount === 1
}

export interface SsoOffer {
  readonly districtId: string
  readonly label: string
}

/** What the sign-in page offers to everybody. Global. */
export async function listSsoOffers(db: Database): Promise<readonly SsoOffer[]> {
  return (await db.pool.query<SsoOffer>(sql('list_sso_for_everybody'))).rows
}

export interface SsoLogin {
  readonly districtId: string
  /** Of the secret that the browser which began it holds. */
  readonly browserHash: string
  readonly version: string
}

/** Keeps a login that was begun. Global. */
export async function saveSsoLogin(
  db: Database,
  login: { readonly state: string; readonly browser: string; readonly now: Date; readonly expiresAt: Date } & Pick<
    SsoLogin,
    'districtId' | 'version'
  >,
): Promise<void> {
  const { state, browser, districtId, version, now, expiresAt } = login
  const values = [hashToken(state), hashToken(browser), districtId, version, now, expiresAt]
  await db.pool.query(sql('create_sso_login'), values)
}

/** Uses a login up; null: it is unknown, over or used. Global. */
export async function consumeSsoLogin(db: Database, state: string, now: Date): Promise<SsoLogin | null> {
  const { rows } = await db.pool.query<SsoLogin>(sql('consume_sso_login'), [hashToken(state), now])
  return rows[0] ?? null
}

/** What a provider calls somebody. */
export interface SsoSubject {
  readonly districtId: string
  readonly issuer: string
  readonly sub: string
}

/** Whom the subject is linked to; null: nobody yet. */
export async function findSsoLink(
  client: pg.ClientBase,
  { districtId, issuer, sub }: SsoSubject,
): Promise<string | null> {
  const { rows } = await client.query<{ personId: string }>(sql('find_sso_link'), [districtId, issuer, sub])
  return rows[0]?.personId ?? null
}

/** Links the subject, unless it is; returns whom it is linked to. */
export async function saveSsoLink(
  client: pg.ClientBase,
  { districtId, issuer, sub }: SsoSubject,
  link: { readonly personId: string; readonly now: Date },
): Promise<string> {
  const values = [districtId, issuer, sub, link.personId, link.now]
  const { rows } = await client.query<{ personId: string }>(sql('save_sso_link'), values)
  return rows[0]?.personId ?? link.personId
}
