/** Reports of surveys: of a class, of my classes, of communities. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, Named, nullable } from './shapes.ts'

const Key = Type.String({ description: 'An id within the question set.' })
const Words = Type.Record(Type.String(), Type.String(), { description: 'The text by language tag.' })

export const Share = exactly({
  percent: Type.Integer({ minimum: 1, maximum: 99 }),
  bound: nullable(
    Type.Union([Type.Literal('at_most'), Type.Literal('at_least')], {
      description: 'So much or less, or so much or more: nobody and everybody are not told apart from nearly so.',
    }),
  ),
})
export type Share = Static<typeof Share>
const Lines = Type.Array(exactly({ name: Key, share: Share }), {
  description: 'Of a scale, `positive`: who chose a positive answer. Otherwise one for each option.',
})

const asked = {
  measures: Type.Array(exactly({ id: Key, title: Words, says: Words })),
  questions: Type.Array(
    exactly({
      id: Key,
      text: Words,
      measure: nullable(Key),
      options: Type.Array(exactly({ id: Key, text: Words })),
    }),
  ),
}

export const ReportCycle = exactly({
  number: Type.Integer({ minimum: 1, description: 'Which cycle it is of, from 1.' }),
  isLater: Type.Boolean({
    description:
      'true: of classes that answered longer, told after the report of the same cycle, which was made without them. It follows that one, is compared with nothing and is no cycle of its own.',
  }),
  startsOn: DateOnly,
  endsOn: DateOnly,
  madeOn: DateOnly,
  classes: Type.Integer({ description: 'How many classes are in it.' }),
  completed: Type.Integer(),
  expected: Type.Integer(),
  measures: Type.Array(
    exactly({
      measure: Key,
      share: nullable(Share),
      points: nullable(Type.Integer({ description: 'Percentage points since the cycle before.' })),
    }),
  ),
  questions: Type.Array(
    exactly({
      question: Key,
      masked: nullable(
        Type.Union([Type.Literal('too_few'), Type.Literal('one_lead')], {
          description: 'Why there is no figure: fewer than five answered, or it would show the classes of one lead.',
        }),
      ),
      coarse: Type.Boolean({
        description: 'Told in steps of ten: from exact figures a lead could work out another’s classes.',
      }),
      people: nullable(Type.Integer({ description: 'How many answered it.' })),
      shares: Lines,
      breakdowns: Type.Array(
        exactly({
          by: Key,
          levels: Type.Array(exactly({ level: Key, people: Type.Integer(), shares: Lines })),
        }),
      ),
    }),
  ),
  texts: Type.Array(exactly({ question: Key, texts: Type.Array(Type.String()) }), {
    description: 'Free texts of a class, in no order, where ten and more have written.',
  }),
  asked: nullable(exactly(asked, 'What was asked then, where the set has changed since; null: what the set says.')),
})
export type ReportCycle = Static<typeof ReportCycle>

export const ReportMonday = exactly({
  monday: DateOnly,
  startsOn: DateOnly,
  endsOn: DateOnly,
  classes: Type.Integer({ description: 'How many classes are in it.' }),
  completed: Type.Integer({ description: 'How many had taken part before that day.' }),
  expected: Type.Integer(),
})
export type ReportMonday = Static<typeof ReportMonday>

const report = {
  title: Type.String({ description: 'Of the class or the community; empty: my classes.' }),
  target: Type.Number({ description: 'Participation aimed at, of 1.' }),
  sets: Type.Array(
    exactly({
      id: Key,
      title: Words,
      ...asked,
      cycles: Type.Array(ReportCycle),
      mondays: Type.Array(ReportMonday, {
        description: 'How many had taken part in cycles under way, by Monday. What was answered is told at their end.',
      }),
    }),
  ),
}
/** `GET /api/v1/classes/{classId}/report`, `GET /api/v1/classes/led/report`, `GET /api/v1/communities/{communityId}/report` */
export const SurveyReport = exactly(report)
export type SurveyReport = Static<typeof SurveyReport>
/** `GET /api/v1/communities/reports`: of all communities that I am a member of, side by side. */
export const CommunityReports = exactly({ reports: Type.Array(exactly({ id: Id, ...report })) })
export type CommunityReports = Static<typeof CommunityReports>

/** `GET /api/v1/classes/ended`: classes that are over and that I led last, the newest first. */
export const EndedClasses = exactly({
  classes: Type.Array(
    exactly({
      id: Id,
      title: Type.String(),
      classCode: nullable(Type.String()),
      school: nullable(Named),
      endedOn: nullable(DateOnly),
      reports: Type.Integer({ minimum: 1, description: 'How many reports of it were made while it was mine.' }),
    }),
  ),
})
export type EndedClasses = Static<typeof EndedClasses>
