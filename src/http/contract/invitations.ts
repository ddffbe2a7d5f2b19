/** One-time links with which people of the staff set a password. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

/** How a link gets to whom it is for. */
export const HandOver = Type.Union([Type.Literal('mail'), Type.Literal('link')], {
  description:
    '`mail`: its link goes to their address and to nobody else. `link`: it is in the answer, once. Nothing said: by mail where this installation sends mail.',
})
export type HandOver = Static<typeof HandOver>

export const StaffInvitation = exactly({
  url: nullable(
    Type.String({
      description: 'Shown this once: it is not kept. Whoever opens it becomes that person. Null: mailed.',
    }),
  ),
  mailedTo: nullable(Type.String({ description: 'The address that it was mailed to.' })),
  expiresAt: DateTime,
})
export type StaffInvitation = Static<typeof StaffInvitation>

/** `POST /api/v1/staff/{personId}/invitation` and `POST /api/v1/staff/invitations/{invitationId}/renewal` answer 201. */
export const InviteBody = exactly({ handOver: Type.Optional(HandOver) })
export type InviteBody = Static<typeof InviteBody>

export const InvitationState = Type.Union(
  [Type.Literal('open'), Type.Literal('used'), Type.Literal('expired'), Type.Literal('revoked')],
  { description: '`revoked`: taken back, or replaced by a newer link.' },
)
export type InvitationState = Static<typeof InvitationState>

/** `GET /api/v1/staff/invitations`, newest first. */
export const InvitationQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Parts of a name or an address.' })),
  state: Type.Optional(InvitationState),
  ...pageQuery,
  ...sortQuery('createdAt', 'expiresAt', 'email', 'state'),
})
export type InvitationQuery = Static<typeof InvitationQuery>

export const ListedInvitation = exactly({
  id: Id,
  email: Type.String(),
  role: Type.String(),
  state: InvitationState,
  personId: nullable(Id),
  name: nullable(Type.String({ description: 'Null: whoever uses it becomes somebody new.' })),
  schoolId: nullable(Id),
  schoolName: nullable(Type.String({ description: 'Null: the whole district.' })),
  invitedBy: nullable(Type.String({ description: 'Null: the command line, or nobody of this roster.' })),
  createdAt: DateTime,
  expiresAt: DateTime,
  usedAt: nullable(DateTime),
  revokedAt: nullable(DateTime),
  mailedAt: nullable(DateTime),
})
export type ListedInvitation = Static<typeof ListedInvitation>
export const InvitationPage = pageOf(ListedInvitation)
export type InvitationPage = Static<typeof InvitationPage>

export const InvitationParams = exactly({ invitationId: Id })
