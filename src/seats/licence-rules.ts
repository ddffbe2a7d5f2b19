/** What a district has set for its licences, beside what it bought: order, grace and deadlines, by kind. Pure. */

import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { type CapacityRule, CapacityRuleSchema, type SeatKind } from './kind.ts'
import { ORDER_KEYS } from './rules.ts'

const Days = Type.Integer({ minimum: 0, maximum: 3650 })

/** Of one kind. What is left out is the installation's. */
export const LicenceRulesSchema = Type.Object(
  {
    order: Type.Optional(Type.Array(Type.Union(ORDER_KEYS.map((key) => Type.Literal(key))), { uniqueItems: true })),
    schools: Type.Optional(
      Type.Array(Type.String({ pattern: '^[1-9][0-9]{0,18}$' }), { uniqueItems: true, maxItems: 2000 }),
    ),
    graceDays: Type.Optional(Days),
    overDays: Type.Optional(Days),
    ...CapacityRuleSchema,
  },
  { additionalProperties: false },
)
export type LicenceRules = Readonly<Omit<Static<typeof LicenceRulesSchema>, keyof CapacityRule>> & CapacityRule

const isRules = new Ajv({ strict: false }).compile<LicenceRules>(LicenceRulesSchema)

/** The rules as they were set; what isn't understood is as if nothing was set. */
export function readLicenceRules(value: unknown): LicenceRules {
  return isRules(value) ? value : {}
}

/** The kind with the district's own times. */
export function withRules(kind: SeatKind, { graceDays, overDays }: LicenceRules): SeatKind {
  return { ...kind, graceDays: graceDays ?? kind.graceDays, overDays: overDays ?? kind.overDays }
}

/** The district's own rule where it has one, else the installation's. */
export function capacityRuleOf(own: CapacityRule, standard: CapacityRule): CapacityRule {
  return own.perSeat === undefined && own.tiers === undefined ? standard : own
}
