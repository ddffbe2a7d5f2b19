/** Caseloads: a coach's own, and for administrators of the district those of every coach. */

import {
  type CaseloadFault,
  type CaseloadOutcome,
  editCaseload,
  makeCaseload,
  placeEducators,
} from '../../../actions/coaching/change-caseload.ts'
import type { Grant } from '../../../access/grant.ts'
import { viewCaseload, viewCaseloadCoaches, viewCaseloads } from '../../../views/coaching/caseloads.ts'
import {
  CaseloadCoaches,
  CaseloadDetail,
  CaseloadParams,
  CaseloadQuery,
  Caseloads,
  EditCaseloadBody,
  MakeCaseloadBody,
  PlaceEducatorsBody,
} from '../../contract/caseloads.ts'
import { HttpError, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const ACCESS = { capability: 'use:educator_database' } as const
const PATH = '/api/v1/coaching/caseloads'

/** Everything under `/api/v1/coaching/caseloads`. */
export function addCaseloadRoutes(table: RouteTable, world: DomainWorld): void {
  addReading(table, world)
  addChanging(table, world)
}

function addReading(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access: ACCESS,
    summary: 'Caseloads by name: mine, or as an administrator of the district those of a coach.',
    query: CaseloadQuery,
    response: Caseloads,
    handle: async ({ grant, query }) => {
      const caseloads = orNotFound(await viewCaseloads(world, grant, query.coachId ?? null))
      return { status: 200, body: { caseloads } }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/caseload-coaches',
    access: { capability: 'manage:coaching_settings' },
    summary: 'All coaches with how many caseloads and educators they have, and how many educators are in nobody’s.',
    response: CaseloadCoaches,
    handle: async ({ grant }) => ({ status: 200, body: await viewCaseloadCoaches(world, grant) }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/:caseloadId`,
    access: ACCESS,
    summary: 'One caseload with who is in it, by hand or by a rule, and who is kept out.',
    params: CaseloadParams,
    response: CaseloadDetail,
    handle: async ({ grant, params }) => ({ status: 200, body: await show(world, grant, params.caseloadId) }),
  })
}

function addChanging(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: PATH,
    access: ACCESS,
    summary: 'Makes a caseload, of mine or as an administrator of the district of a coach.',
    body: MakeCaseloadBody,
    response: CaseloadDetail,
    status: 201,
    handle: async ({ grant, body }) => ({
      status: 201,
      body: await show(world, grant, idOf(await makeCaseload(world, grant, body))),
    }),
  })
  table.add({
    method: 'put',
    path: `${PATH}/:caseloadId`,
    access: ACCESS,
    summary: 'Renames a caseload, replaces its rules, archives it or takes it into use again.',
    params: CaseloadParams,
    body: EditCaseloadBody,
    response: CaseloadDetail,
    handle: async ({ grant, params, body }) => ({
      status: 200,
      body: await show(world, grant, idOf(await editCaseload(world, grant, { ...params, ...body }))),
    }),
  })
  table.add({
    method: 'put',
    path: `${PATH}/:caseloadId/educators`,
    access: ACCESS,
    summary: 'Puts educators into a caseload by hand, keeps them out of it, or lets its rules decide again.',
    params: CaseloadParams,
    body: PlaceEducatorsBody,
    response: CaseloadDetail,
    handle: async ({ grant, params, body }) => {
      const { from = null, until = null } = body
      const id = idOf(await placeEducators(world, grant, { ...params, ...body, from, until }))
      return { status: 200, body: await show(world, grant, id) }
    },
  })
}

async function show(world: DomainWorld, grant: Grant<'use:educator_database'>, caseloadId: string) {
  return orNotFound(await viewCaseload(world, grant, caseloadId))
}

function idOf(outcome: CaseloadOutcome): string {
  const found = orNotFound(outcome)
  if ('caseloadId' in found) return found.caseloadId
  if ('problems' in found)
    throw unprocessable('caseload_invalid', 'Some of it has to be put right first.', found.problems)
  throw refusalOf(found.fault)
}

function refusalOf(fault: CaseloadFault): HttpError {
  if (fault === 'stale')
    return new HttpError(
      409,
      'version_stale',
      'Somebody has changed the caseload since you opened the page. Open it anew.',
    )
  return unprocessable(fault, SAYS[fault])
}

const SAYS: Readonly<Record<Exclude<CaseloadFault, 'stale'>, string>> = {
  coach_unknown: 'Caseloads are of people who coach. Choose a coach.',
  educator_unknown: 'Name educators of the schools that the coach is assigned to.',
  dates_invalid: 'The day on which it ends comes after the day on which it begins.',
  caseloads_too_many: 'A coach has up to 30 caseloads. Archive one first.',
  name_taken: 'There is a caseload of that name. Choose another one.',
}
