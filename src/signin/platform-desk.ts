/** What whoever runs the installation does about registrations and deployments, whatever districts they serve. */

import { Failure } from '../roster/failure.ts'
import { globally, inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { findDistrict } from '../store/people/district.ts'
import {
  auditLti,
  changeRegistration,
  listRegistrations,
  setOnlyDistrict,
  switchDeploymentOf,
} from '../store/lti/lti.ts'
import type { PersonIdField, RegistrationWithDeployments } from '../store/lti/lti.ts'
import { checkFrameOrigins } from './registration.ts'

export interface RegistrationChange {
  /** The one district that it is to serve; null: it may serve several. */
  readonly onlyDistrictId?: string | null
  readonly personIdField?: PersonIdField
  readonly frameOrigins?: readonly string[]
}

const CLI = 'cli'

/**
 * Changes a registration; every district that it serves has it in its audit log.
 * @throws Failure LTI_REGISTRATION_UNKNOWN, LTI_SERVES_ANOTHER, LTI_FRAME_ORIGIN, DISTRICT_UNKNOWN
 */
export async function setRegistration(db: Database, registrationId: string, change: RegistrationChange): Promise<void> {
  const { onlyDistrictId, personIdField = null, frameOrigins = null } = change
  const registration = await find(db, registrationId)
  if (frameOrigins !== null) checkFrameOrigins(frameOrigins)
  await globally(db, async (client) => {
    if (onlyDistrictId !== undefined) {
      if (onlyDistrictId !== null && (await findDistrict(client, onlyDistrictId)) === null)
        throw refused('DISTRICT_UNKNOWN', `There is no district ${onlyDistrictId}.`)
      if (!(await setOnlyDistrict(client, registrationId, onlyDistrictId))) throw servesAnother(registrationId)
    }
    await changeRegistration(client, registrationId, { personIdField, frameOrigins })
  })
  const served = [...registration.deployments.map(({ districtId }) => districtId), registration.onlyDistrictId]
  const districts = new Set([...served, onlyDistrictId ?? null].filter((id) => id !== null))
  for (const districtId of districts)
    await inDistrict(db, { districtId, actor: CLI }, (client) =>
      auditLti(client, districtId, { action: 'lti.change', object: `lti_registration:${registrationId}` }),
    )
}

/**
 * Switches a bound deployment on or off.
 * @throws Failure LTI_REGISTRATION_UNKNOWN, LTI_DEPLOYMENT_UNKNOWN
 */
export async function switchDeployment(
  world: { readonly db: Database; readonly now: () => Date },
  { registrationId, deploymentId, isOn }: { registrationId: string; deploymentId: string; isOn: boolean },
): Promise<void> {
  const { db, now } = world
  const { deployments } = await find(db, registrationId)
  const deployment = deployments.find((one) => one.deploymentId === deploymentId)
  const districtId = deployment?.districtId ?? null
  if (deployment === undefined || districtId === null)
    throw refused(
      'LTI_DEPLOYMENT_UNKNOWN',
      `Registration ${registrationId} has no bound deployment of this id. See "staffroom lti list".`,
    )
  await inDistrict(db, { districtId, actor: CLI }, (client) =>
    switchDeploymentOf(client, districtId, { deploymentRow: deployment.id, isOn, now: now() }),
  )
}

async function find(db: Database, registrationId: string): Promise<RegistrationWithDeployments> {
  const found = (await listRegistrations(db)).find(({ id }) => id === registrationId)
  if (found !== undefined) return found
  throw refused(
    'LTI_REGISTRATION_UNKNOWN',
    `There is no registration ${registrationId}. "staffroom lti list" shows them with their ids.`,
  )
}

function servesAnother(registrationId: string): Failure {
  return refused(
    'LTI_SERVES_ANOTHER',
    `Other districts have deployments of registration ${registrationId}: it can’t serve one alone.`,
  )
}

function refused(code: string, message: string): Failure {
  return new Failure(code, 'operator', message)
}
