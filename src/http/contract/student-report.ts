/** The file of what students have and do. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, Id } from './shapes.ts'

/** `GET /api/v1/students/report/export`. */
export const StudentReportQuery = exactly({
  schoolId: Type.Optional(Id),
  classId: Type.Optional(Id),
  grade: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  year: Type.Optional(
    Type.Integer({
      minimum: 2000,
      maximum: 2200,
      description: 'The year that the school year of the tests begins in; without it, the one of now.',
    }),
  ),
})
export type StudentReportQuery = Static<typeof StudentReportQuery>
