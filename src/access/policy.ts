/**
 * The policy: one line per role and capability, checked row by row with config/permissions.csv and
 * config/permissions-own.csv. What no line allows is refused.
 */

import type { Role } from '../roster/model.ts'
import type { Capability } from './capability.ts'

/** A person in the educator database as such, whether or not they have any role. */
export type PolicyRole = Role | 'educator_record'

/** Words of the permission files for where a capability reaches; `none` stands on denials only. */
export type PolicyScope =
  | 'customer'
  | 'district'
  | 'own_school'
  | 'own_schools'
  | 'assigned_schools'
  | 'own_class'
  | 'own_classes'
  | 'classes_in_own_community'
  | 'community'
  | 'own_communities'
  | 'communities_where_already_member'
  | 'own_interactions'
  | 'self'
  | 'none'

/** Words of the permission files for what must hold besides. `unless …` stands on denials: another role gives it. */
export type Condition = 'no_administrator_rise' | 'is_member(target_community)' | 'unless is_class_lead(class)'

export interface PolicyLine {
  readonly role: PolicyRole
  readonly capability: Capability
  readonly effect: 'allow' | 'deny'
  readonly scope: PolicyScope
  readonly condition: Condition | null
  /** Rows of the permission files that this line comes from; a section of product.md where they are silent. */
  readonly rows: readonly string[]
}

function allow(role: PolicyRole, capability: Capability, scope: PolicyScope, row: string): PolicyLine {
  return { role, capability, effect: 'allow', scope, condition: null, rows: [row] }
}

/** A denial gives and takes nothing by itself (what isn't allowed is refused); it stops an inherited role from giving it. */
function deny(role: PolicyRole, capability: Capability, row: string): PolicyLine {
  return { role, capability, effect: 'deny', scope: 'none', condition: null, rows: [row] }
}

function when(condition: Condition, line: PolicyLine): PolicyLine {
  return { ...line, condition }
}

const COACHING: readonly PolicyLine[] = [
  allow('district_admin', 'view:interaction', 'district', 'P000-01'),
  allow('district_admin', 'use:educator_database', 'district', 'P000-01'),
  allow('district_admin', 'upload_csv:educator', 'district', 'P000-27'),
  allow('coach', 'create:interaction', 'assigned_schools', 'P000-10'),
  allow('coach', 'use:educator_database', 'assigned_schools', 'P000-14'),
  allow('coach', 'view:interaction', 'own_interactions', 'product.md §4.4'),
  deny('educator_record', 'view:own_profile_or_notes', 'P000-24'),
  deny('it_admin', 'view:interaction', 'OWN-29-A'),
  deny('school_admin', 'view:interaction', 'OWN-29-B'),
  deny('teacher', 'view:interaction', 'OWN-29-C'),
  deny('student', 'view:interaction', 'OWN-29-D'),
  deny('billing_only', 'view:interaction', 'OWN-29-E'),
  allow('coach', 'view:own_note_access_log', 'own_interactions', 'OWN-30-A'),
]

