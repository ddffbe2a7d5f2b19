/** What is kept of one person: what there is, the file of it, legal holds, and erasing somebody. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageQuery } from './shapes.ts'
import { Deletion } from './staff.ts'

export const KeptParams = exactly({ personId: Id })
export type KeptParams = Static<typeof KeptParams>

const Count = Type.Integer({ minimum: 0 })

/** `GET /api/v1/people/{personId}/kept`. */
export const Kept = exactly({
  person: exactly({
    id: Id,
    givenName: Type.String(),
    familyName: Type.String(),
    isActive: Type.Boolean({ description: 'They have not left.' }),
    isFed: Type.Boolean({ description: 'A feed has them now.' }),
  }),
  sections: Type.Array(
    exactly({
      section: Type.String({ description: 'A part of the file.' }),
      says: Type.String({ description: 'What it is about.' }),
      entries: Count,
    }),
  ),
  leftOut: Type.Array(Type.String(), { description: 'What is not in the file, and why.' }),
})
export type Kept = Static<typeof Kept>

/** `GET /api/v1/kept-people`. */
export const KeptQuery = exactly({
  ...pageQuery,
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Words that a name must all contain.' })),
})
export type KeptQuery = Static<typeof KeptQuery>
export const KeptPage = exactly({
  items: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      isActive: Type.Boolean(),
      isHeld: Type.Boolean(),
    }),
  ),
  total: Count,
  page: Type.Integer({ minimum: 1 }),
  pageSize: Type.Integer({ minimum: 1 }),
})
export type KeptPage = Static<typeof KeptPage>

/** `GET /api/v1/people/{personId}/record`, to be handed to the person. */
export const PersonRecord = exactly({
  district: exactly({ id: Type.String(), name: Type.String() }),
  madeAt: DateTime,
  person: exactly({ id: Id, givenName: Type.String(), familyName: Type.String() }),
  sections: Type.Array(
    exactly({
      section: Type.String(),
      says: Type.String(),
      entries: Type.Array(Type.Object({}, { additionalProperties: true })),
    }),
  ),
  notInThisFile: Type.Array(Type.String()),
})
export type PersonRecord = Static<typeof PersonRecord>

/** `GET /api/v1/people/{personId}/hold`; `POST` and `DELETE` answer with the same. */
export const Holds = exactly({
  isHeld: Type.Boolean(),
  holds: Type.Array(
    exactly({
      id: Id,
      reason: Type.String(),
      setAt: DateTime,
      setByName: nullable(Type.String({ description: 'Null: by nobody whom the district knows now.' })),
      liftedAt: nullable({ ...DateTime, description: 'Null: it stands.' }),
      liftedByName: nullable(Type.String()),
    }),
    { description: 'The newest first, those that were lifted, too.' },
  ),
})
export type Holds = Static<typeof Holds>
/** `POST /api/v1/people/{personId}/hold`. */
export const HoldBody = exactly({
  reason: Type.String({ minLength: 1, maxLength: 500, description: 'For instance the number of a case.' }),
})
export type HoldBody = Static<typeof HoldBody>

/** `GET /api/v1/legal-holds`. */
export const HeldQuery = exactly({ ...pageQuery })
export type HeldQuery = Static<typeof HeldQuery>
export const HeldPage = exactly({
  items: Type.Array(
    exactly({
      personId: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      reason: Type.String(),
      setAt: DateTime,
      setByName: nullable(Type.String()),
    }),
  ),
  total: Count,
  page: Type.Integer({ minimum: 1 }),
  pageSize: Type.Integer({ minimum: 1 }),
})
export type HeldPage = Static<typeof HeldPage>

/** `GET /api/v1/people/{personId}/erasure`. */
export const PersonErasure = exactly({
  ...Deletion.properties,
  isFed: Type.Boolean({ description: 'A feed has them now: that stands in the way.' }),
  isHeld: Type.Boolean({ description: 'They are under hold: that stands in the way.' }),
  rest: Type.Array(exactly({ section: Type.String(), entries: Count }), {
    description: 'What else goes, by part of the file of their record.',
  }),
})
export type PersonErasure = Static<typeof PersonErasure>
/** `POST /api/v1/people/{personId}/erasure` answers 204. */
export const EraseBody = exactly({ word: Type.String({ minLength: 1, maxLength: 300 }) })
export type EraseBody = Static<typeof EraseBody>
