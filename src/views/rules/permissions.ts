/** Who may do what in one district: the policy in force, and the district's rules that open or close parts of it. */

import { type Permission, PERMISSION_RULES, permissionTable } from '../../access/permission-table.ts'
import type { Grant } from '../../access/grant.ts'
import type { RuleName, RuleValue } from '../../roster/rule.ts'
import { readCustomerReading } from '../../store/people/customer.ts'
import type { RuleOwner } from '../../store/rules/rules.ts'
import { listRuleStates, readRuleFacts } from '../../store/rules/rules.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { type RuleView, ruleView } from './rules.ts'

/** A rule that a permission depends on. */
export interface PermissionRule {
  readonly name: RuleName
  readonly spec: RuleView['spec']
  readonly value: RuleValue
  readonly standard: RuleValue
  /** It is another value than the standard. */
  readonly isChanged: boolean
  /** Who set it last; null: nobody has. */
  readonly by: RuleOwner | null
}

export interface PermissionsView {
  readonly permissions: readonly Permission[]
  readonly rules: readonly PermissionRule[]
  /** How the district's customer reads the chart of 002; null: it has no customer. */
  readonly customerReading: 'wide' | 'strict' | null
}

/** The same for every reader: it is about roles and names nobody but who set a rule. */
export function viewPermissions(world: DomainWorld, grant: Grant<'view:effective_rule'>): Promise<PermissionsView> {
  return inGrantDirect(world, grant, (client) => permissionsOf(client, grant.principal.districtId))
}

/** In the district's transaction: for the page of permissions, and for what else is made of the policy. */
export async function permissionsOf(client: DistrictClient, districtId: string): Promise<PermissionsView> {
  const facts = await readRuleFacts(client, districtId)
  const states = await listRuleStates(client, { districtId, schoolId: null })
  const views = states.filter(({ name }) => PERMISSION_RULES.includes(name)).map((state) => ruleView(state, facts))
  const reading = await readCustomerReading(client, districtId)
  return {
    permissions: permissionTable({
      values: Object.fromEntries(views.map(({ name, effective }) => [name, effective.value])),
      readsChartStrictly: reading === 'strict',
    }),
    rules: views.map(permissionRule),
    customerReading: reading,
  }
}

function permissionRule({ name, spec, standard, effective, districtBy }: RuleView): PermissionRule {
  const isChanged = JSON.stringify(effective.value) !== JSON.stringify(standard)
  return { name, spec, value: effective.value, standard, isChanged, by: districtBy }
}
