/**
 * Lets a verified launch in: who it is, and the single-use code of its page, kept in one transaction. Those who are known
 * already, nearly all, are let in together with whoever else of their district launches in the same moment.
 */

import type { VerifiedLaunch } from '../lti/verify-launch.ts'
import { admitKnownLaunches } from '../store/lti/admission.ts'
import type { KnownLaunch } from '../store/lti/admission.ts'
import { inDistrict } from '../store/database.ts'
import type { DistrictClient } from '../store/database.ts'
import { gather } from '../store/gather.ts'
import { readContacts } from '../store/notices/contacts.ts'
import { savePlacement } from '../store/lti/placement.ts'
import { saveSessionCode } from '../store/signin/session.ts'
import { identify, isTestUser } from './identify.ts'
import type { UnmatchedReason } from './identify.ts'
import { newSecret } from './secret.ts'
import type { SessionWorld } from './session.ts'

/** A launch that was let in (matched or not), with the code for its page; or one who may not come in any more. */
export type Admission =
  | {
      readonly admitted: true
      readonly code: string
      /** Null: found in the roster. */
      readonly unmatchedReason: UnmatchedReason | null
      readonly isClassFound: boolean
    }
  | {
      readonly admitted: false
      readonly reason: 'person_inactive' | 'account_suspended'
      /** Whom they may write to: the support address of their school, else of the district. */
      readonly writeTo: readonly string[]
    }

export type AdmitLaunch = (launch: VerifiedLaunch) => Promise<Admission>

/** Identifies a verified launch and makes the single-use code of its page. */
export function createAdmission(world: SessionWorld): AdmitLaunch {
  const admitKnown = gather<KnownLaunch & { readonly districtId: string }, { readonly classId: string | null } | null>(
    (launches, districtId) => admitKnownLaunches(world.db, districtId, launches),
    { laneOf: ({ districtId }) => districtId },
  )
  return async (launch) => {
    const code = newSecret()
    const expiresAt = new Date(world.now().getTime() + world.limits.codeLifetimeMs)
    const asked = asKnown(launch, { code, expiresAt })
    const known = asked === null ? null : await admitKnown(asked)
    if (known === null) return admitAnew(world, launch, { code, expiresAt })
    return { admitted: true, code, unmatchedReason: null, isClassFound: known.classId !== null }
  }
}

interface NewCode {
  readonly code: string
  readonly expiresAt: Date
}

/** What is looked up of somebody who may be known; null: this launch takes more than that. */
function asKnown(launch: VerifiedLaunch, made: NewCode): (KnownLaunch & { readonly districtId: string }) | null {
  const { context, deployment, registration, services, subject: sub } = launch
  if (sub === null || launch.deepLinking !== null || isTestUser(launch)) return null
  const { membershipsUrl, platformFamily, gradebookUrl } = services
  const page = context && {
    contextId: context.id,
    title: context.title,
    classSourcedIds: context.classSourcedIds,
    membershipsUrl,
    platformFamily,
    gradebookUrl,
  }
  const asked = { ...made, registrationId: registration.id, sub, page, opens: openedByLink(launch.place) }
  return isStorable(asked) ? { ...asked, districtId: deployment.districtId } : null
}

// What the database's JSON takes for no text. One such launch would have all that go with it done one by one.
function isStorable({ sub, page }: Pick<KnownLaunch, 'sub' | 'page'>): boolean {
  const texts =
    page === null ? [] : [page.contextId, page.title, page.membershipsUrl, page.platformFamily, page.gradebookUrl]
  return [sub, ...texts, ...(page?.classSourcedIds ?? [])].every(
    (text) => text === null || (text.isWellFormed() && !text.includes('\0')),
  )
}

/** Looks for the person anew, keeps what was found or a place in the queue, and makes the code. */
function admitAnew({ db, limits, now }: SessionWorld, launch: VerifiedLaunch, made: NewCode): Promise<Admission> {
  const { deployment, registration } = launch
  const { districtId } = deployment
  return inDistrict(db, { districtId, actor: 'system' }, async (client) => {
    const identity = await identify(client, launch)
    if (identity.kind === 'shut') {
      const { support } = await readContacts(client, { districtId, personId: identity.personId })
      const reason = identity.because === 'inactive' ? 'person_inactive' : 'account_suspended'
      return { admitted: false, reason, writeTo: support }
    }
    const personId = identity.kind === 'person' ? identity.personId : null
    const unmatchedReason = identity.kind === 'unmatched' ? identity.reason : null
    const opens = personId === null ? null : await openedBy(client, { launch, personId, limits, at: now() })
    await saveSessionCode(client, made.code, {
      districtId,
      registrationId: registration.id,
      personId,
      unmatchedReason,
      classId: identity.classId,
      isWeak: identity.kind === 'person' && identity.isWeak,
      opens,
      expiresAt: made.expiresAt,
    })
    return { admitted: true, code: made.code, unmatchedReason, isClassFound: identity.classId !== null }
  })
}

interface Opening {
  readonly launch: VerifiedLaunch
  readonly personId: string
  readonly limits: SessionWorld['limits']
  readonly at: Date
}

/** What the launch opens beyond the class and the first page; null: nothing. */
async function openedBy(client: DistrictClient, { launch, personId, limits, at }: Opening): Promise<string | null> {
  const { deployment, registration, deepLinking, place } = launch
  if (deepLinking === null) return openedByLink(place)
  const { districtId, deploymentId } = deployment
  const expiresAt = new Date(at.getTime() + limits.sessionIdleMs)
  const asked = { ...deepLinking, districtId, registrationId: registration.id, deploymentId, personId }
  return `placement:${await savePlacement(client, { ...asked, now: at, expiresAt })}`
}

function openedByLink(place: VerifiedLaunch['place']): string | null {
  if ('id' in place) return `${place.kind}:${place.id}`
  return place.kind === 'start' ? null : place.kind
}
