/** Classes that people make, and no sync touches. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable } from './shapes.ts'

const title = Type.String({ minLength: 1, maxLength: 200 })
const classCode = Type.Optional(Type.String({ maxLength: 64, description: 'What the class is called in a timetable.' }))

/** `POST /api/v1/classes` */
export const NewClassBody = exactly({
  schoolId: Id,
  title,
  classCode,
  teacherId: Type.Optional(
    Type.String({ ...Id, description: 'Who teaches and leads it; without it, whoever makes it.' }),
  ),
})
export type NewClassBody = Static<typeof NewClassBody>
export const ClassMade = exactly({ classId: Id })
export type ClassMade = Static<typeof ClassMade>

/** `PUT /api/v1/classes/{classId}/names` */
export const ClassNamesBody = exactly({ title, classCode })
export type ClassNamesBody = Static<typeof ClassNamesBody>
/** `PUT /api/v1/classes/{classId}/ended` */
export const EndClassBody = exactly({ ended: Type.Boolean() })
export type EndClassBody = Static<typeof EndClassBody>

/** `GET /api/v1/classes/by-hand` */
export const ClassesByHand = exactly({
  classes: Type.Array(
    exactly({
      id: Id,
      title: Type.String(),
      classCode: nullable(Type.String()),
      school: nullable(Named),
      endedAt: nullable(DateTime),
    }),
    { description: 'Those that I lead; at work first.' },
  ),
})
export type ClassesByHand = Static<typeof ClassesByHand>
