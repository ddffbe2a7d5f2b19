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
  holdsMore,
  linkPerson,
  queueUnmatched,
  recordContext,
} from '../store/lti/identity.ts'
import type { CandidateById, PlatformSubject, RecordedPage } from '../store/lti/identity.ts'

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
  /** They hold more than a teacher or a student, and nobody who may has confirmed the platform, or the link. */
  | 'unconfirmed'

export type Identity =
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly classId: string | null
      /** Not proof enough for somebody who holds more than a teacher or a student. */
      readonly isWeak: boolean
    }
  | { readonly kind: 'unmatched'; readonly reason: UnmatchedReason; readonly classId: string | null }
  | Shut

/**
 * They don't get in, because of what stands there. `inactive`: somebody who has retired or whom the feed has disabled; `suspended`: somebody of the
 * roster whose account an administrator has switched off.
 */
interface Shut {
  readonly kind: 'shut'
  readonly because: 'inactive' | 'suspended'
  readonly personId: string
}

/** `meant`: whom the platform, or the link, says it is, and may not say so. */
interface Nobody {
  readonly kind: 'nobody'
  readonly reason: UnmatchedReason
  readonly meant: string | null
}
type Search = { readonly kind: 'person'; readonly personId: string; readonly isWeak: boolean } | Shut | Nobody

const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'
const NO_PAGE: RecordedPage = { classId: null, dismissed: false }

/**
 * Identifies the launch in its district; keeps a link that was found, or a place in the administrator's queue. In the
 * district's transaction.
 */
export async function identify(client: DistrictClient, launch: VerifiedLaunch): Promise<Identity> {
  const page = await recordPage(client, launch)
  const found = await search(client, launch, page)
  if (found.kind === 'shut') return found
  if (found.kind === 'nobody') {
    await queue(client, launch, found)
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
    return { kind: 'person', personId: linked.id, isWeak: linked.weak }
  }
  const found = await searchAnew(client, launch, page)
  if (linked === null || found.kind === 'person') return found
  // Somebody who has left stays out, unless the roster knows them again under the id that the platform sends.
  if (!linked.active) return shut(linked)
  return linked.byEmail ? nobody('email_not_enough') : nobody('unconfirmed', linked.id)
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
  await linkPerson(client, subject, { personId, linkedBy: 'email', isVouched: false })
  return { kind: 'person', personId, isWeak: true }
}

async function searchById(client: DistrictClient, launch: VerifiedLaunch, value: string): Promise<Search> {
  const subject = subjectOf(launch)
  const field = launch.registration.personIdField
  const candidates = await findPeopleById(client, { districtId: launch.deployment.districtId, field, value })
  const [only, another] = speaking(candidates)
  const [gone] = candidates.toSorted((a, b) => Number(b.stands) - Number(a.stands))
  if (another !== undefined) return nobody('person_ambiguous')
  if (only === undefined) return gone === undefined ? nobody('person_unknown') : shut(gone)
  if (subject !== null && (await findApartPerson(client, subject)) === only.id) return nobody('unlinked')
  const { districtId, isConfirmed: isVouched } = launch.deployment
  if (!isVouched && (await holdsMore(client, { districtId, personId: only.id }))) return nobody('unconfirmed', only.id)
  if (subject !== null) await linkPerson(client, subject, { personId: only.id, linkedBy: field, isVouched })
  return { kind: 'person', personId: only.id, isWeak: !isVouched }
}

/** What a source has withdrawn still names a person, where nothing current does. */
function speaking(candidates: readonly CandidateById[]): readonly CandidateById[] {
  const active = candidates.filter((candidate) => candidate.active)
  const current = active.filter((candidate) => candidate.current)
  return current.length > 0 ? current : active
}

function shut({ id, stands }: { readonly id: string; readonly stands: boolean }): Shut {
  return { kind: 'shut', because: stands ? 'suspended' : 'inactive', personId: id }
}

function nobody(reason: UnmatchedReason, meant: string | null = null): Nobody {
  return { kind: 'nobody', reason, meant }
}

/** Whoever can be recognised again goes into the queue, with whom the platform means, or the one who has their e-mail. */
async function queue(client: DistrictClient, launch: VerifiedLaunch, { reason, meant }: Nobody): Promise<void> {
  const subject = subjectOf(launch)
  if (subject === null || reason === 'test_user') return
  const { person, context } = launch
  const alike =
    meant !== null || person.email === null ? [] : await findPeopleByEmail(client, subject.districtId, person.email)
  await queueUnmatched(client, {
    ...subject,
    reason,
    name: person.name,
    email: person.email,
    lmsPersonId: person.personId,
    proposedPersonId: meant ?? (alike.length === 1 ? (alike[0]?.id ?? null) : null),
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
    gradebookUrl: services.gradebookUrl,
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
