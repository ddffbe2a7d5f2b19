/** Sync status: sources, runs, licences. */

import { viewLicences, viewRun, viewRuns, viewSources } from '../../../views/sync/sync-status.ts'
import { Licences, Run, RunPage, RunParams, RunQuery, Sources } from '../../contract/sync.ts'
import { placeOf } from '../../contract/shapes.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** What the status page reads. */
export function addSyncStatusRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/sources',
    access: { capability: 'view:source' },
    summary: 'The sources with their schedule, next slot and last run.',
    response: Sources,
    handle: async ({ grant }) => ({ status: 200, body: await viewSources(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/runs',
    access: { capability: 'view:run_report' },
    summary: 'Runs, newest first.',
    query: RunQuery,
    response: RunPage,
    handle: async ({ grant, query }) => {
      const { sourceId = null } = query
      return { status: 200, body: await viewRuns(world, grant, { sourceId, ...placeOf(query) }) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/runs/:runId',
    access: { capability: 'view:run_report' },
    summary: 'One run.',
    params: RunParams,
    response: Run,
    handle: async ({ grant, params }) => ({ status: 200, body: orNotFound(await viewRun(world, grant, params.runId)) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/licences',
    access: { capability: 'view:licence_state' },
    summary: 'The licences and how many seats are used and awaited.',
    response: Licences,
    handle: async ({ grant }) => ({ status: 200, body: await viewLicences(world, grant) }),
  })
}
