/**
 * The policy: one line per role and capability, checked row by row with config/permissions.csv and
 * config/permissions-own.csv. What no line allows is refused. The lines stand in src/access/policy, by subject.
 */

import type { Role } from '../roster/model.ts'
import type { Capability } from './capability.ts'
import { ACCOUNTS } from './policy/accounts.ts'
import { CLASSES } from './policy/classes.ts'
import { COACHING } from './policy/coaching.ts'
import { COMMUNITIES } from './policy/communities.ts'
import { LAUNCHES } from './policy/launches.ts'
import { LICENCES } from './policy/licences.ts'
import type { PolicyLine } from './policy/line.ts'
import { ORGANISATION } from './policy/organisation.ts'
import { PRIVACY } from './policy/privacy.ts'
import { ROSTER } from './policy/roster.ts'
import { STAFF } from './policy/staff.ts'
import { STUDENTS } from './policy/students.ts'
import { SUPPORT } from './policy/support.ts'

/** The lines by subject, with the subject's name. */
export const POLICY_PARTS: readonly (readonly [string, readonly PolicyLine[]])[] = [
  ['Coaching', COACHING],
  ['Licences and billing', LICENCES],
  ['Accounts and sign-in', ACCOUNTS],
  ['Schools, groups and rules', ORGANISATION],
  ['Staff accounts', STAFF],
  ['Student accounts', STUDENTS],
  ['Classes and tests', CLASSES],
  ['Communities', COMMUNITIES],
  ['Roster', ROSTER],
  ['Platforms and launches', LAUNCHES],
  ['Audit, privacy and health', PRIVACY],
  ['Support', SUPPORT],
]

export const POLICY: readonly PolicyLine[] = POLICY_PARTS.flatMap(([, lines]) => lines)

/**
 * Roles that come with another. A district administrator has administrator status in every school (P001-05), a
 * community's lead is one of its members (003). What the role is denied by itself, the inherited one doesn't give.
 */
export const INHERITED_ROLES: Readonly<Partial<Record<Role, Role>>> = {
  district_admin: 'school_admin',
  community_lead: 'community_member',
}

/** Coaching records: whatever roles somebody holds, never one that is about themself (P000-24). */
export const ABOUT_A_PERSON: ReadonlySet<Capability> = new Set([
  'view:interaction',
  'view:colleague_interaction',
  'create:interaction',
  'edit:interaction',
  'import:interaction',
  'create:coaching_cycle',
  'share_by_email:interaction',
  'view:own_note_access_log',
])

/** About the district as a whole: a role that somebody holds on a school only doesn't give it, not even for that school. */
export const OF_THE_WHOLE_DISTRICT: ReadonlySet<Capability> = new Set([
  'approve:held_run',
  'approve:held_run_with_administrator_rise',
  'bind:lti_deployment',
  'configure:second_language_allowed',
  'configure:sign_in',
  'configure:student_information_number_min_length',
  'configure:student_information_number_required',
  'configure:teacher_may_create_students',
  'confirm:lti_deployment',
  'create:administrator_account',
  'discard:held_run',
  'edit:role_map',
  'edit:role_map_administrator_rules',
  'enable:match_by_email',
  'erase:person',
  'export:person_record',
  'export:roster',
  'grant:district_admin_role',
  'grant:support_access',
  'invite:it_admin',
  'lock:district_rule',
  'manage:coaching_settings',
  'manage:lti_registration',
  'manage:payment',
  'manage:permissions',
  'manage:school_group',
  'manage:source',
  'offboard:district',
  'perform:financial_transaction',
  'promote:district_administrator',
  'set:legal_hold',
  'set:licence_quantity',
  'set:retention',
  'set:school_reservation',
  'set:seat_priority',
  'set_default:district_rule',
  'start:run',
  'undo:run',
  'upload:parent_portal_logo',
])

/**
 * What a role that needs a seat still gives while its holder waits for one: to read one's own past work, and to see why.
 * An administrator can mend it. The last administrator with access is never counted as waiting.
 */
export const WITHOUT_SEAT: Readonly<Partial<Record<Role, ReadonlySet<Capability>>>> = {
  coach: new Set(['view:interaction', 'view:own_note_access_log', 'view:own_sessions']),
  district_admin: new Set([
    'view:interaction',
    'view:own_sessions',
    'view:licence_state',
    'view:ledger',
    'set:licence_quantity',
    'set:school_reservation',
    'set:seat_priority',
  ]),
}

/** What who led a class last keeps of it when it is over: to read the reports that were made while it was theirs. */
export const OF_AN_ENDED_CLASS: ReadonlySet<Capability> = new Set(['view:class_report'])

/** Of these, what then reaches no further than one's own: an administrator who coached before reads what they wrote. */
export const OWN_WITHOUT_SEAT: Readonly<Partial<Record<Role, ReadonlySet<Capability>>>> = {
  district_admin: new Set(['view:interaction']),
}
