/** Coach home: educators of my schools, and the interactions I log. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Attachment } from './attachments.ts'
import { DateOnly, DateTime, exactly, Id, Named, nullable, pageOf, pageQuery, sortQuery, PersonName } from './shapes.ts'

/** `GET /api/v1/coaching/schools`: the schools whose educators I work with. */
export const CoachingSchools = exactly({ schools: Type.Array(Named) })
export type CoachingSchools = Static<typeof CoachingSchools>

/** A type as an interaction has it; `id` is a word like `observation`. */
export const InteractionType = exactly({ id: Type.String(), name: Type.String() })
export type InteractionType = Static<typeof InteractionType>
/** `GET /api/v1/coaching/educators?q=&schoolId=&page=&pageSize=`, by family name. */
export const EducatorQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name; several words must all match.' })),
  schoolId: Type.Optional(Id),
  ...pageQuery,
  ...sortQuery('familyName', 'givenName'),
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

/** `GET /api/v1/coaching/interactions?by=me|all&from=&…&page=&pageSize=`, newest first. `all`: all that I may see. */
const listed = {
  by: Type.Optional(Type.Union([Type.Literal('me'), Type.Literal('all')], { default: 'me' })),
  from: Type.Optional({ ...DateOnly, description: 'Not before this day.' }),
  to: Type.Optional({ ...DateOnly, description: 'Not after this day.' }),
  coachId: Type.Optional({ ...Id, description: 'Of this coach alone, as far as I may see their work.' }),
  educatorId: Type.Optional({ ...Id, description: 'With this educator.' }),
  typeId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  tagId: Type.Optional(Id),
  schoolId: Type.Optional({ ...Id, description: 'At this school, or for it.' }),
}
export const InteractionQuery = exactly({ ...listed, ...pageQuery, ...sortQuery('date', 'minutes') })
export type InteractionQuery = Static<typeof InteractionQuery>
/** `GET /api/v1/coaching/interactions/export`: all that match. */
export const InteractionFileQuery = exactly(listed)
export type InteractionFileQuery = Static<typeof InteractionFileQuery>

/** `GET /api/v1/coaching/interaction-coaches` */
export const InteractionCoaches = exactly({
  coaches: Type.Array(PersonName, { description: 'Whose interactions I may see, by family name.' }),
})
export type InteractionCoaches = Static<typeof InteractionCoaches>

const interaction = {
  id: Id,
  coach: PersonName,
  date: DateOnly,
  minutes: Type.Integer(),
  type: InteractionType,
  school: Named,
  otherSchools: Type.Array(Named),
  educators: Type.Array(PersonName),
  tags: Type.Array(Named),
  nextStep: nullable(exactly({ dueOn: nullable(DateOnly), doneOn: nullable(DateOnly) })),
  hasNotes: Type.Boolean(),
  attachmentCount: Type.Integer({ description: 'Files; which ones is told with the notes.' }),
  createdAt: DateTime,
  version: Type.String({ description: 'Names what was seen; an edit sends it back, or If-Match.' }),
}
/** Lists never carry the notes, nor what the next step says. */
export const Interaction = exactly(interaction)
export type Interaction = Static<typeof Interaction>
export const InteractionPage = pageOf(Interaction)
export type InteractionPage = Static<typeof InteractionPage>

/** The coaching cycle that an interaction of mine belongs to, and where in it. */
export const InteractionCycle = exactly({
  id: Id,
  phase: exactly({ id: Type.String(), name: Type.String() }),
  isPlaced: Type.Boolean({ description: 'I have put it into this phase, whatever its date.' }),
})
export type InteractionCycle = Static<typeof InteractionCycle>

/** `GET /api/v1/coaching/interactions/{interactionId}`: what another coach wrote is kept back. */
export const InteractionParams = exactly({ interactionId: Id })
export type InteractionParams = Static<typeof InteractionParams>
export const InteractionWithNotes = exactly({
  ...interaction,
  notes: nullable(Type.String()),
  nextStepText: nullable(Type.String()),
  cycle: nullable(InteractionCycle),
  attachments: Type.Array(Attachment),
  closed: Type.Optional(
    Type.Union([Type.Literal('reason'), Type.Literal('private')], {
      description: 'Of what somebody else wrote: `reason` opens it with one, `private` never. Notes are null then.',
    }),
  ),
})
export type InteractionWithNotes = Static<typeof InteractionWithNotes>

const values = {
  date: DateOnly,
  minutes: Type.Integer({ description: '1 to 1440.' }),
  typeId: Type.String({ minLength: 1, maxLength: 64 }),
  schoolId: Id,
  otherSchoolIds: Type.Optional(Type.Array(Id, { maxItems: 20, description: 'Further schools that it was for.' })),
  educatorIds: Type.Array(Id, { minItems: 0, maxItems: 100 }),
  tagIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  notes: Type.Optional(nullable(Type.String({ maxLength: 20_000 }))),
  nextStep: Type.Optional(
    nullable(exactly({ text: Type.String({ maxLength: 1000 }), dueOn: Type.Optional(nullable(DateOnly)) })),
  ),
}
/** A name that the page gives a draft, so that it is the same at every keeping. */
const DraftId = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' })

