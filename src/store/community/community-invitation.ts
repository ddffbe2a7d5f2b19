/** Invitations to communities: by mail to one address, by link to whoever works in the district. In its transaction. */

import type pg from 'pg'
import type { PrismaTransaction } from '../database.ts'
import type { PersonRow, SchoolRow } from '../page.ts'
import { hashToken } from '../signin/session.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

interface ClassName {
  readonly id: string
  readonly title: string
}

/** A class that somebody of a community leads and that isn't in it. */
export interface AskableClass extends ClassName {
  readonly classCode: string | null
  readonly school: SchoolRow | null
  /** Those who belong to the community. */
  readonly leads: readonly PersonRow[]
}

export interface OpenInvitation {
  readonly id: string
  readonly kind: 'mail' | 'link' | 'class'
  /** Of a mail. */
  readonly email: string | null
  /** That is asked for. */
  readonly class: ClassName | null
  readonly invitedBy: PersonRow
  readonly createdAt: Date
  readonly expiresAt: Date
  /** How many came in by it. */
  readonly accepted: number
}

/** An invitation as whom it is for sees it. */
export interface OfferedCommunity {
  readonly id: string
  readonly community: SchoolRow
  /** A class of theirs that it asks for; null: it is for themself. */
  readonly class: ClassName | null
  readonly invitedBy: PersonRow
  readonly expiresAt: Date
}

interface Place {
  readonly districtId: string
  readonly communityId: string
}

/** Of a community, the newest first. */
export function listOpenInvitations(tx: PrismaTransaction, place: Place, now: Date): Promise<OpenInvitation[]> {
  return query<OpenInvitation>(tx, 'list_community_invitations', [place.districtId, place.communityId, now])
}

/** Classes that a lead of the community may ask for, or one of them; without their own. */
export function listAskableClasses(
  tx: PrismaTransaction,
  { districtId, communityId }: Place,
  { askedBy, classId, max }: { readonly askedBy: string; readonly classId: string | null; readonly max: number },
): Promise<AskableClass[]> {
  return query<AskableClass>(tx, 'list_askable_classes', [districtId, communityId, askedBy, classId, max])
}

/** How many are open, and whether this address or class has one of them. */
export async function countOpenInvitations(
  tx: PrismaTransaction,
  { districtId, communityId }: Place,
  { now, email, classId }: { readonly now: Date; readonly email: string | null; readonly classId: string | null },
): Promise<{ readonly open: number; readonly same: boolean }> {
  const values = [districtId, communityId, now, email, classId]
  const [row] = await query<{ open: number; same: boolean }>(tx, 'count_open_invitations', values)
  return row ?? { open: 0, same: false }
}

export type NewInvitation = Place & { readonly invitedBy: string; readonly at: Date; readonly expiresAt: Date } & (
    | { readonly kind: 'mail'; readonly email: string; readonly invitationId: string | null }
    | { readonly kind: 'link'; readonly secret: string }
    | { readonly kind: 'class'; readonly classId: string }
  )

/** Keeps an invitation; of a link only a hash of its secret. Answers its id. */
export async function addInvitation(tx: PrismaTransaction, made: NewInvitation): Promise<string> {
  const email = made.kind === 'mail' ? made.email : null
  const tokenHash = made.kind === 'link' ? hashToken(made.secret) : null
  const byKind = [email, tokenHash, made.kind === 'mail' ? made.invitationId : null]
  const classId = made.kind === 'class' ? made.classId : null
  const { districtId, communityId, kind, invitedBy, at, expiresAt } = made
  const values = [districtId, communityId, kind, ...byKind, classId, invitedBy, at, expiresAt]
  const [row] = await query<{ id: string }>(tx, 'add_community_invitation', values)
  return row?.id ?? ''
}

interface OneTimeLink {
  readonly secret: string
  readonly email: string
  readonly expiresAt: Date
  readonly mailedAt: Date
}

/** Keeps the one-time link by which somebody from outside comes in. Answers its id. */
export async function addOneTimeLink(
  tx: PrismaTransaction,
  { districtId, communityId }: Place,
  { secret, email, expiresAt, mailedAt }: OneTimeLink,
): Promise<string> {
  const values = [districtId, hashToken(secret), email, 'community_member', 'community', BigInt(communityId), null]
  const [row] = await query<{ id: string }>(tx, 'create_invitation', [...values, expiresAt, mailedAt])
  return row?.id ?? ''
}

