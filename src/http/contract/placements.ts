/** Placing things of Staffroom in an LMS: what may be placed, and the signed answer that the browser takes back. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, nullable } from './shapes.ts'

const key = Type.String({ pattern: '^(start|coach|(community|class-report|survey):[1-9][0-9]{0,17})$' })

/** `GET /api/v1/placements/{placementId}`: of whom it was made for, while it waits. */
export const PlacementParams = exactly({ placementId: Id })
export const Placement = exactly({
  id: Id,
  platform: Type.String({ description: 'The issuer of the LMS.' }),
  acceptsMultiple: Type.Boolean(),
  items: Type.Array(
    exactly({
      key,
      name: nullable(Type.String({ description: 'Of a community or a class; the others name themselves.' })),
      days: nullable(exactly({ startsOn: DateOnly, endsOn: DateOnly }, 'Of a survey: its cycle.')),
    }),
    { description: 'What I may place.' },
  ),
})
export type Placement = Static<typeof Placement>

/** `POST /api/v1/placements/{placementId}/answer`; no items: nothing is placed. */
export const PlacementBody = exactly({ items: Type.Array(key, { maxItems: 50, uniqueItems: true }) })
export type PlacementBody = Static<typeof PlacementBody>
export const PlacementAnswer = exactly({
  returnUrl: Type.String({ description: 'Where the browser posts the answer.' }),
  jwt: Type.String({ description: 'The form field JWT.' }),
})
export type PlacementAnswer = Static<typeof PlacementAnswer>
