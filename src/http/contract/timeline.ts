/** The time line of an educator. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Interaction } from './coaching.ts'
import { DateOnly, exactly, Id, nullable, pageOf, pageQuery, PersonName, sortQuery } from './shapes.ts'

/** `GET /api/v1/coaching/time-lines/{educatorId}?page=&pageSize=`: what I may see of them, newest first, without notes. */
export const TimelineParams = exactly({ educatorId: Id })
export type TimelineParams = Static<typeof TimelineParams>
export const TimelineQuery = exactly({ ...pageQuery, ...sortQuery('date', 'minutes') })
export type TimelineQuery = Static<typeof TimelineQuery>
export const Timeline = exactly({
  ...pageOf(Interaction).properties,
  educator: PersonName,
  lastContactOn: nullable(DateOnly),
  openSteps: Type.Integer({ minimum: 0, description: 'Next steps that are not done.' }),
  years: Type.Array(exactly({ from: DateOnly, to: DateOnly, interactions: Type.Integer(), minutes: Type.Integer() }), {
    description: 'Sums by school year, the newest first.',
  }),
})
export type Timeline = Static<typeof Timeline>
