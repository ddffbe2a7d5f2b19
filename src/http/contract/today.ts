/** What waits for a coach today. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Cycle } from './cycles.ts'
import { DateOnly, exactly, Id, PersonName } from './shapes.ts'

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
  unseen: Type.Array(exactly({ id: Id, givenName: Type.String(), familyName: Type.String(), lastSeenOn: DateOnly }), {
    description:
      'Educators whom I have worked with in two years, who are in no open cycle of mine and were not seen for so many days.',
  }),
  unseenTotal: Type.Integer(),
  unseenOfCaseload: Type.Boolean({ description: 'I have a caseload in use, and `unseen` is of my caseloads alone.' }),
})
export type Today = Static<typeof Today>
