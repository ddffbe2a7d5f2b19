/** Reports of coaching for those who may: time and interactions by what, and educators not seen lately. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { InteractionType } from './coaching.ts'
import { DateOnly, exactly, Id, Named, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

const By = Type.Union([
  Type.Literal('month'),
  Type.Literal('coach'),
  Type.Literal('school'),
  Type.Literal('type'),
  Type.Literal('tag'),
  Type.Literal('phase'),
])

/** `GET /api/v1/coaching/reports/choices`: what the other reports may be asked for. */
export const ReportChoices = exactly({
  reach: Type.Union([Type.Literal('none'), Type.Literal('schools'), Type.Literal('district')], {
    description: 'How far reports of others’ work reach for me: the district’s rule `coachReports`.',
  }),
  today: DateOnly,
  yearFrom: DateOnly,
  schools: Type.Array(Named),
  types: Type.Array(InteractionType),
  tags: Type.Array(
    exactly({
      id: Id,
      name: Type.String(),
      isActive: Type.Boolean({ description: 'False: it is given no more; what was logged with it has it still.' }),
    }),
  ),
  hasCaseload: Type.Boolean({ description: 'I have a caseload in use.' }),
  groups: Type.Array(Named, { description: 'Groups with one of these schools.' }),
  grades: Type.Array(Type.String(), { description: 'Grades that are taught there.' }),
  gradesOfOthers: Type.Boolean({ description: 'Whether reports of others’ work are told me by grade.' }),
})
export type ReportChoices = Static<typeof ReportChoices>

/** Of one's own work alone: what reports tell of others' is never cut down to a few people. */
export const OwnCaseload = Type.Optional(
  Type.Literal('mine', { description: 'With somebody of my caseloads, as they are today.' }),
)
/** Where and with whom, besides one school. */
export const PlaceFilter = {
  groupId: Type.Optional({
    ...Id,
    description: 'The schools of this group, as far as they are open to me; beside `schoolId`: what is in both.',
  }),
  grade: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description:
        'With somebody who teaches this grade now. Of others’ work for those alone who may read it one by one: a grade may be one educator’s.',
    }),
  ),
}
const filter = {
  by: Type.Optional({ ...By, default: 'month' }),
  from: Type.Optional({ ...DateOnly, description: 'First day; the school year’s where it is left out.' }),
  to: Type.Optional({ ...DateOnly, description: 'Last day; today where it is left out.' }),
  schoolId: Type.Optional({ ...Id, description: 'What was at this school or for it.' }),
  typeId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  tagId: Type.Optional(Id),
  ...PlaceFilter,
}
/** `GET /api/v1/coaching/reports/mine?by=`: what I logged. */
export const OwnReportQuery = exactly({ ...filter, caseload: OwnCaseload })
export type OwnReportQuery = Static<typeof OwnReportQuery>
/** `GET /api/v1/coaching/reports/all?by=`: others' work, as far as it is open to me. */
export const ReportQuery = exactly({ ...filter, coachId: Type.Optional(Id) })
export type ReportQuery = Static<typeof ReportQuery>

const sums = {
  interactions: Type.Integer(),
  minutes: Type.Integer(),
  notes: Type.Optional(
    Type.Integer({
      description:
        'How many have a note. Only where notes are private (the rule `privateNotes`), of others’ work by month, coach and school, for those who see the interactions themselves.',
    }),
  ),
}
export const Report = exactly({
  by: By,
  from: DateOnly,
  to: DateOnly,
  rows: Type.Array(
    exactly({
      key: Type.String({
        description:
          'Id of the coach, school, kind, tag or phase; the first day of the month. Empty: what is in no cycle.',
      }),
      name: Type.String(),
      ...sums,
    }),
    {
      description:
        'The longest time first; months and phases in their order. What was for several schools, or has several tags, counts in each of their rows.',
    },
  ),
  total: exactly(sums, 'Each interaction once.'),
  educators: nullable(Type.Integer({ description: 'Different ones; null where more than one coach is in it.' })),
})
export type Report = Static<typeof Report>

/** `GET /api/v1/coaching/reports/mine/not-seen` and `…/all/not-seen`, by family name. */
const unseenFile = {
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, default: 30 })),
  schoolId: Type.Optional(Id),
  ...PlaceFilter,
  ...sortQuery('familyName', 'givenName', 'lastSeenOn'),
}
const unseen = { ...unseenFile, ...pageQuery }
export const NotSeenFileQuery = exactly(unseenFile)
export type NotSeenFileQuery = Static<typeof NotSeenFileQuery>
export const OwnNotSeenFileQuery = exactly({ ...unseenFile, caseload: OwnCaseload })
export type OwnNotSeenFileQuery = Static<typeof OwnNotSeenFileQuery>
export const NotSeenQuery = exactly(unseen)
export type NotSeenQuery = Static<typeof NotSeenQuery>
export const OwnNotSeenQuery = exactly({ ...unseen, caseload: OwnCaseload })
export type OwnNotSeenQuery = Static<typeof OwnNotSeenQuery>
export const NotSeenPage = pageOf(
  exactly({
    id: Id,
    givenName: Type.String(),
    familyName: Type.String(),
    schools: Type.Array(Named),
    lastSeenOn: nullable(DateOnly),
  }),
)
export type NotSeenPage = Static<typeof NotSeenPage>
