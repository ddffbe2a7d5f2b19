/** Who a launch is, in the database of one district: stored links, the roster's ids, the administrator's queue. */

import type pg from 'pg'
import type { PersonIdField } from './lti.ts'
import { sql } from './sql.ts'

/** `active` is false for somebody who has retired or was disabled. */
export interface Candidate {
  readonly id: string
  readonly active: boolean
}

/** `current` is false where only records say so that their source has withdrawn. */
export interface CandidateById extends Candidate {
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
export async function findLinkedPerson(client: pg.ClientBase, subject: PlatformSubject): Promise<Candidate | null> {
  const { districtId, registrationId, sub } = subject
  const { rows } = await client.query<Candidate>(sql('find_linked_person'), [districtId, registrationId, sub])
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

/** Links the subject to the person for good (a link to somebody active stays) and takes them out of the queue. */
export async function linkPerson(
  client: pg.ClientBase,
  subject: PlatformSubject,
  link: { readonly personId: string; readonly linkedBy: PersonIdField },
): Promise<void> {
  const { districtId, registrationId, sub } = subject
  const key = [districtId, registrationId, sub]
  const made = await client.query(sql('create_lti_user_link'), [...key, link.personId, link.linkedBy])
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
  ])
}

/** Remembers the course page and returns the class behind it, where that is known. */
export async function recordContext(
  client: pg.ClientBase,
  context: {
    readonly districtId: string
    readonly registrationId: string
    readonly contextId: string
    readonly title: string | null
    readonly classSourcedIds: readonly string[]
  },
): Promise<string | null> {
  const { rows } = await client.query<{ class_id: string | null }>(sql('record_lti_context'), [
    context.districtId,
    context.registrationId,
    context.contextId,
    context.title,
    context.classSourcedIds,
  ])
  return rows[0]?.class_id ?? null
}
