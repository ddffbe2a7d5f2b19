/** Who one is, what one may do, which page comes first. */

import { viewMe } from '../../../views/people/me.ts'
import { Me } from '../../contract/session.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `GET /api/v1/me`: for any bearer, unmatched launches included. */
export function addMeRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/me',
    access: { open: 'session' },
    summary: 'Who I am, with my roles and what they allow.',
    response: Me,
    handle: async ({ principal }) => ({ status: 200, body: await viewMe(world, principal) }),
  })
}
