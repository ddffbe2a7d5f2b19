/** Where a merge of two people leaves its marks: every column that names a person and is moved, and what else it changes there. */

import { STICKY_FIELDS } from '../../roster/sticky-field.ts'

/** One table, seen through the column that names the person. */
export interface MergePlace {
  /** `table.column`. */
  readonly name: string
  readonly table: string
  readonly column: string
  readonly type: 'bigint' | 'text'
  /** What else is the row's key, besides the district. */
  readonly key: readonly string[]
  /** What a merge may change there, the column that names the person included where it is moved. */
  readonly watched: readonly string[]
  /** What else a row needs that comes back: of what two people can have both of. */
  readonly rest: readonly string[]
  /** Of these the ones that hold JSON. */
  readonly json: readonly string[]
  /** Two people may have the same thing both, and one person only once. */
  readonly twins: boolean
}

const PERSON_COLUMNS = STICKY_FIELDS.people.map(({ column }) => column)

/** Parents before what names them, so that rows that come back find them. */
export const MERGE_PLACES: readonly MergePlace[] = [
  place('person.id', {
    watched: [...PERSON_COLUMNS, 'status', 'retired_at', 'merged_into', 'suspended_times'],
    moves: false,
  }),
  // Who became the one who goes before.
  place('person.merged_into', { key: ['id'] }),
  place('sticky_field.record', {
    twins: true,
    key: ['kind', 'field'],
    watched: ['value', 'feed_value', 'set_by', 'set_at'],
    type: 'text',
    json: ['value', 'feed_value'],
  }),
  place('enrolment.person_id', { key: ['source_id', 'sourced_id'] }),
  place('role_grant.person_id', { key: ['id'], watched: ['status', 'revoked_at'] }),
  place('affiliation.person_id', {
    twins: true,
    key: ['org_id', 'source_id', 'feed_role', 'role_type'],
    watched: ['begin_date', 'end_date'],
  }),
  place('interaction.coach_id', { key: ['id'] }),
  place('interaction_import.coach_id', { key: ['id'] }),
  place('roster_import_effect.person_id', { key: ['id'] }),
  place('interaction_educator.person_id', { twins: true, key: ['interaction_id'] }),
  place('coaching_cycle.coach_id', { key: ['id'] }),
  place('coaching_cycle_educator.person_id', {
    twins: true,
    key: ['cycle_id'],
    rest: ['rating_start', 'rating_end', 'handed_on'],
  }),
  place('interaction_taken_out.person_id', { twins: true, key: ['interaction_id'] }),
  place('coaching_cycle_taken_out.person_id', { twins: true, key: ['cycle_id'] }),
  place('caseload.coach_id', { key: ['id'] }),
  place('caseload_member.person_id', {
    twins: true,
    key: ['caseload_id'],
    rest: ['is_in', 'since_on', 'ends_on'],
  }),
  place('coach_handover.educator_id', { key: ['id'] }),
  place('coach_handover.from_id', { key: ['id'] }),
  place('coach_handover.to_id', { key: ['id'] }),
  place('report_filter.person_id', { key: ['id'] }),
  place('interaction_mail.person_id', { key: ['id'] }),
  place('interaction_draft.person_id', { key: ['id'] }),
  place('community.created_by', { key: ['id'] }),
  place('community_member.person_id', {
    twins: true,
    key: ['community_id'],
    watched: ['role', 'role_since'],
    rest: ['added_by', 'added_at'],
  }),
  place('community_member_past.person_id', { key: ['id'] }),
  place('community_rule.led_by', { key: ['id'] }),
  place('community_out.person_id', { twins: true, key: ['community_id'], rest: ['at'] }),
  place('class_lead_request.person_id', { key: ['id'], watched: ['state', 'decided_at'], moves: false }),
  place('survey_participation.person_id', { twins: true, key: ['cycle_id'], rest: ['completed_on', 'is_late'] }),
  place('account.person_id', {}),
  place('seat_priority.person_id', { twins: true, key: ['kind'], watched: ['priority'] }),
  place('student_information.person_id', { twins: true, watched: ['second_language'] }),
  place('benchmark_test.person_id', {
    twins: true,
    key: ['school_year', 'test'],
    watched: ['state', 'assigned_at', 'started_at', 'completed_at', 'score', 'invalidated_at'],
  }),
  place('pathway_student.person_id', {
    twins: true,
    key: ['pathway_id'],
    watched: ['left_at', 'done'],
    rest: ['enrolled_at'],
    json: ['done'],
  }),
  place('point_entry.person_id', { key: ['id'] }),
  place('student_avatar.person_id', { twins: true, rest: ['parts', 'changed_at'], json: ['parts'] }),
  place('display_identity.person_id', { twins: true, key: ['name'], watched: ['is_shown'] }),
  place('invitation.person_id', { key: ['id'] }),
  place('lti_user_link.person_id', { key: ['registration_id', 'sub'] }),
  place('sso_link.person_id', { key: ['issuer', 'sub'] }),
  place('lti_unmatched_launch.proposed_person_id', { key: ['id'] }),
  place('lti_unmatched_launch.not_person_id', { key: ['id'] }),
  place('person_match_proposal.person_id', {
    key: ['id'],
    watched: ['status', 'decided_by', 'decided_at'],
    moves: false,
  }),
  place('person_match_proposal.other_id', {
    key: ['id'],
    watched: ['status', 'decided_by', 'decided_at'],
    moves: false,
  }),
  place('product_assignment.person_id', {
    twins: true,
    key: ['product_id'],
    watched: ['given', 'until_on', 'changed_at', 'changed_by'],
  }),
]

/** Noted as well, and returned in a way of their own: the records of the feeds, and places of licences. */
export const NOTED_PLACES: readonly MergePlace[] = [
  place('person_source.person_id', {
    key: ['source_id', 'sourced_id'],
    watched: ['row_hash', 'fingerprint', 'speaks'],
  }),
  place('seat.person_id', { key: ['kind'], watched: ['state'] }),
]

interface Marks extends Partial<Pick<MergePlace, 'key' | 'watched' | 'rest' | 'type' | 'json' | 'twins'>> {
  /** False: the row goes on naming whom it named. */
  readonly moves?: boolean
}

function place(
  name: string,
  { key = [], watched = [], rest = [], type = 'bigint', json = [], twins = false, moves = true }: Marks,
): MergePlace {
  const [table = '', column = ''] = name.split('.')
  return { name, table, column, type, key, json, rest, twins, watched: moves ? [column, ...watched] : watched }
}
