/** What is kept of one person: every place that names somebody, and whether it is part of the file that they may ask for. */

import type pg from 'pg'
import { COACHING_ACTIONS } from '../audit/coaching-actions.ts'
import { type Page, pageFrom, type PageRequest } from '../page.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import { findDistrict } from './district.ts'
import { findTaggedDrafts } from './erasure-of-words.ts'
import type { StaffAt } from './staff-write.ts'

/** The parts of the file, in its order, with what each is about. */
export const RECORD_SECTIONS = {
  person: 'Names, address, numbers and status. Records that were found to be the same person are part of it.',
  sources: 'What each feed says of them: ids, roles there, and what else it sends.',
  edits: 'Fields of theirs that somebody edited by hand, and what the feed says instead.',
  roles: 'Roles now and before: where, from when on, and why (by which rule, from which feed, or by hand).',
  places: 'Schools that they belong to.',
  enrolments: 'Classes that they are or were in, and as what.',
  syncs: 'What each sync changed about them, field by field, as long as that is kept.',
  faults: 'Rows about them that a feed sent and that could not be taken, until the feed mends them.',
  faultsOfRuns: 'The same by run.',
  seats: 'Seats of licences that they hold or wait for.',
  seatLedger: 'Every move of a seat of theirs.',
  products: 'Products that they were given, or that were taken from them.',
  studentInformation: 'What is noted of them as a student besides the roster.',
  displayNames: 'Names that they show under their account.',
  points: 'Points of programmes that they were given, what they spent them on, and what was taken back.',
  avatar: 'What their avatar looks like.',
  pathways: 'Pathways that they are or were in, and what they have done there.',
  benchmarks: 'Benchmark tests: of which school year, in what state, and their scores.',
  communities: 'Communities that they are in.',
  communitiesBefore: 'Communities that they have left.',
  communitiesOut: 'Communities that no rule brings them into again.',
  communitiesMade: 'Communities that they made.',
  leadRequests: 'Requests to become lead of a class.',
  account: 'Their account: address and dates. Passwords are kept as a hash that nobody can read.',
  singleSignOn: 'As whom a provider of sign-in knows them.',
  lms: 'As whom an LMS knows them.',
  launches: 'What an LMS said of them when they came by a launch that nobody had linked.',
  invitations: 'Invitations to set up an account.',
  communityInvitations: 'Invitations to communities, by their address.',
  letters: 'Letters that were sent to their address: what about and when.',
  interactionsLogged: 'Interactions that they logged as a coach, without notes, and with how many educators.',
  cyclesKept: 'Coaching cycles that they kept, without texts, and with how many educators.',
  caseloads: 'Their caseloads, by name.',
  logImports: 'Older logs that were imported for them.',
  reportFilters: 'Filters of reports that they keep.',
  drafts: 'Drafts of interactions that they have begun: that there are some.',
  merges: 'When records were found to be theirs, too, or were parted again.',
  sessions: 'When they signed in or came by a launch, as long as that is kept.',
  done: 'What the audit log has of what they did: when and what, not to whom.',
  doneToThem: 'What the audit log has of what was done to their account, roles and record: when and what.',
} as const
export type RecordSection = keyof typeof RECORD_SECTIONS

/** What the file says at its end is not in it. */
export const LEFT_OUT = {
  coachingAboutThem:
    'What coaches wrote about them: interactions, cycles and caseloads in which they are tagged, to which coach somebody was handed over, and copies that were mailed. Nobody opens the coaching record kept about themself, whatever else they hold.',
  coachingOfReader:
    'Interactions, cycles and drafts that they made as a coach about whoever made this file, where that is an educator, and when they worked on these: a file made by somebody else has them.',
  notesTheyWrote:
    'Notes, texts and drafts that they wrote as a coach: these are about others. Coaches take their own log along from their own pages.',
  survey: 'Answers to surveys: they are kept without a name, so nobody can say whose they are.',
  participation:
    'Which surveys they took part in, and what the LMS was told of that for its gradebook: who has taken part is seen by the leads of the class alone.',
  secrets: 'Passwords, codes and keys: they are kept so that nobody can read them.',
  hold: 'Whether and why something is held for a court: that is the district’s.',
  others: 'Who did something to whom, where that is somebody else: their names are their data.',
  passing: 'Links of minutes or hours that end by themselves.',
  double: 'A double of what another part has.',
} as const

/**
 * Every column that names a person, by `table.column`: in which part of the file its rows are, or why they are in none.
 * A test compares it with the catalogue.
 */
export const NAMING_COLUMNS: Readonly<
  Record<string, { readonly in: RecordSection } | { readonly out: keyof typeof LEFT_OUT }>
