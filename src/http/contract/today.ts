/** What waits for a coach today. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Cycle } from './cycles.ts'
import { HandedStep } from './handovers.ts'
import { DateOnly, DateTime, exactly, Id, PersonName } from './shapes.ts'

/** `GET /api/v1/coaching/today` */
export const Today = exactly({
  cadenceDays: Type.Integer({ description: 'Days after which the next interaction is expected.' }),
  cycles: Type.Array(Cycle, { description: 'Mine that are due or overdue, what has waited longest first.' }),
  open: Type.Integer({ description: 'How many of my cycles are open.' }),
  steps: Type.Array(
    exactly({
      id: Id,
      date: DateOnly,
      dueOn: DateOnly,
      text: Type.String(),
      educators: Type.Array(PersonName),
    }),
    { description: 'Next steps of mine that are due within three days, or since long; `id` is the interaction’s.' },
  ),
  handedSteps: Type.Array(HandedStep, {
    description: 'Next steps of educators whom I took over: due like mine, or undated. What they say stays sealed.',
  }),
  handovers: Type.Array(
    exactly({
      educator: PersonName,
      isMine: Type.Boolean({ description: 'I took them over; false: another coach did.' }),
      other: PersonName,
      at: DateTime,
    }),
    { description: 'Educators whom I took over or gave away in the last two weeks, the latest first.' },
  ),
  unseen: Type.Array(exactly({ id: Id, givenName: Type.String(), familyName: Type.String(), lastSeenOn: DateOnly }), {
    description:
      'Educators whom I have worked with in two years, who are in no open cycle of mine and were not seen for so many days.',
  }),
  unseenTotal: Type.Integer(),
  unseenOfCaseload: Type.Boolean({ description: 'I have a caseload in use, and `unseen` is of my caseloads alone.' }),
})
export type Today = Static<typeof Today>
