/** People who may be one: shown side by side, linked or kept apart. */

import { capabilitiesOf } from '../../../access/authorise.ts'
import { askMatchLink, keepMatchApart, type MatchOutcome } from '../../../actions/sync/decide-match.ts'
import { viewMatchProposals, viewRunMatches } from '../../../views/sync/match-proposals.ts'
import {
  LinkAsked,
  LinkBody,
  MatchDismissed,
  MatchPage,
  MatchParams,
  MatchQuery,
  RunMatchQuery,
  RunMatchPage,
} from '../../contract/matches.ts'
import { RunParams } from '../../contract/sync.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'link:person_match_proposal' } as const

/** `/api/v1/match-proposals`, and the matches of a run. */
export function addMatchRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/match-proposals',
    access,
    summary: 'Pairs of people who may be one, for somebody to decide, the oldest first.',
    query: MatchQuery,
    response: MatchPage,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewMatchProposals(world, grant, placeOf(query)),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/runs/:runId/matches',
    access,
    summary: 'Who leaves with a run’s plan and comes back under another sourcedId.',
    params: RunParams,
    query: RunMatchQuery,
    response: RunMatchPage,
    handle: async ({ grant, params, query }) => ({
      status: 200,
      body: await viewRunMatches(world, grant, { ...params, ...placeOf(query) }),
    }),
  })
  addDecidingRoutes(table, world)
}

function addDecidingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/match-proposals/:proposalId/link',
    access,
    summary:
      'Says that the two are one person: the worker links them within seconds. An administrator of the district can take it back.',
    params: MatchParams,
    body: LinkBody,
    response: LinkAsked,
    status: 202,
    handle: async ({ grant, principal, params, body }) => {
      const mayRaise = capabilitiesOf(principal).includes('approve:held_run_with_administrator_rise')
      refuse(await askMatchLink(world, grant, { ...params, ...body, mayRaise }))
      return { status: 202, body: { isAsked: true as const } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/match-proposals/:proposalId/dismissal',
    access,
    summary: 'Says that the two are two people: they are not proposed again.',
    params: MatchParams,
    response: MatchDismissed,
    handle: async ({ grant, params }) => {
      refuse(await keepMatchApart(world, grant, params.proposalId))
      return { status: 200, body: { isDismissed: true as const } }
    },
  })
}

function refuse(outcome: MatchOutcome): void {
  if (outcome === null) return
  const { problem } = outcome
  if (problem === 'match_unknown') throw notFound()
  if (problem === 'stays_unknown') throw unprocessable(problem, 'Whoever stays has to be one of the two.')
  if (problem === 'rise_forbidden')
    throw new HttpError(
      403,
      problem,
      'One of the two has an administrator’s role that the other has not, so an administrator of the district has to link them.',
    )
  throw new HttpError(409, problem, 'Somebody has decided about these two already. Look at the list again.')
}
