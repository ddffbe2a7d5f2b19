/**
 * Who a verified launch is: the stored link first, then the roster's own id within the deployment's district.
 * E-mail only proposes, LTI roles say nothing, and nothing here gives a role.
 */

import type { VerifiedLaunch } from '../lti/verify-launch.ts'
import { inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import {
  findLinkedPerson,
  findPeopleByEmail,
  findPeopleById,
  linkPerson,
  queueUnmatched,
  recordContext,
} from '../store/identity.ts'
import type { Candidate } from '../store/identity.ts'

/** Why a launch is nobody in the roster. */
export type UnmatchedReason =
  /** The platform doesn't say who it is. */
  | 'anonymous'
  /** The platform's own test student. */
  | 'test_user'
  /** It sends no id of the roster. */
  | 'no_person_id'
  /** Nobody in the district has this id. */
  | 'person_unknown'
  /** Several have it. */
  | 'person_ambiguous'

export type Identity =
  | { readonly kind: 'person'; readonly personId: string; readonly classId: string | null }
  | { readonly kind: 'unmatched'; readonly reason: UnmatchedReason; readonly classId: string | null }
  /** Somebody who has retired or was disabled: they don't get in. */
  | { readonly kind: 'inactive' }

type Client = Parameters<Parameters<typeof inDistrict>[2]>[0]
type Search = Identity | { readonly kind: 'nobody'; readonly reason: UnmatchedReason }

const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'

/** Identifies the launch in its district; keeps a link that was found, or a place in the administrator's queue. */
export function identify(db: Database, launch: VerifiedLaunch): Promise<Identity> {
  const { districtId } = launch.deployment
  return inDistrict(db, { districtId, actor: 'system' }, async (client) => {
    const classId = await findClass(client, launch)
    const found = await search(client, launch)
    if (found.kind === 'inactive') return found
    if (found.kind === 'person') return { ...found, classId }
    await queue(client, launch, found.reason)
    return { kind: 'unmatched', reason: found.reason, classId }
  })
}

async function search(client: Client, launch: VerifiedLaunch): Promise<Search> {
  const { deployment, registration, subject } = launch
  if (launch.roles.includes(TEST_USER)) return { kind: 'nobody', reason: 'test_user' }
  const { districtId } = deployment
  const linked =
    subject === null
      ? null
      : await findLinkedPerson(client, { districtId, registrationId: registration.id, sub: subject })
  if (linked?.active === true) return matched(linked)
  const found = await searchById(client, launch)
  // Somebody who has left stays out, unless the roster knows them again under the id that the platform sends.
  return linked !== null && found.kind !== 'person' ? { kind: 'inactive' } : found
}

async function searchById(client: Client, launch: VerifiedLaunch): Promise<Search> {
  const { deployment, registration, subject, person } = launch
  const { districtId } = deployment
  if (person.personId === null) return { kind: 'nobody', reason: subject === null ? 'anonymous' : 'no_person_id' }
  const field = registration.personIdField
  const candidates = await findPeopleById(client, { districtId, field, value: person.personId })
  const active = candidates.filter((candidate) => candidate.active)
  const current = active.filter((candidate) => candidate.current)
  // What a source has withdrawn still names a person, where nothing current does.
  const [only, another] = current.length > 0 ? current : active
  if (another !== undefined) return { kind: 'nobody', reason: 'person_ambiguous' }
  if (only === undefined) {
    return candidates.length > 0 ? { kind: 'inactive' } : { kind: 'nobody', reason: 'person_unknown' }
  }
  if (subject !== null) {
    const key = { districtId, registrationId: registration.id, sub: subject }
    await linkPerson(client, key, { personId: only.id, linkedBy: field })
  }
  return matched(only)
}

function matched({ id }: Candidate): Identity {
  return { kind: 'person', personId: id, classId: null }
}

/** Whoever can be recognised again goes into the queue, with the one person who has their e-mail as a proposal. */
async function queue(client: Client, launch: VerifiedLaunch, reason: UnmatchedReason): Promise<void> {
  const { deployment, registration, subject, person } = launch
  if (subject === null || reason === 'test_user') return
  const { districtId } = deployment
  const alike = person.email === null ? [] : await findPeopleByEmail(client, districtId, person.email)
  await queueUnmatched(client, {
    districtId,
    registrationId: registration.id,
    sub: subject,
    reason,
    name: person.name,
    email: person.email,
    lmsPersonId: person.personId,
    proposedPersonId: alike.length === 1 ? (alike[0]?.id ?? null) : null,
  })
}

async function findClass(
  client: Client,
  { context, deployment, registration }: VerifiedLaunch,
): Promise<string | null> {
  if (context === null) return null
  return recordContext(client, {
    districtId: deployment.districtId,
    registrationId: registration.id,
    contextId: context.id,
    title: context.title,
    classSourcedIds: context.classSourcedIds,
  })
}
