/** Participation in a class's surveys in the gradebook of its LMS. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, nullable } from './shapes.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })

/** `PUT /api/v1/classes/led/{classId}/survey-gradebook` */
export const GradebookBody = exactly({ isOn: Type.Boolean() })
export type GradebookBody = Static<typeof GradebookBody>

/** The answer to it, and to `GET`. */
export const SurveyGradebook = exactly({
  since: nullable(DateOnly),
  pages: Type.Array(
    exactly({
      id: Id,
      title: nullable(Type.String()),
      platform: Type.String({ description: 'The issuer of the LMS.' }),
      isOffered: Type.Boolean({ description: 'The LMS lets Staffroom write into the gradebook of this course.' }),
      isOn: Type.Boolean({ description: 'The district’s connection to the LMS is switched on.' }),
      columns: Type.Array(
        exactly({
          cycleId: Id,
          startsOn: DateOnly,
          endsOn: DateOnly,
          isThere: Type.Boolean({ description: 'False: it could not be made yet.' }),
          problem: nullable(
            exactly({ code: Type.String(), meaning: Type.String(), remedy: Type.String() }, 'What went wrong last.'),
          ),
          nextTryAt: nullable(DateTime),
          told: count('Of whom the LMS was told.'),
          waiting: count('Who are sent once their day is over.'),
          unknown: count('Who took part and never launched from this LMS, so that it can’t be told of them.'),
          refused: count('Of whom the LMS takes none; asked again each day.'),
        }),
        { description: 'One for each cycle, the latest first.' },
      ),
    }),
    { description: 'The course pages that open the class.' },
  ),
})
export type SurveyGradebook = Static<typeof SurveyGradebook>
