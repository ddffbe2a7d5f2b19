/** The district's words for coaching: types of interaction and tags. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, Id, nullable } from './shapes.ts'

const name = Type.String({ minLength: 1, maxLength: 60 })

/** `GET /api/v1/coaching/interaction-types`: the district's list, in its order, with what is switched off. */
export const InteractionTypes = exactly({
  types: Type.Array(exactly({ id: Type.String(), name: Type.String(), isActive: Type.Boolean() })),
  version: Type.String(),
})
export type InteractionTypes = Static<typeof InteractionTypes>

/** `PUT /api/v1/coaching/interaction-types`: every type that there is, in the new order, and new ones without an id. */
export const SetTypesBody = exactly({
  types: Type.Array(
    exactly({ id: nullable(Type.String({ minLength: 1, maxLength: 63 })), name, isActive: Type.Boolean() }),
    { minItems: 1, maxItems: 60 },
  ),
  version: Type.String({ minLength: 1, maxLength: 64 }),
})
export type SetTypesBody = Static<typeof SetTypesBody>

export const CoachingTag = exactly({ id: Id, name: Type.String(), isActive: Type.Boolean() })
export type CoachingTag = Static<typeof CoachingTag>

/** `GET /api/v1/coaching/tags`, by name, with what is switched off. `mayEdit`: whether I may add and change them. */
export const CoachingTags = exactly({ tags: Type.Array(CoachingTag), mayEdit: Type.Boolean() })
export type CoachingTags = Static<typeof CoachingTags>

/** `POST /api/v1/coaching/tags` */
export const AddTagBody = exactly({ name })
export type AddTagBody = Static<typeof AddTagBody>

/** `PUT /api/v1/coaching/tags/{tagId}` */
export const TagParams = exactly({ tagId: Id })
export type TagParams = Static<typeof TagParams>
export const ChangeTagBody = exactly({ name, isActive: Type.Boolean() })
export type ChangeTagBody = Static<typeof ChangeTagBody>
