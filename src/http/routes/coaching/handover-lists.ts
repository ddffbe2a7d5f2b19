/** Hand-overs as lists: what is to be decided, what was; a page of each, and all that match as files. */

import { viewDecidedHandovers, viewHandovers } from '../../../views/coaching/handovers.ts'
import {
  DecidedHandoverFileQuery,
  DecidedHandoverPage,
  DecidedHandoverQuery,
  HandoverFileQuery,
  HandoverPage,
  HandoverQuery,
} from '../../contract/handovers.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvFile } from '../../csv.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const PATH = '/api/v1/coaching/handovers'
const access = { capability: 'manage:coaching_settings' } as const

/** More than educators of a large district change schools in ten years. */
const FILE_ROWS_MAX = 100_000

/** `GET /api/v1/coaching/handovers`, `…/decided`, and each as a file. */
export function addHandoverListRoutes(table: RouteTable, world: DomainWorld): void {
  addProposals(table, world)
  addDecided(table, world)
}

function addProposals(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access,
    summary: 'Educators whose coach is at none of their schools any more, by name.',
    query: HandoverQuery,
    response: HandoverPage,
    handle: async ({ grant, query: { q = '', ...place } }) => {
      const found = await viewHandovers(world, grant, { q, ...placeOf(place) })
      const items = found.items.map((one) => ({ ...one, schools: [...one.schools], coaches: [...one.coaches] }))
      return { status: 200, body: { ...found, items } }
    },
  })
  table.add({
    method: 'get',
    path: `${PATH}/export`,
    access,
    summary: 'The same as CSV, all that match.',
    query: HandoverFileQuery,
    handle: async ({ grant, query: { q = '', ...order } }) => {
      const { items } = await viewHandovers(world, grant, { q, ...placeOf(order), ...WHOLE })
      const lines = items.map((one) => [
        nameOf(one.educator),
        one.schools.map(({ name }) => name).join('; '),
        nameOf(one.from),
        one.fromCoaches ? 'yes' : 'no',
        String(one.cycles),
        String(one.steps),
        String(one.caseloads),
        one.coaches.map(nameOf).join('; '),
      ])
      return csvFile('handovers.csv', [HEAD, ...lines])
    },
  })
}

function addDecided(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: `${PATH}/decided`,
    access,
    summary: 'What was decided about whom, the latest first.',
    query: DecidedHandoverQuery,
    response: DecidedHandoverPage,
    handle: async ({ grant, query: { q = '', ...place } }) => ({
      status: 200,
      body: await viewDecidedHandovers(world, grant, { q, ...placeOf(place) }),
    }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/decided/export`,
    access,
    summary: 'The same as CSV, all that match.',
    query: DecidedHandoverFileQuery,
    handle: async ({ grant, query: { q = '', ...order } }) => {
      const { items } = await viewDecidedHandovers(world, grant, { q, ...placeOf(order), ...WHOLE })
      const lines = items.map((one) => [
        nameOf(one.educator),
        nameOf(one.from),
        one.to === null ? '' : nameOf(one.to),
        one.by ?? '',
        one.at,
        one.isUndone ? 'yes' : 'no',
      ])
      return csvFile('handovers-decided.csv', [DECIDED_HEAD, ...lines])
    },
  })
}

const WHOLE = { page: 1, pageSize: FILE_ROWS_MAX }
const HEAD = [
  'educator',
  'now at',
  'coach until now',
  'still coaches',
  'cycles',
  'next steps',
  'caseloads',
  'could take over',
]
const DECIDED_HEAD = ['educator', 'from', 'to', 'decided by', 'decided at', 'taken back']

function nameOf({ givenName, familyName }: { readonly givenName: string; readonly familyName: string }): string {
  return `${givenName} ${familyName}`
}
