/** The parent portal: open to everybody; its logo and who has registered, for administrators. */

import { type LogoProblem, setLogo } from '../../../actions/people/set-parent-logo.ts'
import { type RegistrationOutcome, registerParent, lookAtPortal } from '../../../signin/parent-portal.ts'
import { viewParentRegistrations } from '../../../views/people/parent-portal.ts'
import {
  LogoBody,
  ParentPortal,
  ParentRegistrationQuery,
  ParentRegistrations,
  PortalParams,
  RegisterParentBody,
} from '../../contract/parents.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/parents/{districtId}`, `/api/v1/parent-portal/logo`, `/api/v1/parent-registrations`. */
export function addParentRoutes(table: RouteTable, world: DomainWorld): void {
  addPublicRoutes(table, world)
  table.add({
    method: 'put',
    path: '/api/v1/parent-portal/logo',
    access: { capability: 'upload:parent_portal_logo' },
    summary: 'Give the parent portal a logo, or take it away.',
    body: LogoBody,
    large: true,
    status: 204,
    handle: async ({ grant, body }) => {
      const problem = await setLogo(world, grant, body.content)
      if (problem !== null) throw unprocessable(problem, LOGO[problem])
      return { status: 204 }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/parent-registrations',
    access: { capability: 'view:parent_self_registration' },
    summary: 'Who has registered at the parent portal, newest first.',
    query: ParentRegistrationQuery,
    response: ParentRegistrations,
    handle: async ({ grant, query }) => {
      const found = await viewParentRegistrations(world, grant, placeOf(query))
      const items = found.items.map((each) => ({ ...each, at: new Date(each.at).toISOString() }))
      return { status: 200, body: { ...found, items } }
    },
  })
}

function addPublicRoutes(table: RouteTable, world: DomainWorld): void {
  const { database: db, now } = world
  table.add({
    method: 'get',
    path: '/api/v1/parents/:districtId',
    access: { open: 'signin' },
    summary: 'What the parent portal of a district shows to everybody.',
    params: PortalParams,
    response: ParentPortal,
    handle: async ({ params }) => {
      const { name, logo, mediaType, isOpen } = orNotFound(await lookAtPortal({ db, now }, params.districtId))
      const shown = logo === null ? null : `data:${mediaType ?? ''};base64,${logo.replaceAll('\n', '')}`
      return { status: 200, body: { name, logo: shown, isOpen } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/parents/:districtId/registrations',
    access: { open: 'signin' },
    summary: 'Register as a parent. Nobody gets an account by it: the district gets in touch.',
    params: PortalParams,
    body: RegisterParentBody,
    status: 204,
    handle: async ({ params, body }) => {
      refuse(await registerParent({ db, now }, params.districtId, body))
      return { status: 204 }
    },
  })
}

const LOGO: Readonly<Record<LogoProblem, string>> = {
  not_base64: 'The picture did not arrive whole. Choose it again.',
  too_large: 'The picture is larger than 256 KB. Make it smaller and choose it again.',
  no_picture: 'This is no PNG and no JPEG. Save the logo as one of them and choose it again.',
}

function refuse(outcome: RegistrationOutcome): void {
  if (outcome === 'done') return
  if (outcome === 'unknown') throw notFound()
  if (outcome === 'closed')
    throw new HttpError(409, 'registration_closed', 'Parents can’t register here. Ask the school of your child.')
  if (outcome === 'too_many')
    throw new HttpError(429, 'too_many', 'Very many parents register just now. Try again in an hour.')
  const message = 'This is no student number as the district gives them. Look at a letter or report of the school.'
  throw unprocessable('number_wrong', message, [{ field: 'studentNumber', code: 'number_wrong', message }])
}
