/** Figures of coaching for principals: published months, and their sums. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, Named, nullable } from './shapes.ts'
import { InteractionType } from './coaching.ts'

/** `GET /api/v1/coaching/figures?year=&schoolId=&groupId=`. There are no other filters, on purpose. */
export const FigureQuery = exactly({
  year: Type.Optional({ ...DateOnly, description: 'First day of a school year; the newest where it is left out.' }),
  schoolId: Type.Optional(Id),
  groupId: Type.Optional({ ...Id, description: 'A group of schools, as far as they are mine; not beside `schoolId`.' }),
})
export type FigureQuery = Static<typeof FigureQuery>

const cycleSums = {
  cycles: Type.Integer(),
  days: Type.Integer({ description: 'From the first day of each to its last, or to the end of the months; added up.' }),
}
const figures = { interactions: Type.Integer(), minutes: Type.Integer() }
export const CoachingFigures = exactly({
  isOpen: Type.Boolean({ description: 'False: the district shows principals nothing.' }),
  minimum: Type.Integer({ description: 'Fewest educators that any figure stands for.' }),
  graceDays: Type.Integer({ description: 'What is logged later after the end of a month is in no figure.' }),
  years: Type.Array(exactly({ from: DateOnly, to: DateOnly })),
  year: nullable(DateOnly),
  schools: Type.Array(Named),
  groups: Type.Array(Named),
  windows: Type.Array(
    exactly({
      school: Named,
      from: DateOnly,
      to: DateOnly,
      ...figures,
      types: Type.Array(exactly({ type: nullable(InteractionType), ...figures }), {
        description: 'They add up to the window; `type` null: all kinds that too few educators had. Empty: not shown.',
      }),
    }),
  ),
  bySchool: Type.Array(exactly({ school: Named, ...figures })),
  total: exactly(figures),
  cycles: exactly(
    {
      windows: Type.Array(
        exactly({
          school: Named,
          from: DateOnly,
          to: DateOnly,
          ...cycleSums,
          ended: nullable(Type.Integer({ description: 'Null: not to be told apart from those that go on.' })),
          goesOn: nullable(Type.Integer({ description: 'Open when their school year was over.' })),
        }),
      ),
      bySchool: Type.Array(exactly({ school: Named, ...cycleSums })),
      total: exactly(cycleSums),
    },
    'Coaching cycles, each once: in the months in which it ended or, still open, at the end of the school year in which it began.',
  ),
})
export type CoachingFigures = Static<typeof CoachingFigures>
