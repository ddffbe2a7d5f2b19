/** Coach home: educators of my schools, and the interactions I log. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, Named, nullable, pageOf, pageQuery, PersonName } from './shapes.ts'

/** `GET /api/v1/coaching/schools`: the schools whose educators I work with. */
export const CoachingSchools = exactly({ schools: Type.Array(Named) })
export type CoachingSchools = Static<typeof CoachingSchools>

/** `GET /api/v1/coaching/interaction-types`: the district's list; `id` is a word like `observation`. */
export const InteractionType = exactly({ id: Type.String(), name: Type.String() })
export type InteractionType = Static<typeof InteractionType>
export const InteractionTypes = exactly({ types: Type.Array(InteractionType) })
export type InteractionTypes = Static<typeof InteractionTypes>

/** `GET /api/v1/coaching/educators?q=&schoolId=&page=&pageSize=`, by family name. */
export const EducatorQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name; several words must all match.' })),
  schoolId: Type.Optional(Id),
  ...pageQuery,
})
export type EducatorQuery = Static<typeof EducatorQuery>
export const Educator = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  schools: Type.Array(Named),
  lastSeenOn: nullable(DateOnly),
})
export type Educator = Static<typeof Educator>
export const EducatorPage = pageOf(Educator)
export type EducatorPage = Static<typeof EducatorPage>

/** `GET /api/v1/coaching/interactions?by=me|all&page=&pageSize=`, newest first. `all`: all that I may see. */
export const InteractionQuery = exactly({
  by: Type.Optional(Type.Union([Type.Literal('me'), Type.Literal('all')], { default: 'me' })),
  ...pageQuery,
})
export type InteractionQuery = Static<typeof InteractionQuery>

const interaction = {
  id: Id,
  coach: PersonName,
  date: DateOnly,
  minutes: Type.Integer(),
  type: InteractionType,
  school: Named,
  educators: Type.Array(PersonName),
  hasNotes: Type.Boolean(),
  createdAt: DateTime,
}
/** Lists never carry the notes. */
export const Interaction = exactly(interaction)
export type Interaction = Static<typeof Interaction>
export const InteractionPage = pageOf(Interaction)
export type InteractionPage = Static<typeof InteractionPage>

/** `GET /api/v1/coaching/interactions/{interactionId}`: opening another's note goes on the audit log. */
export const InteractionParams = exactly({ interactionId: Id })
export type InteractionParams = Static<typeof InteractionParams>
export const InteractionWithNotes = exactly({ ...interaction, notes: nullable(Type.String()) })
export type InteractionWithNotes = Static<typeof InteractionWithNotes>

/** `POST /api/v1/coaching/interactions` answers 201 with an InteractionWithNotes, 422 with `error.fields`. */
export const LogInteractionBody = exactly({
  date: DateOnly,
  minutes: Type.Integer({ description: '1 to 1440.' }),
  typeId: Type.String({ minLength: 1, maxLength: 64 }),
  schoolId: Id,
  educatorIds: Type.Array(Id, { minItems: 0, maxItems: 100 }),
  notes: Type.Optional(nullable(Type.String({ maxLength: 20_000 }))),
})
export type LogInteractionBody = Static<typeof LogInteractionBody>

/** `GET | PUT | DELETE /api/v1/coaching/draft`: what I was typing, kept on the server. All of it may be unfinished. */
export const InteractionDraft = exactly({
  date: Type.Optional(nullable(Type.String({ maxLength: 10 }))),
  minutes: Type.Optional(nullable(Type.Integer())),
  typeId: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
  schoolId: Type.Optional(nullable(Type.String({ maxLength: 19 }))),
  educatorIds: Type.Optional(Type.Array(Type.String({ maxLength: 19 }), { maxItems: 100 })),
  notes: Type.Optional(nullable(Type.String({ maxLength: 20_000 }))),
})
export type InteractionDraft = Static<typeof InteractionDraft>
export const DraftBody = exactly({ draft: nullable(InteractionDraft), savedAt: nullable(DateTime) })
export type DraftBody = Static<typeof DraftBody>
