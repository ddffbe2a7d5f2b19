/** The lists of a district's coaching model: phases, focuses, rating scales. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, nullable } from './shapes.ts'

const ChoiceId = Type.String({ minLength: 1, maxLength: 63, description: 'A word such as `phase-plan`.' })
const Levels = Type.Array(Type.String({ maxLength: 200 }), {
  maxItems: 20,
  description: 'Of a rating scale, from the lowest; of the other lists none.',
})

export const CoachingChoice = exactly({
  id: ChoiceId,
  name: Type.String(),
  active: Type.Boolean({ description: 'Whether new cycles may use it.' }),
  levels: Type.Array(Type.String()),
})
export type CoachingChoice = Static<typeof CoachingChoice>

/** `GET /api/v1/coaching/choices`: what a new cycle may use. */
export const CoachingChoices = exactly({
  phases: Type.Array(CoachingChoice),
  focuses: Type.Array(CoachingChoice),
  scales: Type.Array(CoachingChoice),
  cadenceDays: Type.Integer({ description: 'Days after which a cycle’s next interaction is expected.' }),
})
export type CoachingChoices = Static<typeof CoachingChoices>

const CoachingList = exactly({
  items: Type.Array(
    exactly({
      id: ChoiceId,
      name: Type.String(),
      active: Type.Boolean(),
      levels: Type.Array(Type.String()),
      used: Type.Boolean({ description: 'A cycle names it: it can be switched off and not taken away.' }),
    }),
  ),
  version: Type.String({ description: 'Send it along with a change: it says what you saw.' }),
})
export type CoachingList = Static<typeof CoachingList>

/** `GET /api/v1/coaching/settings`; a change answers with the same. */
export const CoachingSettings = exactly({ phases: CoachingList, focuses: CoachingList, scales: CoachingList })
export type CoachingSettings = Static<typeof CoachingSettings>

/** `PUT /api/v1/coaching/settings/{list}`: the whole list in its order; 422 with `error.fields`. */
export const CoachingListParams = exactly({
  list: Type.Union([Type.Literal('phases'), Type.Literal('focuses'), Type.Literal('scales')]),
})
export const CoachingListBody = exactly({
  items: Type.Array(
    exactly({
      id: nullable(ChoiceId),
      name: Type.String({ maxLength: 200 }),
      active: Type.Boolean(),
      levels: Levels,
    }),
    { maxItems: 200 },
  ),
  version: Type.String({ minLength: 1, maxLength: 64 }),
})
export type CoachingListBody = Static<typeof CoachingListBody>
