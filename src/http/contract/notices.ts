/** What needs somebody: the notices of the district. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable } from './shapes.ts'

export const Notice = exactly({
  id: Id,
  kind: Type.String({ description: 'As run_held, source_stale, licence_full.' }),
  mood: Type.Union([Type.Literal('warn'), Type.Literal('bad')]),
  title: Type.String(),
  says: Type.String(),
  remedy: Type.String(),
  sourceId: nullable(Type.String()),
  runId: nullable(Id),
  openedAt: DateTime,
  place: Type.String({
    description: 'The page about it: what stands behind # in its address, as /licences/coaching-seats.',
  }),
})
export type Notice = Static<typeof Notice>

/** `GET /api/v1/notices`, and what is left after `POST /api/v1/notices/{noticeId}/dismissal`. */
export const Notices = exactly({ notices: Type.Array(Notice) })
export type Notices = Static<typeof Notices>
export const NoticeParams = exactly({ noticeId: Id })
export type NoticeParams = Static<typeof NoticeParams>
