/** Adding an educator by hand. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, Id, MailAddress, nullable } from './shapes.ts'

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

/** `GET /api/v1/coaching/educator-doubles?givenName=&familyName=&email=&schoolId=`: who of my schools may be the same. */
export const DoublesQuery = exactly({
  givenName: Name,
  familyName: Name,
  email: Type.Optional(MailAddress),
  schoolId: Id,
})
export type DoublesQuery = Static<typeof DoublesQuery>
export const EducatorDoubles = exactly({
  doubles: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      because: Type.Union([Type.Literal('email'), Type.Literal('name')], {
        description: 'The same address, or the same name at the school.',
      }),
      isActive: Type.Boolean({ description: 'False: gone from the roster, or switched off.' }),
    }),
  ),
})
export type EducatorDoubles = Static<typeof EducatorDoubles>

/** `POST /api/v1/coaching/educators` answers 201. */
export const AddEducatorBody = exactly({
  givenName: Name,
  familyName: Name,
  email: nullable(MailAddress),
  schoolId: Id,
  despite: Type.Boolean({ description: 'Somebody of that name is at the school, and this is somebody else.' }),
})
export type AddEducatorBody = Static<typeof AddEducatorBody>
export const EducatorAdded = exactly({
  personId: Id,
  isWaiting: Type.Boolean({ description: 'The educator database is full: they come in when there is room.' }),
})
export type EducatorAdded = Static<typeof EducatorAdded>
