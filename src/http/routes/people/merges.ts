/** Merges of two educators: what would come of one, asking for it, taking it back. */

import { capabilitiesOf } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { askPersonMerge, askPersonMergeUndo, type MergeOutcome } from '../../../actions/people/merge-people.ts'
import { viewMergePreview, viewMerges } from '../../../views/people/person-merges.ts'
import {
  MergeAsked,
  MergeBody,
  MergePage,
  MergeParams,
  MergePreview,
  MergePreviewQuery,
  MergeQuery,
} from '../../contract/merges.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const access = { capability: 'merge:educator' } as const
const PATH = '/api/v1/educator-merges'

/** Everything under `/api/v1/educator-merges`. */
export function addMergeRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access,
    summary: 'Merges of educators, the newest first: asked for, done, refused, taken back.',
    query: MergeQuery,
    response: MergePage,
    handle: async ({ grant, query }) => ({ status: 200, body: await viewMerges(world, grant, placeOf(query)) }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/preview`,
    access,
    summary: 'What would come of making two educators one; nothing is done.',
    query: MergePreviewQuery,
    response: MergePreview,
    handle: async ({ grant, principal, query }) => {
      const found = orNotFound(await viewMergePreview(world, grant, { ...query, mayRaise: mayRaise(principal) }))
      if (found === 'own_record') throw ownRecord()
      const { isOther: _, ...preview } = found
      return { status: 200, body: preview }
    },
  })
  addAskingRoutes(table, world)
}

function addAskingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: PATH,
    access,
    summary: 'Says that two educators are one: the worker merges them within seconds. It can be taken back.',
    body: MergeBody,
    response: MergeAsked,
    status: 202,
    handle: async ({ grant, principal, body }) => ({
      status: 202,
      body: askedOf(await askPersonMerge(world, grant, { ...body, mayRaise: mayRaise(principal) })),
    }),
  })
  table.add({
    method: 'post',
    path: `${PATH}/:mergeId/undo`,
    access,
    summary: 'Takes a merge back: the worker does it within seconds, after a sync that is under way.',
    params: MergeParams,
    response: MergeAsked,
    status: 202,
    handle: async ({ grant, params }) => ({
      status: 202,
      body: askedOf(await askPersonMergeUndo(world, grant, params.mergeId)),
    }),
  })
}

/** Who may give somebody a role that manages others. */
function mayRaise(principal: Principal): boolean {
  return capabilitiesOf(principal).includes('approve:held_run_with_administrator_rise')
}

function askedOf(outcome: MergeOutcome): MergeAsked {
  if ('mergeId' in outcome) return outcome
  const { problem } = outcome
  if (problem === 'person_unknown' || problem === 'merge_unknown') throw notFound()
  if (problem === 'own_record') throw ownRecord()
  if (problem === 'not_educator')
    throw unprocessable(problem, 'Only educators are merged here, and one of the two is a student or a guardian.')
  throw new HttpError(409, problem, 'Somebody has decided about this already. Look at the list of merges again.')
}

function ownRecord(): HttpError {
  return new HttpError(
    403,
    'own_record',
    'One of the two is you, and a merge shows what coaches keep of them. Ask another administrator of the district.',
  )
}
