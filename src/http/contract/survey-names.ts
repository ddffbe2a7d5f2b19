/** The day of the year on which it is forgotten who took part in surveys. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly } from './shapes.ts'

const Yearly = Type.String({ pattern: '^[0-9]{2}-[0-9]{2}$', description: 'Month and day, `07-31`.' })
const Due = exactly({
  on: DateOnly,
  cycles: Type.Integer({ description: 'Cycles that are over by then.' }),
  participations: Type.Integer({ description: 'How often it is known of somebody that they took part.' }),
})

/** `GET /api/v1/settings/survey-names` */
export const SurveyNames = exactly({
  on: Yearly,
  next: Due,
  now: Due,
  version: Type.String(),
})
export type SurveyNames = Static<typeof SurveyNames>
export const SurveyNamesQuery = exactly({ on: Type.Optional(Yearly) })
export type SurveyNamesQuery = Static<typeof SurveyNamesQuery>
/** `PUT /api/v1/settings/survey-names` */
export const SurveyNamesBody = exactly({ on: Yearly, version: Type.String() })
export type SurveyNamesBody = Static<typeof SurveyNamesBody>
