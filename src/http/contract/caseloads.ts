/** Caseloads: whom a coach looks after, by hand and by rules over the roster. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, Id, Named, nullable } from './shapes.ts'

const Word = nullable(Type.String({ minLength: 1, maxLength: 200 }))
const ruleFields = {
  grade: nullable(Type.String({ minLength: 1, maxLength: 64 })),
  subject: Word,
  feedRole: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()], {
    description: 'What the feed calls them at the school, for instance `teacher`.',
  }),
  isFirstYear: Type.Boolean({ description: 'By the roster they are at the school since this school year only.' }),
}
const Rule = exactly(
  { schoolId: nullable(Id), ...ruleFields },
  'All that it names must hold at the same school of the coach; null: whatever it is. One rule of several is enough.',
)
const Name = Type.String({ maxLength: 80 })
const Version = Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'Send it along with a change: what you saw.' })

const caseload = {
  id: Id,
  name: Type.String(),
  isArchived: Type.Boolean(),
  version: Version,
  educators: Type.Integer({ minimum: 0, description: 'How many are in it today whom I may see.' }),
  rules: Type.Array(exactly({ school: nullable(Named), ...ruleFields })),
}
export const Caseload = exactly(caseload)
export type Caseload = Static<typeof Caseload>

/** `GET /api/v1/coaching/caseloads?coachId=`, by name; others' for administrators of the district. */
export const CaseloadQuery = exactly({ coachId: Type.Optional(Id) })
export type CaseloadQuery = Static<typeof CaseloadQuery>
export const Caseloads = exactly({ caseloads: Type.Array(Caseload) })
export type Caseloads = Static<typeof Caseloads>

/** `GET /api/v1/coaching/caseloads/{caseloadId}` */
export const CaseloadDetail = exactly({
  ...caseload,
  coachId: Id,
  people: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      schools: Type.Array(Named),
      isHere: Type.Boolean({ description: 'Is in it today.' }),
      origin: Type.Union([Type.Literal('rule'), Type.Literal('hand'), Type.Literal('out')], {
        description: '`out`: kept out by hand, whatever the rules say.',
      }),
      from: nullable(DateOnly),
      until: Type.Union([DateOnly, Type.Null()], { description: 'The first day on which it holds no more.' }),
    }),
  ),
})
export type CaseloadDetail = Static<typeof CaseloadDetail>

/** `GET /api/v1/coaching/caseload-coaches`: for administrators of the district. */
export const CaseloadCoaches = exactly({
  coaches: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      caseloads: Type.Integer({ minimum: 0 }),
      educators: Type.Integer({ minimum: 0, description: 'Each once.' }),
    }),
  ),
  inNone: Type.Integer({ minimum: 0, description: 'Educators who are in nobody’s caseload.' }),
})
export type CaseloadCoaches = Static<typeof CaseloadCoaches>

/** `POST /api/v1/coaching/caseloads`; of another coach: for administrators of the district. */
export const MakeCaseloadBody = exactly({
  coachId: nullable(Id),
  name: Name,
  rules: Type.Array(Rule, { maxItems: 50 }),
})
export type MakeCaseloadBody = Static<typeof MakeCaseloadBody>

export const CaseloadParams = exactly({ caseloadId: Id })
/** `PUT /api/v1/coaching/caseloads/{caseloadId}`: renames it, replaces its rules, archives it. */
export const EditCaseloadBody = exactly({
  name: Name,
  rules: Type.Array(Rule, { maxItems: 50 }),
  isArchived: Type.Boolean(),
  version: Version,
})
export type EditCaseloadBody = Static<typeof EditCaseloadBody>

/** `PUT /api/v1/coaching/caseloads/{caseloadId}/educators`: all of them or none. */
export const PlaceEducatorsBody = exactly({
  educatorIds: Type.Array(Id, { minItems: 1, maxItems: 100 }),
  place: Type.Union([Type.Literal('in'), Type.Literal('out'), Type.Literal('rules')], {
    description: 'In it or kept out of it whatever the rules say; `rules`: as they say, again.',
  }),
  from: Type.Optional(DateOnly),
  until: Type.Optional(DateOnly),
  version: Version,
})
export type PlaceEducatorsBody = Static<typeof PlaceEducatorsBody>
