/** What a session's launch said, and the page of a class for whoever leads it. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, Id, Named, nullable } from './shapes.ts'

const opened = <Word extends string>(...each: readonly Word[]) =>
  Type.Union(
    each.map((word) => Type.Literal(word)),
    { description: 'no-…: the link names a survey or a report that isn’t mine to open, is over or was never there.' },
  )

/** `GET /api/v1/session/launch`: of any bearer; all null where there was no launch. */
export const SessionLaunch = exactly({
  unmatched: nullable(
    Type.String({ description: 'Why nobody in the roster is who launched: what the LMS sent, never about others.' }),
  ),
  class: nullable(
    exactly({
      id: Id,
      title: Type.String(),
      page: Type.Union([Type.Literal('led'), Type.Literal('record')], {
        description: 'Which page opens it: that of its leads, or that of whoever edits the roster.',
      }),
    }),
  ),
  opens: nullable(
    exactly({
      kind: opened('coach', 'community', 'placement', 'class-report', 'survey', 'no-class-report', 'no-survey'),
      id: nullable(Id),
    }),
  ),
})
export type SessionLaunch = Static<typeof SessionLaunch>

/** `GET /api/v1/classes/led/{classId}` */
export const LedClassParams = exactly({ classId: Id })
export const LedClassPage = exactly({
  id: Id,
  title: Type.String(),
  classCode: nullable(Type.String()),
  school: nullable(Named),
  communities: Type.Array(Named),
  people: Type.Array(exactly({ id: Id, givenName: Type.String(), familyName: Type.String(), role: Type.String() }), {
    description: 'Teachers first.',
  }),
})
export type LedClassPage = Static<typeof LedClassPage>
