/** "Who can see what about me": the sentences of the policy that runs and of the district's switches, with their sources. */

import type { Principal } from '../../access/principal.ts'
import { describeVisibility, type VisibilityLine, type VisibilitySwitches } from '../../access/visibility.ts'
import { type EffectiveRule, effectiveRule, type RuleName, ruleSpec } from '../../roster/rule.ts'
import { requireDistrict } from '../../store/people/district.ts'
import { listRuleStates, readRuleFacts } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'

export interface VisibilityView {
  readonly district: string
  readonly lines: readonly (Omit<VisibilityLine, 'switch'> & {
    readonly rule: (EffectiveRule & { readonly name: RuleName; readonly says: string }) | null
  })[]
}

/** For everybody of the district alike: it says how things are set, and nothing about anybody. */
export function viewVisibility(world: DomainWorld, principal: Principal): Promise<VisibilityView> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const facts = await readRuleFacts(client, districtId)
    const states = await listRuleStates(client, { districtId, schoolId: null })
    const effective = new Map(states.map((state) => [state.name, effectiveRule(state.name, state, facts)]))
    const ruleOf = (name: RuleName): EffectiveRule =>
      effective.get(name) ?? { value: ruleSpec(name).standard, from: 'standard' }
    const lines = describeVisibility(switchesOf((name) => ruleOf(name).value))
    const { name: district } = await requireDistrict(client, districtId)
    return {
      district,
      lines: lines.map(({ switch: name, ...line }) => ({
        ...line,
        rule: name === null ? null : { name, says: ruleSpec(name).says, ...ruleOf(name) },
      })),
    }
  })
}

/** What fits no switch is read as the narrower one. */
function switchesOf(valueOf: (name: RuleName) => unknown): VisibilitySwitches {
  const reports = valueOf('coachReports')
  return {
    coachesSeeEachOther: valueOf('coachesSeeEachOther') === true,
    privateNotes: valueOf('privateNotes') === true,
    coachReports: reports === 'schools' || reports === 'district' ? reports : 'own',
    principalReports: valueOf('principalReports') === 'aggregates' ? 'aggregates' : 'none',
    principalMinimum: Number(valueOf('principalMinimum')),
  }
}
