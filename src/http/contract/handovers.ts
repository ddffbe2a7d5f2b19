/** Handing an educator over to a coach of their new school. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, Named, nullable, pageOf, pageQuery, PersonName, sortQuery } from './shapes.ts'

const Count = Type.Integer({ minimum: 0 })

const Decided = exactly({
  id: Id,
  educator: PersonName,
  from: PersonName,
  to: Type.Union([PersonName, Type.Null()], { description: 'Null: left as it was.' }),
  by: Type.Union([Type.String(), Type.Null()], { description: 'Null: no person of the roster.' }),
  at: DateTime,
  isUndone: Type.Boolean(),
})
/** One decision. */
export const Handover = Decided
export type Handover = Static<typeof Handover>

const searched = {
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Parts of names, of people or schools; several words must all match.' }),
  ),
}
const listed = { ...searched, ...sortQuery('educator', 'schools', 'from') }
const listedDecided = { ...searched, ...sortQuery('at', 'educator', 'from', 'to', 'by') }

/** `GET /api/v1/coaching/handovers`, by name: for administrators of the district. */
export const HandoverQuery = exactly({ ...listed, ...pageQuery })
export type HandoverQuery = Static<typeof HandoverQuery>
/** `GET /api/v1/coaching/handovers/export`: all that match. */
export const HandoverFileQuery = exactly(listed)
export type HandoverFileQuery = Static<typeof HandoverFileQuery>
/** Educators whose coach is at none of their schools any more. */
export const HandoverPage = pageOf(
  exactly({
    educator: PersonName,
    from: PersonName,
    fromCoaches: Type.Boolean({ description: 'That coach coaches at some school still.' }),
    schools: Type.Array(Named, { description: 'The educator’s now.' }),
    cycles: Count,
    steps: Type.Integer({ minimum: 0, description: 'Next steps of the last year that are open.' }),
    caseloads: Type.Integer({ minimum: 0, description: 'Caseloads that name them by hand.' }),
    coaches: Type.Array(
      exactly({
        ...PersonName.properties,
        waits: Type.Boolean({ description: 'For a seat: until they have one they take nobody over.' }),
      }),
      { description: 'Who coaches at one of these schools.' },
    ),
  }),
)
export type HandoverPage = Static<typeof HandoverPage>

/** `GET /api/v1/coaching/handovers/decided`, the latest first. */
export const DecidedHandoverQuery = exactly({ ...listedDecided, ...pageQuery })
export type DecidedHandoverQuery = Static<typeof DecidedHandoverQuery>
/** `GET /api/v1/coaching/handovers/decided/export`: all that match. */
export const DecidedHandoverFileQuery = exactly(listedDecided)
export type DecidedHandoverFileQuery = Static<typeof DecidedHandoverFileQuery>
export const DecidedHandoverPage = pageOf(Decided)
export type DecidedHandoverPage = Static<typeof DecidedHandoverPage>

/** `POST /api/v1/coaching/handovers` */
export const DecideHandoverBody = exactly({
  educatorId: Id,
  fromId: Id,
  toId: Type.Union([Id, Type.Null()], { description: 'Null: it stays as it is.' }),
  caseloadId: Type.Union([Id, Type.Null()], { description: 'A caseload of whoever takes over, by hand.' }),
})
export type DecideHandoverBody = Static<typeof DecideHandoverBody>

export const HandoverParams = exactly({ handoverId: Id })

/** `POST /api/v1/coaching/handovers/{handoverId}/steps/{interactionId}`: for the coach who took it over. */
export const HandoverStepParams = exactly({ handoverId: Id, interactionId: Id })
export const TickHandoverStepBody = exactly({ done: Type.Boolean() })
export type TickHandoverStepBody = Static<typeof TickHandoverStepBody>

/** A step that somebody took over: what it says stays with who noted it. */
export const HandedStep = exactly({
  handoverId: Id,
  interactionId: Id,
  dueOn: nullable(DateOnly),
  educator: PersonName,
  from: PersonName,
})
