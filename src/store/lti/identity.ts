/** Who a launch is, in the database of one district: stored links, the roster's ids, the administrator's queue. */

import type pg from 'pg'
import type { PersonIdField } from './lti.ts'
import { sql } from '../sql.ts'

/** `active` is false for somebody who has retired, was disabled by the feed, or whose account was taken away. */
export interface Candidate {
  readonly id: string
  readonly active: boolean
}

/** `stands`: in the roster and not disabled by it, whatever was done to their account here. */
interface StandingCandidate extends Candidate {
  readonly stands: boolean
}

export interface LinkedCandidate extends StandingCandidate {
  /** The link is not proof enough for somebody who holds more than a teacher or a student. */
  readonly weak: boolean
  /** An e-mail address made it. */
  readonly byEmail: boolean
  /** It is weak, and its person holds more by now. */
  readonly outgrown: boolean
}

/** `current` is false where only records say so that their source has withdrawn. */
export interface CandidateById extends StandingCandidate {
  readonly current: boolean
}

/** What a platform calls a person, within a district. */
export interface PlatformSubject {
  readonly districtId: string
  readonly registrationId: string
  readonly sub: string
}

const BY_FIELD: Record<PersonIdField, string> = {
  sourcedId: 'find_people_by_sourced_id',
  identifier: 'find_people_by_identifier',
  userIds: 'find_people_by_user_id',
}

/** The person this subject was linked to before, or null. In the district's transaction, like all of these. */
export async function findLinkedPerson(
  client: pg.ClientBase,
  subject: PlatformSubject,
): Promise<LinkedCandidate | null> {
  const { districtId, registrationId, sub } = subject
  const { rows } = await client.query<LinkedCandidate>(sql('find_linked_person'), [districtId, registrationId, sub])
  return rows[0] ?? null
}

/** Everybody in the district whose field has this value. */
export async function findPeopleById(
  client: pg.ClientBase,
  search: { readonly districtId: string; readonly field: PersonIdField; readonly value: string },
): Promise<readonly CandidateById[]> {
  const { rows } = await client.query<CandidateById>(sql(BY_FIELD[search.field]), [search.districtId, search.value])
  return rows
}

/** Everybody active in the district with this e-mail address. For proposals and invitations, never to let in. */
export async function findPeopleByEmail(
  client: pg.ClientBase,
  districtId: string,
  email: string,
): Promise<readonly Candidate[]> {
  const { rows } = await client.query<Candidate>(sql('find_people_by_email'), [districtId, email])
  return rows
}

/** The person whom somebody has said this subject is not; null: nobody has. */
export async function findApartPerson(client: pg.ClientBase, subject: PlatformSubject): Promise<string | null> {
  const { districtId, registrationId, sub } = subject
  const { rows } = await client.query<{ id: string }>(sql('find_apart_person'), [districtId, registrationId, sub])
  return rows[0]?.id ?? null
}

/**
 * The one person whom the district lets an e-mail address link: in the launched class, a teacher or student and no more,
 * and all else that the statement asks. Null where anything of it is missing.
 */
export async function findPersonByEmailChoice(
  client: pg.ClientBase,
  subject: PlatformSubject,
  sent: { readonly email: string; readonly classId: string },
): Promise<string | null> {
  const { districtId, registrationId, sub } = subject
  const values = [districtId, registrationId, sent.email, sent.classId, sub]
  const { rows } = await client.query<{ id: string }>(sql('find_person_by_email_choice'), values)
  return rows[0]?.id ?? null
}

/** Whether somebody holds more than the roles of a teacher or a student. */
export async function holdsMore(
  client: pg.ClientBase,
  of: { readonly districtId: string; readonly personId: string },
): Promise<boolean> {
  const { rows } = await client.query<{ holdsMore: boolean }>(sql('holds_more'), [of.districtId, of.personId])
  return rows[0]?.holdsMore === true
}

/** The class of the person among those that the platform names for one course page; null where it isn't exactly one. */
export async function findOwnNamedClass(
  client: pg.ClientBase,
  search: { readonly districtId: string; readonly personId: string; readonly classSourcedIds: readonly string[] },
): Promise<string | null> {
  const values = [search.districtId, search.personId, search.classSourcedIds]
  const { rows } = await client.query<{ id: string }>(sql('find_own_named_class'), values)
  return rows[0]?.id ?? null
}

/** Links the subject to the person for good (a link to somebody active stays) and takes them out of the queue. */
export async function linkPerson(
  client: pg.ClientBase,
  subject: PlatformSubject,
  link: { readonly personId: string; readonly linkedBy: PersonIdField | 'email'; readonly isVouched: boolean },
): Promise<void> {
  const { districtId, registrationId, sub } = subject
  const key = [districtId, registrationId, sub]
  const made = await client.query(sql('create_lti_user_link'), [...key, link.personId, link.linkedBy, link.isVouched])
  if (made.rowCount === 0) return
  await client.query(sql('close_unmatched_launch'), key)
  const detail = JSON.stringify({ registrationId, linkedBy: link.linkedBy })
  await client.query(sql('append_audit_entry'), [districtId, 'lti.link', `person:${link.personId}`, detail])
}

export interface UnmatchedLaunch extends PlatformSubject {
  readonly reason: string
  readonly name: string | null
  readonly email: string | null
  readonly lmsPersonId: string | null
  readonly proposedPersonId: string | null
  /** The course page that they came from. */
  readonly contextId: string | null
}

/** Puts somebody who is nobody in the roster into the administrator's queue, once per subject. */
export async function queueUnmatched(client: pg.ClientBase, launch: UnmatchedLaunch): Promise<void> {
  await client.query(sql('record_unmatched_launch'), [
    launch.districtId,
    launch.registrationId,
    launch.sub,
    launch.reason,
    launch.name,
    launch.email,
    launch.lmsPersonId,
    launch.proposedPersonId,
    launch.contextId,
  ])
}

export interface CoursePage {
  readonly districtId: string
  readonly registrationId: string
  readonly contextId: string
  readonly title: string | null
  readonly classSourcedIds: readonly string[]
  /** Where the platform lists its members; null: nowhere. */
  readonly membershipsUrl: string | null
  /** What the platform calls its product. */
  readonly platformFamily: string | null
  /** Where its line items are; null: it lets us write none. */
  readonly gradebookUrl: string | null
}

/** `classId`: the class behind the course page where that is known; `dismissed`: somebody has said that it is none. */
export interface RecordedPage {
  readonly classId: string | null
  readonly dismissed: boolean
}

/** Remembers the course page and returns the class behind it. */
export async function recordContext(client: pg.ClientBase, page: CoursePage): Promise<RecordedPage> {
  const { rows } = await client.query<{ class_id: string | null; dismissed: boolean }>(sql('record_lti_context'), [
    page.districtId,
    page.registrationId,
    page.contextId,
    page.title,
    page.classSourcedIds,
    page.membershipsUrl,
    page.platformFamily,
    page.gradebookUrl,
  ])
  return { classId: rows[0]?.class_id ?? null, dismissed: rows[0]?.dismissed ?? false }
}
