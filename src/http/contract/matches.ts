/** People who may be one: pairs for somebody to decide about, and the matches of a held run. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { RecordSource } from './roster.ts'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

const text = nullable(Type.String())
const because = Type.Union(
  [
    Type.Literal('zeros'),
    Type.Literal('identifier'),
    Type.Literal('email'),
    Type.Literal('login'),
    Type.Literal('school'),
  ],
  { description: 'What the two are alike in, besides the name.' },
)

export const MatchSide = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  active: Type.Boolean(),
  identifier: text,
  username: text,
  email: text,
  grades: Type.Array(Type.String()),
  schools: Type.Array(Type.String()),
  roles: Type.Array(Type.String()),
  records: Type.Array(RecordSource),
})
export type MatchSide = Static<typeof MatchSide>

export const MatchProposal = exactly({
  id: Id,
  because,
  runId: nullable(Id),
  proposedAt: DateTime,
  isAsked: Type.Boolean({ description: 'Somebody has said that they are one; the worker is about to link them.' }),
  refused: nullable(Type.String({ description: 'Why the link that was asked for last was refused.' })),
  person: MatchSide,
  other: MatchSide,
})
export type MatchProposal = Static<typeof MatchProposal>

/** `GET /api/v1/match-proposals?page=&pageSize=`, the oldest first. */
export const MatchQuery = exactly({ ...pageQuery, ...sortQuery('id', 'because') })
/** `GET /api/v1/runs/{runId}/matches`. */
export const RunMatchQuery = exactly({ ...pageQuery, ...sortQuery('oldSourcedId', 'newSourcedId') })
export type MatchQuery = Static<typeof MatchQuery>
export const MatchPage = pageOf(MatchProposal)
export type MatchPage = Static<typeof MatchPage>
export const MatchParams = exactly({ proposalId: Id })

/** `POST /api/v1/match-proposals/{proposalId}/link`: `202`, the worker does it within seconds. */
export const LinkBody = exactly({ stays: Id })
export type LinkBody = Static<typeof LinkBody>
export const LinkAsked = exactly({ isAsked: Type.Literal(true) })
export type LinkAsked = Static<typeof LinkAsked>
/** `POST /api/v1/match-proposals/{proposalId}/dismissal`: they stay two people. */
export const MatchDismissed = exactly({ isDismissed: Type.Literal(true) })
export type MatchDismissed = Static<typeof MatchDismissed>

const MatchedRecord = exactly({
  sourcedId: Type.String(),
  givenName: text,
  familyName: text,
  identifier: text,
  username: text,
  email: text,
})

/** `GET /api/v1/runs/{runId}/matches?page=&pageSize=`: who leaves and comes back under another sourcedId. */
export const RunMatch = exactly({
  because,
  joined: Type.Boolean({ description: 'They are one person already; else an approval with matches makes them one.' }),
  personId: Id,
  leaves: MatchedRecord,
  comes: MatchedRecord,
})
export type RunMatch = Static<typeof RunMatch>
export const RunMatchPage = pageOf(RunMatch)
export type RunMatchPage = Static<typeof RunMatchPage>
