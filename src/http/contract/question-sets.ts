/** Question sets for whoever runs the district: those there are, one as students see it, and a file that is looked at or kept. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, nullable } from './shapes.ts'
import { Retired, SurveyQuestion } from './survey.ts'

const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Of a question set, as its file has it.' })
const Words = Type.Record(Type.String(), Type.String(), { description: 'The text by language tag.' })
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const Origin = Type.Union([Type.Literal('own'), Type.Literal('staffroom')], {
  description: '`own`: the district’s; `staffroom`: it comes with the product.',
})
const words = {
  id: Name,
  title: Words,
  says: Words,
  minutes: Type.Integer(),
  languages: Type.Array(Type.String()),
}
const line = { ...words, origin: Origin }

export const QuestionSetLine = exactly({
  ...line,
  version: nullable(Version),
  retiredAt: nullable(DateTime),
  isDefault: Type.Boolean({ description: 'What is asked where a plan names no set.' }),
  questions: Type.Integer({ minimum: 0 }),
  uses: exactly({
    planned: Type.Integer({ minimum: 0, description: 'Cycles that have not begun.' }),
    begun: Type.Integer({ minimum: 0, description: 'Cycles under way and over.' }),
    communities: Type.Integer({ minimum: 0, description: 'Communities whose classes get it.' }),
  }),
})
export type QuestionSetLine = Static<typeof QuestionSetLine>

/** `GET /api/v1/question-sets`: the default first, retired ones last. */
export const QuestionSets = exactly({ sets: Type.Array(QuestionSetLine) })
export type QuestionSets = Static<typeof QuestionSets>

export const QuestionSetParams = exactly({ setName: Name })
export type QuestionSetParams = Static<typeof QuestionSetParams>
export const QuestionSetQuery = exactly({
  version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Without it: the newest.' })),
})
export type QuestionSetQuery = Static<typeof QuestionSetQuery>

const File = Type.Unknown({
  description: 'A question set as config/question-sets.schema.json describes one of its sets.',
})
const shown = { ...line, questions: Type.Array(SurveyQuestion) }
/** `GET /api/v1/question-sets/{setName}`: `file` can be kept, changed and sent back. */
export const QuestionSetShown = exactly({
  ...shown,
  retiredAt: nullable(DateTime),
  versions: Type.Array(
    exactly({
      version: Version,
      appliesFrom: Type.String({
        format: 'date',
        description:
          'Cycles that begin on this day or later ask it, until the next version; the first one also what begins before.',
      }),
      addedAt: DateTime,
    }),
    { description: 'Newest first; none: it comes with the product.' },
  ),
  file: File,
})
export type QuestionSetShown = Static<typeof QuestionSetShown>

export const ClassQuestionSetParams = exactly({ classId: Id, setName: Name })
export const CommunityQuestionSetParams = exactly({ communityId: Id, setName: Name })
/** `GET /api/v1/classes/{classId}/question-sets/{setName}` and `GET /api/v1/communities/{communityId}/question-sets/{setName}` */
export const QuestionSetAsked = exactly({ ...words, questions: Type.Array(SurveyQuestion), retired: Retired })
export type QuestionSetAsked = Static<typeof QuestionSetAsked>

export const QuestionSetBody = exactly({ file: File })
export type QuestionSetBody = Static<typeof QuestionSetBody>

/** `POST /api/v1/question-sets/check`: nothing is kept. */
export const QuestionSetChecked = exactly({
  faults: Type.Array(
    exactly({
      at: Type.String({ description: 'JSON pointer into the file; empty: the file as a whole.' }),
      says: Type.String(),
    }),
    { description: 'Everything that is wrong with it.' },
  ),
  found: nullable(
    exactly({
      ...shown,
      version: Type.Integer({ minimum: 1, description: 'That it would be.' }),
      changes: Type.Array(
        exactly({
          question: Type.String(),
          change: Type.Union(
            [Type.Literal('added'), Type.Literal('removed'), Type.Literal('counted'), Type.Literal('reworded')],
            { description: '`counted`: it is counted otherwise, and not compared with what was asked before.' },
          ),
        }),
        { description: 'Beside the version before.' },
      ),
    }),
  ),
})
export type QuestionSetChecked = Static<typeof QuestionSetChecked>

/** `PUT /api/v1/question-sets/{setName}` */
export const QuestionSetKept = exactly({
  outcome: Type.Union([Type.Literal('added'), Type.Literal('new_version'), Type.Literal('same')], {
    description: '`same`: the newest version says exactly this, and none was added.',
  }),
  version: Version,
  appliesFrom: DateOnly,
})
export type QuestionSetKept = Static<typeof QuestionSetKept>

/** `PUT /api/v1/question-sets/{setName}/retired` */
export const RetireBody = exactly({ retired: Retired })
export type RetireBody = Static<typeof RetireBody>