/** `POST /api/v1/coaching/interactions` answers 201 with an InteractionWithNotes, 422 with `error.fields`. */
export const LogInteractionBody = exactly({
  ...values,
  /** The draft that it was typed in: forgotten with it. */
  draftId: Type.Optional(DraftId),
  cycle: Type.Optional(
    nullable(
      exactly({
        id: Id,
        phaseId: Type.Optional(
          nullable(Type.String({ minLength: 1, maxLength: 63, description: 'None: the phase of its date.' })),
        ),
      }),
    ),
  ),
  share: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Email a copy of this interaction to tagged attendees. Off unless it is said for this one.',
    }),
  ),
})
export type LogInteractionBody = Static<typeof LogInteractionBody>

const version = Type.String({
  pattern: '^[1-9][0-9]{0,9}$',
  description: 'The version that was seen; or send If-Match.',
})

/** `PUT /api/v1/coaching/interactions/{interactionId}`: the new values in the place of all the old ones. */
export const EditInteractionBody = exactly({ ...values, version })
export type EditInteractionBody = Static<typeof EditInteractionBody>

/** `POST /api/v1/coaching/interactions/{interactionId}/next-step`: done today, or not after all. */
export const NextStepBody = exactly({ done: Type.Boolean(), version })
export type NextStepBody = Static<typeof NextStepBody>

/** `POST /api/v1/coaching/interactions/{interactionId}/deletion` */
export const DeleteInteractionBody = exactly({ version })
export type DeleteInteractionBody = Static<typeof DeleteInteractionBody>

/** `POST /api/v1/coaching/interaction-tags`: all of the interactions, which are mine, or none. */
export const TagInteractionsBody = exactly({
  interactionIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
  add: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  remove: Type.Optional(Type.Array(Id, { maxItems: 20 })),
})
export type TagInteractionsBody = Static<typeof TagInteractionsBody>
export const InteractionsTagged = exactly({ changed: Type.Integer({ minimum: 0 }) })
export type InteractionsTagged = Static<typeof InteractionsTagged>

/** `GET /api/v1/coaching/interactions/{interactionId}/history`: what edits replaced, the latest first. */
export const InteractionHistory = exactly({
  versions: Type.Array(
    exactly({
      version: Type.Integer(),
      replacedAt: DateTime,
      replacedBy: Type.String({ description: 'A name; empty of somebody who is there no more.' }),
      changed: Type.Array(Type.String(), { description: 'Names of the fields that the edit changed.' }),
      before: exactly({
        date: DateOnly,
        minutes: Type.Integer(),
        type: Type.String(),
        schools: Type.Array(Type.String()),
        educators: Type.Array(Type.String()),
        tags: Type.Array(Type.String()),
        notes: nullable(Type.String()),
        nextStep: nullable(exactly({ text: Type.String(), dueOn: nullable(DateOnly), doneOn: nullable(DateOnly) })),
      }),
    }),
  ),
})
export type InteractionHistory = Static<typeof InteractionHistory>

/** What I was typing. All of it may be unfinished. */
const CycleDraft = exactly({
  focusId: nullable(Type.String({ maxLength: 64 })),
  scaleId: nullable(Type.String({ maxLength: 64 })),
  focus: nullable(Type.String({ maxLength: 4000 })),
  goal: nullable(Type.String({ maxLength: 4000 })),
  stays: Type.Array(exactly({ phaseId: Type.String({ maxLength: 64 }), from: Type.String({ maxLength: 10 }) }), {
    maxItems: 100,
  }),
  ratings: Type.Array(
    exactly({
      educatorId: Type.String({ maxLength: 19 }),
      start: nullable(Type.Integer()),
      end: nullable(Type.Integer()),
    }),
    { maxItems: 100 },
  ),
})
export const InteractionDraft = exactly({
  date: Type.Optional(nullable(Type.String({ maxLength: 10 }))),
  minutes: Type.Optional(nullable(Type.Integer())),
  typeId: Type.Optional(nullable(Type.String({ maxLength: 64 }))),
  schoolId: Type.Optional(nullable(Type.String({ maxLength: 19 }))),
  otherSchoolIds: Type.Optional(Type.Array(Type.String({ maxLength: 19 }), { maxItems: 20 })),
  educatorIds: Type.Optional(Type.Array(Type.String({ maxLength: 19 }), { maxItems: 100 })),
  tagIds: Type.Optional(Type.Array(Type.String({ maxLength: 19 }), { maxItems: 20 })),
  notes: Type.Optional(nullable(Type.String({ maxLength: 20_000 }))),
  nextStepText: Type.Optional(nullable(Type.String({ maxLength: 1000 }))),
  nextStepDueOn: Type.Optional(nullable(Type.String({ maxLength: 10 }))),
  cycleId: Type.Optional(nullable(Type.String({ maxLength: 19 }))),
  cycleForm: Type.Optional(CycleDraft),
  version: Type.Optional(
    Type.String({ maxLength: 19, description: 'Of what a form that puts something right was opened over.' }),
  ),
})
export type InteractionDraft = Static<typeof InteractionDraft>

/** `PUT /api/v1/coaching/drafts`: instead of the one of that name before. */
export const KeepDraftBody = exactly({ id: DraftId, draft: InteractionDraft })
export type KeepDraftBody = Static<typeof KeepDraftBody>

/** `GET /api/v1/coaching/drafts`, newest first; `DELETE /api/v1/coaching/drafts/{draftId}`. */
export const DraftParams = exactly({ draftId: DraftId })
export type DraftParams = Static<typeof DraftParams>
export const KeptDraft = exactly({ id: Type.String(), draft: InteractionDraft, savedAt: DateTime })
export type KeptDraft = Static<typeof KeptDraft>
export const Drafts = exactly({ drafts: Type.Array(KeptDraft) })
export type Drafts = Static<typeof Drafts>
