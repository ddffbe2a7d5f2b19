/**
 * The policy as a table for those who want to look it up: every line that is in force, with what the district's own rules
 * make of it. Pure.
 */

import { type RuleName, type RuleValue } from '../roster/rule.ts'
import type { Role } from '../roster/model.ts'
import type { Capability } from './capability.ts'
import type { Condition, PolicyLine, PolicyRole, PolicyScope } from './policy/line.ts'
import { INHERITED_ROLES, POLICY_PARTS } from './policy.ts'

/** `given`: by this role, as far as the line says; `closed`: the district or its customer keeps it shut; `never`: the role alone never gives it. */
export type PermissionState = 'given' | 'closed' | 'never'

export interface Permission {
  /** Which part of the policy it stands in. */
  readonly subject: string
  readonly capability: Capability
  readonly role: PolicyRole
  /** The role that this one brings along and has it from; null: it has it by itself. */
  readonly via: PolicyRole | null
  readonly scope: PolicyScope
  readonly conditions: readonly Condition[]
  readonly state: PermissionState
  /** A customer's administrator has it as a district's has it, unless the customer reads 002 strictly. */
  readonly inherited: boolean
  /** Rules of the district that open it, close it or say how far it goes. */
  readonly rules: readonly RuleName[]
  /** Where it comes from: rows of the permission files, or sections. */
  readonly rows: readonly string[]
}

interface Switch {
  readonly rule: RuleName
  readonly role: PolicyRole
  readonly capabilities: readonly Capability[]
  /** Whether a value gives it at all. */
  readonly gives: (value: RuleValue) => boolean
}

const always = () => true
const isOn = (value: RuleValue) => value === true

/** What the district's rules do to lines of the policy. */
const SWITCHES: readonly Switch[] = [
  { rule: 'coachReports', role: 'coach', capabilities: ['view:data_report'], gives: (value) => value !== 'own' },
  {
    rule: 'coachReports',
    role: 'coach',
    capabilities: ['view:district_data_report'],
    gives: (value) => value === 'district',
  },
  { rule: 'coachesSeeEachOther', role: 'coach', capabilities: ['view:colleague_interaction'], gives: isOn },
  { rule: 'coachesMayEditTags', role: 'coach', capabilities: ['edit:coaching_tag'], gives: isOn },
  { rule: 'coachesMayAddEducators', role: 'coach', capabilities: ['add:educator'], gives: isOn },
  { rule: 'privateNotes', role: 'district_admin', capabilities: ['view:interaction'], gives: always },
  { rule: 'privateNotes', role: 'coach', capabilities: ['view:colleague_interaction'], gives: always },
  {
    rule: 'principalReports',
    role: 'principal',
    capabilities: ['view:limited_data'],
    gives: (value) => value !== 'none',
  },
  { rule: 'principalMinimum', role: 'principal', capabilities: ['view:limited_data'], gives: always },
  {
    rule: 'billingSeesSeats',
    role: 'billing_only',
    capabilities: ['view:licence_state', 'view:ledger'],
    gives: isOn,
  },
  {
    rule: 'teacherMayCreateStudents',
    role: 'teacher',
    capabilities: ['create:student_account', 'add_new_to_class:student_enrolment'],
    gives: isOn,
  },
  {
    rule: 'teachersSeeStudents',
    role: 'teacher',
    capabilities: [
      'view:student_account',
      'edit:student_name',
      'edit:student_email',
      'edit:student_identity',
      'edit:student_password',
    ],
    gives: (value) => value === 'school',
  },
  ...(['district_admin', 'customer_admin', 'school_admin', 'teacher'] as const).map((role): Switch => ({
    rule: 'startCards',
    role,
    capabilities: ['print:start_card_student', 'print:start_card_group'],
    gives: isOn,
  })),
  {
    rule: 'accountCreation',
    role: 'district_admin',
    capabilities: ['create:administrator_account'],
    gives: (value) => value === 'manual',
  },
  {
    rule: 'accountCreation',
    role: 'school_admin',
    capabilities: ['create:user_account'],
    gives: (value) => value === 'manual',
  },
]

/** Rules that a line of the policy depends on, each once. */
export const PERMISSION_RULES: readonly RuleName[] = [...new Set(SWITCHES.map(({ rule }) => rule))]

/** What is so in one district. */
export interface PermissionFacts {
  /** The value that counts of each of `PERMISSION_RULES`. */
  readonly values: Readonly<Partial<Record<RuleName, RuleValue>>>
  /** The district's customer reads the chart of 002 strictly. */
  readonly readsChartStrictly: boolean
}

/** Every line of the policy, in its order, and what a role has by way of one that it brings along. */
export function permissionTable(facts: PermissionFacts): readonly Permission[] {
  return POLICY_PARTS.flatMap(([subject, lines]) =>
    [...Map.groupBy(lines, ({ capability }) => capability).values()].flatMap((of) => [
      ...of.map((line) => permissionOf(line, subject, facts)),
      ...broughtAlong(of).map(([role, line]) => ({
        ...permissionOf(line, subject, facts),
        role,
        via: line.role,
        scope: role === 'district_admin' ? (WIDENED.get(line.scope) ?? line.scope) : line.scope,
      })),
    ]),
  )
}

function permissionOf(line: PolicyLine, subject: string, facts: PermissionFacts): Permission {
  const { capability, role, scope, conditions, inherited, rows } = line
  const switches = SWITCHES.filter((one) => one.role === role && one.capabilities.includes(capability))
  const rules = switches.map(({ rule }) => rule)
  const state = stateOf(line, switches, facts)
  return { subject, capability, role, via: null, scope, conditions, state, inherited, rules, rows }
}

function stateOf(line: PolicyLine, switches: readonly Switch[], facts: PermissionFacts): PermissionState {
  if (line.effect === 'deny') return 'never'
  if (line.inherited && facts.readsChartStrictly) return 'closed'
  const isGiven = switches.every(({ rule, gives }) => {
    const value = facts.values[rule]
    // What isn't known isn't given.
    return value !== undefined && gives(value)
  })
  return isGiven ? 'given' : 'closed'
}

/** Of one capability: lines that a role has by another, because it says nothing of its own. */
function broughtAlong(lines: readonly PolicyLine[]): readonly (readonly [PolicyRole, PolicyLine])[] {
  return Object.entries(INHERITED_ROLES).flatMap(([role, brought]: [string, Role]) =>
    lines.some((line) => line.role === role)
      ? []
      : lines
          .filter((line) => line.role === brought && line.effect === 'allow')
          .map((line) => [role as Role, line] as const),
  )
}

/** An administrator of the district has administrator status in every school (P001-05). */
const WIDENED: ReadonlyMap<PolicyScope, PolicyScope> = new Map([
  ['own_school', 'every_school_in_district'],
  ['own_schools', 'every_school_in_district'],
  ['between_classes_in_own_school', 'every_school_in_district'],
])
