/** A customer's administrators: who they are, and suspending one of them or letting them in again. */

import { changePeer, type PeerProblem } from '../../../actions/signin/change-customer-admin.ts'
import type { Principal } from '../../../access/principal.ts'
import { viewPeers } from '../../../views/signin/customer-admins.ts'
import { CustomerAdminParams, CustomerAdmins } from '../../contract/customer-admins.ts'
import { HttpError, notFound } from '../../errors.ts'
import type { Reply, RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'activate_deactivate:educator_account', onThing: true } as const
const PATH = '/api/v1/customer/administrators'

/** `/api/v1/customer/administrators…` */
export function addCustomerAdminRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access,
    summary: 'The administrators of my customer; none for who administers no customer.',
    response: CustomerAdmins,
    handle: ({ principal }) => listed(world, principal),
  })
  for (const [path, step, summary] of [
    [
      `${PATH}/:customerAdminId/suspension`,
      'suspend',
      'Suspend another administrator of my customer: what they have open is over, in every district.',
    ],
    [`${PATH}/:customerAdminId/activation`, 'activate', 'Let a suspended administrator of my customer in again.'],
  ] as const)
    table.add({
      method: 'post',
      path,
      access,
      summary,
      params: CustomerAdminParams,
      response: CustomerAdmins,
      handle: async ({ principal, params }) => {
        const problem = await changePeer(world, principal, { id: params.customerAdminId, step })
        if (problem !== null) throw refusalOf(problem)
        return listed(world, principal)
      },
    })
}

async function listed(world: DomainWorld, principal: Principal): Promise<Reply<CustomerAdmins>> {
  const found = await viewPeers(world, principal)
  const administrators = found.flatMap(({ status, ...each }) => (status === 'removed' ? [] : [{ ...each, status }]))
  return { status: 200, body: { administrators } }
}

const SAYS: Readonly<Record<Exclude<PeerProblem, 'unknown'>, readonly [number, string]>> = {
  yourself: [403, 'Nobody takes the way in from themself. Ask another administrator.'],
  no_longer: [403, 'Somebody has suspended you meanwhile, so nothing was changed.'],
  not_active: [409, 'They can’t sign in as it is: they have not come yet, or are suspended already.'],
  not_suspended: [409, 'They are not suspended.'],
}

function refusalOf(problem: PeerProblem): HttpError {
  if (problem === 'unknown') return notFound()
  const [status, says] = SAYS[problem]
  return new HttpError(status, problem, says)
}
