/** What waits for a coach today. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Cycle } from './cycles.ts'
import { HandedStep } from './handovers.ts'
import { DateOnly, DateTime, exactly, Id, nullable, pageOf, pageQuery, PersonName } from './shapes.ts'

const NextStep = exactly({
  id: { ...Id, description: 'Of the interaction.' },
  date: DateOnly,
  dueOn: nullable(DateOnly),
  version: Type.String({ description: 'Of the interaction: send it along with a tick.' }),
  text: Type.String(),
  educators: Type.Array(PersonName),
})
/** `GET /api/v1/coaching/next-steps?when=waiting|open`, what is due longest first. */
export const NextStepsQuery = exactly({
  when: Type.Optional(
    Type.Union([Type.Literal('waiting'), Type.Literal('open')], {
      default: 'waiting',
      description: '`waiting`: due within three days, or since long. `open`: all, also undated ones.',
    }),
  ),
  ...pageQuery,
})
export type NextStepsQuery = Static<typeof NextStepsQuery>
export const NextStepsPage = pageOf(NextStep)
export type NextStepsPage = Static<typeof NextStepsPage>
/** `GET /api/v1/coaching/handed-steps` */
export const HandedStepsQuery = exactly(pageQuery)
export type HandedStepsQuery = Static<typeof HandedStepsQuery>
export const HandedStepsPage = pageOf(HandedStep)
export type HandedStepsPage = Static<typeof HandedStepsPage>

/** `GET /api/v1/coaching/today` */
export const Today = exactly({
  cadenceDays: Type.Integer({ description: 'Days after which the next interaction is expected.' }),
  cycles: Type.Array(Cycle, { description: 'Mine that are due or overdue, what has waited longest first.' }),
  open: Type.Integer({ description: 'How many of my cycles are open.' }),
  steps: Type.Array(NextStep, {
    description: 'Next steps of mine that are due within three days, or since long: the first of `stepsTotal`.',
  }),
  stepsTotal: Type.Integer(),
  handedSteps: Type.Array(HandedStep, {
    description:
      'Next steps of educators whom I took over: due like mine, or undated; the first of `handedStepsTotal`. What they say stays sealed.',
  }),
  handedStepsTotal: Type.Integer(),
  handovers: Type.Array(
    exactly({
      educator: PersonName,
      isMine: Type.Boolean({ description: 'I took them over; false: another coach did.' }),
      other: PersonName,
      at: DateTime,
    }),
    { description: 'Educators whom I took over or gave away in the last two weeks, the latest first.' },
  ),
  unseen: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      lastSeenOn: nullable({ ...DateOnly, description: 'Null: I have never met them, or not in two years.' }),
    }),
    {
      description:
        'Educators whom I have worked with in two years, who are in no open cycle of mine and were not seen for so many days; with a caseload also those of it whom I have never met.',
    },
  ),
  unseenTotal: Type.Integer(),
  unseenOfCaseload: Type.Boolean({ description: 'I have a caseload in use, and `unseen` is of my caseloads alone.' }),
})
export type Today = Static<typeof Today>
