/** Interactions as a list: a page of it, and all that match as a file. */

import {
  type InteractionSearch,
  type InteractionView,
  viewInteractionCoaches,
  viewInteractionFile,
  viewInteractions,
} from '../../../views/coaching/interactions.ts'
import { InteractionCoaches, InteractionFileQuery, InteractionPage, InteractionQuery } from '../../contract/coaching.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvStream } from '../../csv.ts'
import { checkDays } from '../../report-days.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const PATH = '/api/v1/coaching/interactions'
const READS = { capability: 'view:interaction' } as const

/** `GET /api/v1/coaching/interactions` and its export; before the route of one interaction, whose path would take `export`. */
export function addInteractionListRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access: READS,
    summary:
      'Interactions, newest first: mine, or all that I may see, by day, coach, educator, kind, tag and school. Without notes.',
    query: InteractionQuery,
    response: InteractionPage,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewInteractions(world, grant, { ...askedOf(query), ...placeOf(query) }),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/interaction-coaches',
    access: READS,
    summary: 'Whose interactions I may see.',
    response: InteractionCoaches,
    handle: async ({ grant }) => ({
      status: 200,
      body: { coaches: [...(await viewInteractionCoaches(world, grant))] },
    }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/export`,
    access: READS,
    summary: 'The same as CSV, all that match, however many; never the notes nor what the next step says.',
    query: InteractionFileQuery,
    handle: async ({ grant, query }) =>
      csvStream('interactions.csv', linesOf(await viewInteractionFile(world, grant, askedOf(query)))),
  })
}

const HEAD = [
  'date',
  'minutes',
  'type',
  'school',
  'educators',
  'coach',
  'other schools',
  'tags',
  'next step due',
  'next step done',
]

async function* linesOf(parts: AsyncIterable<readonly InteractionView[]>): AsyncGenerator<readonly string[][]> {
  yield [HEAD]
  for await (const part of parts) yield part.map(lineOf)
}

function lineOf(one: InteractionView): string[] {
  return [
    one.date,
    String(one.minutes),
    one.type.name,
    one.school.name,
    one.educators.map(nameOf).join('; '),
    nameOf(one.coach),
    one.otherSchools.map(({ name }) => name).join('; '),
    one.tags.map(({ name }) => name).join('; '),
    one.nextStep?.dueOn ?? '',
    one.nextStep?.doneOn ?? '',
  ]
}

function nameOf({ givenName, familyName }: InteractionView['coach']): string {
  return `${givenName} ${familyName}`.trim()
}

function askedOf(query: InteractionFileQuery): InteractionSearch {
  const { by = 'me', from = null, to = null, coachId = null, educatorId = null } = query
  const { typeId = null, tagId = null, schoolId = null } = query
  checkDays(from, to)
  return { by, from, to, coachId, educatorId, typeId, tagId, schoolId }
}
