/** The rules by which a feed's roles become roles here. */

import { authorise } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { changeRoleMap, type RoleMapOutcome } from '../../../actions/rules/change-role-map.ts'
import {
  viewRoleMap,
  viewRoleMapFile,
  viewRoleMapPreview,
  viewRoleMapVersion,
  viewRoleMapVersions,
} from '../../../views/rules/role-map.ts'
import {
  RoleMap,
  RoleMapBody,
  RoleMapFileQuery,
  RoleMapPreview,
  RoleMapPreviewBody,
  RoleMapVersionParams,
  RoleMapVersionQuery,
  RoleMapVersions,
  SavedRoleMap,
} from '../../contract/role-map.ts'
import { PreviewQuery } from '../../contract/licences.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvFile } from '../../csv.ts'
import { HttpError, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { pageIn } from '../seats/licence-answers.ts'

/** `/api/v1/role-map` */
export function addRoleMapRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/role-map',
    access: { capability: 'view:role_map' },
    summary: 'The rules by which a feed’s roles become roles here, and those of the installation that follow.',
    response: RoleMap,
    handle: ({ principal }) => shown(world, principal),
  })
  table.add({
    method: 'put',
    path: '/api/v1/role-map',
    access: { capability: 'edit:role_map', onThing: true },
    summary: 'Replaces the district’s rules; they count from the next sync on.',
    body: RoleMapBody,
    response: RoleMap,
    handle: async ({ principal, body }) => {
      refuse(await changeRoleMap(world, principal, body))
      return shown(world, principal)
    },
  })
  addPreviewRoutes(table, world)
  addVersionRoutes(table, world)
}

function addPreviewRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/role-map/preview',
    access: { capability: 'view:role_map' },
    summary: 'What other rules would make of roles and licences, for whom and why; nothing is changed.',
    query: PreviewQuery,
    body: RoleMapPreviewBody,
    response: RoleMapPreview,
    handle: async ({ grant, query, body }) => {
      const preview = await viewRoleMapPreview(world, grant, { map: body, page: pageIn(query) })
      if ('faults' in preview) throw invalid(preview.faults)
      return { status: 200, body: preview }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/role-map/preview/export',
    access: { capability: 'view:role_map' },
    summary:
      'Everybody whom other rules would touch as CSV: their roles, or what becomes of one licence; nothing is changed.',
    query: RoleMapFileQuery,
    body: RoleMapPreviewBody,
    handle: async ({ grant, query: { kind = null }, body }) => {
      const rows = orNotFound(await viewRoleMapFile(world, grant, { map: body, kind }))
      if ('faults' in rows) throw invalid(rows.faults)
      return csvFile(kind === null ? 'role-rules-people.csv' : `role-rules-${kind.replace(':', '-')}.csv`, rows)
    },
  })
}

function addVersionRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/role-map/versions',
    access: { capability: 'view:role_map' },
    summary: 'The role maps that the district has had, newest first: who saved each, when, and what it changed.',
    query: RoleMapVersionQuery,
    response: RoleMapVersions,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewRoleMapVersions(world, grant, placeOf(query)),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/role-map/versions/:number',
    access: { capability: 'view:role_map' },
    summary: 'One of them as it was saved; sent back, it is taken up again.',
    params: RoleMapVersionParams,
    response: SavedRoleMap,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: orNotFound(await viewRoleMapVersion(world, grant, Number(params.number))),
    }),
  })
}

async function shown(world: DomainWorld, principal: Principal) {
  return { status: 200, body: await viewRoleMap(world, authorise(principal, 'view:role_map')) }
}

function refuse(outcome: RoleMapOutcome): void {
  if (outcome === null) return
  if (outcome.problem === 'role_map_invalid') throw invalid(outcome.faults)
  if (outcome.problem === 'setting_stale')
    throw new HttpError(
      409,
      outcome.problem,
      'Somebody else has changed the rules since you opened the page, so nothing was saved. Look at them as they are now, then save again.',
    )
  throw new HttpError(
    403,
    outcome.problem,
    'These rules could make administrators or billing users whom those before would not. An administrator of the district has to save them.',
  )
}

/** A fault reads "rules/2/grant/0/role: what is wrong". */
function invalid(faults: readonly string[]): HttpError {
  const fields = faults.map((fault) => {
    const colon = fault.indexOf(': ')
    return { field: fault.slice(0, colon), code: 'role_map_invalid', message: fault.slice(colon + 2) }
  })
  return unprocessable('role_map_invalid', 'Some rules can’t be understood.', fields)
}
