/** A run from near, and why a person is who they are: the reading part. */

import { viewQuarantine, viewRunChanges, viewRunEdits, viewWhy } from '../../../views/sync/run-detail.ts'
import { viewRunSeats } from '../../../views/seats/run-seats.ts'
import { RunSeatPage, RunSeatQuery } from '../../contract/run-seats.ts'
import {
  QuarantinePage,
  QuarantineQuery,
  RunChangePage,
  RunChangeQuery,
  RunEdits,
  RunParams,
} from '../../contract/sync.ts'
import { Why, WhyParams } from '../../contract/why.ts'
import { placeOf } from '../../contract/shapes.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** Changes, edits and quarantined rows of a run; the trace of a person. */
export function addRunDetailRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/runs/:runId/changes',
    access: { capability: 'view:run_report' },
    summary: 'What a run changed, or would change, field by field.',
    params: RunParams,
    query: RunChangeQuery,
    response: RunChangePage,
    handle: async ({ grant, params, query }) => {
      const { kind = null } = query
      return { status: 200, body: await viewRunChanges(world, grant, { ...params, kind, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/runs/:runId/quarantine',
    access: { capability: 'view:quarantine' },
    summary: 'The rows that a run left out: what is wrong with each, and who can mend it.',
    params: RunParams,
    query: QuarantineQuery,
    response: QuarantinePage,
    handle: async ({ grant, params, query }) => ({
      status: 200,
      body: await viewQuarantine(world, grant, { ...params, ...placeOf(query) }),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/runs/:runId/edits',
    access: { capability: 'view:run_report' },
    summary: 'Edits by hand that a run met: where the feed says otherwise, and what of its plan they overtook.',
    params: RunParams,
    response: RunEdits,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewRunEdits(world, grant, params.runId)),
    }),
  })
  addSeatsRoute(table, world)
  addWhyRoute(table, world)
}

function addSeatsRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/runs/:runId/seats',
    access: { capability: 'view:run_report' },
    summary: 'Who would get, wait for, keep or lose a seat by a plan that is not applied, and why.',
    params: RunParams,
    query: RunSeatQuery,
    response: RunSeatPage,
    handle: async ({ grant, params, query }) => {
      const { licence = null, move = null } = query
      const page = await viewRunSeats(world, grant, { ...params, licence, move, ...placeOf(query) })
      return { status: 200, body: page }
    },
  })
}

function addWhyRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/people/:personId/why',
    access: { capability: 'view:why_trace' },
    summary: 'Why a person has each role and seat: row of the feed, rule, run, ledger.',
    params: WhyParams,
    response: Why,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewWhy(world, grant, params.personId)),
    }),
  })
}
