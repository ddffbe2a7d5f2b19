/** Merges of two educators: shown first, asked for, taken back. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { MatchSide } from './matches.ts'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, PersonName, sortQuery } from './shapes.ts'

/** `GET /api/v1/educator-merges/preview?stays=&goes=`: what would come of it. Nothing is done. */
export const MergePreviewQuery = exactly({ stays: Id, goes: Id })
export type MergePreviewQuery = Static<typeof MergePreviewQuery>

export const MergeSide = exactly({
  ...MatchSide.properties,
  isDeactivated: Type.Boolean({ description: 'By an administrator. The one who stays keeps what they are.' }),
})
export type MergeSide = Static<typeof MergeSide>

const Value = nullable(Type.Union([Type.String(), Type.Array(Type.String())]))
const count = (description?: string) =>
  Type.Integer({ minimum: 0, ...(description === undefined ? {} : { description }) })

export const MergePreview = exactly({
  stays: MergeSide,
  goes: MergeSide,
  speaksFrom: nullable(
    Type.String({ description: 'The source whose record gives the names afterwards; null: no feed knows either.' }),
  ),
  fields: Type.Array(
    exactly({
      field: Type.String(),
      stays: Value,
      goes: Value,
      wins: Type.Union([Type.Literal('stays'), Type.Literal('goes')]),
      because: Type.Union([Type.Literal('edited'), Type.Literal('feed'), Type.Literal('kept')], {
        description: '`edited`: by hand; `feed`: the record that speaks owns it; `kept`: of whoever stays.',
      }),
    }),
    { description: 'In which the two differ, and whose value the one person has.' },
  ),
  moves: exactly(
    {
      interactionsWith: count(),
      interactionsWithBoth: count(),
      interactionsBy: count('Logged by them.'),
      tags: count('Tags of interactions with them.'),
      nextSteps: count('That are open.'),
      cyclesWith: count(),
      cyclesWithBoth: count(),
      cyclesBy: count('Kept by them.'),
      letters: count('Copies of interactions that were mailed to them.'),
      communities: count(),
      communitiesBoth: count(),
      classesLed: count(),
      classes: count(),
      roles: count(),
      records: count('Of feeds.'),
      signIns: count('Links to platforms and to single sign-on, and an account.'),
    },
    'What goes to the one who stays; `…Both`: of these what both have, which is there once afterwards.',
  ),
  seats: Type.Array(
    exactly({
      kind: Type.String(),
      name: Type.String(),
      stays: nullable(Type.String()),
      goes: nullable(Type.String()),
    }),
  ),
  against: Type.Array(Type.String(), { description: 'Why it can’t be done; empty: it can.' }),
})
export type MergePreview = Static<typeof MergePreview>

/** `POST /api/v1/educator-merges`: `202`, the worker does it within seconds. */
export const MergeBody = exactly({ stays: Id, goes: Id })
export type MergeBody = Static<typeof MergeBody>
export const MergeAsked = exactly({ mergeId: Id })
export type MergeAsked = Static<typeof MergeAsked>
/** `POST /api/v1/educator-merges/{mergeId}/undo`: `202`. */
export const MergeParams = exactly({ mergeId: Id })

/** `GET /api/v1/educator-merges?page=&pageSize=`, the newest first. */
export const MergeQuery = exactly({ ...pageQuery, ...sortQuery('askedAt') })
export type MergeQuery = Static<typeof MergeQuery>
export const Merge = exactly({
  id: Id,
  state: Type.Union([
    Type.Literal('asked'),
    Type.Literal('refused'),
    Type.Literal('merged'),
    Type.Literal('undo_asked'),
    Type.Literal('undone'),
  ]),
  stays: PersonName,
  goes: PersonName,
  askedAt: DateTime,
  mergedAt: nullable(DateTime),
  undoneAt: nullable(DateTime),
  refused: nullable(Type.String({ description: 'Why what was asked for last was not done.' })),
})
export type Merge = Static<typeof Merge>
export const MergePage = pageOf(Merge)
export type MergePage = Static<typeof MergePage>
