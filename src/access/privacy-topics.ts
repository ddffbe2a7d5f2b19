/** Which permissions open what is kept of people, topic by topic: what the privacy statement tells of the policy. Pure. */

import type { Capability } from './capability.ts'

export const PRIVACY_TOPICS = {
  roster: [
    'edit:feed_owned_field',
    'add:educator_account',
    'view:student_account',
    'view_and_manage:student_account',
    'view_edit:student_account',
    'edit:class_roster',
    'view:member_list',
    'view:class_list',
    'export:roster',
    'export:student_report_data',
  ],
  sync: ['view:run_report', 'view:quarantine', 'view:why_trace', 'resolve:unmatched_launch'],
  coaching: [
    'use:educator_database',
    'view:interaction',
    'view:colleague_interaction',
    'view:data_report',
    'view:district_data_report',
    'view:limited_data',
    'view:own_profile_or_notes',
  ],
  survey: ['view:participation_by_name', 'view:class_report', 'view:community_report'],
  accounts: ['revoke:session', 'view:own_sessions', 'view:parent_self_registration'],
  log: ['view:audit_log', 'view:audit_log_of_sync_and_lti', 'export:audit_log'],
  record: ['export:person_record', 'erase:person', 'set:legal_hold', 'set:retention', 'grant:support_access'],
} as const satisfies Readonly<Record<string, readonly Capability[]>>
export type PrivacyTopic = keyof typeof PRIVACY_TOPICS
