/** Whom people may write to, by the rules `supportEmail` and `billingEmail` of their district and schools. Pure. */

import { effectiveRule, readRuleValue, type RuleName, type RuleValue, ruleSpec } from './rule.ts'

export interface Contacts {
  /** Those of somebody's schools that have one of their own; else the district's, or nobody. */
  readonly support: readonly string[]
  /** Null: nobody is named. */
  readonly billing: string | null
}

/** One setting of the two rules, as it is kept. */
export interface ContactSetting {
  readonly rule: string
  /** '0': the district. */
  readonly schoolId: string
  readonly value: unknown
  readonly locked: boolean
}

/** @param settings the district's, and those of the schools that count for whoever asks */
export function contactsOf(settings: readonly ContactSetting[]): Contacts {
  const schools = [...new Set(settings.map(({ schoolId }) => schoolId))].filter((id) => id !== DISTRICT)
  const own = schools.flatMap((id) => addressOf('supportEmail', settings, id))
  return {
    support: [...new Set(own.length > 0 ? own : addressOf('supportEmail', settings, null))].toSorted(),
    billing: addressOf('billingEmail', settings, null)[0] ?? null,
  }
}

const DISTRICT = '0'
// No source makes a difference to an address.
const FACTS = { hasSources: true }

function addressOf(name: RuleName, settings: readonly ContactSetting[], schoolId: string | null): readonly string[] {
  const find = (id: string | null) => settings.find((one) => one.rule === name && one.schoolId === id)
  const district = find(DISTRICT)
  const valueOf = (setting: ContactSetting | undefined): RuleValue | undefined =>
    setting === undefined ? undefined : readRuleValue(ruleSpec(name), setting.value)
  const set = { district: valueOf(district), locked: district?.locked === true, school: valueOf(find(schoolId)) }
  const { value } = effectiveRule(name, set, FACTS)
  return typeof value === 'string' && value !== '' ? [value] : []
}
