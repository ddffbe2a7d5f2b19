/** Who may do what, from the policy that decides it, in words. */

import type { Condition, PolicyLine, PolicyScope } from '../../src/access/policy/line.ts'
import { ABOUT_A_PERSON, INHERITED_ROLES, OF_THE_WHOLE_DISTRICT, POLICY_PARTS } from '../../src/access/policy.ts'
import { en } from '../../src/ui/messages/en.ts'
import { page, table } from './markdown.ts'

const SCOPES: Readonly<Record<PolicyScope, string>> = {
  customer: 'in all districts of the customer',
  district: 'in the district',
  every_school_in_district: 'in every school of the district',
  between_schools_in_customer: 'between the schools of the customer’s districts',
  between_schools_in_district: 'between the schools of the district',
  between_classes_in_own_school: 'between the classes of their school',
  between_own_classes: 'between the classes they teach',
  own_school: 'in their school',
  own_schools: 'in their schools',
  assigned_schools: 'in the schools they are assigned to',
  as_granted: 'as far as was granted to them, in their schools',
  own_class: 'in a class they lead',
  own_classes: 'in the classes they teach',
  classes_in_own_community: 'in classes of a community they lead',
  community: 'in that community',
  own_communities: 'in communities of a class they lead',
  communities_where_already_member: 'in communities they belong to',
  own_interactions: 'of their own interactions',
  self: 'of themself',
  none: 'never by this role alone',
}
const CONDITIONS: Readonly<Record<Condition, string>> = {
  'account_creation_mode=manual': 'where accounts of the district are made by hand',
  checkbox_ticked: 'where its box is ticked',
  field_open: 'where the field is no feed’s, or they may edit what a feed owns',
  granted_by_district_admin: 'where a district administrator granted it',
  has_invitation: 'where they were invited',
  'is_member(target_community)': 'where they are a member already',
  lead_consents: 'where a present lead of the class agrees, or it has none',
  no_administrator_rise: 'where the run raises nobody to administrator',
  not_a_peer: 'where the other one is no administrator',
  not_granting_administrators: 'where the rules grant no administrator or billing role',
  not_oneself: 'never to themself',
  not_the_last_lead: 'where another lead stays',
  reading: 'to look at, not to change',
  'student.status=inactive': 'where the student is inactive',
  tagged_and_checkbox: 'where they are tagged and the box is ticked',
  target_is_educator: 'where the other one is an educator',
  teacher_may_create_students: 'where the district lets teachers create students',
  'unless is_class_lead(class)': 'unless they lead the class',
  within_96_hours_of_completion: 'within 96 hours of completion',
}

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
  return [inWords(line.capability), name(line.role), SCOPES[line.scope], conditions.join('; '), line.rows.join(', ')]
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

function listOf(capabilities: ReadonlySet<string>): string {
  return [...capabilities].map((capability) => `“${inWords(capability)}”`).join(', ')
}

/** `approve:held_run` → "approve held run". */
function inWords(capability: string): string {
  return capability.replaceAll(/[:_]/g, ' ')
}
