/** Who may do what, as the policy and the district's rules have it. */

import { capabilitiesOf } from '../../../access/authorise.ts'
import type { Permission } from '../../../access/permission-table.ts'
import type { Principal } from '../../../access/principal.ts'
import { type PermissionRule, viewPermissions } from '../../../views/rules/permissions.ts'
import { Permissions } from '../../contract/permissions.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `GET /api/v1/permissions`. */
export function addPermissionRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/permissions',
    access: { capability: 'view:effective_rule' },
    summary: 'Who may do what: the policy in force, with the district’s rules that open or close parts of it.',
    response: Permissions,
    handle: async ({ grant, principal }) => {
      const { permissions, rules, customerReading } = await viewPermissions(world, grant)
      return {
        status: 200,
        body: {
          permissions: permissions.map(presentPermission),
          rules: rules.map((rule) => presentRule(rule, principal)),
          customerReading,
        },
      }
    },
  })
}

/** A line as the API shows it. */
export function presentPermission(line: Permission): Permissions['permissions'][number] {
  return { ...line, conditions: [...line.conditions], rules: [...line.rules], rows: [...line.rows] }
}

function presentRule(rule: PermissionRule, principal: Principal): Permissions['rules'][number] {
  const { name, spec, isChanged, by } = rule
  return {
    name,
    says: spec.says,
    effect: spec.effect,
    value: presentValue(rule.value),
    standard: presentValue(rule.standard),
    changed: isChanged,
    by: by?.name ?? null,
    at: by?.at.toISOString() ?? null,
    mayChange: capabilitiesOf(principal).includes(spec.setter),
  }
}

function presentValue(value: PermissionRule['value']): Permissions['rules'][number]['value'] {
  return typeof value === 'object' ? [...value] : value
}
