/** Figures of coaching for principals. */

import { viewFigures } from '../../../views/coaching/coaching-figures.ts'
import { CoachingFigures, FigureQuery } from '../../contract/coaching-figures.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/coaching/figures`. */
export function addFigureRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/figures',
    access: { capability: 'view:limited_data' },
    summary: 'The coaching in my schools in published months: totals that stand for many educators and name nobody.',
    query: FigureQuery,
    response: CoachingFigures,
    handle: async ({ grant, query }) => {
      const { year = null, schoolId = null, groupId = null } = query
      return { status: 200, body: orNotFound(await viewFigures(world, grant, { year, schoolId, groupId })) }
    },
  })
}
