/** The rules of a district and its schools. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, Named, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

export const RuleValue = Type.Union([
  Type.Boolean(),
  Type.Number(),
  Type.String({ maxLength: 1000 }),
  Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }),
])
export type RuleValue = Static<typeof RuleValue>

export const RuleKind = exactly(
  {
    type: Type.Union([
      Type.Literal('flag'),
      Type.Literal('choice'),
      Type.Literal('number'),
      Type.Literal('email'),
      Type.Literal('address'),
      Type.Literal('list'),
    ]),
    choices: Type.Optional(Type.Array(Type.String(), { description: 'Of a choice or a list.' })),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
  },
  'What the rule takes.',
)
export type RuleKind = Static<typeof RuleKind>

const SetBy = exactly({
  value: nullable(RuleValue),
  name: nullable(Type.String({ description: 'Who set it; null: no person of this roster.' })),
  at: DateTime,
})

export const Rule = exactly({
  name: Type.String(),
  group: Type.String(),
  says: Type.String({ description: 'What it does.' }),
  effect: Type.Union([Type.Literal('here'), Type.Literal('handed_on')], {
    description: '`handed_on`: products and tools that ask this API go by it, Staffroom itself does nothing by it.',
  }),
  kind: RuleKind,
  standard: RuleValue,
  bySchool: Type.Boolean({ description: 'A school may have a value of its own.' }),
  locked: Type.Boolean({ description: 'The district has forbidden its schools to differ.' }),
  district: nullable(SetBy),
  school: nullable(SetBy),
  effective: exactly({
    value: RuleValue,
    from: Type.Union([Type.Literal('standard'), Type.Literal('district'), Type.Literal('school')]),
  }),
  mayChange: Type.Boolean({ description: 'Whether I may set it here.' }),
  mayLock: Type.Boolean(),
  version: Type.String({ description: 'Send it along with a change: it says what you saw.' }),
})
export type Rule = Static<typeof Rule>

/** `GET /api/v1/rules` (the district's), `GET /api/v1/schools/{schoolId}/rules`. */
export const Rules = exactly({ school: nullable(Named), rules: Type.Array(Rule) })
export type Rules = Static<typeof Rules>

export const RuleParams = exactly({ rule: Type.String({ maxLength: 60 }) })
export type RuleParams = Static<typeof RuleParams>
export const SchoolRuleParams = exactly({ schoolId: Id, rule: Type.String({ maxLength: 60 }) })
export type SchoolRuleParams = Static<typeof SchoolRuleParams>

const Version = Type.String({ minLength: 16, maxLength: 16 })
const ValueOrNone = Type.Union([...RuleValue.anyOf, Type.Null()], {
  description: 'Null: back to what counts without it.',
})

/** `PUT /api/v1/rules/{rule}` answers with all the rules. */
export const SetRuleBody = exactly({ value: ValueOrNone, locked: Type.Boolean(), version: Version })
export type SetRuleBody = Static<typeof SetRuleBody>
/** `PUT /api/v1/schools/{schoolId}/rules/{rule}` answers with the school's rules. */
export const SetSchoolRuleBody = exactly({ value: ValueOrNone, version: Version })
export type SetSchoolRuleBody = Static<typeof SetSchoolRuleBody>

/** `GET /api/v1/rules/schools`. */
export const RuleSchools = exactly({
  schools: Type.Array(exactly({ id: Id, name: Type.String(), own: Type.Integer({ minimum: 0 }) })),
})
export type RuleSchools = Static<typeof RuleSchools>

/** `GET /api/v1/rules/history`, newest first. */
export const RuleChange = exactly({
  id: Id,
  rule: Type.String(),
  school: nullable(Named),
  before: nullable(RuleValue),
  after: nullable(RuleValue),
  locked: Type.Boolean(),
  by: nullable(Type.String()),
  at: DateTime,
})
export type RuleChange = Static<typeof RuleChange>
export const RuleHistoryQuery = exactly({ ...pageQuery, ...sortQuery('at', 'rule') })
export type RuleHistoryQuery = Static<typeof RuleHistoryQuery>
export const RuleHistory = pageOf(RuleChange)
export type RuleHistory = Static<typeof RuleHistory>
