/** What a community plans for its classes: defaults for those that join, and one change for several. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, nullable } from './shapes.ts'
import { CycleState, Retired } from './survey.ts'

const Key = Type.String({ description: 'An id of a question set.' })
const days = { startsOn: DateOnly, endsOn: DateOnly, extendedTo: nullable(DateOnly) }

const SurveyDefault = exactly({
  questionSet: Key,
  startsOn: DateOnly,
  endsOn: DateOnly,
  lateDays: Type.Integer({
    minimum: 0,
    maximum: 28,
    description: 'Late answers count for so many days after the end.',
  }),
  everyWeeks: Type.Integer({ minimum: 1, maximum: 26, description: 'From the start of one cycle to the next.' }),
  cycles: Type.Integer({ minimum: 1, maximum: 12 }),
})

/** `GET /api/v1/communities/{communityId}/survey-plan` */
export const CommunitySurveyPlan = exactly({
  name: Type.String(),
  plan: nullable(SurveyDefault),
  questionSets: Type.Array(exactly({ id: Key, title: Type.Record(Type.String(), Type.String()), retired: Retired })),
  classes: Type.Array(
    exactly({ id: Id, title: Type.String(), cycles: Type.Array(exactly({ ...days, state: CycleState })) }),
  ),
})
export type CommunitySurveyPlan = Static<typeof CommunitySurveyPlan>

/** `PUT /api/v1/communities/{communityId}/survey-default` */
export const SurveyDefaultBody = exactly({ plan: nullable(SurveyDefault) })
export type SurveyDefaultBody = Static<typeof SurveyDefaultBody>

/** `PUT /api/v1/communities/{communityId}/survey-schedules` */
export const SurveySchedulesBody = exactly({
  classIds: Type.Array(Id, { minItems: 1, maxItems: 500 }),
  planned: nullable(
    Type.Array(exactly({ ...days, questionSet: Key }), {
      maxItems: 12,
      description: 'In place of every cycle that has not begun; null: those stay.',
    }),
  ),
  running: nullable(
    exactly(
      { endsOn: nullable(DateOnly), extendedTo: nullable(DateOnly) },
      'For cycles under way: a later end, a later last day for late answers; null: they stay.',
    ),
  ),
  apply: Type.Boolean({ description: 'false: only says what it would do.' }),
})
export type SurveySchedulesBody = Static<typeof SurveySchedulesBody>
export const SurveySchedulesChanged = exactly({
  classes: Type.Array(
    exactly({
      id: Id,
      title: Type.String(),
      outcome: Type.Union([Type.Literal('same'), Type.Literal('changes'), Type.Literal('refused')]),
      reasons: Type.Array(Type.String(), { description: 'Why it can’t be done.' }),
      cycles: Type.Array(exactly(days), { description: 'As the schedule is then.' }),
    }),
  ),
})
export type SurveySchedulesChanged = Static<typeof SurveySchedulesChanged>
