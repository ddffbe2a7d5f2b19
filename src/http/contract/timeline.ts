/** The time line of an educator. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Interaction } from './coaching.ts'
import { DateOnly, exactly, Id, Named, nullable, pageOf, pageQuery, PersonName, sortQuery } from './shapes.ts'

/** `GET /api/v1/coaching/time-lines/{educatorId}?by=me|all&page=&pageSize=`: what I may see of them, newest first, without notes. */
export const TimelineParams = exactly({ educatorId: Id })
export type TimelineParams = Static<typeof TimelineParams>
export const TimelineQuery = exactly({
  by: Type.Optional(
    Type.Union([Type.Literal('me'), Type.Literal('all')], {
      default: 'all',
      description: 'What I logged, or all that I may see.',
    }),
  ),
  ...pageQuery,
  ...sortQuery('date', 'minutes'),
})
export type TimelineQuery = Static<typeof TimelineQuery>
export const Timeline = exactly({
  ...pageOf(Interaction).properties,
  educator: PersonName,
  lastContactOn: nullable(DateOnly),
  openSteps: Type.Integer({ minimum: 0, description: 'Next steps that are not done.' }),
  years: Type.Array(
    exactly({
      from: DateOnly,
      to: DateOnly,
      interactions: Type.Integer(),
      minutes: Type.Integer(),
      lastContactOn: nullable(DateOnly),
      places: Type.Array(
        exactly({
          school: Type.Union([Named, Type.Null()], { description: 'Null: a school that I don’t work with.' }),
          roles: Type.Array(Type.String(), { description: 'Roles of ours, or what the roster calls them there.' }),
        }),
        { description: 'Where they worked, as far as the roster has kept it.' },
      ),
    }),
    { description: 'School years, the newest first: what was done in each, where they worked and as what.' },
  ),
})
export type Timeline = Static<typeof Timeline>
