/** Who can be tried: each is a launch code of the fake, which answers `/me` accordingly. */

import type { Me } from '../../src/http/contract/session.ts'
import { coach, person, teacher } from './district.ts'

const district = { id: 'riverside', name: 'Riverside Unified School District', timezone: 'America/New_York' }

const COACHING = [
  'view:own_note_access_log',
  'use:educator_database',
  'create:interaction',
  'edit:interaction',
  'import:interaction',
  'create:coaching_cycle',
  'view:interaction',
  'create:community',
]
const TEACHING = [
  'bulk_import:staff_student_group_data',
  'create:community',
  'create:class',
  'view:member_list',
  'view:class_list',
  'add_own_class:community',
  'add:class',
  'assign:product_access',
  'view_edit:student_account',
  'assign_unassign:benchmark_test',
  'enrol:pathway',
  'administer:motivational_program',
  'restrict:avatar_and_accessory_purchase',
  'print:start_card_student',
  'print:start_card_group',
]
const ADMIN = [
  'manage:community_rule',
  'manage:question_set',
  'view:why_trace',
  'view:audit_log',
  'export:audit_log',
  'start:run',
  'discard:held_run',
  'undo:run',
  'link:person_match_proposal',
  'manage:source',
  'view:role_map',
  'manage:lti_registration',
  'configure:sign_in',
  'bind:lti_deployment',
  'confirm:lti_deployment',
  'view:preflight',
  'approve:held_run_with_administrator_rise',
  'set:retention',
  'view:source',
  'view:health',
  'view:run_report',
  'view:quarantine',
  'view:licence_state',
  'set:licence_quantity',
  'perform:financial_transaction',
  'allocate:export_credit',
  'assign:product_access',
  'set:school_reservation',
  'set:seat_priority',
  'view:ledger',
  'create:community',
  'create:class',
  'list:community',
  'remove:class_lead',
  'use:educator_database',
  'merge:educator',
  'activate_deactivate:educator_account',
  'view:interaction',
  'import:interaction',
  'manage:coaching_settings',
  'edit:feed_owned_field',
  'give_back:sticky_edit',
  'upload_csv:educator',
  'revoke:session',
  'resolve:unmatched_launch',
  'enable:match_by_email',
  'view:effective_rule',
  'lock:district_rule',
  'set_default:district_rule',
  'override:school_rule',
  'add:educator_account',
  'edit:staff_account',
  'view_edit:student_account',
  'restrict:avatar_and_accessory_purchase',
  'print:start_card_student',
  'print:start_card_group',
  'bulk_add:teacher_account',
  'bulk_import:staff_student_group_data',
  'assign:teacher_class',
  'edit:school',
  'manage:school_group',
  'manage:coaching_settings',
  'upload:parent_portal_logo',
  'view:parent_self_registration',
  'grant:support_access',
  'export:person_record',
  'set:legal_hold',
  'erase:person',
]

function me(
  home: Me['home'],
  role: string,
  may: readonly string[],
  who: Me['person'] = { ...person(1), sourcedId: 'u-1' },
): Me {
  return {
    person: who,
    district,
    roles: [{ role, scopeType: 'district', scopeId: 'riverside' }],
    seat: null,
    contacts: { support: ['help@riverside.example'], billing: 'billing@riverside.example' },
    home,
    may: [...may, ...(may.length === 0 ? [] : ['view:own_sessions', 'view:privacy_statement'])],
  }
}

const asCoach = me('coach', 'coach', COACHING, { ...coach, sourcedId: 'u-501' })
const asTeacher = me('communities', 'teacher', TEACHING, { ...teacher, sourcedId: 'u-601' })

export const personas = {
  coach: asCoach,
  /** Waits for a seat: sees past work, and why it is no more. */
  'coach-seatless': {
    ...me('coach', 'coach', ['view:interaction'], { ...coach, sourcedId: 'u-501' }),
    seat: { position: 2, waiting: 5, reason: 'all_in_use' },
  },
  /** No interactions, no educators yet. */
  'coach-new': asCoach,
  /** A coach without schools. */
  'coach-unassigned': asCoach,
  /** The educator list fails with 500. */
  'coach-failing': asCoach,
  teacher: asTeacher,
  'teacher-new': asTeacher,
  /** Came to place something in the LMS. */
  'teacher-placing': asTeacher,
  /** Opened Staffroom from a class that they lead. */
  'teacher-in-class': asTeacher,
  /** Communities are refused with 403. */
  'teacher-refused': asTeacher,
  admin: me('sync', 'district_admin', ADMIN, { id: '701', sourcedId: null, givenName: 'Pat', familyName: 'Nguyen' }),
  'admin-new': me('sync', 'district_admin', ADMIN),
  customer: {
    ...me('sync', 'customer_admin', ['view:source', 'view:effective_rule', 'add:educator_account'], null),
    roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' }],
  },
  /** Has yet to set up the second factor that is demanded. */
  'admin-due': {
    ...me('none', 'district_admin', [], { id: '701', sourcedId: null, givenName: 'Pat', familyName: 'Nguyen' }),
    roles: [],
    secondFactor: { dueAt: '2026-11-20T15:05:00Z', isDue: true },
  },
  /** Somebody of the installation, let in to look. */
  support: {
    ...me('sync', 'support', [], null),
    roles: [],
    may: ['view:source', 'view:run_report', 'view:quarantine', 'view:why_trace', 'view:health', 'view:licence_state'],
    support: { until: '2099-01-01T15:05:00Z', reads: ['edit:feed_owned_field'] },
  },
  it: me('sync', 'it_admin', [
    'view:source',
    'start:run',
    'discard:held_run',
    'link:person_match_proposal',
    'manage:source',
    'export:roster',
    'view:role_map',
    'view:run_report',
    'view:quarantine',
    'view:health',
    'resolve:unmatched_launch',
  ]),
  'school-admin': me('sync', 'school_admin', [
    'view:effective_rule',
    'override:school_rule',
    'add:educator_account',
    'add:educator',
    'edit:staff_account',
    'view_edit:student_account',
    'assign_unassign:benchmark_test',
    'restrict:avatar_and_accessory_purchase',
    'print:start_card_student',
    'print:start_card_group',
    'bulk_add:teacher_account',
    'bulk_import:staff_student_group_data',
    'view:run_report',
    'view:quarantine',
    'create:community',
    'resolve:unmatched_launch',
  ]),
  student: me('student', 'student', ['answer:survey']),
  'student-new': me('student', 'student', ['answer:survey']),
  principal: me('figures', 'principal', ['view:limited_data', 'create:community']),
  billing: me('invoices', 'billing_only', [
    'view:licence_state',
    'sign_in:billing_area',
    'view:invoice',
    'manage:payment',
  ]),
  nobody: { ...me('none', 'teacher', []), roles: [] },
  /** The LMS keeps back who they are. */
  'unmatched-anonymous': { ...me('unmatched', 'teacher', [], null), roles: [] },
  unmatched: { ...me('unmatched', 'teacher', [], null), roles: [] },
} as const satisfies Readonly<Record<string, Me>>

export type Persona = keyof typeof personas

export function isPersona(text: string): text is Persona {
  return Object.hasOwn(personas, text)
}
