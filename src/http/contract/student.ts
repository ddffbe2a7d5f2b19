/** Student home. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { OwnPathway } from './pathways.ts'
import { exactly, Id, Named, nullable, PersonName } from './shapes.ts'

/** `GET /api/v1/student/home`: the classes I am in, the products I have, the benchmark tests to take, my pathway. */
export const StudentHome = exactly({
  classes: Type.Array(
    exactly({ id: Id, title: Type.String(), school: nullable(Named), teachers: Type.Array(PersonName) }),
  ),
  products: Type.Array(exactly({ id: Type.String(), name: Type.String() })),
  pathway: nullable(OwnPathway),
  benchmarks: exactly({
    address: Type.String({ description: 'Where the tests are taken; empty: nobody has said.' }),
    open: Type.Array(exactly({ test: Type.Integer({ minimum: 1, maximum: 3 }), isBegun: Type.Boolean() })),
  }),
})
export type StudentHome = Static<typeof StudentHome>
