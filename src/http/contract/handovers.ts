/** Handing an educator over to a coach of their new school. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, Named, nullable, PersonName } from './shapes.ts'

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

/** `GET /api/v1/coaching/handovers`: for administrators of the district. */
export const Handovers = exactly({
  proposals: Type.Array(
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
    { description: 'Educators whose coach is at none of their schools any more, by name; 200 at most.' },
  ),
  total: Count,
  decided: Type.Array(Decided, { description: 'The latest 50 decisions.' }),
})
export type Handovers = Static<typeof Handovers>

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