> = {
  'person.id': { in: 'person' },
  'person.email': { in: 'person' },
  'person.merged_into': { in: 'person' },
  'person_source.person_id': { in: 'sources' },
  'person_source.sourced_id': { in: 'sources' },
  'sticky_field.record': { in: 'edits' },
  'role_grant.person_id': { in: 'roles' },
  'role_grant.person_sourced_id': { in: 'roles' },
  'affiliation.person_id': { in: 'places' },
  'enrolment.person_id': { in: 'enrolments' },
  'enrolment.person_sourced_id': { in: 'enrolments' },
  'run_change.key': { in: 'syncs' },
  'quarantine_entry.record': { in: 'faults' },
  'quarantine_entry.sourced_id': { in: 'faults' },
  'quarantined_row.sourced_id': { in: 'faultsOfRuns' },
  'seat.person_id': { in: 'seats' },
  'seat_priority.person_id': { in: 'seats' },
  'seat_ledger.person_id': { in: 'seatLedger' },
  'product_assignment.person_id': { in: 'products' },
  'student_information.person_id': { in: 'studentInformation' },
  'display_identity.person_id': { in: 'displayNames' },
  'benchmark_test.person_id': { in: 'benchmarks' },
  'pathway_student.person_id': { in: 'pathways' },
  'point_entry.person_id': { in: 'points' },
  'student_avatar.person_id': { in: 'avatar' },
  'community_member.person_id': { in: 'communities' },
  'community_member_past.person_id': { in: 'communitiesBefore' },
  'community_out.person_id': { in: 'communitiesOut' },
  // What is led by it is told by their place in the community.
  'community_rule.led_by': { out: 'double' },
  'community.created_by': { in: 'communitiesMade' },
  'class_lead_request.person_id': { in: 'leadRequests' },
  'survey_participation.person_id': { out: 'participation' },
  'survey_score.person_id': { out: 'participation' },
  'account.person_id': { in: 'account' },
  'account.email': { in: 'account' },
  'second_factor.person_id': { in: 'account' },
  'sso_link.person_id': { in: 'singleSignOn' },
  'sso_link.sub': { in: 'singleSignOn' },
  'lti_user_link.person_id': { in: 'lms' },
  'lti_user_link.sub': { in: 'lms' },
  'lti_unmatched_launch.sub': { in: 'launches' },
  'lti_unmatched_launch.lms_email': { in: 'launches' },
  'lti_unmatched_launch.lms_person_id': { in: 'launches' },
  // A guess of whom somebody else's launch is.
  'lti_unmatched_launch.proposed_person_id': { out: 'others' },
  'lti_unmatched_launch.not_person_id': { out: 'others' },
  'invitation.person_id': { in: 'invitations' },
  'invitation.email': { in: 'invitations' },
  'community_invitation.email': { in: 'communityInvitations' },
  'outbox.recipient': { in: 'letters' },
  'interaction.coach_id': { in: 'interactionsLogged' },
  'coaching_cycle.coach_id': { in: 'cyclesKept' },
  'caseload.coach_id': { in: 'caseloads' },
  'interaction_import.coach_id': { in: 'logImports' },
  'report_filter.person_id': { in: 'reportFilters' },
  'interaction_draft.person_id': { in: 'drafts' },
  'person_merge.stays_id': { in: 'merges' },
  'person_merge.goes_id': { in: 'merges' },
  'session.person_id': { in: 'sessions' },
  'audit_entry.actor': { in: 'done' },
  'audit_entry.object': { in: 'doneToThem' },
  'interaction_educator.person_id': { out: 'coachingAboutThem' },
  'interaction_educator.coach_id': { out: 'double' },
  'interaction_tag.coach_id': { out: 'double' },
  'interaction_school.coach_id': { out: 'double' },
  'coaching_cycle_interaction.coach_id': { out: 'double' },
  'interaction_mail.person_id': { out: 'coachingAboutThem' },
  'coaching_cycle_educator.person_id': { out: 'coachingAboutThem' },
  'caseload_member.person_id': { out: 'coachingAboutThem' },
  'interaction_taken_out.person_id': { out: 'coachingAboutThem' },
  'coaching_cycle_taken_out.person_id': { out: 'coachingAboutThem' },
  'coach_handover.educator_id': { out: 'coachingAboutThem' },
  'coach_handover.from_id': { out: 'coachingAboutThem' },
  'coach_handover.to_id': { out: 'coachingAboutThem' },
  'educator_by_hand.person_id': { out: 'coachingAboutThem' },
  // What was begun says that it was not sent.
  'survey_draft.person_id': { out: 'participation' },
  'code_session.person_id': { out: 'participation' },
  'recovery_code.person_id': { out: 'secrets' },
  'start_card.person_id': { out: 'secrets' },
  'password_reset.person_id': { out: 'secrets' },
  'account_locator.email_hash': { out: 'double' },
  'session_code.person_id': { out: 'passing' },
  'lti_placement.person_id': { out: 'passing' },
  'legal_hold.person_id': { out: 'hold' },
  'person_merge_row.person': { out: 'double' },
  'person_match_proposal.person_id': { out: 'others' },
  'person_match_proposal.other_id': { out: 'others' },
  'run_match.person_id': { out: 'double' },
  'roster_import_effect.person_id': { out: 'double' },
  // Told by the audit log's part, without to whom.
  'class_lead_request.asked_by': { out: 'others' },
  'class_lead_request.decided_by': { out: 'others' },
  'community_class.added_by': { out: 'others' },
  'community_invitation.invited_by': { out: 'others' },
  'community_member.added_by': { out: 'others' },
}