const CLASSES: readonly PolicyLine[] = [
  allow('class_lead', 'designate:class_lead', 'own_class', 'P003-01'),
  allow('community_lead', 'designate:class_lead', 'classes_in_own_community', 'P003-02'),
  deny('community_member', 'designate:class_lead', 'P003-03'),
  allow('class_lead', 'add_additional:class_lead', 'own_class', 'P003-04'),
  allow('community_lead', 'add_additional:class_lead', 'classes_in_own_community', 'P003-05'),
  deny('community_member', 'add_additional:class_lead', 'P003-06'),
  allow('class_lead', 'remove:class_lead', 'own_class', 'P003-07'),
  allow('community_lead', 'remove:class_lead', 'classes_in_own_community', 'P003-08'),
  deny('community_member', 'remove:class_lead', 'P003-09'),
  allow('class_lead', 'control:all_class_settings', 'own_class', 'P003-10'),
  allow('class_lead', 'invite:class_lead', 'own_class', 'P003-11'),
  allow('class_lead', 'edit:class_roster', 'own_class', 'P003-12'),
  allow('class_lead', 'edit:class_survey_schedule', 'own_class', 'P003-13'),
  allow('community_lead', 'edit:class_settings', 'classes_in_own_community', 'P003-32'),
  deny('community_member', 'edit:class_settings', 'P003-36'),
  allow('class_lead', 'view:class_report', 'own_class', 'P003-15'),
  when('unless is_class_lead(class)', deny('community_member', 'view:class_report', 'P003-23')),
  when('unless is_class_lead(class)', deny('community_lead', 'view:class_report', 'P003-34')),
  deny('district_admin', 'view:class_report', 'OWN-35-A'),
  deny('school_admin', 'view:class_report', 'OWN-35-B'),
  deny('principal', 'view:class_report', 'OWN-35-C'),
  deny('coach', 'view:class_report', 'OWN-35-D'),
  deny('it_admin', 'view:class_report', 'OWN-35-E'),
  allow('student', 'answer:survey', 'self', 'OWN-36-A'),
  allow('class_lead', 'view:participation_by_name', 'own_class', 'OWN-37-A'),
  deny('community_lead', 'view:participation_by_name', 'OWN-37-B'),
  deny('community_member', 'view:participation_by_name', 'OWN-37-C'),
]

const COMMUNITIES: readonly PolicyLine[] = [
  allow('teacher', 'create:community', 'district', 'OWN-33-A'),
  allow('coach', 'create:community', 'district', 'OWN-33-B'),
  allow('principal', 'create:community', 'district', 'OWN-33-C'),
  allow('school_admin', 'create:community', 'district', 'OWN-33-D'),
  allow('district_admin', 'create:community', 'district', 'OWN-33-E'),
  deny('student', 'create:community', 'OWN-33-F'),
  deny('billing_only', 'create:community', 'OWN-33-G'),
  deny('it_admin', 'create:community', 'OWN-33-H'),
  allow('district_admin', 'list:community', 'district', 'OWN-34-A'),
  allow('customer_admin', 'list:community', 'customer', 'OWN-34-B'),
  when(
    'is_member(target_community)',
    allow('class_lead', 'add_own_class:community', 'communities_where_already_member', 'P003-14'),
  ),
  allow('community_member', 'add:class', 'community', 'P003-19'),
  allow('community_lead', 'add:class', 'community', 'P003-31'),
  allow('community_member', 'view:member_list', 'community', 'P003-20'),
  allow('community_member', 'view:class_list', 'community', 'P003-21'),
  allow('class_lead', 'view:community_report', 'own_communities', 'P003-16'),
  allow('community_member', 'view:community_report', 'community', 'P003-22'),
  allow('community_lead', 'view:community_report', 'community', 'P003-33'),
  allow('community_lead', 'reassign:community_lead', 'community', 'P003-26'),
  allow('community_lead', 'promote:community_member_to_lead', 'community', 'P003-27'),
  allow('community_lead', 'invite:community_member', 'community', 'P003-29'),
  deny('community_member', 'invite:community_member', 'P003-35'),
  allow('community_lead', 'remove:community_member', 'community', 'P003-30'),
  allow('community_member', 'leave:community', 'self', 'OWN-38-A'),
  allow('community_lead', 'leave:community', 'self', 'OWN-38-B'),
]

