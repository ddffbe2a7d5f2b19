/** One community: its page, what its leads do, and invitations to it. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { Community } from './community.ts'
import { DateTime, exactly, Id, MailAddress, Named, nullable, PersonName } from './shapes.ts'

const ClassTitle = exactly(
  { id: Id, title: Type.String() },
  'A class that is asked for: whoever leads it adds it by agreeing.',
)
/** A class that a community's lead may ask for: somebody of the community leads it. */
export const AskableClass = exactly({
  id: Id,
  title: Type.String(),
  classCode: nullable(Type.String()),
  school: nullable(Named),
  leads: Type.Array(PersonName, { description: 'Those who belong to the community.' }),
})
export type AskableClass = Static<typeof AskableClass>

export const CommunityInvitation = exactly({
  id: Id,
  kind: Type.Union([Type.Literal('mail'), Type.Literal('link'), Type.Literal('class')]),
  email: nullable(Type.String({ description: 'Of a mail: whom it went to.' })),
  class: nullable(ClassTitle),
  invitedBy: PersonName,
  createdAt: DateTime,
  expiresAt: DateTime,
  accepted: Type.Integer({ minimum: 0, description: 'How many came in by it.' }),
})
export type CommunityInvitation = Static<typeof CommunityInvitation>

/** `GET /api/v1/communities/{communityId}`, and what every change of it answers with. */
export const CommunityPage = exactly({
  community: Community,
  invitations: nullable(
    Type.Array(CommunityInvitation, { description: 'That are open, the newest first. Null: only its leads see them.' }),
  ),
  askable: nullable(
    Type.Array(AskableClass, { description: 'What its leads may ask for, 500 at most. Null: for nobody else.' }),
  ),
})
export type CommunityPage = Static<typeof CommunityPage>

export const RenameCommunityBody = exactly({ name: Type.String({ minLength: 1, maxLength: 120 }) })
export type RenameCommunityBody = Static<typeof RenameCommunityBody>
export const ArchiveBody = exactly({ archived: Type.Boolean() })
export type ArchiveBody = Static<typeof ArchiveBody>

export const CommunityMemberParams = exactly({ communityId: Id, personId: Id })
export const CommunityClassParams = exactly({ communityId: Id, classId: Id })
export const CommunityInvitationParams = exactly({ communityId: Id, invitationId: Id })
export const PersonBody = exactly({ personId: Id })
export type PersonBody = Static<typeof PersonBody>

/** Whoever belongs to it by a class as well stays a member by that. */
export const MemberLeft = exactly({ staysByClass: Type.Boolean() })
export type MemberLeft = Static<typeof MemberLeft>

export const InviteByMailBody = exactly({
  email: MailAddress,
})
export type InviteByMailBody = Static<typeof InviteByMailBody>

export const AskForClassBody = exactly({ classId: Id })
export type AskForClassBody = Static<typeof AskForClassBody>

export const InviteByLinkBody = exactly({ days: Type.Integer({ minimum: 1, maximum: 30 }) })
export type InviteByLinkBody = Static<typeof InviteByLinkBody>
/** The link is shown only now: what is kept of it is a hash. */
export const CommunityLink = exactly({ url: Type.String(), expiresAt: DateTime })
export type CommunityLink = Static<typeof CommunityLink>

/** An invitation as whom it is for sees it. */
export const OfferedCommunity = exactly({
  id: Id,
  community: Named,
  class: nullable(ClassTitle),
  invitedBy: PersonName,
  expiresAt: DateTime,
})
export type OfferedCommunity = Static<typeof OfferedCommunity>
export const OfferedCommunities = exactly({ invitations: Type.Array(OfferedCommunity) })
export type OfferedCommunities = Static<typeof OfferedCommunities>
export const OfferedParams = exactly({ invitationId: Id })
export const LinkBody = exactly({ secret: Type.String({ minLength: 1, maxLength: 128 }) })
export type LinkBody = Static<typeof LinkBody>
