/** The page on which a district connects its learning platforms: registrations, deployments, links for registration. */

import { authorise, authoriseMine } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import {
  addRegistration,
  bindDeployment,
  changeRegistration,
  confirmBinding,
  type LtiOutcome,
  type LtiProblem,
  makeLink,
  nameDeployment,
  setDeploymentState,
  takeLinkBack,
} from '../../../actions/lti/set-up-lti.ts'
import { frameOriginsOf } from '../../../lti/platforms.ts'
import { explainFindings, writeTicket } from '../../../lti/preflight.ts'
import { toolUrlsOf } from '../../../lti/tool-configuration.ts'
import { Failure } from '../../../roster/failure.ts'
import { checkFrameOrigins, checkPlatform } from '../../../signin/registration.ts'
import { type LtiSetupView, viewLtiSetup } from '../../../views/lti/lti-setup.ts'
import {
  DeploymentBody,
  DeploymentParams,
  DeploymentState,
  LinkParams,
  LtiSetup,
  RegistrationBody,
  RegistrationChange,
  RegistrationLink,
  RegistrationLinkBody,
  RegistrationParams,
} from '../../contract/lti.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** Where this installation is, and whom it may ask. */
export interface LtiPlace {
  /** Origin, without a slash at its end. */
  readonly publicUrl: string
  /** Lets http and private addresses in, for trials on one machine. */
  readonly allowPrivateNetwork: boolean
  readonly version: string
}

const manage = { capability: 'manage:lti_registration' } as const
const bind = { capability: 'bind:lti_deployment' } as const

/** `/api/v1/lti`, its registrations, deployments and links. */
export function addLtiSetupRoutes(table: RouteTable, world: DomainWorld, place: LtiPlace): void {
  table.add({
    method: 'get',
    path: '/api/v1/lti',
    access: manage,
    summary: 'What to enter in a learning platform, and the platforms that serve my district.',
    response: LtiSetup,
    handle: ({ principal }) => showAll(world, place, principal),
  })
  addRegistrationRoutes(table, world, place)
  addDeploymentRoutes(table, world, place)
  addLinkRoutes(table, world, place)
}