const ROSTER: readonly PolicyLine[] = [
  allow('it_admin', 'view:source', 'district', 'OWN-01-A'),
  allow('district_admin', 'view:source', 'district', 'OWN-01-B'),
  allow('customer_admin', 'view:source', 'customer', 'OWN-01-C'),
  deny('school_admin', 'view:source', 'OWN-01-D'),
  deny('teacher', 'view:source', 'OWN-01-E'),
  deny('coach', 'view:source', 'OWN-01-F'),
  deny('billing_only', 'view:source', 'OWN-01-G'),
  allow('it_admin', 'manage:source', 'district', 'OWN-02-A'),
  allow('district_admin', 'manage:source', 'district', 'OWN-02-B'),
  allow('customer_admin', 'manage:source', 'customer', 'OWN-02-C'),
  deny('school_admin', 'manage:source', 'OWN-02-D'),
  allow('it_admin', 'start:run', 'district', 'OWN-03-A'),
  allow('district_admin', 'start:run', 'district', 'OWN-03-B'),
  allow('customer_admin', 'start:run', 'customer', 'OWN-03-C'),
  allow('it_admin', 'view:run_report', 'district', 'OWN-04-A'),
  allow('district_admin', 'view:run_report', 'district', 'OWN-04-B'),
  allow('customer_admin', 'view:run_report', 'customer', 'OWN-04-C'),
  allow('school_admin', 'view:run_report', 'own_school', 'OWN-04-D'),
  when('no_administrator_rise', allow('it_admin', 'approve:held_run', 'district', 'OWN-05-A')),
  when('no_administrator_rise', allow('district_admin', 'approve:held_run', 'district', 'OWN-05-B')),
  when('no_administrator_rise', allow('customer_admin', 'approve:held_run', 'customer', 'OWN-05-C')),
  allow('district_admin', 'approve:held_run_with_administrator_rise', 'district', 'OWN-06-A'),
  allow('customer_admin', 'approve:held_run_with_administrator_rise', 'customer', 'OWN-06-B'),
  deny('it_admin', 'approve:held_run_with_administrator_rise', 'OWN-06-C'),
  allow('it_admin', 'discard:held_run', 'district', 'OWN-07-A'),
  allow('district_admin', 'discard:held_run', 'district', 'OWN-07-B'),
  allow('customer_admin', 'discard:held_run', 'customer', 'OWN-07-C'),
  allow('it_admin', 'undo:run', 'district', 'OWN-08-A'),
  allow('district_admin', 'undo:run', 'district', 'OWN-08-B'),
  allow('customer_admin', 'undo:run', 'customer', 'OWN-08-C'),
  allow('it_admin', 'view:quarantine', 'district', 'OWN-09-A'),
  allow('district_admin', 'view:quarantine', 'district', 'OWN-09-B'),
  allow('customer_admin', 'view:quarantine', 'customer', 'OWN-09-C'),
  allow('school_admin', 'view:quarantine', 'own_school', 'OWN-09-D'),
  allow('district_admin', 'edit:feed_owned_field', 'district', 'OWN-13-A'),
  allow('customer_admin', 'edit:feed_owned_field', 'customer', 'OWN-13-B'),
  allow('school_admin', 'edit:feed_owned_field', 'own_school', 'OWN-13-C'),
  allow('district_admin', 'give_back:sticky_edit', 'district', 'OWN-14-A'),
  allow('customer_admin', 'give_back:sticky_edit', 'customer', 'OWN-14-B'),
  allow('school_admin', 'give_back:sticky_edit', 'own_school', 'OWN-14-C'),
  allow('it_admin', 'export:roster', 'district', 'OWN-15-A'),
  allow('district_admin', 'export:roster', 'district', 'OWN-15-B'),
  allow('customer_admin', 'export:roster', 'customer', 'OWN-15-C'),
  allow('district_admin', 'set:retention', 'district', 'OWN-54-A'),
  allow('customer_admin', 'set:retention', 'customer', 'OWN-54-B'),
  allow('it_admin', 'link:person_match_proposal', 'district', 'OWN-16-A'),
  allow('district_admin', 'link:person_match_proposal', 'district', 'OWN-16-B'),
  allow('customer_admin', 'link:person_match_proposal', 'customer', 'OWN-16-C'),
  allow('district_admin', 'view:why_trace', 'district', 'OWN-17-A'),
  allow('customer_admin', 'view:why_trace', 'customer', 'OWN-17-B'),
  allow('it_admin', 'view:why_trace', 'district', 'OWN-17-C'),
  allow('school_admin', 'view:why_trace', 'own_school', 'OWN-17-D'),
]

