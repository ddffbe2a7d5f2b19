/** Filters of coaching reports that are kept under a name: one's own and shared ones. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, nullable } from './shapes.ts'

const asked = {
  whose: Type.Union([Type.Literal('mine'), Type.Literal('all')]),
  from: nullable(DateOnly),
  to: nullable(DateOnly),
  schoolId: nullable(Id),
  typeId: nullable(Type.String({ minLength: 1, maxLength: 64 })),
  tagId: nullable(Id),
}
const OfCaseload = nullable(Type.Literal('mine'))
const WHAT =
  'What to ask the reports for. Without days it is the school year so far, whenever it is opened. With `caseload` it is what was with somebody of one’s own caseloads, and of one’s own work alone. It is a choice and no right: reports decide anew who sees what.'
const Grade = nullable(Type.String({ minLength: 1, maxLength: 64 }))
const Asked = exactly({ ...asked, caseload: OfCaseload, groupId: nullable(Id), grade: Grade }, WHAT)
const GivenAsked = exactly(
  {
    ...asked,
    caseload: Type.Optional(OfCaseload),
    groupId: Type.Optional(nullable(Id)),
    grade: Type.Optional(Grade),
  },
  WHAT,
)
const Name = Type.String({ maxLength: 60 })
const Version = Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'Send it along with a change: what you saw.' })

export const ReportFilter = exactly({
  id: Id,
  name: Type.String(),
  isShared: Type.Boolean({ description: 'Everybody sees it who may see what it asks for.' }),
  isMine: Type.Boolean(),
  asked: Asked,
  version: Version,
})
export type ReportFilter = Static<typeof ReportFilter>

/** `GET /api/v1/coaching/report-filters`, by name. */
export const ReportFilters = exactly({ filters: Type.Array(ReportFilter) })
export type ReportFilters = Static<typeof ReportFilters>

/** `POST /api/v1/coaching/report-filters`; sharing is for administrators of the district. */
export const KeepFilterBody = exactly({ name: Name, isShared: Type.Boolean(), asked: GivenAsked })
export type KeepFilterBody = Static<typeof KeepFilterBody>
export const FilterParams = exactly({ filterId: Id })
/** `PUT /api/v1/coaching/report-filters/{filterId}`: renames it, shares it or takes it back. */
export const ChangeFilterBody = exactly({ name: Name, isShared: Type.Boolean(), version: Version })
export type ChangeFilterBody = Static<typeof ChangeFilterBody>
