/**
 * Who a verified launch is: the stored link first, then the roster's own id within the deployment's district. E-mail
 * only proposes, but where a district has switched it on for a registration of its own. LTI roles say nothing, and
 * nothing here gives a role.
 */

import type { VerifiedLaunch } from '../lti/verify-launch.ts'
import type { DistrictClient } from '../store/database.ts'
import {
  findApartPerson,
  findLinkedPerson,
  findOwnNamedClass,
  findPeopleByEmail,
  findPeopleById,
  findPersonByEmailChoice,
  linkPerson,
  queueUnmatched,
  recordContext,
} from '../store/identity.ts'
import type { CandidateById, PlatformSubject, RecordedPage } from '../store/identity.ts'

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
  /** Somebody has said that it is not the person who has this id. */
  | 'unlinked'
  /** An e-mail address linked them, and they hold more since than that is proof enough for. */
  | 'email_not_enough'

export type Identity =
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly classId: string | null
      /** An e-mail address alone says so. */
      readonly byEmail: boolean
    }
  | { readonly kind: 'unmatched'; readonly reason: UnmatchedReason; readonly classId: string | null }
  /** Somebody who has retired or was disabled: they don't get in. */
  | { readonly kind: 'inactive' }

type Search =
  | { readonly kind: 'person'; readonly personId: string; readonly byEmail: boolean }
  | { readonly kind: 'inactive' }
  | { readonly kind: 'nobody'; readonly reason: UnmatchedReason }

const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'
const NO_PAGE: RecordedPage = { classId: null, dismissed: false }

/**
 * Identifies the launch in its district; keeps a link that was found, or a place in the administrator's queue. In the
 * district's transaction.
 */
export async function identify(client: DistrictClient, launch: VerifiedLaunch): Promise<Identity> {
  const page = await recordPage(client, launch)
  const found = await search(client, launch, page)
  if (found.kind === 'inactive') return found
  if (found.kind === 'nobody') {
    await queue(client, launch, found.reason)
    return { kind: 'unmatched', reason: found.reason, classId: page.classId }
  }
  return { ...found, classId: await findClass(client, launch, { page, personId: found.personId }) }
}

/** The platform's own test student, who is nobody whatever else the launch says. */
export function isTestUser({ roles }: Pick<VerifiedLaunch, 'roles'>): boolean {
  return roles.includes(TEST_USER)
}

/** What the platform calls this person; null: it doesn't say. */
function subjectOf({ deployment, registration, subject }: VerifiedLaunch): PlatformSubject | null {
  return subject === null ? null : { districtId: deployment.districtId, registrationId: registration.id, sub: subject }
}

async function search(client: DistrictClient, launch: VerifiedLaunch, page: RecordedPage): Promise<Search> {
  if (isTestUser(launch)) return nobody('test_user')
  const subject = subjectOf(launch)
  const linked = subject === null ? null : await findLinkedPerson(client, subject)
  if (linked?.active === true && !linked.outgrown) {
    return { kind: 'person', personId: linked.id, byEmail: linked.byEmail }
  }
  const found = await searchAnew(client, launch, page)
  if (linked === null || found.kind === 'person') return found
  // Somebody who has left stays out, unless the roster knows them again under the id that the platform sends.
  return linked.active ? nobody('email_not_enough') : { kind: 'inactive' }
}

async function searchAnew(client: DistrictClient, launch: VerifiedLaunch, page: RecordedPage): Promise<Search> {
  const subject = subjectOf(launch)
  if (launch.person.personId !== null) return searchById(client, launch, launch.person.personId)
  if (subject === null) return nobody('anonymous')
  const { email } = launch.person
  // Only where the platform sends nothing better: a wrong number is no reason to believe an address.
  if (email === null || page.classId === null) return nobody('no_person_id')
  const personId = await findPersonByEmailChoice(client, subject, { email, classId: page.classId })
  if (personId === null) return nobody('no_person_id')
  await linkPerson(client, subject, { personId, linkedBy: 'email' })
  return { kind: 'person', personId, byEmail: true }
}

async function searchById(client: DistrictClient, launch: VerifiedLaunch, value: string): Promise<Search> {
  const subject = subjectOf(launch)
  const field = launch.registration.personIdField
  const candidates = await findPeopleById(client, { districtId: launch.deployment.districtId, field, value })
  const [only, another] = speaking(candidates)
  if (another !== undefined) return nobody('person_ambiguous')
  if (only === undefined) return candidates.length > 0 ? { kind: 'inactive' } : nobody('person_unknown')
  if (subject !== null) {
    if ((await findApartPerson(client, subject)) === only.id) return nobody('unlinked')
    await linkPerson(client, subject, { personId: only.id, linkedBy: field })
  }
  return { kind: 'person', personId: only.id, byEmail: false }
}

/** What a source has withdrawn still names a person, where nothing current does. */
function speaking(candidates: readonly CandidateById[]): readonly CandidateById[] {
  const active = candidates.filter((candidate) => candidate.active)
  const current = active.filter((candidate) => candidate.current)
  return current.length > 0 ? current : active
}

function nobody(reason: UnmatchedReason): Search {
  return { kind: 'nobody', reason }
}

/** Whoever can be recognised again goes into the queue, with the one person who has their e-mail as a proposal. */
async function queue(client: DistrictClient, launch: VerifiedLaunch, reason: UnmatchedReason): Promise<void> {
  const subject = subjectOf(launch)
  if (subject === null || reason === 'test_user') return
  const { person, context } = launch
  const alike = person.email === null ? [] : await findPeopleByEmail(client, subject.districtId, person.email)
  await queueUnmatched(client, {
    ...subject,
    reason,
    name: person.name,
    email: person.email,
    lmsPersonId: person.personId,
    proposedPersonId: alike.length === 1 ? (alike[0]?.id ?? null) : null,
    contextId: context?.id ?? null,
  })
}

async function recordPage(client: DistrictClient, launch: VerifiedLaunch): Promise<RecordedPage> {
  const { context, deployment, registration, services } = launch
  if (context === null) return NO_PAGE
  return recordContext(client, {
    districtId: deployment.districtId,
    registrationId: registration.id,
    contextId: context.id,
    title: context.title,
    classSourcedIds: context.classSourcedIds,
    membershipsUrl: services.membershipsUrl,
    platformFamily: services.platformFamily,
  })
}

/** The class of the course page; where several classes share the page, the person's own of them. */
async function findClass(
  client: DistrictClient,
  { context, deployment }: VerifiedLaunch,
  { page, personId }: { readonly page: RecordedPage; readonly personId: string },
): Promise<string | null> {
  if (page.classId !== null || page.dismissed || context === null || context.classSourcedIds.length < 2) {
    return page.classId
  }
  const { classSourcedIds } = context
  return findOwnNamedClass(client, { districtId: deployment.districtId, personId, classSourcedIds })
}
