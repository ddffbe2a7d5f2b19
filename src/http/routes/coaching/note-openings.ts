/** Opening what another coach wrote, with a reason; and, for its author, who did. */

import { openNotes, REASON_LENGTH_MIN } from '../../../actions/coaching/open-notes.ts'
import { viewNoteOpenings } from '../../../views/coaching/note-openings.ts'
import { InteractionParams } from '../../contract/coaching.ts'
import { NoteOpeningPage, NoteOpeningQuery, OpenedNotes, OpenNotesBody } from '../../contract/note-openings.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, NOTES_PRIVATE, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const SHORT = `Say in at least ${REASON_LENGTH_MIN} characters why you open it: its author reads that.`

/** `/api/v1/coaching/interactions/{interactionId}/notes` and `/api/v1/coaching/note-openings`. */
export function addNoteOpeningRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/coaching/interactions/:interactionId/notes',
    access: { capability: 'view:interaction' },
    summary: 'Opens what another coach wrote: its author sees who did, when and why, and it is on the audit log.',
    params: InteractionParams,
    body: OpenNotesBody,
    response: OpenedNotes,
    handle: async ({ grant, params, body }) => {
      const { interactionId } = params
      const outcome = orNotFound(await openNotes(world, grant, { interactionId, reason: body.reason }))
      if ('words' in outcome) return { status: 200, body: outcome.words }
      throw closedNotes(outcome.problem)
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/note-openings',
    access: { capability: 'view:own_note_access_log' },
    summary: 'Who opened what I wrote, when and why; newest first.',
    query: NoteOpeningQuery,
    response: NoteOpeningPage,
    handle: async ({ grant, query }) => ({ status: 200, body: await viewNoteOpenings(world, grant, placeOf(query)) }),
  })
}

/** Why what another coach wrote stays closed. */
export function closedNotes(problem: 'notes_private' | 'reason_short'): HttpError {
  if (problem === 'notes_private') return new HttpError(403, problem, NOTES_PRIVATE)
  return unprocessable('reason_short', SHORT, [{ field: 'reason', code: 'reason_short', message: SHORT }])
}
