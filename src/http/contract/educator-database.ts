/** The educator database: whom one works with, found by what is known of them. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, Named, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

const EducatorState = Type.Union([Type.Literal('active'), Type.Literal('waiting'), Type.Literal('inactive')], {
  default: 'active',
  description: '`waiting`: the educator database is full; `inactive`: gone from the roster, or switched off.',
})

const filters = {
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name; several words must all match.' })),
  schoolId: Type.Optional(Id),
  groupId: Type.Optional(Id),
  grade: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Of a class they teach.' })),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Of a class they teach, or of its course.' }),
  ),
  state: Type.Optional(EducatorState),
  notSeenDays: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3660, description: 'Nothing logged with them for so many days, or never.' }),
  ),
  tagId: Type.Optional(Id),
  cycle: Type.Optional(
    Type.Union([Type.Literal('open'), Type.Literal('none')], { description: 'In an open cycle, or in none.' }),
  ),
  caseload: Type.Optional(
    Type.String({
      pattern: '^(?:mine|none|[1-9][0-9]{0,17})$',
      description:
        'In one of my caseloads, or in that of this number; `none`: in nobody’s, for administrators of the district.',
    }),
  ),
  ...sortQuery('familyName', 'givenName', 'lastContactOn', 'nextStepDueOn'),
}

/** `GET /api/v1/coaching/educator-database?q=&schoolId=&…&sort=&page=&pageSize=`; of what I may see. */
export const EducatorDatabaseQuery = exactly({ ...filters, ...pageQuery })
export type EducatorDatabaseQuery = Static<typeof EducatorDatabaseQuery>

/** `GET /api/v1/coaching/educator-database/export`: all that match, as CSV. */
export const EducatorExportQuery = exactly(filters)
export type EducatorExportQuery = Static<typeof EducatorExportQuery>

export const KnownEducator = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  schools: Type.Array(Named),
  lastContactOn: nullable(DateOnly),
  nextStep: nullable(exactly({ dueOn: nullable(DateOnly) }, 'What is open and due first. What it says is in no list.')),
  inCycle: Type.Boolean(),
})
export type KnownEducator = Static<typeof KnownEducator>
export const EducatorDatabasePage = pageOf(KnownEducator)
export type EducatorDatabasePage = Static<typeof EducatorDatabasePage>

/** `GET /api/v1/coaching/educator-choices`: what of my schools can be filtered by. */
export const EducatorChoices = exactly({
  groups: Type.Array(Named, { description: 'Groups of schools with one of mine in them.' }),
  grades: Type.Array(Type.String()),
  subjects: Type.Array(Type.String()),
  capacity: nullable(
    exactly(
      {
        places: Type.Integer({ minimum: 0 }),
        used: Type.Integer({ minimum: 0 }),
        waiting: Type.Integer({ minimum: 0, description: 'They come in by their order, as there is room.' }),
      },
      'How large the educator database of the district may be; null: there is no limit.',
    ),
  ),
  mayAdd: Type.Boolean({ description: 'I may add educators by hand.' }),
})
export type EducatorChoices = Static<typeof EducatorChoices>
