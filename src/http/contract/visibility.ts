/** `GET /api/v1/coaching/visibility`: who can see what about an educator, as the district is set now. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, nullable } from './shapes.ts'

export const Visibility = exactly({
  district: Type.String(),
  lines: Type.Array(
    exactly({
      topic: Type.Union([
        Type.Literal('yourself'),
        Type.Literal('talks'),
        Type.Literal('notes'),
        Type.Literal('reports'),
        Type.Literal('principals'),
        Type.Literal('mail'),
        Type.Literal('record'),
      ]),
      says: Type.String({ description: 'A sentence or two, to the educator.' }),
      rows: Type.Array(Type.String(), { description: 'Rows of the permission files that it comes from.' }),
      rule: nullable(
        exactly(
          {
            name: Type.String(),
            says: Type.String(),
            value: Type.Union([Type.Boolean(), Type.Number(), Type.String(), Type.Array(Type.String())]),
            from: Type.Union([Type.Literal('standard'), Type.Literal('district'), Type.Literal('school')]),
          },
          'The district’s switch that the sentence follows.',
        ),
      ),
    }),
  ),
})
export type Visibility = Static<typeof Visibility>