function addRegistrationRoutes(table: RouteTable, world: DomainWorld, place: LtiPlace): void {
  table.add({
    method: 'post',
    path: '/api/v1/lti/registrations',
    access: manage,
    summary: 'Registers a platform by hand, for my district alone.',
    body: RegistrationBody,
    response: LtiSetup,
    status: 201,
    handle: async ({ grant, principal, body }) => {
      const given = { ...body, frameOrigins: frameOriginsOf(body.issuer, body.authUrl) }
      checked(() => checkPlatform(place, given))
      refuse(await addRegistration(world, grant, { ...given, confirmation: mine(principal) }))
      return { ...(await showAll(world, place, principal)), status: 201 }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/lti/registrations/:registrationId',
    seen: '/api/v1/lti',
    access: manage,
    summary: 'How people of a platform are found, and which pages may show the tool.',
    params: RegistrationParams,
    body: RegistrationChange,
    response: LtiSetup,
    handle: async ({ grant, principal, params, body }) => {
      checked(() => checkFrameOrigins(body.frameOrigins))
      refuse(await changeRegistration(world, grant, { ...params, ...body, confirmation: mine(principal) }))
      return showAll(world, place, principal)
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/lti/registrations/:registrationId/deployments',
    access: bind,
    summary: 'Binds a deployment to my district by the id that the platform shows.',
    params: RegistrationParams,
    body: DeploymentBody,
    creates: true,
    response: LtiSetup,
    handle: async ({ grant, principal, params, body }) => {
      refuse(await nameDeployment(world, grant, { ...params, ...body, confirmation: mine(principal) }))
      return showAll(world, place, principal)
    },
  })
}

/** Whoever may confirm does so with what they bind or change. */
function mine(principal: Principal) {
  return authoriseMine(principal, 'confirm:lti_deployment')
}

function addDeploymentRoutes(table: RouteTable, world: DomainWorld, place: LtiPlace): void {
  table.add({
    method: 'post',
    path: '/api/v1/lti/deployments/:deploymentId/binding',
    access: bind,
    summary: 'Binds a deployment that waits to my district: from now on people launch by it.',
    params: DeploymentParams,
    response: LtiSetup,
    handle: async ({ grant, principal, params }) => {
      refuse(await bindDeployment(world, grant, { ...params, confirmation: mine(principal) }))
      return showAll(world, place, principal)
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/lti/deployments/:deploymentId/confirmation',
    access: { capability: 'confirm:lti_deployment' },
    summary: 'Confirms a deployment of my district that somebody has bound: it finds administrators and coaches, too.',
    params: DeploymentParams,
    response: LtiSetup,
    handle: async ({ grant, principal, params }) => {
      refuse(await confirmBinding(world, grant, params.deploymentId))
      return showAll(world, place, principal)
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/lti/deployments/:deploymentId/state',
    seen: '/api/v1/lti',
    access: bind,
    summary: 'Switches a deployment of my district on or off; off, nobody launches by it.',
    params: DeploymentParams,
    body: DeploymentState,
    response: LtiSetup,
    handle: async ({ grant, principal, params, body }) => {
      refuse(await setDeploymentState(world, grant, { ...params, ...body }))
      return showAll(world, place, principal)
    },
  })
}

function addLinkRoutes(table: RouteTable, world: DomainWorld, place: LtiPlace): void {
  table.add({
    method: 'post',
    path: '/api/v1/lti/registration-links',
    access: manage,
    summary: 'Makes a link by which a platform registers itself, once.',
    body: RegistrationLinkBody,
    response: RegistrationLink,
    shownOnce: true,
    status: 201,
    handle: async ({ grant, body }) => {
      const made = await makeLink(world, grant, body.days)
      if ('problem' in made) throw problemOf(made.problem)
      const url = `${place.publicUrl}/lti/register/${made.token}`
      return { status: 201, body: { url, expiresAt: made.expiresAt.toISOString() } }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/lti/registration-links/:linkId',
    access: manage,
    summary: 'Takes a link back that was not used.',
    params: LinkParams,
    response: LtiSetup,
    handle: async ({ grant, principal, params }) => {
      refuse(await takeLinkBack(world, grant, params.linkId))
      return showAll(world, place, principal)
    },
  })
}

async function showAll(world: DomainWorld, place: LtiPlace, principal: Principal) {
  const grant = authorise(principal, 'manage:lti_registration')
  const view = await viewLtiSetup(world, grant, authoriseMine(principal, 'view:preflight'))
  const tool = toolUrlsOf(place.publicUrl)
  const registrations = view.registrations.map((one) => present(one, place))
  return { status: 200, body: { tool, registrations, links: view.links } }
}

type Registration = LtiSetupView['registrations'][number]

function present({ deployments, ...registration }: Registration, { version, publicUrl }: LtiPlace) {
  const { issuer, clientId } = registration
  return {
    ...registration,
    deployments: deployments.map(({ checked: check, ...deployment }) => {
      const findings = explainFindings(check?.findings)
      const about = { version, publicUrl, issuer, clientId, deploymentId: deployment.deploymentId }
      return {
        ...deployment,
        checked:
          check === null
            ? null
            : { at: check.at, findings, ticket: writeTicket({ ...about, checkedAt: check.at }, findings) },
      }
    }),
  }
}

/** A value that the registration of a platform can't have is the sender's to mend. */
function checked(check: () => void): void {
  try {
    check()
  } catch (error) {
    if (error instanceof Failure) throw unprocessable(error.code.toLowerCase(), error.message)
    throw error
  }
}

function refuse(outcome: LtiOutcome): void {
  if (outcome !== null) throw problemOf(outcome.problem)
}

const UNKNOWN: ReadonlySet<LtiProblem> = new Set(['registration_unknown', 'deployment_unknown', 'link_unknown'])

const SAYS: Readonly<Partial<Record<LtiProblem, string>>> = {
  registration_shared:
    'This registration may serve other districts, too. Ask whoever runs Staffroom to change it, or to bind the deployment.',
  registration_taken:
    'This issuer and client id are registered in Staffroom already. Compare them with the LMS; if they are right, ask whoever runs Staffroom.',
  deployment_decided: 'Somebody has decided about this deployment already. Look at the page again.',
  deployment_taken: 'This deployment is not one that can be bound to your district.',
  links_max: 'There are too many open links. Take some back, or wait until they expire.',
}

function problemOf(problem: LtiProblem): HttpError {
  if (UNKNOWN.has(problem)) return notFound()
  return new HttpError(409, problem, SAYS[problem] ?? 'This is not possible any more. Look at the page again.')
}
