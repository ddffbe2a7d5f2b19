/** The time line of an educator. */

import { authorise } from '../../../access/authorise.ts'
import { viewTimeline } from '../../../views/coaching/timeline.ts'
import { placeOf } from '../../contract/shapes.ts'
import { Timeline, TimelineParams, TimelineQuery } from '../../contract/timeline.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/coaching/time-lines/{educatorId}`. */
export function addTimelineRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/time-lines/:educatorId',
    access: { capability: 'use:educator_database' },
    summary: 'What I may see of an educator: interactions, newest first and without notes, and each school year.',
    params: TimelineParams,
    query: TimelineQuery,
    response: Timeline,
    handle: async ({ grant, principal, params: { educatorId }, query }) => {
      const grants = { schools: grant, records: authorise(principal, 'view:interaction') }
      const { by = 'all' } = query
      const { years, ...found } = orNotFound(await viewTimeline(world, grants, { educatorId, by, ...placeOf(query) }))
      const shown = years.map(({ places, ...year }) => ({
        ...year,
        places: places.map(({ school, roles }) => ({ school, roles: [...roles] })),
      }))
      return { status: 200, body: { ...found, years: shown } }
    },
  })
}
