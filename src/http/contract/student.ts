/** Student home. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, Id, Named, nullable, PersonName } from './shapes.ts'

/** `GET /api/v1/student/home`: the classes I am in, the products I have. */
export const StudentHome = exactly({
  classes: Type.Array(
    exactly({ id: Id, title: Type.String(), school: nullable(Named), teachers: Type.Array(PersonName) }),
  ),
  products: Type.Array(exactly({ id: Type.String(), name: Type.String() })),
})
export type StudentHome = Static<typeof StudentHome>
