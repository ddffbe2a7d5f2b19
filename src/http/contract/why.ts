/** Why a person has each role and seat. Ids, codes and places in files; no names. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, Id, nullable } from './shapes.ts'

const instant = Type.String({ description: 'ISO 8601, with its offset.' })
const rowPlace = {
  table: Type.Union([Type.Literal('people'), Type.Literal('enrolments')]),
  source: Type.String(),
  sourcedId: Type.String(),
  status: Type.Union([Type.Literal('active'), Type.Literal('retired')]),
  file: nullable(Type.String()),
  row: nullable(Type.Integer({ description: 'As a spreadsheet shows it: the header is row 1.' })),
  runId: nullable(Id),
  at: nullable(instant),
}

export const FeedPlace = exactly(rowPlace)
export type FeedPlace = Static<typeof FeedPlace>

export const TracedRole = exactly({
  role: Type.String(),
  scopeType: Type.String(),
  scopeId: Type.String(),
  scopeSourcedId: nullable(Type.String()),
  status: Type.Union([Type.Literal('active'), Type.Literal('revoked')]),
  origin: Type.Union([Type.Literal('feed'), Type.Literal('manual')]),
  source: nullable(Type.String()),
  rule: nullable(Type.String({ description: '`district:2`, `default:1`, `enrolment` or `invitation`.' })),
  grantedAt: instant,
  grantedRunId: nullable(Id),
  revokedAt: nullable(instant),
  revokedRunId: nullable(Id),
  grantedBy: nullable(Type.String()),
  rows: Type.Array(FeedPlace),
})
export type TracedRole = Static<typeof TracedRole>

/** `GET /api/v1/people/{personId}/why`. */
export const Why = exactly({
  personId: Id,
  status: Type.Union([Type.Literal('active'), Type.Literal('retired')]),
  enabled: Type.Boolean(),
  records: Type.Array(
    exactly({
      ...rowPlace,
      feedRoles: Type.Array(
        // As the source said it; connectors may keep more of a role than is shown.
        Type.Object({ role: Type.String(), roleType: Type.String(), orgSourcedId: Type.String() }),
      ),
    }),
  ),
  roles: Type.Array(TracedRole),
  seats: Type.Array(exactly({ kind: Type.String(), state: Type.String(), since: instant, until: nullable(instant) })),
  seatRoles: Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'Of each kind of seat, the roles that need one.',
  }),
  ledger: Type.Array(
    exactly({
      kind: Type.String(),
      seq: Id,
      at: instant,
      move: Type.String(),
      reason: Type.String(),
      until: nullable(instant),
      runId: nullable(Id),
      actor: Type.String(),
    }),
  ),
  runs: Type.Array(
    exactly({
      runId: Id,
      source: Type.String(),
      trigger: Type.String(),
      undoOf: nullable(Id),
      requestedBy: nullable(Type.String()),
      finishedAt: nullable(instant),
      decidedBy: nullable(Type.String()),
      decidedAt: nullable(instant),
    }),
  ),
})
export type Why = Static<typeof Why>
export const WhyParams = exactly({ personId: Id })
export type WhyParams = Static<typeof WhyParams>
