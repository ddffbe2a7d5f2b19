/** The rules of a district or of one school, each with the value that counts and where it comes from; the history. */

import type { Grant } from '../../access/grant.ts'
import {
  type EffectiveRule,
  effectiveRule,
  isRuleName,
  type RuleFacts,
  type RuleName,
  type RuleSpec,
  type RuleValue,
  ruleSpec,
  standardOf,
} from '../../roster/rule.ts'
import type { PageRequest, SchoolRow } from '../../store/page.ts'
import {
  findSchoolInScope,
  listRuleChanges,
  listRuleSchools,
  type RuleChange,
  type RuleSchool,
} from '../../store/rules/rule-history.ts'
import { listRuleStates, readRuleFacts, type RuleState } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

export interface RuleView extends RuleState {
  readonly spec: RuleSpec
  readonly standard: RuleValue
  readonly effective: EffectiveRule
}

/** The district's rules. */
export function viewDistrictRules(
  world: DomainWorld,
  grant: Grant<'view:effective_rule'>,
): Promise<readonly RuleView[]> {
  const place = { districtId: grant.principal.districtId, schoolId: null }
  return inGrantDirect(world, grant, async (client) => {
    const facts = await readRuleFacts(client, place.districtId)
    return (await listRuleStates(client, place)).map((state) => ruleView(state, facts))
  })
}

/** The rules that count in a school; null where there is no such school in scope. */
export function viewSchoolRules(
  world: DomainWorld,
  grant: Grant<'view:effective_rule'>,
  schoolId: string,
): Promise<{ readonly school: SchoolRow; readonly rules: readonly RuleView[] } | null> {
  return inGrantDirect(world, grant, async (client) => {
    const school = await findSchoolInScope(client, grant, schoolId)
    if (school === null) return null
    const { districtId } = grant.principal
    const facts = await readRuleFacts(client, districtId)
    const states = await listRuleStates(client, { districtId, schoolId })
    return { school, rules: states.map((state) => ruleView(state, facts)) }
  })
}

/** The schools whose rules whoever asks may see. */
export function viewRuleSchools(
  world: DomainWorld,
  grant: Grant<'view:effective_rule'>,
): Promise<readonly RuleSchool[]> {
  return inGrantDirect(world, grant, (client) => listRuleSchools(client, grant))
}

/** What was changed, newest first. */
export async function viewRuleHistory(
  world: DomainWorld,
  grant: Grant<'view:effective_rule'>,
  request: PageRequest,
): Promise<PageView<RuleChange>> {
  const { page, pageSize } = request
  return { ...(await inGrantDirect(world, grant, (client) => listRuleChanges(client, grant, request))), page, pageSize }
}

/** A rule with the value that counts. */
export function ruleView(state: RuleState, facts: RuleFacts): RuleView {
  return {
    ...state,
    spec: ruleSpec(state.name),
    standard: standardOf(state.name, facts),
    effective: effectiveRule(state.name, state, facts),
  }
}

/** The rule of that name, with the capability that sets it for the district; null where there is none. */
export function findRule(name: string): { readonly name: RuleName; readonly setter: RuleSpec['setter'] } | null {
  return isRuleName(name) ? { name, setter: ruleSpec(name).setter } : null
}
