/** Lists of educators that people hand over: the empty one, what was understood of one, and the decision about it. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable } from './shapes.ts'

const Count = Type.Integer({ minimum: 0 })

/** `POST /api/v1/educator-lists/{sourceId}/uploads`. */
export const UploadBody = exactly({
  whole: Type.Boolean({ description: 'true: whoever of this source is not in the list leaves.' }),
  content: Type.String({
    pattern: '^[A-Za-z0-9+/]*={0,2}$',
    description: 'The CSV file, its bytes in base64.',
  }),
})
export type UploadBody = Static<typeof UploadBody>
export const UploadParams = exactly({ uploadId: Id })
/** `202`: kept; the worker looks at it within seconds. */
export const UploadGiven = exactly({ uploadId: Id })
export type UploadGiven = Static<typeof UploadGiven>

const Effect = Type.Union(
  (['add', 'change', 'retire', 'none', 'out', 'unknown'] as const).map((effect) => Type.Literal(effect)),
  { description: 'What the row would do; unknown: the look ended before that could be said.' },
)

const Findings = exactly({
  columns: Type.Array(
    exactly({
      letter: Type.String(),
      name: Type.String(),
      as: nullable(Type.String({ description: 'What it was understood as; null: it is ignored.' })),
    }),
  ),
  rows: Type.Array(exactly({ row: Count, effect: Effect, values: Type.Record(Type.String(), Type.String()) }), {
    description: 'The first rows.',
  }),
  rowCount: Count,
  effects: exactly({ add: Count, change: Count, retire: Count, none: Count, out: Count, unknown: Count }),
  problems: Type.Array(
    exactly({
      row: Count,
      code: Type.String(),
      field: nullable(Type.String()),
      expected: Type.String(),
      says: Type.String({ description: 'What the code means.' }),
    }),
    { description: 'The first ones.' },
  ),
  problemCount: Count,
  leaving: Type.Integer({ minimum: 0, description: 'People who would leave.' }),
  holds: Type.Array(Type.String(), { description: 'Why it would be held for a decision.' }),
  runId: nullable(Id),
  failure: nullable(exactly({ code: Type.String(), message: Type.String() })),
})

export const Upload = exactly({
  id: Id,
  sourceId: Type.String(),
  whole: Type.Boolean(),
  bytes: Count,
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('checked'),
    Type.Literal('refused'),
    Type.Literal('confirmed'),
    Type.Literal('done'),
    Type.Literal('discarded'),
  ]),
  uploadedAt: DateTime,
  isTaken: Type.Boolean(),
  findings: nullable(Findings),
  runId: nullable(Id),
  isHeld: Type.Boolean({ description: 'The run that applies it waits for a decision.' }),
  failureCode: nullable(Type.String({ description: 'Why applying it came to nothing.' })),
})
export type Upload = Static<typeof Upload>

/** `GET /api/v1/educator-lists`. */
export const EducatorLists = exactly({
  lists: Type.Array(exactly({ sourceId: Type.String(), upload: nullable(Upload) })),
  columns: Type.Array(exactly({ name: Type.String(), meaning: Type.String(), aliases: Type.Array(Type.String()) }), {
    description: 'What a list may have, and what else each column may be called.',
  }),
  bytesMax: Count,
  rowsMax: Count,
})
export type EducatorLists = Static<typeof EducatorLists>
