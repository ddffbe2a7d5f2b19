/** Sync status: sources, runs, licences. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

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

/** Why a run can be held; docs/generated/holds.md says what each means. */
export const HoldCode = Type.Union([
  Type.Literal('year_rollover'),
  Type.Literal('rekeyed'),
  Type.Literal('table_empty'),
  Type.Literal('retire'),
  Type.Literal('retire_school'),
  Type.Literal('change'),
  Type.Literal('role_loss'),
  Type.Literal('role_none'),
  Type.Literal('administrator_rise'),
  Type.Literal('quarantine'),
  Type.Literal('full_overdue'),
])
export type HoldCode = Static<typeof HoldCode>

export const RunSeatFigures = exactly({
  licence: Type.String({ description: 'Its kind.' }),
  name: Type.String(),
  bought: count,
  used: count,
  over: count,
  needed: count,
  waiting: count,
  grace: count,
  released: count,
  short: Type.Integer({ minimum: 0, description: 'Seats to buy so that nobody waits and none is over.' }),
})
export type RunSeatFigures = Static<typeof RunSeatFigures>

/** District-wide figures are null for someone who may see their own schools only, and before the run has them. */
export const Run = exactly({
  id: Id,
  sourceId: Type.String(),
  state: RunState,
  trigger: Type.Union([Type.Literal('manual'), Type.Literal('schedule'), Type.Literal('retry'), Type.Literal('undo')]),
  dryRun: Type.Boolean(),
  requestedAt: DateTime,
  startedAt: nullable(DateTime),
  finishedAt: nullable(DateTime),
  tables: nullable(RunTables),
  roles: nullable(exactly({ granted: count, revoked: count, unmapped: count })),
  hold: nullable(
    exactly({
      reasons: Type.Array(Type.String({ description: 'A sentence for a person.' })),
      codes: Type.Array(HoldCode, { description: 'What kinds of reasons they are, each once.' }),
    }),
  ),
  failure: nullable(exactly({ code: Type.String(), message: Type.String() })),
  diagnostics: Type.Array(exactly({ code: Type.String(), count, says: Type.String() })),
  unchangedSince: nullable(
    Type.String({
      format: 'date-time',
      description: 'Where the server of the export said that it has not changed: when that was fetched which was read.',
    }),
  ),
  seats: nullable(
    Type.Array(RunSeatFigures, {
      description: 'The licences after the run; of a plan that is not applied, as it would leave them.',
    }),
  ),
})
export type Run = Static<typeof Run>

/** `GET /api/v1/runs?sourceId=&page=&pageSize=`, newest first; `GET /api/v1/runs/{runId}`. */
export const RunQuery = exactly({
  sourceId: Type.Optional(Type.String({ maxLength: 63 })),
  ...pageQuery,
  ...sortQuery('requestedAt', 'sourceId', 'state'),
})
export type RunQuery = Static<typeof RunQuery>
export const RunPage = pageOf(Run)
export type RunPage = Static<typeof RunPage>
export const RunParams = exactly({ runId: Id })
export type RunParams = Static<typeof RunParams>

/** `GET /api/v1/runs/{runId}/changes?kind=&page=&pageSize=`. */
export const RunChangeKind = Type.Union([
  Type.Literal('orgs'),
  Type.Literal('terms'),
  Type.Literal('courses'),
  Type.Literal('classes'),
  Type.Literal('people'),
  Type.Literal('enrolments'),
  Type.Literal('roles'),
])
export type RunChangeKind = Static<typeof RunChangeKind>
export const RunChange = exactly({
  kind: RunChangeKind,
  op: Type.Union([Type.Literal('add'), Type.Literal('change'), Type.Literal('retire')]),
  key: Type.String({ description: 'The record’s sourcedId; of a role: person, role, kind of scope, scope.' }),
  row: nullable(Type.Integer({ description: 'Row of the feed, the header being row 1.' })),
  skipped: nullable(Type.String({ description: 'Why an approval left this change out.' })),
  fields: Type.Array(
    exactly({ field: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()) }),
  ),
})
export type RunChange = Static<typeof RunChange>
export const RunChangeQuery = exactly({
  kind: Type.Optional(RunChangeKind),
  ...pageQuery,
  ...sortQuery('kind', 'key', 'op'),
})
export type RunChangeQuery = Static<typeof RunChangeQuery>
export const RunChangePage = pageOf(RunChange)
export type RunChangePage = Static<typeof RunChangePage>

/** `GET /api/v1/runs/{runId}/edits`: where a run met fields that people have edited by hand. */
export const EditedField = exactly({
  kind: Type.Union([Type.Literal('orgs'), Type.Literal('classes'), Type.Literal('people'), Type.Literal('enrolments')]),
  sourcedId: Type.String(),
  field: Type.String(),
  recordId: nullable(
    Type.String({
      description: 'The person, class or organisation, of an enrolment its class; null: the roster has it no more.',
    }),
  ),
})
export type EditedField = Static<typeof EditedField>
export const EditedFields = exactly({
  count: nullable(Type.Integer({ minimum: 0, description: 'Of the whole district; null where you see schools only.' })),
  fields: Type.Array(EditedField, { description: 'The first hundred of the district, as far as you may see them.' }),
})
export type EditedFields = Static<typeof EditedFields>
export const RunEdits = exactly({
  conflicts: EditedFields,
  superseded: EditedFields,
})
export type RunEdits = Static<typeof RunEdits>

/** `GET /api/v1/runs/{runId}/quarantine?page=&pageSize=`: one entry per fault, never a value of the row. */
export const QuarantineEntry = exactly({
  file: Type.String(),
  row: Type.Integer({ description: 'As a spreadsheet shows it: the header is row 1.' }),
  code: Type.String(),
  field: nullable(Type.String()),
  table: Type.String(),
  sourcedId: nullable(Type.String()),
  expected: Type.String(),
  fixBy: Type.String({ description: 'Who can mend it.' }),
})
export type QuarantineEntry = Static<typeof QuarantineEntry>
export const QuarantineQuery = exactly({ ...pageQuery, ...sortQuery('file', 'code', 'sourcedId') })
export type QuarantineQuery = Static<typeof QuarantineQuery>
export const QuarantinePage = pageOf(QuarantineEntry)
export type QuarantinePage = Static<typeof QuarantinePage>

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
