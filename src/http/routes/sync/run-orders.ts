/** Runs by order: started, tried again, decided about and taken back. Each answers at once; the worker does it. */

import { authorise, capabilitiesOf } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import type { OrderOutcome } from '../../../actions/sync/order-run.ts'
import { orderApproval, orderDiscard, orderRetry, orderSync, orderUndo } from '../../../actions/sync/order-run.ts'
import { viewAdministratorRise, viewUndoneRise } from '../../../views/sync/run-detail.ts'
import { viewLastOrder } from '../../../views/sync/run-order.ts'
import { DecisionBody, LastOrder, OrderGiven, SourceParams, StartRunBody, UndoBody } from '../../contract/run-orders.ts'
import { RunParams } from '../../contract/sync.ts'
import { HttpError, notFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** Everything that a page may ask the worker for. */
export function addRunOrderRoutes(table: RouteTable, world: DomainWorld): void {
  addStartingRoutes(table, world)
  addDecidingRoutes(table, world)
  addReadingRoutes(table, world)
}

function addStartingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/sources/:sourceId/runs',
    access: { capability: 'start:run' },
    summary: 'Asks for a run of a source, or for a preview of one.',
    params: SourceParams,
    body: StartRunBody,
    response: OrderGiven,
    status: 202,
    handle: async ({ grant, params, body }) => given(await orderSync(world, grant, { ...params, ...body })),
  })
  table.add({
    method: 'post',
    path: '/api/v1/runs/:runId/retry',
    access: { capability: 'start:run' },
    summary: 'Asks for another try of a run that failed.',
    params: RunParams,
    response: OrderGiven,
    status: 202,
    handle: async ({ grant, params }) => given(await orderRetry(world, grant, params.runId)),
  })
}

function addDecidingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/runs/:runId/decision',
    // Who may set a run aside may also approve it, unless it raises administrators: asked again below.
    access: { capability: 'discard:held_run' },
    summary: 'Decides about a held run: apply it, apply its additions only, apply it with its matches, or discard it.',
    params: RunParams,
    body: DecisionBody,
    response: OrderGiven,
    status: 202,
    handle: async ({ grant, principal, params, body }) => {
      const { runId } = params
      if (body.decision === 'discard') return given(await orderDiscard(world, grant, runId))
      const rises = await viewAdministratorRise(world, grant, runId)
      return given(await orderApproval(world, mayApprove(principal, rises), { runId, kind: body.decision }))
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/runs/:runId/undo',
    access: { capability: 'undo:run' },
    summary: 'Takes an applied run back, or shows what that would do.',
    params: RunParams,
    body: UndoBody,
    response: OrderGiven,
    status: 202,
    handle: async ({ grant, principal, params, body }) => {
      // A look changes nothing. What gives a role that manages others is for those who may approve such a rise.
      if (!body.preview && !mayRaise(principal) && (await viewUndoneRise(world, grant, params.runId)))
        throw riseForbidden()
      return given(await orderUndo(world, grant, { ...params, ...body }))
    },
  })
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/runs/:runId/order',
    access: { capability: 'start:run' },
    summary: 'How the newest order about a run stands.',
    params: RunParams,
    response: LastOrder,
    handle: async ({ grant, params }) => ({ status: 200, body: await viewLastOrder(world, grant, params) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/sources/:sourceId/order',
    access: { capability: 'start:run' },
    summary: 'How the newest order of a source stands.',
    params: SourceParams,
    response: LastOrder,
    handle: async ({ grant, params }) => ({ status: 200, body: await viewLastOrder(world, grant, params) }),
  })
}

/** Additions only leave the rise out, but what is approved is what was stored: the same people decide. */
function mayApprove(principal: Principal, rises: boolean) {
  const { districtId } = principal
  return rises
    ? authorise(principal, 'approve:held_run_with_administrator_rise', { districtId })
    : authorise(principal, 'approve:held_run', { districtId, holds: ['no_administrator_rise'] })
}

function mayRaise(principal: Principal): boolean {
  return capabilitiesOf(principal).includes('approve:held_run_with_administrator_rise')
}

function riseForbidden(): HttpError {
  return new HttpError(
    403,
    'rise_forbidden',
    'This run took an administrator’s role from somebody, and taking it back gives the role again. An administrator of the district has to take it back.',
  )
}

function given(outcome: OrderOutcome): { readonly status: 202; readonly body: { readonly orderId: string } } {
  if ('orderId' in outcome) return { status: 202, body: outcome }
  throw notFound()
}
