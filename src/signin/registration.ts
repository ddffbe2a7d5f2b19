/** Registering platforms by hand, and listing them. */

import { Failure } from '../roster/failure.ts'
import type { Database } from '../store/database.ts'
import { globally, inDistrict } from '../store/database.ts'
import { findDistrict } from '../store/people/district.ts'
import {
  auditLti,
  bindDeployment,
  listRegistrations as listRecords,
  saveRegistration,
  setOnlyDistrict,
} from '../store/lti/lti.ts'
import type { Binding, PersonIdField, RegistrationWithDeployments } from '../store/lti/lti.ts'

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
  /** It serves that district alone, whose administrators then look after it. */
  readonly alone?: boolean
}

export interface RegistrationSettings {
  readonly db: Database
  /** Lets http addresses in, for trials on one machine. */
  readonly allowPrivateNetwork: boolean
  /** Where a platform's pages live, by issuer and authorisation URL (lti/platforms). */
  readonly frameOriginsOf: (issuer: string, authUrl: string) => readonly string[]
}

// A star stands for the sites of one owner: never for all of a top-level domain.
const ORIGIN = /^https?:\/\/(\*\.[a-z0-9-]+\.)?[a-z0-9.-]+(:\d+)?$/

/**
 * Registers a platform, or brings the registration of the same issuer and client id up to date, and binds a
 * deployment to a district. Doing it twice changes nothing.
 * @returns the registration's id
 * @throws Failure LTI_ADDRESS, LTI_FRAME_ORIGIN, LTI_DEPLOYMENT, DISTRICT_UNKNOWN, LTI_DEPLOYMENT_TAKEN, LTI_SERVES_ANOTHER
 */
export async function registerPlatform(
  settings: RegistrationSettings,
  platform: PlatformRegistration,
): Promise<{ readonly registrationId: string }> {
  const { db } = settings
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl, deploymentId } = platform
  const frameOrigins = platform.frameOrigins ?? settings.frameOriginsOf(issuer, authUrl)
  checkPlatform(settings, { ...platform, frameOrigins })
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
  if (deploymentId !== undefined) await place(db, { ...platform, deploymentId }, registrationId)
  return { registrationId }
}

/** Every registration with its deployments. */
export function listRegistrations(db: Database): Promise<readonly RegistrationWithDeployments[]> {
  return listRecords(db)
}

type Placed = PlatformRegistration & { readonly deploymentId: string }

async function place(db: Database, platform: Placed, registrationId: string): Promise<void> {
  const { deploymentId, districtId, alone = false } = platform
  if (districtId === undefined) {
    await bindDeployment(db.pool, { registrationId, deploymentId, districtId: null, confirmedBy: null })
    return
  }
  await inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    if (alone && !(await setOnlyDistrict(client, registrationId, districtId))) throw servesAnother()
    // Whoever runs the installation answers for what they bind.
    const binding = { registrationId, deploymentId, districtId, confirmedBy: 'cli' }
    checkBound(binding, await bindDeployment(client, binding))
    await auditLti(client, districtId, { action: 'lti.register', object: `lti_registration:${registrationId}` })
  })
}

function checkBound({ deploymentId, districtId }: Binding, bound: Awaited<ReturnType<typeof bindDeployment>>): void {
  if (bound === null) throw servesAnother()
  if (bound.districtId === districtId) return
  throw refused(
    'LTI_DEPLOYMENT_TAKEN',
    `Deployment ${deploymentId} is bound to district ${bound.districtId}, and people are linked under it. Make another deployment in the LMS for district ${districtId}.`,
  )
}

function servesAnother(): Failure {
  return refused(
    'LTI_SERVES_ANOTHER',
    'This registration serves another district alone, or other districts have deployments of it. See "staffroom lti list".',
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

/**
 * What must hold of every platform, however it comes to be registered.
 * @throws Failure LTI_ADDRESS, LTI_FRAME_ORIGIN
 */
export function checkPlatform(
  settings: Pick<RegistrationSettings, 'allowPrivateNetwork'>,
  platform: Pick<PlatformRegistration, 'issuer' | 'clientId' | 'authUrl' | 'tokenUrl' | 'jwksUrl'> & {
    readonly frameOrigins: readonly string[]
  },
): void {
  const { issuer, clientId, authUrl, tokenUrl, jwksUrl, frameOrigins } = platform
  for (const [name, address] of Object.entries({ authUrl, tokenUrl, jwksUrl })) checkAddress(settings, name, address)
  if (issuer === '' || clientId === '') throw refused('LTI_ADDRESS', 'Issuer and client id can’t be empty.')
  checkFrameOrigins(frameOrigins)
}

function checkAddress(
  { allowPrivateNetwork }: Pick<RegistrationSettings, 'allowPrivateNetwork'>,
  name: string,
  address: string,
): void {
  const url = URL.parse(address)
  const schemes = allowPrivateNetwork ? ['https:', 'http:'] : ['https:']
  if (url !== null && schemes.includes(url.protocol) && url.username === '' && url.password === '') return
  throw refused('LTI_ADDRESS', `${name} has to be an https address, as the LMS’s LTI page shows it.`)
}

/**
 * `*` alone would let any page frame the tool; spaces and semicolons would write other rules into the header.
 * @throws Failure LTI_FRAME_ORIGIN
 */
export function checkFrameOrigins(origins: readonly string[]): void {
  if (origins.length > 0 && origins.every((origin) => ORIGIN.test(origin))) return
  throw refused(
    'LTI_FRAME_ORIGIN',
    'The pages that may frame the tool have to be origins like https://lms.example.org. Name them where the issuer is no web address.',
  )
}

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
