/** LTI as a district's administrators see and set it: what serves their district, and nothing of another one. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { appendAudit } from '../audit/audit.ts'
import type { PrismaTransaction } from '../database.ts'
import type { DeploymentStatus, PersonIdField, PlatformProduct, RegistrationOrigin } from './lti.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface DistrictRegistration {
  readonly id: string
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly personIdField: PersonIdField
  readonly frameOrigins: readonly string[]
  readonly origin: RegistrationOrigin
  readonly product: PlatformProduct | null
  /** It may serve other districts, too: whoever runs the installation looks after it. */
  readonly isShared: boolean
  readonly deployments: readonly {
    readonly id: string
    readonly deploymentId: string
    readonly status: DeploymentStatus
    /** An administrator of the district has said that what it tells of people is to be believed. */
    readonly isConfirmed: boolean
  }[]
}

/** What serves the district, with its own deployments and those that wait for it alone. */
export function listDistrictLti(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
): Promise<readonly DistrictRegistration[]> {
  return query<DistrictRegistration>(tx, 'list_district_lti', [grant.principal.districtId])
}

/** A registration that serves the district; null: none of this id does. */
export async function findDistrictRegistration(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  registrationId: string,
): Promise<{ readonly id: string; readonly isAlone: boolean } | null> {
  const values = [grant.principal.districtId, registrationId]
  const [row] = await query<{ id: string; isAlone: boolean }>(tx, 'find_district_lti_registration', values)
  return row ?? null
}

export interface OpenLink {
  readonly id: string
  /** `taken`: a registration is under way by it, or broke off. */
  readonly state: 'open' | 'taken'
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** The links of the district that still open a registration, or are in use. */
export function listOpenLinks(
  tx: PrismaTransaction,
  grant: Grant<'manage:lti_registration'>,
  now: Date,
): Promise<readonly OpenLink[]> {
  return query<OpenLink>(tx, 'list_registration_links', [grant.principal.districtId, now])
}

/** Takes a link back. False: there is none of this id that could still be used. */
export async function revokeLink(
  tx: PrismaTransaction,
  grant: Grant<'manage:lti_registration'>,
  linkId: string,
): Promise<boolean> {
  const { districtId } = grant.principal
  const revoked = await query(tx, 'revoke_registration_link', [districtId, linkId])
  if (revoked.length === 0) return false
  await appendAudit(tx, districtId, { action: 'lti.link_revoke', object: `lti_registration_link:${linkId}` })
  return true
}

export interface PreflightRow {
  /** Of the deployment's row. */
  readonly deploymentId: string
  readonly checkedAt: Date
  /** As they lie in the database. */
  readonly findings: unknown
}

/** What the last check of each deployment found. */
export function listPreflights(
  tx: PrismaTransaction,
  grant: Grant<'view:preflight'>,
): Promise<readonly PreflightRow[]> {
  return query<PreflightRow>(tx, 'list_preflights', [grant.principal.districtId])
}

export interface NewRegistration {
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly frameOrigins: readonly string[]
  readonly product: PlatformProduct | null
}

/** Registers a platform for the district alone. Null: its issuer and client id are registered already. */
export async function addDistrictRegistration(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  given: NewRegistration,
): Promise<string | null> {
  const { districtId } = grant.principal
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl, frameOrigins, product } = given
  const place = [issuer, clientId, authUrl, tokenUrl, jwksUrl, [...frameOrigins]]
  const values = [...place, districtId, 'page', product, null]
  const [row] = await query<{ id: string }>(tx, 'create_lti_registration', values)
  if (row === undefined) return null
  await appendAudit(tx, districtId, { action: 'lti.register', object: `lti_registration:${row.id}` })
  return row.id
}

export type Confirmation = Grant<'confirm:lti_deployment'>

/**
 * Changes a registration that serves the district alone. False: there is none of this id. Where it changes how people are
 * found and whoever does it may not confirm that, somebody else has to.
 */
export async function changeDistrictRegistration(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  change: {
    readonly registrationId: string
    readonly personIdField: PersonIdField
    readonly frameOrigins: readonly string[]
    readonly confirmation: Confirmation | null
  },
): Promise<boolean> {
  const { districtId } = grant.principal
  const { registrationId, personIdField, frameOrigins, confirmation } = change
  const values = [districtId, registrationId, personIdField, [...frameOrigins]]
  const [changed] = await query<{ isFoundOtherwise: boolean }>(tx, 'update_lti_registration', values)
  if (changed === undefined) return false
  await appendAudit(tx, districtId, {
    action: 'lti.change',
    object: `lti_registration:${registrationId}`,
    detail: { personIdField, frameOrigins },
  })
  if (changed.isFoundOtherwise && confirmation === null) await doubt(tx, districtId, registrationId)
  return true
}

