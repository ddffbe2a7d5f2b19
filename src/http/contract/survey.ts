/** Surveys: what students answer, the schedule of a class, who has taken part. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, nullable } from './shapes.ts'

const Key = Type.String({ description: 'An id within the question set.' })
const Words = Type.Record(Type.String(), Type.String(), { description: 'The text by language tag.' })
const Option = exactly({ id: Key, text: Words })

/** A question as it is put: everything that a page needs to ask it. */
export const SurveyQuestion = exactly({
  id: Key,
  kind: Type.Union([Type.Literal('scale'), Type.Literal('choice'), Type.Literal('open')]),
  text: Words,
  options: nullable(Type.Array(Option, { description: 'What to choose of; null: free text.' })),
  lengthMax: nullable(Type.Integer({ description: 'Of free text.' })),
  when: nullable(exactly({ question: Key, isOneOf: Type.Array(Key) }, 'Asked only of who has chosen one of these.')),
})
export type SurveyQuestion = Static<typeof SurveyQuestion>

const survey = {
  id: Id,
  classTitle: Type.String(),
  title: Words,
  minutes: Type.Integer(),
  languages: Type.Array(Type.String()),
  endsOn: DateOnly,
  lastDay: DateOnly,
  isLate: Type.Boolean({ description: 'The cycle is over; the answer still counts for it.' }),
  completed: Type.Boolean(),
  begun: Type.Boolean({ description: 'Something was answered and not sent.' }),
}
/** `GET /api/v1/surveys`: those that I may answer today, and those of today that I have. */
export const OpenSurvey = exactly(survey)
export type OpenSurvey = Static<typeof OpenSurvey>
export const OpenSurveys = exactly({ surveys: Type.Array(OpenSurvey) })
export type OpenSurveys = Static<typeof OpenSurveys>

export const SurveyParams = exactly({ surveyId: Id })
export type SurveyParams = Static<typeof SurveyParams>

export const Answers = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
  Type.String({ maxLength: 2000 }),
  {
    maxProperties: 40,
    additionalProperties: false,
    description: 'The option chosen or the text written, by question. A question left out isn’t in it.',
  },
)
/** `GET /api/v1/surveys/{surveyId}` */
export const Survey = exactly({
  ...survey,
  says: Words,
  questions: Type.Array(SurveyQuestion),
  draft: Answers,
})
export type Survey = Static<typeof Survey>

/** `PUT /api/v1/surveys/{surveyId}/draft` and `POST /api/v1/surveys/{surveyId}/answers` answer 204. */
export const AnswersBody = exactly({ answers: Answers })
export type AnswersBody = Static<typeof AnswersBody>

export const CycleState = Type.Union([
  Type.Literal('planned'),
  Type.Literal('open'),
  Type.Literal('late'),
  Type.Literal('closed'),
])
const cycleDays = {
  startsOn: DateOnly,
  endsOn: DateOnly,
  extendedTo: nullable(DateOnly),
  questionSet: Key,
}
export const SurveyCycle = exactly({
  id: Id,
  ...cycleDays,
  state: CycleState,
  namesRemovedOn: nullable(DateOnly),
  completed: Type.Integer({ description: 'How many have taken part.' }),
  expected: Type.Integer({ description: 'The class’s students, and whoever took part and has left since.' }),
})
export type SurveyCycle = Static<typeof SurveyCycle>

/** Of a question set. */
export const Retired = Type.Boolean({ description: 'It cannot be chosen any more; what was planned with it stays.' })

/** `GET` and `PUT /api/v1/classes/{classId}/survey-schedule` */
export const SurveySchedule = exactly({
  cycles: Type.Array(SurveyCycle),
  target: Type.Number({ description: 'Participation aimed at, of 1.' }),
  questionSets: Type.Array(exactly({ id: Key, title: Words, minutes: Type.Integer(), retired: Retired })),
})
export type SurveySchedule = Static<typeof SurveySchedule>
export const ClassSurveyParams = exactly({ classId: Id })
export type ClassSurveyParams = Static<typeof ClassSurveyParams>
export const SurveyScheduleBody = exactly({
  cycles: Type.Array(exactly({ id: nullable(Id), ...cycleDays }), {
    maxItems: 500,
    description: 'The whole schedule; what isn’t in it is taken out, if it has not begun.',
  }),
})
export type SurveyScheduleBody = Static<typeof SurveyScheduleBody>

/** `GET /api/v1/classes/{classId}/survey-cycles/{surveyId}/participants` */
export const ParticipantsParams = exactly({ classId: Id, surveyId: Id })
export type ParticipantsParams = Static<typeof ParticipantsParams>
export const Participant = exactly({
  id: Id,
  byCode: Type.Boolean({
    description:
      'Joined by the code and isn’t on the roster; the name is as they typed it, empty once names were removed.',
  }),
  givenName: Type.String(),
  familyName: Type.String(),
  completedOn: nullable(DateOnly),
  isLate: Type.Boolean({ description: 'Answered after the cycle’s end, within its extension.' }),
  joined: Type.Boolean({ description: 'Came to the class after the cycle had begun.' }),
  left: Type.Boolean({ description: 'Answered, and is not in the class any more.' }),
})
export type Participant = Static<typeof Participant>
export const Participants = exactly({ participants: Type.Array(Participant) })
export type Participants = Static<typeof Participants>
