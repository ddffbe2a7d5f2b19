/** Coaching cycles: reading them, starting, editing, moving to another phase, ending, and what belongs to them. */

import { authorise } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { type CycleOutcome, editCycle, moveCycle, startCycle } from '../../../actions/coaching/change-cycle.ts'
import { type PlacingOutcome, putIntoCycle, takeOutOfCycle } from '../../../actions/coaching/place-interaction.ts'
import { openTexts } from '../../../actions/coaching/open-cycle-texts.ts'
import { viewCycle, viewCycleCoaches, viewLooseInteractions } from '../../../views/coaching/cycles.ts'
import {
  CycleCoaches,
  CycleDetail,
  CycleInteractionParams,
  CycleParams,
  CycleTexts,
  EditCycleBody,
  LooseInteractions,
  MoveCycleBody,
  OpenTextsBody,
  PlaceInteractionBody,
  StartCycleBody,
} from '../../contract/cycles.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { addCycleListRoutes } from './cycle-list.ts'
import { closedNotes } from './note-openings.ts'

const PATH = '/api/v1/coaching/cycles'
const READS = { capability: 'view:interaction' } as const
const WRITES = { capability: 'create:coaching_cycle' } as const

/** Everything under `/api/v1/coaching/cycles`. */
export function addCycleRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  addChangingRoutes(table, world)
  addPlacingRoutes(table, world)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  addCycleListRoutes(table, world)
  table.add({
    method: 'get',
    path: '/api/v1/coaching/cycle-coaches',
    access: READS,
    summary: 'Whose coaching cycles I may see, with how many are open.',
    response: CycleCoaches,
    handle: async ({ grant }) => ({ status: 200, body: { coaches: [...(await viewCycleCoaches(world, grant))] } }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/:cycleId`,
    access: READS,
    summary: 'One coaching cycle with its interactions and the time in each phase.',
    params: CycleParams,
    response: CycleDetail,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewCycle(world, grant, params.cycleId)),
    }),
  })
  addOpeningRoutes(table, world)
}

/** What hangs on one cycle. */
function addOpeningRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: `${PATH}/:cycleId/texts`,
    access: READS,
    summary: 'Opens what the coach wrote about a cycle: they see who did, when and why, and it is on the audit log.',
    params: CycleParams,
    body: OpenTextsBody,
    response: CycleTexts,
    handle: async ({ grant, params: { cycleId }, body: { reason } }) => {
      const outcome = orNotFound(await openTexts(world, grant, { cycleId, reason }))
      if ('texts' in outcome) return { status: 200, body: outcome.texts }
      throw closedNotes(outcome.problem)
    },
  })
  table.add({
    method: 'get',
    path: `${PATH}/:cycleId/loose-interactions`,
    access: READS,
    summary: 'Interactions of mine with the cycle’s educators that belong to no cycle, newest first.',
    params: CycleParams,
    response: LooseInteractions,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: { interactions: orNotFound(await viewLooseInteractions(world, grant, params.cycleId)) },
    }),
  })
}

function addChangingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: PATH,
    access: WRITES,
    summary: 'Starts a coaching cycle of mine.',
    body: StartCycleBody,
    response: CycleDetail,
    status: 201,
    handle: async ({ grant, principal, body }) => {
      const cycleId = done(await startCycle(world, grant, { ...body, endedOn: null }))
      return { status: 201, body: await show(world, principal, cycleId) }
    },
  })
  table.add({
    method: 'put',
    path: `${PATH}/:cycleId`,
    access: WRITES,
    summary: 'Edits a coaching cycle of mine, ends it or reopens it.',
    params: CycleParams,
    body: EditCycleBody,
    response: CycleDetail,
    handle: async ({ grant, principal, params, body }) => {
      const { version, ...input } = body
      const cycleId = done(await editCycle(world, grant, { ...params, version, input }))
      return { status: 200, body: await show(world, principal, cycleId) }
    },
  })
  table.add({
    method: 'post',
    path: `${PATH}/:cycleId/phase`,
    access: WRITES,
    summary: 'Moves a coaching cycle of mine to a phase, back or forth, from a day on.',
    params: CycleParams,
    body: MoveCycleBody,
    response: CycleDetail,
    handle: async ({ grant, principal, params, body }) => {
      const { version, ...to } = body
      const cycleId = done(await moveCycle(world, grant, { ...params, version, to }))
      return { status: 200, body: await show(world, principal, cycleId) }
    },
  })
}

function addPlacingRoutes(table: RouteTable, world: DomainWorld): void {
  const path = `${PATH}/:cycleId/interactions/:interactionId`
  table.add({
    method: 'put',
    path,
    access: WRITES,
    summary: 'Puts an interaction of mine into the cycle, out of any other: into a phase, or that of its date.',
    params: CycleInteractionParams,
    body: PlaceInteractionBody,
    response: CycleDetail,
    handle: async ({ grant, principal, params, body }) => {
      refuse(await putIntoCycle(world, grant, { ...params, ...body }))
      return { status: 200, body: await show(world, principal, params.cycleId) }
    },
  })
  table.add({
    method: 'delete',
    path,
    access: WRITES,
    summary: 'Takes an interaction out of the cycle; the interaction stays.',
    params: CycleInteractionParams,
    response: CycleDetail,
    handle: async ({ grant, principal, params }) => {
      refuse(await takeOutOfCycle(world, grant, params))
      return { status: 200, body: await show(world, principal, params.cycleId) }
    },
  })
}

async function show(world: DomainWorld, principal: Principal, cycleId: string) {
  return orNotFound(await viewCycle(world, authorise(principal, 'view:interaction'), cycleId))
}

function done(outcome: CycleOutcome): string {
  if ('cycleId' in outcome) return outcome.cycleId
  if ('problems' in outcome) {
    const says = 'The cycle was not saved: some of it has to be put right first.'
    throw unprocessable('cycle_invalid', says, outcome.problems)
  }
  if (outcome.problem === 'cycle_unknown') throw notFound()
  throw new HttpError(409, outcome.problem, CONFLICT[outcome.problem])
}

const CONFLICT = {
  cycle_stale:
    'The cycle was changed since you opened the page, so nothing was saved. Look at what is there now, then save again.',
  cycle_ended: 'The cycle has ended. Reopen it to move it to another phase.',
  cycle_full: 'The cycle holds as many interactions as it can. Start another one for what follows.',
} as const

function refuse(problem: PlacingOutcome): void {
  if (problem === null) return
  if (problem === 'cycle_full') throw new HttpError(409, problem, CONFLICT.cycle_full)
  if (problem === 'phase_unknown') {
    const message = 'Choose a phase of this cycle.'
    throw unprocessable(problem, message, [{ field: 'phaseId', code: problem, message }])
  }
  throw notFound()
}
