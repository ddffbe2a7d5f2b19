/** Opening what another coach wrote, and who opened what I wrote. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Attachment } from './attachments.ts'
import { DateOnly, DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

/** `POST /api/v1/coaching/interactions/{interactionId}/notes`: its author reads the reason. */
export const OpenNotesBody = exactly({ reason: Type.String({ maxLength: 500 }) })
export type OpenNotesBody = Static<typeof OpenNotesBody>
export const OpenedNotes = exactly({
  notes: nullable(Type.String()),
  nextStepText: nullable(Type.String()),
  attachments: Type.Array(Attachment),
})
export type OpenedNotes = Static<typeof OpenedNotes>

/** `GET /api/v1/coaching/note-openings`, newest first. */
export const NoteOpeningQuery = exactly({ ...pageQuery, ...sortQuery('at', 'date') })
export type NoteOpeningQuery = Static<typeof NoteOpeningQuery>
export const NoteOpeningPage = pageOf(
  exactly({
    id: Id,
    interactionId: Type.Union([Id, Type.Null()], { description: 'Null: it was what I wrote about a cycle.' }),
    cycleId: nullable(Id),
    date: DateOnly,
    by: nullable(Type.String({ description: 'Null: no person of this roster.' })),
    reason: Type.String(),
    at: DateTime,
  }),
)
export type NoteOpeningPage = Static<typeof NoteOpeningPage>
