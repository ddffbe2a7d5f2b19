/** Handing educators over to a coach of their new school: administrators of the district decide, coaches see to what they got. */

import {
  decideHandover,
  deciderOf,
  type HandoverFault,
  type HandoverOutcome,
  tickStep,
  undoHandover,
} from '../../../actions/coaching/hand-over.ts'
import type { Grant } from '../../../access/grant.ts'
import { viewHandover } from '../../../views/coaching/handovers.ts'
import {
  DecideHandoverBody,
  Handover,
  HandoverParams,
  HandoverStepParams,
  TickHandoverStepBody,
} from '../../contract/handovers.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { addHandoverListRoutes } from './handover-lists.ts'

const PATH = '/api/v1/coaching/handovers'
const access = { capability: 'manage:coaching_settings' } as const

/** Everything under `/api/v1/coaching/handovers`. */
export function addHandoverRoutes(table: RouteTable, world: DomainWorld): void {
  addHandoverListRoutes(table, world)
  table.add({
    method: 'post',
    path: PATH,
    access,
    summary:
      'Hands an educator over to a coach of their schools, with open cycles and next steps; or leaves it as it is.',
    body: DecideHandoverBody,
    response: Handover,
    status: 201,
    handle: async ({ grant, body }) => ({
      status: 201,
      body: await shown(world, grant, await decideHandover(world, deciderOf(world, grant), body)),
    }),
  })
  addUndo(table, world)
  addStep(table, world)
}

function addUndo(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: `${PATH}/:handoverId/undo`,
    access,
    summary: 'Takes a decision back, as long as nobody has worked with what it made.',
    params: HandoverParams,
    response: Handover,
    handle: async ({ grant, params: { handoverId } }) => ({
      status: 200,
      body: await shown(world, grant, await undoHandover(world, deciderOf(world, grant), handoverId)),
    }),
  })
}

function addStep(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: `${PATH}/:handoverId/steps/:interactionId`,
    access: { capability: 'create:interaction' },
    summary: 'A next step that I took over is done, or open again.',
    params: HandoverStepParams,
    body: TickHandoverStepBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      if (!(await tickStep(world, grant, { ...params, isDone: body.done }))) throw notFound()
      return { status: 204 }
    },
  })
}

async function shown(world: DomainWorld, grant: Grant<'manage:coaching_settings'>, outcome: HandoverOutcome) {
  const found = orNotFound(outcome)
  if ('fault' in found) throw refusalOf(found.fault)
  return orNotFound(await viewHandover(world, grant, found.handoverId))
}

function refusalOf(fault: HandoverFault): HttpError {
  const says = SAYS[fault]
  return fault === 'handover_gone' || fault === 'handover_touched'
    ? new HttpError(409, fault, says)
    : unprocessable(fault, says)
}

const SAYS: Readonly<Record<HandoverFault, string>> = {
  handover_gone:
    'There is nothing to decide any more: somebody has decided, or the roster or the coach’s work has changed. Open the page anew.',
  coach_elsewhere: 'Choose a coach of one of the educator’s schools.',
  coach_waits:
    'This coach waits for a seat and could change nothing of what they take over. Free or buy a seat first, or choose another coach.',
  caseload_unknown: 'Choose a caseload of the coach who takes over.',
  handover_touched:
    'Somebody has worked with it since: a cycle was changed or logged in, or a next step was done. Hand the educator over to a coach by their cycles instead.',
}