export interface KeptPerson {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly preferredGivenName: string | null
  readonly preferredFamilyName: string | null
  readonly isActive: boolean
  /** A feed has them now. */
  readonly isFed: boolean
  readonly isHeld: boolean
  readonly accountEmail: string | null
}

/** Somebody of whom something is kept, staff or not; null: nobody, erased, or found to be another. */
export async function findKeptPerson(
  client: pg.ClientBase,
  { districtId, personId }: StaffAt,
): Promise<KeptPerson | null> {
  const { rows } = await client.query<KeptPerson>(sql('find_kept_person'), [districtId, personId])
  return rows[0] ?? null
}

export interface ListedKept {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly isActive: boolean
  readonly isHeld: boolean
}

/** One page of everybody of whom something is kept, by family name; who has left is among them. */
export async function listKeptPeople(
  client: pg.ClientBase,
  districtId: string,
  { words, ...request }: PageRequest & { readonly words: readonly string[] },
): Promise<Page<ListedKept>> {
  const { limit, offset } = pageFrom(request)
  const { rows } = await client.query<{ total: number; items: ListedKept[] }>(sql('list_kept_people'), [
    districtId,
    words,
    limit,
    offset,
  ])
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

export interface RecordPart {
  readonly section: RecordSection
  readonly entries: readonly Readonly<Record<string, unknown>>[]
}

/** Who looks at what is kept of somebody else. */
export interface RecordReader {
  readonly secrets: SecretBox
  /** Whom nothing of coaching in it may be about; null: whoever operates the installation, or is on no roster. */
  readonly readerId: string | null
}

/** All that is kept of somebody but for what {@link LEFT_OUT} names, in the order of {@link RECORD_SECTIONS}. */
export async function readPersonRecord(
  client: pg.ClientBase,
  { districtId, personId }: StaffAt,
  { secrets, readerId }: RecordReader,
): Promise<readonly RecordPart[]> {
  const drafts = readerId === null ? [] : await findTaggedDrafts(client, secrets, { districtId, personId: readerId })
  const hidden = drafts.filter(({ coachId }) => coachId === personId).map(({ id }) => id)
  const values = [districtId, personId, readerId, hidden, COACHING_ACTIONS]
  const { rows } = await client.query<RecordPart>(sql('read_person_record'), values)
  const order = Object.keys(RECORD_SECTIONS)
  return rows.toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section))
}

export interface PersonRecordFile {
  readonly district: { readonly id: string; readonly name: string }
  /** ISO 8601. */
  readonly madeAt: string
  readonly person: { readonly id: string; readonly givenName: string; readonly familyName: string }
  readonly sections: readonly (RecordPart & { readonly says: string })[]
  readonly notInThisFile: readonly string[]
}

/** The file that they may be handed; null: nobody. */
export async function readRecordFile(
  client: pg.ClientBase,
  at: StaffAt,
  { now, ...reader }: RecordReader & { readonly now: Date },
): Promise<PersonRecordFile | null> {
  const person = await findKeptPerson(client, at)
  if (person === null) return null
  const { id, givenName, familyName, preferredGivenName, preferredFamilyName } = person
  const parts = await readPersonRecord(client, at, reader)
  const district = await findDistrict(client, at.districtId)
  return {
    district: { id: at.districtId, name: district?.name ?? at.districtId },
    madeAt: now.toISOString(),
    person: { id, givenName: preferredGivenName ?? givenName, familyName: preferredFamilyName ?? familyName },
    sections: parts.map(({ section, entries }) => ({ section, says: RECORD_SECTIONS[section], entries })),
    notInThisFile: notInTheFile(),
  }
}

/** What the file says at its end. */
export function notInTheFile(): readonly string[] {
  const { double: _double, ...told } = LEFT_OUT
  return Object.values(told)
}

/** That it was taken along goes on the audit log. */
export async function noteRecordExport(client: pg.ClientBase, { districtId, personId }: StaffAt): Promise<void> {
  await client.query(sql('append_audit_entry'), [districtId, 'person_record.export', `person:${personId}`, '{}'])
}
