/** A community's lead invites: by mail to one address, by a link for whoever works in the district, or asks for a class. */

import type { Grant } from '../../access/grant.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import {
  addInvitation,
  addOneTimeLink,
  countOpenInvitations,
  endInvitation,
  findInvited,
  listAskableClasses,
  queueSealedMail,
} from '../../store/community/community-invitation.ts'
import { findDistrictOfPrincipal } from '../../store/people/person.ts'
import { accountLetterPlace } from '../../store/notices/outbox.ts'
import type { DomainWorld } from '../../store/world.ts'
import { atCommunityDesk, type CommunityDesk, type CommunityOutcome, CommunityStop, placeOf } from './community-desk.ts'

/** Invitations of a community that are open at one time. */
const INVITATIONS_MAX = 200
const MAIL_DAYS = 14
const DAY_MS = 86_400_000

/** What http made for the mail: a secret of a one-time link, and the addresses that the letter leads to. */
export interface InvitationMail {
  readonly secret: string
  /** Where somebody from outside comes in. */
  readonly url: string
  readonly publicUrl: string
  readonly messageId: string
}

/**
 * Invites an address. The answer is the same whether or not the district knows it: whoever works here finds the
 * invitation among their communities and gets a letter that says so, somebody from outside gets a one-time link, and
 * who may belong to no community gets nothing.
 */
export function inviteByMail(
  world: DomainWorld,
  grant: Grant<'invite:community_member'>,
  input: { readonly communityId: string; readonly email: string; readonly mail: InvitationMail },
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    const { tx, districtId, communityId, said } = desk
    const email = input.email.trim()
    await requireRoom(desk, { email })
    const expiresAt = new Date(said.at.getTime() + MAIL_DAYS * DAY_MS)
    const { known, mayJoin } = await findInvited(tx, districtId, email)
    const link = { secret: input.mail.secret, email, expiresAt, mailedAt: said.at }
    const invitationId = known === 0 ? await addOneTimeLink(tx, placeOf(desk), link) : null
    const kept = { kind: 'mail', email, invitationId, invitedBy: desk.personId, at: said.at, expiresAt } as const
    const id = await addInvitation(tx, { ...placeOf(desk), ...kept })
    if (known === 0 || mayJoin > 0) await sendLetter(world, desk, { ...input, id, email, expiresAt, known: known > 0 })
    const object = `community:${communityId}`
    await appendAudit(tx, districtId, { action: 'community.invite', object, detail: { invitationId: id, by: 'mail' } })
    return null
  })
}

/** Makes a link that whoever works in the district may use for so many days. */
export function inviteByLink(
  world: DomainWorld,
  grant: Grant<'invite:community_member'>,
  input: { readonly communityId: string; readonly days: number; readonly secret: string },
): Promise<CommunityOutcome<{ readonly expiresAt: Date }>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    const { tx, districtId, communityId, said } = desk
    await requireRoom(desk, {})
    const expiresAt = new Date(said.at.getTime() + input.days * DAY_MS)
    const kept = { kind: 'link', secret: input.secret, invitedBy: desk.personId, at: said.at, expiresAt } as const
    const id = await addInvitation(tx, { ...placeOf(desk), ...kept })
    const object = `community:${communityId}`
    await appendAudit(tx, districtId, { action: 'community.invite', object, detail: { invitationId: id, by: 'link' } })
    return { expiresAt }
  })
}

/**
 * Asks for a class that others lead, of whom one belongs to the community. Any of its leads adds it by agreeing, or declines;
 * until then nothing of the class is in the community's hands.
 */
export function askForClass(
  world: DomainWorld,
  grant: Grant<'invite:community_member'>,
  input: { readonly communityId: string; readonly classId: string },
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, input, async (desk) => {
    const { tx, districtId, communityId, personId, said } = desk
    const { classId } = input
    await requireRoom(desk, { classId })
    const asked = { askedBy: personId, classId, max: 1 }
    if ((await listAskableClasses(tx, placeOf(desk), asked)).length === 0) throw new CommunityStop('class_unknown')
    const expiresAt = new Date(said.at.getTime() + MAIL_DAYS * DAY_MS)
    const kept = { kind: 'class', classId, invitedBy: personId, at: said.at, expiresAt } as const
    const id = await addInvitation(tx, { ...placeOf(desk), ...kept })
    const object = `community:${communityId}`
    await appendAudit(tx, districtId, { action: 'community.ask_class', object, detail: { invitationId: id, classId } })
    return null
  })
}

/** Ends an invitation: the link, or the one-time link in the mail, leads nowhere from now on. */
export function revokeInvitation(
  world: DomainWorld,
  grant: Grant<'invite:community_member'>,
  input: { readonly communityId: string; readonly invitationId: string },
): Promise<CommunityOutcome<null>> {
  return atCommunityDesk(world, grant, { ...input, evenArchived: true }, async (desk) => {
    const { tx, districtId, communityId, said } = desk
    const { invitationId } = input
    if (!(await endInvitation(tx, { ...placeOf(desk), invitationId, ...said })))
      throw new CommunityStop('invitation_over')
    const object = `community:${communityId}`
    await appendAudit(tx, districtId, { action: 'community.revoke_invitation', object, detail: { invitationId } })
    return null
  })
}

interface ForWhom {
  readonly email?: string
  readonly classId?: string
}

async function requireRoom(desk: CommunityDesk, { email, classId }: ForWhom): Promise<void> {
  const { open, same } = await countOpenInvitations(desk.tx, placeOf(desk), {
    now: desk.said.at,
    email: email ?? null,
    classId: classId ?? null,
  })
  if (same) throw new CommunityStop('invited_already')
  if (open >= INVITATIONS_MAX) throw new CommunityStop('invitations_full')
}

async function sendLetter(
  world: DomainWorld,
  { tx, districtId, name, said }: CommunityDesk,
  o: {
    readonly id: string
    readonly email: string
    readonly expiresAt: Date
    readonly known: boolean
    readonly mail: InvitationMail
  },
): Promise<void> {
  const { url, publicUrl, messageId } = o.mail
  const district = await findDistrictOfPrincipal(tx, districtId)
  const words = {
    kind: o.known ? 'community_invitation' : 'community_welcome',
    community: name,
    district: district?.name ?? districtId,
    publicUrl,
    url: o.known ? `${publicUrl}/#/communities` : url,
    expiresAt: o.expiresAt,
  }
  const sealed = world.secrets.seal(JSON.stringify(words), accountLetterPlace(districtId))
  const event = `community_invitation:${o.id}`
  await queueSealedMail(tx, { districtId, event, recipient: o.email, messageId, sealed, at: said.at })
}
