/** The closed list of things that somebody may be allowed to do, named `action:resource` as the permission files name them. */

export const CAPABILITIES = [
  // coaching (000)
  'use:educator_database',
  'upload_csv:educator',
  'create:interaction',
  'view:interaction',
  'view:own_note_access_log',
  'view:own_profile_or_notes',
  // communities (003)
  'create:community',
  'list:community',
  'leave:community',
  'view:member_list',
  'view:class_list',
  'add:class',
  'add_own_class:community',
  'designate:class_lead',
  'add_additional:class_lead',
  'remove:class_lead',
  'invite:class_lead',
  'control:all_class_settings',
  'edit:class_roster',
  'edit:class_survey_schedule',
  'edit:class_settings',
  'view:class_report',
  'view:community_report',
  'view:participation_by_name',
  'answer:survey',
  'reassign:community_lead',
  'promote:community_member_to_lead',
  'invite:community_member',
  'remove:community_member',
  // roster, runs, licences (our own)
  'view:source',
  'manage:source',
  'start:run',
  'view:run_report',
  'approve:held_run',
  'approve:held_run_with_administrator_rise',
  'discard:held_run',
  'undo:run',
  'view:quarantine',
  'edit:feed_owned_field',
  'give_back:sticky_edit',
  'link:person_match_proposal',
  'set:retention',
  'export:roster',
  'view:why_trace',
  'view:licence_state',
  'view:ledger',
  // LTI (our own)
  'manage:lti_registration',
  'bind:lti_deployment',
  'view:preflight',
  // launches from an LMS (our own)
  'resolve:unmatched_launch',
  'enable:match_by_email',
  // how things stand (our own)
  'view:health',
  // sessions (our own)
  'view:own_sessions',
  'revoke:session',
] as const

export type Capability = (typeof CAPABILITIES)[number]
