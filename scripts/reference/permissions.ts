/** Who may do what, from the policy that decides it, in words. */

import type { Capability } from '../../src/access/capability.ts'
import type { Condition, PolicyLine, PolicyScope } from '../../src/access/policy/line.ts'
import { ABOUT_A_PERSON, INHERITED_ROLES, OF_THE_WHOLE_DISTRICT, POLICY_PARTS } from '../../src/access/policy.ts'
import { en } from '../../src/ui/messages/en.ts'
import { CAPABILITY_WORDS, CONDITION_WORDS, SCOPE_WORDS } from '../../src/ui/messages/policy-words.ts'
import { page, table } from './markdown.ts'

// Typed here, because the app's messages know nothing of the policy: a word without a sentence is an error.
const CAPABILITIES: Readonly<Record<Capability, string>> = CAPABILITY_WORDS
const SCOPES: Readonly<Record<PolicyScope, string>> = SCOPE_WORDS
const CONDITIONS: Readonly<Record<Condition, string>> = CONDITION_WORDS

const HOW_IT_READS = [
  'What each role may do. Who holds several roles may do what any of them allows. What no line allows is refused. “Never by this role alone” means that the role does not give it, not even by way of a role that it includes; another role that the person holds may.',
  'That a line stands here does not say that this version has a page for it.',
].join(' ')

/** One table for each subject; a row for each line of the policy, with the rows of the files that it comes from. */
export function renderPermissions(): string {
  const included = Object.entries(INHERITED_ROLES).map(([role, other]) => `A ${name(role)} is also a ${name(other)}.`)
  const parts = POLICY_PARTS.flatMap(([title, lines]) => [
    `## ${title}`,
    table(['what', 'who', 'where', 'on condition', 'from'], byCapability(lines).map(rowOf)),
  ])
  return page('Permissions', HOW_IT_READS, [
    `${included.join(' ')} A teacher’s classes are those that the roster says they teach.`,
    `Whatever roles somebody holds, ${listOf(ABOUT_A_PERSON)} never reach a record that is about themself (P000-24).`,
    `About the district as a whole, and given by no role that somebody holds on a school only: ${listOf(OF_THE_WHOLE_DISTRICT)}.`,
    'A customer administrator has what is marked “as a district administrator has it” unless their customer reads the chart of 002 strictly.',
    ...parts,
    'Each line comes from rows of `config/permissions.csv` and `config/permissions-own.csv`, named in the last column, or from a section of the product’s description where they are silent. Tests compare it with those files row by row, and with a second reading of them on every combination.',
  ])
}

function rowOf(line: PolicyLine): readonly string[] {
  const conditions = line.conditions.map((each) => CONDITIONS[each])
  if (line.inherited) conditions.push('as a district administrator has it')
  return [
    CAPABILITIES[line.capability],
    name(line.role),
    SCOPES[line.scope],
    conditions.join('; '),
    line.rows.join(', '),
  ]
}

/** Lines of one capability beside one another, in the order in which the capabilities first come. */
function byCapability(lines: readonly PolicyLine[]): readonly PolicyLine[] {
  return [...Map.groupBy(lines, (line) => line.capability).values()].flat()
}

const ROLE_NAMES: ReadonlyMap<string, unknown> = new Map(Object.entries(en))

function name(role: string): string {
  if (role === 'educator_record') return 'educator (as such)'
  if (role === 'support') return 'support access'
  const words = ROLE_NAMES.get(`role.${role}`)
  if (typeof words !== 'string') throw new Error(`The role ${role} has no name in src/ui/messages/en.ts.`)
  return words === 'District IT' ? words : words.toLowerCase()
}

function listOf(capabilities: ReadonlySet<Capability>): string {
  return [...capabilities].map((capability) => `“${CAPABILITIES[capability]}”`).join(', ')
}
