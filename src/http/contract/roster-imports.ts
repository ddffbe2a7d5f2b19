/** Staff, students and classes from a file: a look at one, its import, and taking it back. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { HandOver, StaffInvitation } from './invitations.ts'
import { MoveOfSeat, SeatReason } from './licences.ts'
import { DateTime, exactly, Id, Named, nullable } from './shapes.ts'

const Count = Type.Integer({ minimum: 0 })

export const RosterImportKind = Type.Union([Type.Literal('staff'), Type.Literal('students'), Type.Literal('classes')])
export type RosterImportKind = Static<typeof RosterImportKind>

const file = {
  kind: RosterImportKind,
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'The CSV file, its bytes in base64.' }),
}

/** `POST /api/v1/roster-import-previews`: changes nothing. */
export const RosterPreviewBody = exactly(file)
export type RosterPreviewBody = Static<typeof RosterPreviewBody>

const ImportNote = exactly({
  column: nullable(Type.String({ description: 'As the file names it; null: the row as a whole.' })),
  code: Type.String(),
  says: Type.String({ description: 'What was expected and what to do.' }),
})

const PreviewRow = exactly({
  row: Type.Integer({ minimum: 2, description: 'As a spreadsheet shows it: the column names are row 1.' }),
  outcome: Type.Union([Type.Literal('new'), Type.Literal('changed'), Type.Literal('already'), Type.Literal('out')], {
    description: 'already: the roster says so; out: nothing of the row is taken, for what its notes say.',
  }),
  name: Type.String({ description: 'The person or class, as the file writes it.' }),
  school: nullable(Type.String()),
  does: Type.Array(
    Type.Union([
      Type.Literal('person'),
      Type.Literal('role'),
      Type.Literal('edit'),
      Type.Literal('class'),
      Type.Literal('put_in'),
      Type.Literal('teach'),
    ]),
    { description: 'Each thing that the row does, as often as it does it.' },
  ),
  notes: Type.Array(ImportNote),
})

export const RosterPreview = exactly({
  plan: Type.String({ description: 'Names what is shown here: the import takes exactly that, or is refused.' }),
  standsUntil: Type.String({ format: 'date-time', description: 'Until then it may be imported.' }),
  kind: RosterImportKind,
  columns: Type.Array(
    exactly({ name: Type.String(), as: nullable(Type.String({ description: 'Null: it is ignored.' })) }),
  ),
  counts: exactly({ new: Count, changed: Count, already: Count, out: Count }),
  rows: Type.Array(PreviewRow),
  seats: nullable(
    Type.Array(
      exactly({
        kind: Type.String(),
        name: Type.String(),
        moveCounts: Type.Array(exactly({ move: MoveOfSeat, count: Count })),
        short: Type.Integer({
          minimum: 0,
          description: 'Seats to buy so that nobody waits, whoever waited before among them.',
        }),
        waiting: Type.Array(exactly({ name: Type.String(), reason: SeatReason }), {
          description: 'Some of those who would wait, in the order of the queue.',
        }),
      }),
      { description: 'What the import does to the seats of its people; null: a sync is writing, so nobody can say.' },
    ),
  ),
})
export type RosterPreview = Static<typeof RosterPreview>

/** `POST /api/v1/roster-imports`: all of what was shown, or nothing. Answers 201. */
export const ImportRosterBody = exactly({
  ...file,
  plan: Type.String({ maxLength: 100, description: 'Of the preview that was seen.' }),
  leavesOut: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Rows that stay out are left out; otherwise nothing is imported.',
    }),
  ),
  invite: Type.Optional(
    Type.Boolean({ default: false, description: 'Make a one-time link for each account of the staff that is made.' }),
  ),
  handOver: Type.Optional(HandOver),
})
export type ImportRosterBody = Static<typeof ImportRosterBody>

export const RosterImported = exactly({
  importId: Id,
  added: Count,
  changed: Count,
  already: Count,
  leftOut: Count,
  invitations: Type.Array(exactly({ row: Type.Integer(), email: Type.String(), invitation: StaffInvitation })),
})
export type RosterImported = Static<typeof RosterImported>

/** `GET /api/v1/roster-imports`. */
export const RosterImports = exactly({
  kinds: Type.Array(
    exactly({
      kind: RosterImportKind,
      columns: Type.Array(
        exactly({
          field: Type.String(),
          name: Type.String(),
          meaning: Type.String(),
          isRequired: Type.Boolean(),
          aliases: Type.Array(Type.String()),
        }),
      ),
    }),
    { description: 'What I may import.' },
  ),
  schools: Type.Array(Named, { description: 'Where I may.' }),
  sendsMail: Type.Boolean({ description: 'Links can be mailed.' }),
  imports: Type.Array(
    exactly({
      id: Id,
      kind: RosterImportKind,
      importedBy: nullable(Type.String({ description: 'Null: no person of the roster.' })),
      isOwn: Type.Boolean(),
      importedAt: DateTime,
      undoneAt: nullable(DateTime),
      added: Count,
      changed: Count,
      leftOut: Count,
      stayed: nullable(Type.Integer({ minimum: 0, description: 'How much had been touched when it was taken back.' })),
      mayUndo: Type.Boolean(),
    }),
    { description: 'Mine, and for those who may in the whole district, everybody’s. The newest first.' },
  ),
  rowsMax: Count,
  bytesMax: Count,
})
export type RosterImports = Static<typeof RosterImports>

export const RosterTemplateParams = exactly({ kind: RosterImportKind })
export const RosterImportParams = exactly({ rosterImportId: Id })
/** `DELETE /api/v1/roster-imports/{rosterImportId}`. */
export const RosterUndone = exactly({
  gone: Count,
  stayed: Type.Integer({ minimum: 0, description: 'What somebody had touched since stays as it is.' }),
})
export type RosterUndone = Static<typeof RosterUndone>
