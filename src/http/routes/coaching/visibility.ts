/** Who can see what about an educator: for everybody who is signed in, the educator themself before all. */

import { viewVisibility } from '../../../views/coaching/visibility.ts'
import { Visibility } from '../../contract/visibility.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/coaching/visibility`. It says how the district is set, and nothing about anybody. */
export function addVisibilityRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/visibility',
    access: { open: 'session' },
    summary: 'Who can see what about an educator, in sentences made of the policy and the district’s switches.',
    response: Visibility,
    handle: async ({ principal }) => {
      const { district, lines } = await viewVisibility(world, principal)
      const body = lines.map(({ rule, rows, ...line }) => ({
        ...line,
        rows: [...rows],
        rule: rule === null ? null : { ...rule, value: typeof rule.value === 'object' ? [...rule.value] : rule.value },
      }))
      return { status: 200, body: { district, lines: body } }
    },
  })
}
