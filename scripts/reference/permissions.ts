/** Who may do what, from the policy that decides it, in words. */

import { CAPABILITIES } from '../../src/access/capability.ts'
import {
  ABOUT_A_PERSON,
  type Condition,
  INHERITED_ROLES,
  POLICY,
  type PolicyLine,
  type PolicyScope,
} from '../../src/access/policy.ts'
import { en } from '../../src/ui/messages/en.ts'
import { page, table } from './markdown.ts'

const SCOPES: Readonly<Record<PolicyScope, string>> = {
  customer: 'in all districts of the customer',
  district: 'in the district',
  own_school: 'in their school',
  own_schools: 'in their schools',
  assigned_schools: 'in the schools they are assigned to',
  own_class: 'in a class they lead',
  own_classes: 'in the classes they lead',
  classes_in_own_community: 'in classes of a community they lead',
  community: 'in that community',
  own_communities: 'in communities of a class they lead',
  communities_where_already_member: 'in communities they belong to',
  own_interactions: 'of their own interactions',
  self: 'of themself',
  none: '',
}
const CONDITIONS: Readonly<Record<Condition, string>> = {
  no_administrator_rise: 'where the run raises nobody to administrator',
  'is_member(target_community)': 'where they are a member already',
  'unless is_class_lead(class)': 'unless they lead the class',
}

export function renderPermissions(): string {
  const rows = CAPABILITIES.map((capability) => {
    const lines = POLICY.filter((line) => line.capability === capability)
    return [inWords(capability), listOf(lines, 'allow', 'nobody'), listOf(lines, 'deny', '')]
  })
  const inherited = Object.entries(INHERITED_ROLES).map(([role, other]) => `A ${name(role)} is also a ${name(other)}.`)
  const about = [...ABOUT_A_PERSON].map((capability) => `“${inWords(capability)}”`).join(' and ')
  return page(
    'Permissions',
    'What each role may do, as far as this version knows of it; not all of it has a page already. Who holds several roles may do what any of them allows. What no row allows is refused. A role that is named as “never by this role alone” does not give it even by way of a role that it includes; another role that the person holds may.',
    [
      `${inherited.join(' ')} Whatever roles somebody holds, ${about} never reach a record that is about themself.`,
      table(['what', 'who may', 'never by this role alone'], rows),
      'Each line comes from rows of `config/permissions.csv` and `config/permissions-own.csv`, and a test compares them row by row. Rows of those files about parts that this version does not have are not listed here.',
    ],
  )
}

function listOf(lines: readonly PolicyLine[], effect: PolicyLine['effect'], none: string): string {
  const words = lines.filter((line) => line.effect === effect).map(phrase)
  return words.length === 0 ? none : words.join('; ')
}

function phrase({ role, scope, condition }: PolicyLine): string {
  return [name(role), SCOPES[scope], condition === null ? '' : CONDITIONS[condition]]
    .filter((part) => part !== '')
    .join(' ')
}

const ROLE_NAMES: ReadonlyMap<string, unknown> = new Map(Object.entries(en))

function name(role: string): string {
  if (role === 'educator_record') return 'educator (as such)'
  const words = ROLE_NAMES.get(`role.${role}`)
  if (typeof words !== 'string') throw new Error(`The role ${role} has no name in src/ui/messages/en.ts.`)
  return words === 'District IT' ? words : words.toLowerCase()
}

/** `approve:held_run` → "approve held run". */
function inWords(capability: string): string {
  return capability.replaceAll(/[:_]/g, ' ')
}
