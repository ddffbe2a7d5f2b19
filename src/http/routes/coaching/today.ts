/** What waits for a coach today, and all of it where that is more than one look takes in. */

import { viewHandedSteps, viewNextSteps, viewToday } from '../../../views/coaching/today.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HandedStepsPage, HandedStepsQuery, NextStepsPage, NextStepsQuery, Today } from '../../contract/today.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const COACHES = { capability: 'create:interaction' } as const

/** `/api/v1/coaching/today`, `…/next-steps` and `…/handed-steps`. */
export function addTodayRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/today',
    access: COACHES,
    summary: 'What waits for me: cycles and next steps that are due, and educators whom I have not seen lately.',
    response: Today,
    handle: async ({ grant }) => ({ status: 200, body: await viewToday(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/next-steps',
    access: COACHES,
    summary: 'Next steps of mine that are not done: those that wait, or all that are open, what is due longest first.',
    query: NextStepsQuery,
    response: NextStepsPage,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewNextSteps(world, grant, { when: query.when ?? 'waiting', ...placeOf(query) }),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/handed-steps',
    access: COACHES,
    summary: 'Next steps of educators whom I took over that wait; what they say stays sealed for their author.',
    query: HandedStepsQuery,
    response: HandedStepsPage,
    handle: async ({ grant, query }) => ({ status: 200, body: await viewHandedSteps(world, grant, placeOf(query)) }),
  })
}