const PLATFORMS: readonly PolicyLine[] = [
  allow('it_admin', 'manage:lti_registration', 'district', 'OWN-18-A'),
  allow('district_admin', 'manage:lti_registration', 'district', 'OWN-18-B'),
  allow('customer_admin', 'manage:lti_registration', 'customer', 'OWN-18-C'),
  deny('school_admin', 'manage:lti_registration', 'OWN-18-D'),
  allow('district_admin', 'bind:lti_deployment', 'district', 'OWN-19-A'),
  allow('customer_admin', 'bind:lti_deployment', 'customer', 'OWN-19-B'),
  allow('it_admin', 'bind:lti_deployment', 'district', 'OWN-19-C'),
  allow('it_admin', 'view:preflight', 'district', 'OWN-22-A'),
  allow('district_admin', 'view:preflight', 'district', 'OWN-22-B'),
  allow('customer_admin', 'view:preflight', 'customer', 'OWN-22-C'),
]

const LAUNCHES: readonly PolicyLine[] = [
  allow('it_admin', 'resolve:unmatched_launch', 'district', 'OWN-20-A'),
  allow('district_admin', 'resolve:unmatched_launch', 'district', 'OWN-20-B'),
  allow('customer_admin', 'resolve:unmatched_launch', 'customer', 'OWN-20-C'),
  allow('school_admin', 'resolve:unmatched_launch', 'own_school', 'OWN-20-D'),
  allow('district_admin', 'enable:match_by_email', 'district', 'OWN-21-A'),
  allow('customer_admin', 'enable:match_by_email', 'customer', 'OWN-21-B'),
  deny('it_admin', 'enable:match_by_email', 'OWN-21-C'),
]

const SYSTEM: readonly PolicyLine[] = [
  allow('it_admin', 'view:health', 'district', 'OWN-57-A'),
  allow('district_admin', 'view:health', 'district', 'OWN-57-B'),
  allow('customer_admin', 'view:health', 'customer', 'OWN-57-C'),
]

const LICENCES: readonly PolicyLine[] = [
  allow('district_admin', 'view:licence_state', 'district', 'OWN-23-A'),
  allow('customer_admin', 'view:licence_state', 'customer', 'OWN-23-B'),
  allow('it_admin', 'view:licence_state', 'district', 'OWN-23-C'),
  allow('billing_only', 'view:licence_state', 'district', 'OWN-23-D'),
  allow('school_admin', 'view:licence_state', 'own_school', 'OWN-23-E'),
  allow('district_admin', 'view:ledger', 'district', 'OWN-27-A'),
  allow('customer_admin', 'view:ledger', 'customer', 'OWN-27-B'),
  allow('billing_only', 'view:ledger', 'district', 'OWN-27-C'),
]

const SESSIONS: readonly PolicyLine[] = [
  allow('district_admin', 'view:own_sessions', 'self', 'OWN-43-A'),
  allow('customer_admin', 'view:own_sessions', 'self', 'OWN-43-B'),
  allow('school_admin', 'view:own_sessions', 'self', 'OWN-43-C'),
  allow('it_admin', 'view:own_sessions', 'self', 'OWN-43-D'),
  allow('coach', 'view:own_sessions', 'self', 'OWN-43-E'),
  allow('principal', 'view:own_sessions', 'self', 'OWN-43-F'),
  allow('billing_only', 'view:own_sessions', 'self', 'OWN-43-G'),
  allow('teacher', 'view:own_sessions', 'self', 'OWN-43-H'),
  allow('student', 'view:own_sessions', 'self', 'OWN-43-I'),
  allow('district_admin', 'revoke:session', 'district', 'OWN-44-A'),
  allow('customer_admin', 'revoke:session', 'customer', 'OWN-44-B'),
]

export const POLICY: readonly PolicyLine[] = [
  ...COACHING,
  ...CLASSES,
  ...COMMUNITIES,
  ...ROSTER,
  ...LICENCES,
  ...PLATFORMS,
  ...LAUNCHES,
  ...SYSTEM,
  ...SESSIONS,
]

/**
 * Roles that come with another. A district administrator has administrator status in every school (P001-05), a
 * community's lead is one of its members (003). What the role is denied by itself, the inherited one doesn't give.
 */
export const INHERITED_ROLES: Readonly<Partial<Record<Role, Role>>> = {
  district_admin: 'school_admin',
  community_lead: 'community_member',
}

/** Coaching records: whatever roles somebody holds, never one that is about themself (P000-24). */
export const ABOUT_A_PERSON: ReadonlySet<Capability> = new Set(['view:interaction', 'create:interaction'])
