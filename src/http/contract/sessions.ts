/** Open sessions: one's own, and those of a district. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery, PersonName } from './shapes.ts'

const session = {
  id: Id,
  kind: Type.Union([
    Type.Literal('launch'),
    Type.Literal('password'),
    Type.Literal('sso'),
    Type.Literal('support'),
    Type.Literal('card', { description: 'By a student’s start card.' }),
  ]),
  platform: nullable(Type.String({ description: 'Issuer of the LMS that it came from; null: signed in here.' })),
  startedAt: DateTime,
  seenAt: DateTime,
  endsAt: { ...DateTime, description: 'When it ends if it isn’t used.' },
}

export const OwnSession = exactly({
  ...session,
  isThis: Type.Boolean({ description: 'The session that asks.' }),
})
export type OwnSession = Static<typeof OwnSession>

/** `GET /api/v1/sessions`. */
export const OwnSessions = exactly({ sessions: Type.Array(OwnSession) })
export type OwnSessions = Static<typeof OwnSessions>

export const DistrictSession = exactly({
  ...session,
  who: Type.Union([
    Type.Literal('person'),
    Type.Literal('customer_admin'),
    Type.Literal('support'),
    Type.Literal('unmatched'),
  ]),
  person: nullable(PersonName),
  customerAdminName: nullable(Type.String({ description: "Of a customer's administrator." })),
})
export type DistrictSession = Static<typeof DistrictSession>

/** `GET /api/v1/district/sessions`. */
export const SessionQuery = exactly({ ...pageQuery, ...sortQuery('createdAt', 'seenAt', 'endsAt') })
export type SessionQuery = Static<typeof SessionQuery>
export const SessionPage = pageOf(DistrictSession)
export type SessionPage = Static<typeof SessionPage>

export const SessionParams = exactly({ sessionId: Id })