/** Who people are is found otherwise now: that has to be confirmed again. */
async function doubt(tx: PrismaTransaction, districtId: string, registrationId: string): Promise<void> {
  for (const { id } of await query<{ id: string }>(tx, 'doubt_lti_deployments', [districtId, registrationId]))
    await appendAudit(tx, districtId, { action: 'lti.doubt', object: `lti_deployment:${id}` })
}

/** Confirms that what a deployment tells of people is to be believed. False: it is so already, or none of the district's. */
export async function confirmDeployment(
  tx: PrismaTransaction,
  grant: Confirmation,
  deploymentId: string,
): Promise<boolean> {
  const { districtId } = grant.principal
  const confirmed = await query(tx, 'confirm_lti_deployment', [districtId, deploymentId, actorOf(grant.principal)])
  if (confirmed.length === 0) return false
  await appendAudit(tx, districtId, { action: 'lti.confirm', object: `lti_deployment:${deploymentId}` })
  return true
}

/** Whoever binds confirms with that, where they may. */
function confirmedBy(confirmation: Confirmation | null): string | null {
  return confirmation === null ? null : actorOf(confirmation.principal)
}

export interface DistrictDeployment {
  readonly id: string
  readonly registrationId: string
  readonly status: DeploymentStatus
}

/** A deployment that the district may see; null: none of this id. */
export async function findDistrictDeployment(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  deploymentId: string,
): Promise<DistrictDeployment | null> {
  const values = [grant.principal.districtId, deploymentId]
  const [row] = await query<DistrictDeployment>(tx, 'find_district_lti_deployment', values)
  return row ?? null
}

/** Binds one that waits, of a registration that serves the district alone. False: somebody has decided meanwhile. */
export async function bindPending(
  tx: PrismaTransaction,
  grant: Grant<'bind:lti_deployment'>,
  { deploymentId, confirmation }: { readonly deploymentId: string; readonly confirmation: Confirmation | null },
): Promise<boolean> {
  const { districtId } = grant.principal
  const values = [districtId, deploymentId, confirmedBy(confirmation)]
  const bound = await query(tx, 'bind_pending_lti_deployment', values)
  if (bound.length === 0) return false
  await appendAudit(tx, districtId, { action: 'lti.bind', object: `lti_deployment:${deploymentId}` })
  return true
}

/**
 * Binds a deployment by the id that the platform shows, known here or not; the registration serves the district alone.
 * False: it is none of the district's.
 */
export async function bindNamed(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  named: {
    readonly registrationId: string
    readonly deploymentId: string
    readonly confirmation: Confirmation | null
  },
): Promise<boolean> {
  const { districtId } = grant.principal
  const values = [named.registrationId, named.deploymentId, districtId, confirmedBy(named.confirmation)]
  const [row] = await query<{ id: bigint; district_id: string | null }>(tx, 'bind_lti_deployment', values)
  if (row?.district_id !== districtId) return false
  await appendAudit(tx, districtId, { action: 'lti.bind', object: `lti_deployment:${row.id}` })
  return true
}

/**
 * Switches a deployment of the district on or off. Off, nobody launches by it, and where it was the registration's last
 * one of the district whoever came by it is signed out. False: it stands so already.
 */
export async function switchDeployment(
  tx: PrismaTransaction,
  grant: Grant<'bind:lti_deployment'>,
  { deploymentId, isOn, now }: { readonly deploymentId: string; readonly isOn: boolean; readonly now: Date },
): Promise<boolean> {
  const { districtId } = grant.principal
  const values = [districtId, deploymentId, isOn ? 'active' : 'inactive']
  const [row] = await query<{ registrationId: string }>(tx, 'switch_lti_deployment', values)
  if (row === undefined) return false
  await tx.$executeRawUnsafe(sql('revoke_registration_sessions'), districtId, row.registrationId, now)
  await appendAudit(tx, districtId, {
    action: isOn ? 'lti.switch_on' : 'lti.switch_off',
    object: `lti_deployment:${deploymentId}`,
  })
  return true
}
