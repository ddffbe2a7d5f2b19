/** Coaching cycles as a list: a page of it, and all that match as a file. */

import { type CycleQuery as Asked, type CycleView, viewCycles } from '../../../views/coaching/cycles.ts'
import { type Cycle, CycleFileQuery, CyclePage, CycleQuery } from '../../contract/cycles.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvOf } from '../../csv.ts'
import type { RouteTable } from '../../route.ts'
import { WHOLE_LIST } from '../../whole-list.ts'
import type { DomainWorld } from '../../world.ts'

const PATH = '/api/v1/coaching/cycles'
const READS = { capability: 'view:interaction' } as const

/** `GET /api/v1/coaching/cycles` and its export; before the route of one cycle, whose path would take `export`. */
export function addCycleListRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access: READS,
    summary:
      'Coaching cycles, the open ones first, then the newest: mine, or all that I may see, by coach, school, phase, focus and where they stand.',
    query: CycleQuery,
    response: CyclePage,
    handle: async ({ grant, query }) => ({ status: 200, body: await viewCycles(world, grant, askedOf(query)) }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/export`,
    access: READS,
    summary: 'The same as CSV, all that match; never what their coaches wrote.',
    query: CycleFileQuery,
    handle: async ({ grant, query }) => {
      const { items } = await viewCycles(world, grant, { ...askedOf(query), ...WHOLE_LIST })
      return {
        status: 200,
        text: csvOf([HEAD, ...items.map(lineOf)]),
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="cycles.csv"',
        },
      }
    },
  })
}

const HEAD = [
  'educators',
  'coach',
  'focus',
  'phase',
  'state',
  'started',
  'ended',
  'next due',
  'last interaction',
  'interactions',
  'minutes',
]

function lineOf(cycle: CycleView) {
  return [
    cycle.educators.map(nameOf).join('; '),
    nameOf(cycle.coach),
    cycle.focus?.name ?? '',
    cycle.phase.name,
    cycle.standing,
    cycle.startedOn,
    cycle.endedOn ?? '',
    cycle.dueOn ?? '',
    cycle.lastOn ?? '',
    String(cycle.interactions),
    String(cycle.minutes),
  ]
}

function nameOf({ givenName, familyName }: Cycle['coach']): string {
  return `${givenName} ${familyName}`
}

function askedOf(query: CycleQuery): Asked {
  const { by = 'me', state = 'all', coachId = null, educatorId = null, standing = null } = query
  const { phaseId = null, focusId = null, schoolId = null } = query
  return { by, state, coachId, educatorId, standing, phaseId, focusId, schoolId, ...placeOf(query) }
}
