/** Older logs of interactions from a file: a look at one, its import, and taking it back. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable } from './shapes.ts'

const Count = Type.Integer({ minimum: 0 })

const file = {
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'The CSV file, its bytes in base64.' }),
  coachId: Type.Optional(nullable(Id)),
  dayOrder: Type.Optional(
    nullable(
      Type.Union([Type.Literal('month_first'), Type.Literal('day_first')], {
        description: 'How 1/5/2024 is written there; none: nobody guesses, and such lines stay out.',
      }),
    ),
  ),
  makesTags: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Tags that the district hasn’t are made, switched off; otherwise they are left out.',
    }),
  ),
}

/** `POST /api/v1/coaching/log-import-previews`: changes nothing. `coachId`: none is me. */
export const LogPreviewBody = exactly(file)
export type LogPreviewBody = Static<typeof LogPreviewBody>

const LineProblem = exactly({
  column: nullable(Type.String({ description: 'As the file names it; null: the line as a whole.' })),
  code: Type.String(),
  says: Type.String({ description: 'What was expected and what to do.' }),
})

const Line = exactly({
  row: Type.Integer({ minimum: 2, description: 'As a spreadsheet shows it: the column names are row 1.' }),
  outcome: Type.Union([Type.Literal('new'), Type.Literal('already'), Type.Literal('out')], {
    description: 'already: it was imported before, or stands further up; out: it can’t be read.',
  }),
  date: nullable(Type.String()),
  minutes: nullable(Count),
  type: nullable(Type.String()),
  school: nullable(Type.String()),
  educators: Type.Array(
    exactly({
      by: Type.Union([Type.Literal('email'), Type.Literal('sis_id'), Type.Literal('name')], {
        description: 'What they were found by.',
      }),
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      hasLeft: Type.Boolean(),
    }),
  ),
  tags: Type.Array(Type.String()),
  newTags: Type.Array(Type.String(), { description: 'Tags that the district hasn’t.' }),
  hasNotes: Type.Boolean(),
  problems: Type.Array(LineProblem),
})

export const LogPreview = exactly({
  plan: Type.String({ description: 'Names what is shown here; the import is refused where it would be another.' }),
  coach: Named,
  columns: Type.Array(
    exactly({ name: Type.String(), as: nullable(Type.String({ description: 'Null: it is ignored.' })) }),
  ),
  counts: exactly({ new: Count, already: Count, out: Count }),
  newTags: Type.Array(Type.String()),
  lines: Type.Array(Line),
})
export type LogPreview = Static<typeof LogPreview>

/** `POST /api/v1/coaching/log-imports`: all lines that are new, or none. */
export const ImportLogBody = exactly({
  ...file,
  plan: Type.Optional(nullable(Type.String({ maxLength: 100, description: 'Of the preview that was seen.' }))),
  leavesOut: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Lines that can’t be read are left out; otherwise nothing is imported.',
    }),
  ),
})
export type ImportLogBody = Static<typeof ImportLogBody>
export const LogImported = exactly({ importId: Id, made: Count, already: Count, out: Count })
export type LogImported = Static<typeof LogImported>

/** `GET /api/v1/coaching/log-imports`. */
export const LogImports = exactly({
  coaches: Type.Array(Named, { description: 'Whose logs I may import.' }),
  imports: Type.Array(
    exactly({
      id: Id,
      coachId: Id,
      coach: Type.String(),
      byCoach: Type.Boolean({ description: 'The coach did it; otherwise somebody for them.' }),
      importedAt: DateTime,
      undoneAt: nullable(DateTime),
      interactions: Type.Union([Count, Type.Null()], {
        description: 'How many it made; null: told to the coach alone.',
      }),
      remaining: Type.Integer({ minimum: 0, description: 'How many of them are there, without those about me.' }),
      touched: Type.Integer({
        minimum: 0,
        description: 'How many were edited, put into a cycle, given a file or mailed since.',
      }),
      mayUndo: Type.Boolean(),
    }),
  ),
  columns: Type.Array(
    exactly({
      field: Type.String(),
      name: Type.String(),
      meaning: Type.String(),
      isRequired: Type.Boolean(),
      aliases: Type.Array(Type.String()),
    }),
  ),
  linesMax: Count,
  bytesMax: Count,
})
export type LogImports = Static<typeof LogImports>

export const LogImportParams = exactly({ logImportId: Id })
/** `DELETE /api/v1/coaching/log-imports/{logImportId}`: 409 once anything of it was touched. */
export const LogUndone = exactly({ gone: Count })
export type LogUndone = Static<typeof LogUndone>
