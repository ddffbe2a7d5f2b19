/** Export credits: who has how many, what was allotted, and allotting more. */

import { allot } from '../../../actions/seats/allot-credits.ts'
import { viewAllotments, viewCredits } from '../../../views/seats/export-credits.ts'
import { viewAllotmentFile } from '../../../views/seats/ledger-files.ts'
import { AllotBody, Allotted, CreditHistory, CreditQuery, Credits, AllotmentQuery } from '../../contract/licences.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvStream } from '../../csv.ts'
import { notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'allocate:export_credit' } as const

/** `/api/v1/export-credits…` */
export function addCreditRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/export-credits',
    access,
    summary: 'What is left to allot, and the people whom I may give credits, with those that each has got.',
    query: CreditQuery,
    response: Credits,
    handle: async ({ grant, query }) => {
      const { q = '' } = query
      return { status: 200, body: await viewCredits(world, grant, { q, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/export-credits/history',
    access,
    summary: 'Credits allotted to people in my reach, the newest first.',
    query: AllotmentQuery,
    response: CreditHistory,
    handle: async ({ grant, query }) => ({ status: 200, body: await viewAllotments(world, grant, placeOf(query)) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/export-credits/history/export',
    access,
    summary: 'All credits ever allotted to people in my reach as CSV, the newest first.',
    handle: async ({ grant }) => csvStream('export-credits.csv', await viewAllotmentFile(world, grant)),
  })
  table.add({
    method: 'post',
    path: '/api/v1/export-credits/allotments',
    access,
    summary: 'Gives somebody credits, for good; never more than are left.',
    body: AllotBody,
    response: Allotted,
    status: 201,
    handle: async ({ grant, body }) => {
      const outcome = await allot(world, grant, body)
      if (!('problem' in outcome)) return { status: 201, body: { left: outcome.left } }
      if (outcome.problem === 'person_unknown') throw notFound()
      throw unprocessable(
        outcome.problem,
        `Only ${outcome.left} are left. Allot fewer, or ask an administrator of the district to buy more.`,
      )
    },
  })
}