/** Ends an open one before its time. False: there is none. */
export async function endInvitation(
  tx: PrismaTransaction,
  ended: {
    readonly districtId: string
    /** Null: of whichever community. */
    readonly communityId: string | null
    readonly invitationId: string
    readonly by: string
    readonly at: Date
  },
): Promise<boolean> {
  const { districtId, communityId, invitationId, by, at } = ended
  return (await query(tx, 'end_community_invitation', [districtId, communityId, invitationId, by, at])).length === 1
}

/** Ends every open one of a community. */
export async function endInvitations(
  tx: PrismaTransaction,
  { districtId, communityId }: Place,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.$executeRawUnsafe(sql('end_community_invitations'), districtId, communityId, by, at)
}

/** Ends whoever asks for a class, which has come into the community in another way. */
export async function endClassRequests(
  tx: PrismaTransaction,
  { districtId, communityId, classId }: Place & { readonly classId: string },
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.$executeRawUnsafe(sql('end_class_requests'), districtId, communityId, classId, by, at)
}

interface Person {
  readonly districtId: string
  readonly personId: string
}

/** To which communities somebody is invited by the address that the roster has of them. */
export function listOffered(
  tx: PrismaTransaction,
  { districtId, personId }: Person,
  now: Date,
): Promise<OfferedCommunity[]> {
  return query<OfferedCommunity>(tx, 'list_my_invitations', [districtId, personId, now])
}

/** What a link invites to; null: it is over, was ended, or there never was one. */
export async function findLink(
  tx: PrismaTransaction,
  { districtId, secret }: { readonly districtId: string; readonly secret: string },
  now: Date,
): Promise<OfferedCommunity | null> {
  const [row] = await query<OfferedCommunity>(tx, 'find_community_link', [districtId, hashToken(secret), now])
  return row ?? null
}

/** Uses an invitation; null: it is over, or its mail was used. */
export async function useInvitation(
  tx: PrismaTransaction,
  { districtId, invitationId }: { readonly districtId: string; readonly invitationId: string },
  now: Date,
): Promise<{ readonly communityId: string; readonly invitedBy: string } | null> {
  const [row] = await query<{ communityId: string; invitedBy: string }>(tx, 'count_invitation_accepted', [
    districtId,
    invitationId,
    now,
  ])
  return row ?? null
}

/** Whether somebody may belong to communities: whoever studies here or comes for a child may not, unless they work here. */
export async function mayJoinCommunities(tx: PrismaTransaction, { districtId, personId }: Person): Promise<boolean> {
  return (await query(tx, 'may_join_communities', [districtId, personId])).length === 1
}

/** Who in the district has an address, and how many of them may belong to communities. */
export async function findInvited(
  tx: PrismaTransaction,
  districtId: string,
  email: string,
): Promise<{ readonly known: number; readonly mayJoin: number }> {
  const [row] = await query<{ known: number; mayJoin: number }>(tx, 'find_person_to_invite', [districtId, email])
  return row ?? { known: 0, mayJoin: 0 }
}

/** A mail into the outbox, sealed; the worker is told that there is one. */
export async function queueSealedMail(
  tx: PrismaTransaction,
  mail: {
    readonly districtId: string
    readonly event: string
    readonly recipient: string
    readonly messageId: string
    readonly sealed: string
    readonly at: Date
  },
): Promise<void> {
  const { districtId, event, recipient, messageId, sealed, at } = mail
  const values = [districtId, 'mail', event, recipient, messageId, { account: sealed }, at]
  await tx.$executeRawUnsafe(sql('queue_message'), ...values)
  await tx.$executeRawUnsafe(sql('hasten_chore'), districtId, 'post', at)
}

/**
 * Keeps the community of a one-time link from others until the transaction ends, where it is for one. Before the link is used
 * up: whoever takes it back keeps the community first, too, and neither waits for the other.
 */
export async function lockCommunityOfLink(
  client: pg.ClientBase,
  { districtId, token }: { readonly districtId: string; readonly token: string },
): Promise<void> {
  await client.query(sql('lock_community_of_link'), [districtId, hashToken(token)])
}

/** Whoever came in by the one-time link of a mail joins its community, with an audit entry; null: that invitation is over. */
export async function joinByOneTimeLink(
  client: pg.ClientBase,
  { districtId, personId, oneTimeLinkId }: Person & { readonly oneTimeLinkId: string },
  now: Date,
): Promise<string | null> {
  const values = [districtId, oneTimeLinkId, personId, now]
  const { rows } = await client.query<{ communityId: string }>(sql('join_by_one_time_link'), values)
  const communityId = rows[0]?.communityId
  if (communityId === undefined) return null
  const detail = JSON.stringify({ personId, by: 'one-time link' })
  await client.query(sql('append_audit_entry'), [districtId, 'community.join', `community:${communityId}`, detail])
  return communityId
}
