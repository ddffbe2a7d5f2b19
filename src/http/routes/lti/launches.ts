/** Who a launch is, where somebody has to say so: the queue, the links, and where e-mail addresses link. */

import { capabilitiesOf } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import {
  chooseEmailLinks,
  dismissLaunch,
  linkLaunch,
  unlinkPerson,
  type EmailOutcome,
  type LaunchOutcome,
} from '../../../actions/lti/decide-launch.ts'
import { viewEmailChoices, viewLinkable, viewLinks, viewUnmatched } from '../../../views/lti/launch-queue.ts'
import {
  EmailChoiceBody,
  EmailChoiceParams,
  EmailChoices,
  LaunchDismissed,
  LaunchLinked,
  LaunchParams,
  LinkablePage,
  LinkLaunchBody,
  LinkParams,
  LinkSearch,
  LtiLinkPage,
  PeopleSearch,
  UnmatchedPage,
  UnmatchedQuery,
} from '../../contract/launches.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'resolve:unmatched_launch' } as const
const emailAccess = { capability: 'enable:match_by_email' } as const

/** `/api/v1/lti/unmatched`, `…/links`, `…/people` and `…/email-links`. */
export function addLaunchRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  addDecidingRoutes(table, world)
  addEmailRoutes(table, world)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/lti/unmatched',
    access,
    summary: 'People who launched and are nobody in the roster, with who they may be, the last first.',
    query: UnmatchedQuery,
    response: UnmatchedPage,
    handle: async ({ grant, query }) => {
      return { status: 200, body: await viewUnmatched(world, grant, placeOf(query)) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/lti/links',
    access,
    summary: 'Who is linked to an LMS and by what, the last first.',
    query: LinkSearch,
    response: LtiLinkPage,
    handle: async ({ grant, query }) => {
      const { q = '' } = query
      return { status: 200, body: await viewLinks(world, grant, { q, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/lti/people',
    access,
    summary: 'The people whom I may link a launch to, by family name.',
    query: PeopleSearch,
    response: LinkablePage,
    handle: async ({ grant, query }) => {
      const { q = '' } = query
      return { status: 200, body: await viewLinkable(world, grant, { q, ...placeOf(query) }) }
    },
  })
}

function addDecidingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/lti/unmatched/:launchId/link',
    access,
    summary: 'Says who it is: from the next launch on they are this person.',
    params: LaunchParams,
    body: LinkLaunchBody,
    response: LaunchLinked,
    handle: async ({ grant, principal, params, body }) => {
      refuse(await linkLaunch(world, grant, { ...params, ...body, mayRaise: mayRaise(principal) }))
      return { status: 200, body: { isLinked: true as const } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/lti/unmatched/:launchId/dismissal',
    access,
    summary: 'Says that it is nobody of ours: it isn’t asked about again.',
    params: LaunchParams,
    response: LaunchDismissed,
    handle: async ({ grant, params }) => {
      refuse(await dismissLaunch(world, grant, params.launchId))
      return { status: 200, body: { isDismissed: true as const } }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/lti/links/:linkId',
    access,
    summary: 'Takes a link back: what was opened by it ends at once, and only a person links the two again.',
    params: LinkParams,
    status: 204,
    handle: async ({ grant, principal, params }) => {
      refuse(await unlinkPerson(world, grant, { ...params, mayRaise: mayRaise(principal) }))
      return { status: 204 }
    },
  })
}

function addEmailRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/lti/email-links',
    access: emailAccess,
    summary: 'The LMS registrations that serve the district, and which of them link by e-mail.',
    response: EmailChoices,
    handle: async ({ grant }) => ({ status: 200, body: await viewEmailChoices(world, grant) }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/lti/email-links/:registrationId',
    seen: '/api/v1/lti/email-links',
    access: emailAccess,
    summary: 'Lets a registration of this district alone link teachers and students by e-mail, or not.',
    params: EmailChoiceParams,
    body: EmailChoiceBody,
    response: EmailChoices,
    handle: async ({ grant, params, body }) => {
      refuseChoice(await chooseEmailLinks(world, grant, { ...params, ...body }))
      return { status: 200, body: await viewEmailChoices(world, grant) }
    },
  })
}

function mayRaise(principal: Principal): boolean {
  return capabilitiesOf(principal).includes('approve:held_run_with_administrator_rise')
}

function refuse(outcome: LaunchOutcome): void {
  if (outcome === null) return
  const { problem } = outcome
  if (problem === 'launch_unknown' || problem === 'link_unknown') throw notFound()
  if (problem === 'person_unknown') throw unprocessable(problem, 'Choose somebody who is active in your roster.')
  if (problem === 'rise_forbidden')
    throw new HttpError(
      403,
      problem,
      'This person holds more than the roles of a teacher or a student, so an administrator of the district has to decide.',
    )
  throw new HttpError(409, problem, 'Somebody has decided about this launch already. Look at the list again.')
}

function refuseChoice(outcome: EmailOutcome): void {
  if (outcome === null) return
  if (outcome.problem === 'registration_unknown') throw notFound()
  throw new HttpError(
    409,
    outcome.problem,
    'This registration serves other districts, too: one district’s e-mail addresses prove nothing there.',
  )
}
