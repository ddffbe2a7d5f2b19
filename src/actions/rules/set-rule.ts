/** Somebody sets a rule for the district, or for one school; it counts from the next request on. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { checkRuleValue, type RuleName, type RuleValue, ruleSpec } from '../../roster/rule.ts'
import { findSchoolInScope } from '../../store/rules/rule-history.ts'
import { lockRuleState, writeRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** Null: done. */
export type RuleOutcome =
  | { readonly problem: 'value_not_taken'; readonly wants: string }
  /** Somebody else has set it since whoever sets it saw it. */
  | { readonly problem: 'rule_stale' }
  | { readonly problem: 'lock_forbidden' }
  | { readonly problem: 'rule_locked' }
  | { readonly problem: 'rule_of_district' }
  | { readonly problem: 'school_unknown' }
  | null

interface Change {
  readonly name: RuleName
  /** Null: back to what counts without it. */
  readonly value: unknown
  readonly version: string
}

/**
 * Sets what the district has, and whether schools may differ.
 * @param o.mayLock whether whoever sets it may forbid schools to differ, or let them again
 */
export function setDistrictRule(
  world: DomainWorld,
  grant: Grant<Capability>,
  o: Change & { readonly locked: boolean; readonly mayLock: boolean },
): Promise<RuleOutcome> {
  const spec = ruleSpec(o.name)
  return inGrantDirect(world, grant, async (client): Promise<RuleOutcome> => {
    const { districtId } = grant.principal
    const checked = o.value === null ? { value: undefined } : checkRuleValue(spec, o.value)
    if ('wants' in checked) return { problem: 'value_not_taken', wants: checked.wants }
    const state = await lockRuleState(client, o.name, { districtId, schoolId: null })
    if (state === undefined || state.districtVersion !== o.version) return { problem: 'rule_stale' }
    if (o.locked && !spec.bySchool) return { problem: 'rule_of_district' }
    if (o.locked !== state.locked && !o.mayLock) return { problem: 'lock_forbidden' }
    if (o.locked === state.locked && same(state.district, checked.value)) return null
    const write = { districtId, name: o.name, schoolId: '0', before: state.district, after: checked.value }
    await writeRule(client, { ...write, locked: o.locked, at: world.now() })
    return null
  })
}

/** Sets what one school has instead of the district's. */
export function setSchoolRule(
  world: DomainWorld,
  grant: Grant<'override:school_rule'>,
  o: Change & { readonly schoolId: string },
): Promise<RuleOutcome> {
  const spec = ruleSpec(o.name)
  return inGrantDirect(world, grant, async (client): Promise<RuleOutcome> => {
    const { districtId } = grant.principal
    const { name, schoolId } = o
    if ((await findSchoolInScope(client, grant, schoolId)) === null) return { problem: 'school_unknown' }
    if (!spec.bySchool) return { problem: 'rule_of_district' }
    const checked = o.value === null ? { value: undefined } : checkRuleValue(spec, o.value)
    if ('wants' in checked) return { problem: 'value_not_taken', wants: checked.wants }
    const state = await lockRuleState(client, name, { districtId, schoolId })
    if (state === undefined || state.schoolVersion !== o.version) return { problem: 'rule_stale' }
    if (state.locked) return { problem: 'rule_locked' }
    if (same(state.school, checked.value)) return null
    const write = { districtId, name, schoolId, before: state.school, after: checked.value, locked: false }
    await writeRule(client, { ...write, at: world.now() })
    return null
  })
}

function same(a: RuleValue | undefined, b: RuleValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
