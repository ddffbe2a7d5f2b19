/** Coaching cycles: with whom, about what, in which phase when, and the interactions that belong to them. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, nullable, pageOf, pageQuery, PersonName, sortQuery } from './shapes.ts'

const Word = Type.String({ minLength: 1, maxLength: 63, description: 'A word of the district’s lists.' })
const ChoiceName = exactly({ id: Word, name: Type.String() })
const Rating = nullable(Type.Integer({ minimum: 1, maximum: 10, description: 'A level of the scale, from 1.' }))
const Version = Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'Send it along with a change: what you saw.' })

const Standing = Type.Union(
  [
    Type.Literal('planned'),
    Type.Literal('on_track'),
    Type.Literal('due'),
    Type.Literal('overdue'),
    Type.Literal('ended'),
  ],
  { description: '`planned`: begins later. `due`: its next interaction is expected within three days.' },
)

const cycle = {
  id: Id,
  coach: PersonName,
  educators: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      ratingStart: Rating,
      ratingEnd: Rating,
      handedOn: Type.Union([DateOnly, Type.Null()], {
        description: 'Went to another coach on this day; what was done in the cycle stays in it.',
      }),
    }),
  ),
  focus: nullable(ChoiceName),
  hasTexts: Type.Boolean({ description: 'Its coach has written about focus or goal.' }),
  startedOn: DateOnly,
  endedOn: nullable(DateOnly),
  phase: ChoiceName,
  standing: Standing,
  dueOn: nullable(DateOnly),
  lastOn: nullable(DateOnly),
  minutes: Type.Integer(),
  interactions: Type.Integer({ description: 'How many belong to it.' }),
  version: Version,
}
/** Lists never carry what the coach wrote. */
export const Cycle = exactly(cycle)
export type Cycle = Static<typeof Cycle>
export const CyclePage = pageOf(Cycle)
export type CyclePage = Static<typeof CyclePage>

const listed = {
  by: Type.Optional(Type.Union([Type.Literal('me'), Type.Literal('all')], { default: 'me' })),
  state: Type.Optional(
    Type.Union([Type.Literal('open'), Type.Literal('ended'), Type.Literal('all')], { default: 'all' }),
  ),
  coachId: Type.Optional({ ...Id, description: 'Of this coach alone.' }),
  educatorId: Type.Optional({ ...Id, description: 'With this educator.' }),
  standing: Type.Optional(
    Type.Union([Type.Literal('planned'), Type.Literal('on_track'), Type.Literal('due'), Type.Literal('overdue')], {
      description: 'Open ones that stand there today.',
    }),
  ),
  phaseId: Type.Optional({ ...Word, description: 'In this phase today; ended ones: that ended in it.' }),
  focusId: Type.Optional({ ...Word, description: 'With this focus of the district’s list.' }),
  schoolId: Type.Optional({ ...Id, description: 'One of its educators works there now.' }),
  ...sortQuery('startedOn', 'endedOn', 'dueOn', 'lastOn', 'minutes', 'coach'),
}
/** `GET /api/v1/coaching/cycles?by=me|all&state=open|ended|all&coachId=…`, the open ones first, then the newest. */
export const CycleQuery = exactly({ ...listed, ...pageQuery })
export type CycleQuery = Static<typeof CycleQuery>
/** `GET /api/v1/coaching/cycles/export`: all that match. */
export const CycleFileQuery = exactly(listed)
export type CycleFileQuery = Static<typeof CycleFileQuery>

/** `GET /api/v1/coaching/cycle-coaches` */
export const CycleCoaches = exactly({
  coaches: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      open: Type.Integer({ description: 'Open cycles that I may see.' }),
    }),
    { description: 'Whose cycles I may see, by family name.' },
  ),
})
export type CycleCoaches = Static<typeof CycleCoaches>

const Stay = exactly(
  { phaseId: Word, from: DateOnly },
  'From this day on the cycle is in this phase; a day after today is a plan.',
)

/** `POST /api/v1/coaching/cycles/{cycleId}/texts`: its coach reads the reason. */
export const OpenTextsBody = exactly({ reason: Type.String({ maxLength: 500 }) })
export type OpenTextsBody = Static<typeof OpenTextsBody>
export const CycleTexts = exactly({ focus: nullable(Type.String()), goal: nullable(Type.String()) })
export type CycleTexts = Static<typeof CycleTexts>

export const CycleInteraction = exactly({
  id: Id,
  date: DateOnly,
  minutes: Type.Integer(),
  type: exactly({ id: Type.String(), name: Type.String() }),
  educators: Type.Array(PersonName),
  hasNotes: Type.Boolean(),
  phaseId: Word,
  isPlaced: Type.Boolean({ description: 'Its coach has put it into this phase, whatever its date.' }),
})
export type CycleInteraction = Static<typeof CycleInteraction>

/** `GET /api/v1/coaching/cycles/{cycleId}`; a change answers with the same. */
export const CycleParams = exactly({ cycleId: Id })
export const CycleDetail = exactly({
  ...cycle,
  scale: nullable(exactly({ id: Word, name: Type.String(), levels: Type.Array(Type.String()) })),
  phases: Type.Array(ChoiceName, { description: 'Those of the district’s model when the cycle began.' }),
  stays: Type.Array(Stay),
  sums: Type.Array(
    exactly({
      phase: ChoiceName,
      days: Type.Integer(),
      minutes: Type.Integer(),
      interactions: Type.Integer(),
    }),
    { description: 'What each phase has had so far.' },
  ),
  entries: Type.Array(CycleInteraction, { description: 'The interactions that belong to it, newest first.' }),
  texts: nullable(CycleTexts),
})
export type CycleDetail = Static<typeof CycleDetail>

const Text = nullable(Type.String({ maxLength: 4000 }))
const said = {
  educators: Type.Array(exactly({ id: Id, ratingStart: Rating, ratingEnd: Rating }), { maxItems: 200 }),
  focusId: nullable(Word),
  scaleId: nullable(Word),
  focus: Text,
  goal: Text,
  stays: Type.Array(Stay, { maxItems: 200, description: 'In order; the first begins with the cycle.' }),
}

/** `POST /api/v1/coaching/cycles` answers 201, 422 with `error.fields`. */
export const StartCycleBody = exactly(said)
export type StartCycleBody = Static<typeof StartCycleBody>

/** `PUT /api/v1/coaching/cycles/{cycleId}`: a last day ends it, none reopens it. */
export const EditCycleBody = exactly({ ...said, endedOn: nullable(DateOnly), version: Version })
export type EditCycleBody = Static<typeof EditCycleBody>

/** `POST /api/v1/coaching/cycles/{cycleId}/phase` */
export const MoveCycleBody = exactly({ phaseId: Word, from: DateOnly, version: Version })
export type MoveCycleBody = Static<typeof MoveCycleBody>

/** `GET /api/v1/coaching/cycles/{cycleId}/loose-interactions`: what could be put into it. */
export const LooseInteractions = exactly({ interactions: Type.Array(CycleInteraction) })
export type LooseInteractions = Static<typeof LooseInteractions>

/** `PUT | DELETE /api/v1/coaching/cycles/{cycleId}/interactions/{interactionId}` */
export const CycleInteractionParams = exactly({ cycleId: Id, interactionId: Id })
export const PlaceInteractionBody = exactly({
  phaseId: nullable(Type.String({ minLength: 1, maxLength: 63, description: 'Null: the phase of its date.' })),
})
export type PlaceInteractionBody = Static<typeof PlaceInteractionBody>
