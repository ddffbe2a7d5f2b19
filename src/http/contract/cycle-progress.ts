/** How coaching cycles stand: due and overdue by the district's cadence, in which phase, ended, and what was rated. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { OwnCaseload, PlaceFilter } from './coaching-reports.ts'
import { DateOnly, exactly, Id } from './shapes.ts'

const By = Type.Union([Type.Literal('coach'), Type.Literal('school'), Type.Literal('focus')])
const filter = {
  by: Type.Optional({ ...By, default: 'coach' }),
  from: Type.Optional({ ...DateOnly, description: 'First day; the school year’s where it is left out.' }),
  to: Type.Optional({ ...DateOnly, description: 'Last day; today where it is left out.' }),
  schoolId: Type.Optional({ ...Id, description: 'Cycles with educators who work there now.' }),
  ...PlaceFilter,
}
/** `GET /api/v1/coaching/reports/mine/cycles?by=`: cycles of mine that ran between these days. */
export const OwnCycleProgressQuery = exactly({ ...filter, caseload: OwnCaseload })
export type OwnCycleProgressQuery = Static<typeof OwnCycleProgressQuery>
/** `GET /api/v1/coaching/reports/all/cycles?by=`: others' cycles, as far as their work is open to me. */
export const CycleProgressQuery = exactly({ ...filter, coachId: Type.Optional(Id) })
export type CycleProgressQuery = Static<typeof CycleProgressQuery>

const sums = {
  cycles: Type.Integer(),
  planned: Type.Integer({ description: 'Begin later.' }),
  onTrack: Type.Integer(),
  due: Type.Integer({ description: 'The next interaction is expected within three days.' }),
  overdue: Type.Integer({ description: 'No interaction for more days than the district expects.' }),
  ended: Type.Integer(),
  phases: Type.Record(Type.String(), Type.Integer(), {
    description: 'Open cycles by the phase that they are in today.',
  }),
  higher: Type.Integer({ description: 'Educators rated higher at the end than at the start.' }),
  same: Type.Integer(),
  lower: Type.Integer(),
}
const Word = exactly({ id: Type.String(), name: Type.String() })
export const CycleProgress = exactly({
  by: By,
  from: DateOnly,
  to: DateOnly,
  today: DateOnly,
  cadenceDays: Type.Integer({ description: 'Days after which a cycle’s next interaction is expected.' }),
  phases: Type.Array(Word),
  rows: Type.Array(
    exactly({
      key: Type.String({ description: 'Id of the coach, school or focus. Empty: none.' }),
      name: Type.String(),
      ...sums,
    }),
    { description: 'Most cycles first. A cycle with educators at two schools counts at each.' },
  ),
  total: exactly(sums, 'Each cycle once.'),
  scales: Type.Array(
    exactly({
      id: Type.String(),
      name: Type.String(),
      levels: Type.Array(exactly({ name: Type.String(), start: Type.Integer(), end: Type.Integer() }), {
        description: 'From the lowest: how often each was given at the start and at the end.',
      }),
    }),
  ),
})
export type CycleProgress = Static<typeof CycleProgress>
