/** Somebody sets their district's connection with a learning platform up: registrations, deployments, one-time links. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { inDistrict } from '../../store/database.ts'
import type { PersonIdField } from '../../store/lti/lti.ts'
import {
  addDistrictRegistration,
  bindNamed,
  bindPending,
  confirmDeployment,
  type Confirmation,
  changeDistrictRegistration,
  findDistrictDeployment,
  findDistrictRegistration,
  type NewRegistration,
  revokeLink,
  switchDeployment,
} from '../../store/lti/lti-setup.ts'
import { newLinkToken, saveRegistrationLink } from '../../store/lti/registration-link.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type LtiProblem =
  | 'registration_unknown'
  /** It may serve other districts, too. */
  | 'registration_shared'
  | 'registration_taken'
  | 'deployment_unknown'
  | 'deployment_decided'
  | 'deployment_taken'
  | 'link_unknown'
  | 'links_max'

/** Null: done. */
export type LtiOutcome = { readonly problem: LtiProblem } | null

/** Registers a platform for the district alone, with a deployment of it where one is known. */
export function addRegistration(
  world: DomainWorld,
  grant: Grant<'manage:lti_registration'>,
  given: NewRegistration & { readonly deploymentId: string | null; readonly confirmation: Confirmation | null },
): Promise<LtiOutcome> {
  return inGrant(world, grant, async (tx): Promise<LtiOutcome> => {
    const registrationId = await addDistrictRegistration(tx, grant, given)
    if (registrationId === null) return { problem: 'registration_taken' }
    const { deploymentId, confirmation } = given
    if (deploymentId !== null) await bindNamed(tx, grant, { registrationId, deploymentId, confirmation })
    return null
  })
}

/** Changes how people are found and who may frame the tool, of a registration that serves the district alone. */
export function changeRegistration(
  world: DomainWorld,
  grant: Grant<'manage:lti_registration'>,
  change: {
    readonly registrationId: string
    readonly personIdField: PersonIdField
    readonly frameOrigins: readonly string[]
    readonly confirmation: Confirmation | null
  },
): Promise<LtiOutcome> {
  return inGrant(world, grant, async (tx): Promise<LtiOutcome> => {
    const found = await findDistrictRegistration(tx, grant, change.registrationId)
    if (found === null) return { problem: 'registration_unknown' }
    const isChanged = found.isAlone && (await changeDistrictRegistration(tx, grant, change))
    return isChanged ? null : { problem: 'registration_shared' }
  })
}

/** Binds a deployment by the id that the platform shows, of a registration that serves the district alone. */
export function nameDeployment(
  world: DomainWorld,
  grant: Grant<'bind:lti_deployment'>,
  named: {
    readonly registrationId: string
    readonly deploymentId: string
    readonly confirmation: Confirmation | null
  },
): Promise<LtiOutcome> {
  return inGrant(world, grant, async (tx): Promise<LtiOutcome> => {
    const found = await findDistrictRegistration(tx, grant, named.registrationId)
    if (found === null) return { problem: 'registration_unknown' }
    if (!found.isAlone) return { problem: 'registration_shared' }
    return (await bindNamed(tx, grant, named)) ? null : { problem: 'deployment_taken' }
  })
}

/** Binds a deployment that has announced itself by a launch, of a registration that serves the district alone. */
export function bindDeployment(
  world: DomainWorld,
  grant: Grant<'bind:lti_deployment'>,
  wanted: { readonly deploymentId: string; readonly confirmation: Confirmation | null },
): Promise<LtiOutcome> {
  return inGrant(world, grant, async (tx): Promise<LtiOutcome> => {
    const found = await findDistrictDeployment(tx, grant, wanted.deploymentId)
    if (found === null) return { problem: 'deployment_unknown' }
    const isBound = found.status === 'pending' && (await bindPending(tx, grant, wanted))
    return isBound ? null : { problem: 'deployment_decided' }
  })
}

/** Confirms a deployment that somebody has bound who may not speak for everybody: from now on it finds all of the roster. */
export function confirmBinding(world: DomainWorld, grant: Confirmation, deploymentId: string): Promise<LtiOutcome> {
  return inGrant(world, grant, async (tx): Promise<LtiOutcome> => {
    const found = await findDistrictDeployment(tx, grant, deploymentId)
    if (found === null) return { problem: 'deployment_unknown' }
    return (await confirmDeployment(tx, grant, deploymentId)) ? null : { problem: 'deployment_decided' }
  })
}

/** Switches a deployment of the district on or off. */
export function setDeploymentState(
  world: DomainWorld,
  grant: Grant<'bind:lti_deployment'>,
  { deploymentId, isOn }: { readonly deploymentId: string; readonly isOn: boolean },
): Promise<LtiOutcome> {
  return inGrant(world, grant, async (tx): Promise<LtiOutcome> => {
    const found = await findDistrictDeployment(tx, grant, deploymentId)
    if (found === null) return { problem: 'deployment_unknown' }
    const isSwitched = await switchDeployment(tx, grant, { deploymentId, isOn, now: world.now() })
    return isSwitched ? null : { problem: 'deployment_decided' }
  })
}

/** Makes a link that opens dynamic registration once; its token is told this once. */
export async function makeLink(
  world: DomainWorld,
  grant: Grant<'manage:lti_registration'>,
  days: number,
): Promise<{ readonly token: string; readonly expiresAt: Date } | { readonly problem: 'links_max' }> {
  const { districtId } = grant.principal
  const { token, tokenHash } = newLinkToken(districtId)
  const saved = await inDistrict(world.database, { districtId, actor: actorOf(grant.principal) }, (client) =>
    saveRegistrationLink(client, { districtId, tokenHash, now: world.now(), days }),
  )
  return saved === null ? { problem: 'links_max' } : { token, expiresAt: saved.expiresAt }
}

/** Takes a link back: nobody registers by it any more. */
export function takeLinkBack(
  world: DomainWorld,
  grant: Grant<'manage:lti_registration'>,
  linkId: string,
): Promise<LtiOutcome> {
  return inGrant(world, grant, async (tx): Promise<LtiOutcome> =>
    (await revokeLink(tx, grant, linkId)) ? null : { problem: 'link_unknown' },
  )
}
