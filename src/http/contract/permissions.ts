/** Who may do what: the policy in force in one district. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { RuleValue } from './rules.ts'
import { DateTime, exactly, nullable } from './shapes.ts'

const Word = Type.String({ maxLength: 100 })

export const Permission = exactly({
  subject: Type.String({ description: 'Which part of the policy it stands in.' }),
  capability: Type.String({ description: 'As `action:resource`.' }),
  role: Word,
  via: nullable(Type.String({ description: 'The role that this one brings along and has it from.' })),
  scope: Type.String({ description: 'How far it reaches, in the words of the permission files.' }),
  conditions: Type.Array(Word, { description: 'What must hold besides, case by case.' }),
  state: Type.Union([Type.Literal('given'), Type.Literal('closed'), Type.Literal('never')], {
    description:
      '`closed`: a rule of the district or its customer keeps it shut; `never`: the role alone never gives it.',
  }),
  inherited: Type.Boolean({
    description: 'A customer’s administrator has it as a district’s has it, unless the customer reads 002 strictly.',
  }),
  rules: Type.Array(Word, { description: 'Rules that open it, close it or say how far it goes.' }),
  rows: Type.Array(Word, { description: 'Where it comes from: rows of the permission files, or sections.' }),
})
export type Permission = Static<typeof Permission>

export const PermissionRule = exactly({
  name: Type.String(),
  says: Type.String({ description: 'What it does.' }),
  effect: Type.Union([Type.Literal('here'), Type.Literal('handed_on')], {
    description: '`handed_on`: products and tools that ask this API go by it, Staffroom itself does nothing by it.',
  }),
  value: RuleValue,
  standard: RuleValue,
  changed: Type.Boolean({ description: 'It is another value than the standard.' }),
  by: nullable(Type.String({ description: 'Who set it last; null: nobody, or no person of this roster.' })),
  at: nullable(DateTime),
  mayChange: Type.Boolean(),
})
export type PermissionRule = Static<typeof PermissionRule>

/** `GET /api/v1/permissions`. */
export const Permissions = exactly({
  permissions: Type.Array(Permission),
  rules: Type.Array(PermissionRule),
  customerReading: nullable(
    Type.Union([Type.Literal('wide'), Type.Literal('strict')], {
      description: 'How the district’s customer reads the chart of 002; null: the district has none.',
    }),
  ),
})
export type Permissions = Static<typeof Permissions>
