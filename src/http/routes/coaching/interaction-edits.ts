/** Putting an interaction of one's own right: editing, the next step, deleting, tags of many, what edits replaced. */

import { authorise } from '../../../access/authorise.ts'
import type { EditOutcome } from '../../../actions/coaching/edit-interaction.ts'
import {
  editInteraction,
  markNextStep,
  removeInteraction,
  tagInteractions,
} from '../../../actions/coaching/edit-interaction.ts'
import { viewHistory } from '../../../views/coaching/interaction-history.ts'
import {
  DeleteInteractionBody,
  EditInteractionBody,
  InteractionHistory,
  InteractionParams,
  InteractionsTagged,
  InteractionWithNotes,
  NextStepBody,
  TagInteractionsBody,
} from '../../contract/coaching.ts'
import { orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { inputOf, invalid, stale } from './interaction-input.ts'

/** Under `/api/v1/coaching/interactions/{interactionId}`. */
export function addInteractionEditRoutes(table: RouteTable, world: DomainWorld): void {
  addChangeRoutes(table, world)
  const access = { capability: 'edit:interaction' } as const
  table.add({
    method: 'get',
    path: '/api/v1/coaching/interactions/:interactionId/history',
    access,
    summary: 'What my edits of an interaction replaced, the latest first.',
    params: InteractionParams,
    response: InteractionHistory,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: { versions: orNotFound(await viewHistory(world, grant, params.interactionId)) },
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/coaching/interaction-tags',
    access,
    summary: 'Gives tags to many interactions of mine, or takes them away; all of them or none.',
    body: TagInteractionsBody,
    response: InteractionsTagged,
    handle: async ({ grant, principal, body }) => {
      const { interactionIds, add = [], remove = [] } = body
      const grants = { edit: grant, create: authorise(principal, 'create:interaction') }
      const outcome = await tagInteractions(world, grants, { interactionIds, add, remove })
      if ('problems' in outcome) throw invalid(outcome.problems)
      return { status: 200, body: outcome }
    },
  })
}

function addChangeRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'edit:interaction' } as const
  const path = '/api/v1/coaching/interactions/:interactionId'
  const params = InteractionParams
  table.add({
    method: 'put',
    path,
    access,
    summary: 'Changes an interaction of mine; what stood there before is kept in its history.',
    params,
    body: EditInteractionBody,
    response: InteractionWithNotes,
    handle: async ({ grant, principal, params: { interactionId }, body }) => {
      const grants = { edit: grant, create: authorise(principal, 'create:interaction') }
      const change = { interactionId, version: body.version, input: inputOf(body) }
      return { status: 200, body: edited(await editInteraction(world, grants, change)) }
    },
  })
  table.add({
    method: 'post',
    path: `${path}/next-step`,
    access,
    summary: 'Says that the next step of an interaction of mine was done today, or that it wasn’t.',
    params,
    body: NextStepBody,
    response: InteractionWithNotes,
    handle: async ({ grant, params: { interactionId }, body: { done, version } }) => ({
      status: 200,
      body: edited(await markNextStep(world, grant, { interactionId, version, isDone: done })),
    }),
  })
  table.add({
    method: 'post',
    path: `${path}/deletion`,
    access,
    summary: 'Deletes an interaction of mine with its notes and history; the audit log keeps that it was there.',
    params,
    body: DeleteInteractionBody,
    status: 204,
    handle: async ({ grant, params: { interactionId }, body: { version } }) => {
      const outcome = orNotFound(await removeInteraction(world, grant, { interactionId, version }))
      if (outcome === 'stale') throw stale()
      return { status: 204 }
    },
  })
}

function edited(outcome: EditOutcome) {
  const found = orNotFound(outcome)
  if (found === 'stale') throw stale()
  if (found === 'no_next_step') throw unprocessable('no_next_step', 'This interaction has no next step. Open it anew.')
  if ('problems' in found) throw invalid(found.problems)
  return found.interaction
}
