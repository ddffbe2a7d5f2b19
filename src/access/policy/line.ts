/** What one line of the policy says, and the words that the lines are written in. */

import type { Role } from '../../roster/model.ts'
import type { Capability } from '../capability.ts'

/** `educator_record`: a person in the educator database as such, whether or not they have any role; `support`: whoever was let in to look. */
export type PolicyRole = Role | 'educator_record' | 'support'

/** Words of the permission files for where a capability reaches; `none` stands on denials only. */
export type PolicyScope =
  | 'customer'
  | 'district'
  | 'every_school_in_district'
  | 'between_schools_in_customer'
  | 'between_schools_in_district'
  | 'between_classes_in_own_school'
  | 'between_own_classes'
  | 'own_school'
  | 'own_schools'
  | 'assigned_schools'
  | 'as_granted'
  | 'own_class'
  | 'own_classes'
  | 'classes_in_own_community'
  | 'community'
  | 'own_communities'
  | 'communities_where_already_member'
  | 'own_interactions'
  | 'self'
  | 'none'

/** What must hold besides, in the words of the column `condition`. `unless …` stands on denials: another role gives it. */
type ConditionOfTheFiles =
  | 'account_creation_mode=manual'
  | 'checkbox_ticked'
  | 'granted_by_district_admin'
  | 'has_invitation'
  | 'is_member(target_community)'
  | 'no_administrator_rise'
  | 'not_granting_administrators'
  | 'student.status=inactive'
  | 'tagged_and_checkbox'
  | 'unless is_class_lead(class)'
  | 'within_96_hours_of_completion'

/** What must hold besides by a row's note, by product.md or by a decision, where the column `condition` is empty. */
type ConditionOfTheNotes =
  /** The field is no feed's, or they may make a sticky edit of it. */
  | 'field_open'
  /** A current lead of the class agrees, or the class has none. */
  | 'lead_consents'
  /** The other one is neither an administrator of the same rank nor above. */
  | 'not_a_peer'
  | 'not_oneself'
  | 'not_the_last_lead'
  /** It is only looked at. */
  | 'reading'
  /** The other one is an educator (001: a Pro Educator). */
  | 'target_is_educator'
  /** The district's switch of that name is on. */
  | 'teacher_may_create_students'

export type Condition = ConditionOfTheFiles | ConditionOfTheNotes

export interface PolicyLine {
  readonly role: PolicyRole
  readonly capability: Capability
  readonly effect: 'allow' | 'deny'
  readonly scope: PolicyScope
  /** All of them must hold. */
  readonly conditions: readonly Condition[]
  /** A customer's administrator has it because a district's has it: not so where a customer reads 002 strictly. */
  readonly inherited: boolean
  /** Rows of the permission files that this line comes from; a section of product.md, or a decision, where they are silent. */
  readonly rows: readonly string[]
}

export function allow(
  role: PolicyRole,
  capability: Capability,
  scope: Exclude<PolicyScope, 'none'>,
  ...rows: readonly string[]
): PolicyLine {
  return { role, capability, effect: 'allow', scope, conditions: [], inherited: false, rows }
}

/** A denial gives and takes nothing by itself (what isn't allowed is refused); it stops an inherited role from giving it. */
export function deny(role: PolicyRole, capability: Capability, ...rows: readonly string[]): PolicyLine {
  return { role, capability, effect: 'deny', scope: 'none', conditions: [], inherited: false, rows }
}

export function when(conditions: readonly Condition[], line: PolicyLine): PolicyLine {
  return { ...line, conditions }
}

export function inherited(line: PolicyLine): PolicyLine {
  return { ...line, inherited: true }
}
