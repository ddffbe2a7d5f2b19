/** People whom a launch brought and the roster doesn't know, and the links that were made: as somebody decides them. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { appendAudit } from '../audit/audit.ts'
import type { PrismaTransaction } from '../database.ts'
import type { Page, PageRequest, PersonRow } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { query, querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface LaunchProposal extends PersonRow {
  /** What they share with what the platform says. */
  readonly because: readonly ('number' | 'email' | 'name')[]
  /** They are in the class that the launch came from. */
  readonly inClass: boolean
  /** More than a teacher or a student: only an administrator of the district links them. */
  readonly holdsMore: boolean
  readonly schools: readonly string[]
}

export interface UnmatchedLaunchRow {
  readonly id: string
  readonly reason: string
  /** As the platform says, all three. */
  readonly name: string | null
  readonly email: string | null
  readonly lmsPersonId: string | null
  readonly launches: number
  readonly lastAt: string
  /** The platform's issuer. */
  readonly platform: string
  /** The course page of the last launch, and the class behind it where that is known. */
  readonly course: string | null
  readonly className: string | null
  readonly proposals: readonly LaunchProposal[]
}

export interface LinkRow {
  readonly id: string
  readonly person: PersonRow
  readonly platform: string
  readonly linkedBy: 'sourcedId' | 'identifier' | 'userIds' | 'email' | 'admin'
  readonly linkedAt: string
  readonly holdsMore: boolean
}

export const WAITING_ORDER: ListOrder = {
  by: {
    lastAt: ['page.last_at'],
    reason: ['page.reason'],
    name: ['lower(page.lms_name)'],
  },
  nullable: ['name'],
  otherwise: 'page.last_at desc, page.id',
}

/** One page of those who wait, the last launch first. */
export async function listUnmatchedPage(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: PageRequest,
): Promise<Page<UnmatchedLaunchRow>> {
  const { limit, offset } = pageFrom(request)
  const values = [...reachSchools(grant), limit, offset]
  const [row] = await querySorted<{ total: number; items: UnmatchedLaunchRow[] }>(
    tx,
    sorted('list_unmatched_page', request, WAITING_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

export const LINKS_ORDER: ListOrder = {
  by: {
    linkedAt: ['page.created_at'],
    linkedBy: ['page.linked_by'],
    familyName: ['lower(page.family_name)'],
    givenName: ['lower(page.given_name)'],
  },
  otherwise: 'page.created_at desc, page.id desc',
}

/** One page of the links, the last first; `words`: lower case, parts of a name. */
export async function listLinkPage(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  request: PageRequest & { readonly words: readonly string[] },
): Promise<Page<LinkRow>> {
  const { limit, offset } = pageFrom(request)
  const values = [...reachSchools(grant), request.words, limit, offset]
  const [row] = await querySorted<{ total: number; items: LinkRow[] }>(
    tx,
    sorted('list_lti_links', request, LINKS_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}

/** One of the queue, or null where none of that number is in scope. */
export async function findUnmatched(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  launchId: string,
): Promise<{ readonly isOpen: boolean } | null> {
  const [row] = await query<{ isOpen: boolean }>(tx, 'find_unmatched_launch', [...reachSchools(grant), launchId])
  return row ?? null
}

/** Somebody active in scope who may be linked; null: nobody. */
export async function findLinkTarget(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  personId: string,
): Promise<{ readonly holdsMore: boolean } | null> {
  const [row] = await query<{ holdsMore: boolean }>(tx, 'find_link_target', [...reachSchools(grant), personId])
  return row ?? null
}

interface Decision {
  readonly districtId: string
  readonly launchId: string
  readonly by: string
  readonly now: Date
}

interface LinkDecision extends Decision {
  readonly personId: string
  /** Whoever decides may speak for people who hold more than a teacher or a student. */
  readonly isVouched: boolean
}

/** Links one of the queue to a person for good. False: somebody else has decided meanwhile. */
export async function linkUnmatched(
  tx: PrismaTransaction,
  { districtId, launchId, by, now, personId, isVouched }: LinkDecision,
): Promise<boolean> {
  const closed = await close(tx, { districtId, launchId, by, now }, 'linked')
  if (closed === null) return false
  await query(tx, 'set_lti_user_link', [districtId, closed.registrationId, closed.sub, personId, isVouched])
  await appendAudit(tx, districtId, {
    action: 'lti.link',
    object: `person:${personId}`,
    detail: { registrationId: closed.registrationId, linkedBy: 'admin', launch: launchId },
  })
  return true
}

/** Takes one out of the queue for good. False: somebody else has decided meanwhile. */
export async function dismissUnmatched(tx: PrismaTransaction, decision: Decision): Promise<boolean> {
  const closed = await close(tx, decision, 'dismissed')
  if (closed === null) return false
  await appendAudit(tx, decision.districtId, {
    action: 'lti.dismiss',
    object: `launch:${decision.launchId}`,
    detail: { registrationId: closed.registrationId },
  })
  return true
}

async function close(
  tx: PrismaTransaction,
  { districtId, launchId, by, now }: Decision,
  status: 'linked' | 'dismissed',
): Promise<{ readonly registrationId: string; readonly sub: string } | null> {
  const values = [districtId, launchId, status, by, now]
  const [row] = await query<{ registrationId: string; sub: string }>(tx, 'decide_unmatched_launch', values)
  return row ?? null
}

/** A link in scope, or null. */
export async function findLink(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  linkId: string,
): Promise<{ readonly holdsMore: boolean } | null> {
  const [row] = await query<{ holdsMore: boolean }>(tx, 'find_lti_link', [...reachSchools(grant), linkId])
  return row ?? null
}

/** Takes a link back and ends what was opened by it. False: it is gone already. */
export async function removeLink(
  tx: PrismaTransaction,
  link: { readonly districtId: string; readonly linkId: string; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const values = [link.districtId, link.linkId, link.by, link.now]
  const [row] = await query<{ registrationId: string; personId: string }>(tx, 'remove_lti_link', values)
  if (row === undefined) return false
  await appendAudit(tx, link.districtId, {
    action: 'lti.unlink',
    object: `person:${row.personId}`,
    detail: { registrationId: row.registrationId },
  })
  return true
}

export interface EmailChoice {
  readonly registrationId: string
  readonly platform: string
  readonly clientId: string
  /** False: it serves another district, too, and so may never link by e-mail. */
  readonly servesOne: boolean
  readonly enabled: boolean
}

/** The registrations that serve the district, and which of them may link by e-mail. */
export function listEmailChoices(tx: PrismaTransaction, districtId: string): Promise<EmailChoice[]> {
  return query<EmailChoice>(tx, 'list_email_choices', [districtId])
}

/** Switches links by e-mail on or off for one registration in the district. */
export async function setEmailChoice(
  tx: PrismaTransaction,
  choice: {
    readonly districtId: string
    readonly registrationId: string
    readonly enabled: boolean
    readonly by: string
    readonly now: Date
  },
): Promise<void> {
  const { districtId, registrationId, enabled, by, now } = choice
  await query(tx, 'set_email_choice', [districtId, registrationId, enabled, by, now])
  await appendAudit(tx, districtId, {
    action: enabled ? 'lti.email_on' : 'lti.email_off',
    object: `lti_registration:${registrationId}`,
  })
}
