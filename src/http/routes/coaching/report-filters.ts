/** Filters of coaching reports: keeping, renaming, sharing, forgetting. */

import {
  changeFilter,
  type FilterFault,
  type FilterOutcome,
  forgetFilter,
  keepFilter,
} from '../../../actions/coaching/report-filter.ts'
import { viewReportFilters } from '../../../views/coaching/report-filters.ts'
import {
  ChangeFilterBody,
  FilterParams,
  KeepFilterBody,
  ReportFilter,
  ReportFilters,
} from '../../contract/report-filters.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import { checkDays } from '../../report-days.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const READS = { capability: 'view:interaction' } as const
const PATH = '/api/v1/coaching/report-filters'

/** Everything under `/api/v1/coaching/report-filters`. */
export function addReportFilterRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access: READS,
    summary: 'Filters of reports: mine, and shared ones that ask for what I may see.',
    response: ReportFilters,
    handle: async ({ grant }) => ({ status: 200, body: { filters: [...(await viewReportFilters(world, grant))] } }),
  })
  table.add({
    method: 'post',
    path: PATH,
    access: READS,
    summary: 'Keeps a filter under a name; administrators of the district may share it.',
    body: KeepFilterBody,
    response: ReportFilter,
    status: 201,
    handle: async ({ grant, body }) => {
      checkDays(body.asked.from, body.asked.to)
      const { caseload = null, groupId = null, grade = null } = body.asked
      const asked = { ...body.asked, caseload, groupId, grade }
      return { status: 201, body: filterOf(await keepFilter(world, grant, { ...body, asked })) }
    },
  })
  table.add({
    method: 'put',
    path: `${PATH}/:filterId`,
    access: READS,
    summary: 'Renames a filter, shares it or takes it back.',
    params: FilterParams,
    body: ChangeFilterBody,
    response: ReportFilter,
    handle: async ({ grant, params, body }) => ({
      status: 200,
      body: filterOf(await changeFilter(world, grant, { id: params.filterId, ...body })),
    }),
  })
  table.add({
    method: 'delete',
    path: `${PATH}/:filterId`,
    access: READS,
    summary: 'Forgets a filter.',
    params: FilterParams,
    handle: async ({ grant, params }) => {
      if (!(await forgetFilter(world, grant, params.filterId))) throw notFound()
      return { status: 204 }
    },
  })
}

function filterOf(outcome: FilterOutcome): ReportFilter {
  const found = orNotFound(outcome)
  if ('filter' in found) return found.filter
  throw refusalOf(found.fault)
}

function refusalOf(fault: FilterFault): HttpError {
  if (fault === 'stale')
    return new HttpError(
      409,
      'version_stale',
      'Somebody has changed the filter since you opened the page. Open it anew.',
    )
  if (fault === 'not_shared')
    return new HttpError(403, 'forbidden', 'Filters are shared by administrators of the district.')
  return unprocessable(fault, SAYS[fault])
}

const SAYS: Readonly<Record<Exclude<FilterFault, 'stale' | 'not_shared'>, string>> = {
  name_empty: 'Give the filter a name.',
  name_taken: 'You have a filter of that name. Choose another one.',
  filters_too_many: 'You keep 50 filters. Delete one first.',
  caseload_of_others: 'Only your own work can be cut down to your caseload.',
  nobody: 'Filters are kept by people of the district. You can use those that are shared.',
}
