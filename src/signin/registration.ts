/** Registering platforms by hand, and listing them. */

import { Failure } from '../roster/failure.ts'
import type { Database } from '../store/database.ts'
import { globally } from '../store/database.ts'
import { findDistrict } from '../store/district.ts'
import { bindDeployment, listRegistrations as listRecords, saveRegistration } from '../store/lti.ts'
import type { PersonIdField, RegistrationWithDeployments } from '../store/lti.ts'

export interface PlatformRegistration {
  readonly issuer: string
  readonly clientId: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly personIdField?: PersonIdField
  /** Origins that may frame the tool, where they are others than those of the issuer and the authorisation URL. */
  readonly frameOrigins?: readonly string[]
  readonly deploymentId?: string
  /** Binds the deployment; without it the deployment waits as pending. */
  readonly districtId?: string
}

export interface RegistrationSettings {
  readonly db: Database
  /** Lets http addresses in, for trials on one machine. */
  readonly allowPrivateNetwork: boolean
  /** Where a platform's pages live, by issuer and authorisation URL (lti/platforms). */
  readonly frameOriginsOf: (issuer: string, authUrl: string) => readonly string[]
}

const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/

/**
 * Registers a platform, or brings the registration of the same issuer and client id up to date, and binds a
 * deployment to a district. Doing it twice changes nothing.
 * @returns the registration's id
 * @throws Failure LTI_ADDRESS, LTI_FRAME_ORIGIN, LTI_DEPLOYMENT, DISTRICT_UNKNOWN, LTI_DEPLOYMENT_TAKEN
 */
export async function registerPlatform(
  settings: RegistrationSettings,
  platform: PlatformRegistration,
): Promise<{ readonly registrationId: string }> {
  const { db } = settings
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl, deploymentId, districtId } = platform
  for (const [name, address] of Object.entries({ authUrl, tokenUrl, jwksUrl })) checkAddress(settings, name, address)
  if (issuer === '' || clientId === '') throw refused('LTI_ADDRESS', 'Issuer and client id can’t be empty.')
  const frameOrigins = platform.frameOrigins ?? settings.frameOriginsOf(issuer, authUrl)
  checkFrameOrigins(frameOrigins)
  await checkPlace(db, platform)
  const registrationId = await saveRegistration(db, {
    issuer,
    clientId,
    authUrl,
    tokenUrl,
    jwksUrl,
    personIdField: platform.personIdField ?? 'sourcedId',
    frameOrigins,
  })
  if (deploymentId !== undefined) await bind(db, { registrationId, deploymentId, districtId: districtId ?? null })
  return { registrationId }
}

/** Every registration with its deployments. */
export function listRegistrations(db: Database): Promise<readonly RegistrationWithDeployments[]> {
  return listRecords(db)
}

async function bind(
  db: Database,
  binding: { readonly registrationId: string; readonly deploymentId: string; readonly districtId: string | null },
): Promise<void> {
  const bound = await bindDeployment(db, binding)
  if (binding.districtId === null || bound.districtId === binding.districtId) return
  throw refused(
    'LTI_DEPLOYMENT_TAKEN',
    `Deployment ${binding.deploymentId} is bound to district ${bound.districtId}, and people are linked under it. Make another deployment in the LMS for district ${binding.districtId}.`,
  )
}

async function checkPlace(db: Database, { deploymentId, districtId }: PlatformRegistration): Promise<void> {
  if (deploymentId !== undefined && (deploymentId === '' || deploymentId.length > 255)) {
    throw refused('LTI_DEPLOYMENT', 'A deployment id has 1 to 255 characters.')
  }
  if (districtId === undefined) return
  if (deploymentId === undefined) {
    throw refused('LTI_DEPLOYMENT', 'A district is bound to a deployment: name the deployment id too.')
  }
  if ((await globally(db, (client) => findDistrict(client, districtId))) === null) {
    throw refused('DISTRICT_UNKNOWN', `There is no district ${districtId}. Make it with: staffroom district create`)
  }
}

function checkAddress({ allowPrivateNetwork }: RegistrationSettings, name: string, address: string): void {
  const url = URL.parse(address)
  const schemes = allowPrivateNetwork ? ['https:', 'http:'] : ['https:']
  if (url !== null && schemes.includes(url.protocol) && url.username === '' && url.password === '') return
  throw refused('LTI_ADDRESS', `${name} has to be an https address, as the LMS’s LTI page shows it.`)
}

// '*' alone would let any page frame the tool; spaces and semicolons would write other rules into the header.
function checkFrameOrigins(origins: readonly string[]): void {
  if (origins.length > 0 && origins.every((origin) => ORIGIN.test(origin))) return
  throw refused(
    'LTI_FRAME_ORIGIN',
    'The pages that may frame the tool have to be origins like https://lms.example.org. Name them where the issuer is no web address.',
  )
}

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
