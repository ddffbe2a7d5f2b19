/** How one person signs in, and undoing their link with single sign-on. */

import { unlinkSingleSignOn } from '../../../actions/signin/unlink-single-sign-on.ts'
import { viewPersonSignIn } from '../../../views/signin/person-sign-in.ts'
import { PersonSignIn, PersonSignInParams } from '../../contract/person-sign-in.ts'
import { notFound, orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/people/:personId/sign-in` and `…/single-sign-on`. */
export function addPersonSignInRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'configure:sign_in' } as const
  table.add({
    method: 'get',
    path: '/api/v1/people/:personId/sign-in',
    access,
    summary: 'How a person signs in: password, second factor, single sign-on.',
    params: PersonSignInParams,
    response: PersonSignIn,
    handle: async ({ grant, params }) => {
      const found = orNotFound(await viewPersonSignIn(world, grant, params.personId))
      return { status: 200, body: found }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/people/:personId/single-sign-on',
    access,
    summary: 'Undoes what single sign-on has linked to a person, and signs out what they opened by it.',
    params: PersonSignInParams,
    status: 204,
    handle: async ({ grant, params }) => {
      if (!(await unlinkSingleSignOn(world, grant, params.personId))) throw notFound()
      return { status: 204 }
    },
  })
}
