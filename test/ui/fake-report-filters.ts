/** Filters of reports for the fake: one of one's own, one that is shared. */

import type { KeepFilterBody, ReportFilter, ReportFilters } from '../../src/http/contract/report-filters.ts'

const NOTHING = {
  whose: 'mine',
  from: null,
  to: null,
  schoolId: null,
  typeId: null,
  tagId: null,
  caseload: null,
  groupId: null,
  grade: null,
} as const
const OWN: ReportFilter = {
  id: '1',
  name: 'Last autumn, everything that was not about data',
  isShared: false,
  isMine: true,
  asked: { ...NOTHING, from: '2025-09-01', to: '2025-12-20', typeId: 'observation' },
  version: '1',
}
const FILTERS: readonly ReportFilter[] = [
  OWN,
  { id: '2', name: 'Old programme', isShared: true, isMine: false, asked: { ...NOTHING, tagId: '6' }, version: '3' },
]

export const filterHandlers = {
  'GET /api/v1/coaching/report-filters': (): ReportFilters => ({ filters: [...FILTERS] }),
  'POST /api/v1/coaching/report-filters': ({ body }: { readonly body: unknown }): ReportFilter => ({
    ...(body as KeepFilterBody),
    asked: { caseload: null, groupId: null, grade: null, ...(body as KeepFilterBody).asked },
    id: '3',
    isMine: true,
    version: '1',
  }),
  'PUT /api/v1/coaching/report-filters/{filterId}': (): ReportFilter => OWN,
  'DELETE /api/v1/coaching/report-filters/{filterId}': () => null,
}
