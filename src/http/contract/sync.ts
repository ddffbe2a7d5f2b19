/** Sync status: sources, runs, licences. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery } from './shapes.ts'

const count = Type.Integer({ minimum: 0 })

export const RunTableCounts = exactly({
  received: count,
  valid: count,
  quarantined: count,
  added: count,
  changed: count,
  retired: count,
  unchanged: count,
})
export type RunTableCounts = Static<typeof RunTableCounts>

export const RunTables = exactly({
  orgs: RunTableCounts,
  terms: RunTableCounts,
  courses: RunTableCounts,
  classes: RunTableCounts,
  people: RunTableCounts,
  enrolments: RunTableCounts,
})
export type RunTables = Static<typeof RunTables>

export const RunState = Type.Union([
  Type.Literal('requested'),
  Type.Literal('reading'),
  Type.Literal('staged'),
  Type.Literal('planned'),
  Type.Literal('held'),
  Type.Literal('applying'),
  Type.Literal('applied'),
  Type.Literal('reported'),
  Type.Literal('failed'),
  Type.Literal('previewed'),
  Type.Literal('discarded'),
  Type.Literal('superseded'),
])
export type RunState = Static<typeof RunState>

/** District-wide figures are null for someone who may see their own schools only, and before the run has them. */
export const Run = exactly({
  id: Id,
  sourceId: Type.String(),
  state: RunState,
  trigger: Type.Union([Type.Literal('manual'), Type.Literal('schedule'), Type.Literal('retry')]),
  dryRun: Type.Boolean(),
  requestedAt: DateTime,
  startedAt: nullable(DateTime),
  finishedAt: nullable(DateTime),
  tables: nullable(RunTables),
  roles: nullable(exactly({ granted: count, revoked: count, unmapped: count })),
  hold: nullable(exactly({ reasons: Type.Array(Type.String({ description: 'A sentence for a person.' })) })),
  failure: nullable(exactly({ code: Type.String(), message: Type.String() })),
  diagnostics: Type.Array(exactly({ code: Type.String(), count, says: Type.String() })),
})
export type Run = Static<typeof Run>

/** `GET /api/v1/runs?sourceId=&page=&pageSize=`, newest first; `GET /api/v1/runs/{runId}`. */
export const RunQuery = exactly({ sourceId: Type.Optional(Type.String({ maxLength: 63 })), ...pageQuery })
export type RunQuery = Static<typeof RunQuery>
export const RunPage = pageOf(Run)
export type RunPage = Static<typeof RunPage>
export const RunParams = exactly({ runId: Id })
export type RunParams = Static<typeof RunParams>

/** `GET /api/v1/sources`. Never a secret, never the configuration. */
export const Source = exactly({
  id: Type.String(),
  connector: Type.String(),
  schedule: nullable(Type.String({ description: 'Cron expression in the district’s time zone.' })),
  paused: Type.Boolean(),
  nextSlotAt: nullable(DateTime),
  lastSlotAt: nullable(DateTime),
  lastRun: nullable(exactly({ id: Id, state: RunState, finishedAt: nullable(DateTime) })),
})
export type Source = Static<typeof Source>
export const Sources = exactly({ sources: Type.Array(Source) })
export type Sources = Static<typeof Sources>

/** `GET /api/v1/licences`. A school administrator gets only `used`, `waiting` and `grace` of their schools. */
export const Licence = exactly({
  kind: Type.String(),
  name: Type.String(),
  bought: nullable(count),
  used: count,
  over: nullable(count),
  needed: nullable(count),
  waiting: count,
  grace: count,
})
export type Licence = Static<typeof Licence>
export const Licences = exactly({ licences: Type.Array(Licence) })
export type Licences = Static<typeof Licences>
