/** Invitations of staff: the list, sending one again, taking one back. */

import type { Principal } from '../../../access/principal.ts'
import { renewInvitation, takeBackInvitation } from '../../../actions/people/invitations.ts'
import { writeInvitationToken } from '../../../signin/invitation-token.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../../signin/limits.ts'
import { viewInvitations } from '../../../views/people/invitations.ts'
import type { HandOver } from '../../contract/invitations.ts'
import {
  InvitationPage,
  InvitationParams,
  InvitationQuery,
  InviteBody,
  StaffInvitation,
} from '../../contract/invitations.ts'
import { placeOf } from '../../contract/shapes.ts'
import { unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { done } from './staff-refusals.ts'

/** Where the links of invitations lead, and whether they can be mailed. */
export interface StaffLinks {
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  readonly sendsMail: boolean
}

/** `/api/v1/staff/invitations`; before the routes of one person, whose paths are alike. */
export function addInvitationListRoutes(table: RouteTable, world: DomainWorld, links: StaffLinks): void {
  const access = { capability: 'add:educator_account' } as const
  table.add({
    method: 'get',
    path: '/api/v1/staff/invitations',
    access,
    summary: 'Invitations to the schools in my scope and what became of them, newest first.',
    query: InvitationQuery,
    response: InvitationPage,
    handle: async ({ grant, query }) => {
      const { q = '', state } = query
      const states = state === undefined ? (['open', 'used', 'expired', 'revoked'] as const) : [state]
      const { items, ...page } = await viewInvitations(world, grant, { q, states, ...placeOf(query) })
      return { status: 200, body: { ...page, items: items.map(withTimes) } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/staff/invitations/:invitationId/renewal',
    access,
    summary: 'A new one-time link in place of one that was not used; the one before it ends.',
    params: InvitationParams,
    body: InviteBody,
    response: StaffInvitation,
    shownOnce: true,
    status: 201,
    handle: async ({ grant, principal, params, body }) => {
      const link = newLink(world, principal, { ...links, ...body })
      const { email } = done(
        await renewInvitation(world, grant, { invitationId: params.invitationId, link: link.kept }),
      )
      return { status: 201, body: link.shownTo(email) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/staff/invitations/:invitationId/revocation',
    access,
    summary: 'Take an invitation back: its link opens nothing any more.',
    params: InvitationParams,
    status: 204,
    handle: async ({ grant, params }) => {
      done(await takeBackInvitation(world, grant, params.invitationId))
      return { status: 204 }
    },
  })
}

const TIMES = ['createdAt', 'expiresAt', 'usedAt', 'revokedAt', 'mailedAt'] as const

/** The database writes times in its own form. */
function withTimes<T extends Readonly<Record<(typeof TIMES)[number], string | null>>>(row: T): T {
  const times = TIMES.map((name) => [name, row[name] === null ? null : new Date(row[name]).toISOString()] as const)
  return { ...row, ...Object.fromEntries(times) }
}

/**
 * A link, what is kept of it, and what is shown to whoever made it: the link itself, unless it goes by mail.
 * @throws HttpError 422 where mail is asked for and this installation sends none
 */
export function newLink(
  world: DomainWorld,
  { districtId }: Principal,
  { publicUrl, sendsMail, handOver = sendsMail ? 'mail' : 'link' }: StaffLinks & { readonly handOver?: HandOver },
) {
  if (handOver === 'mail' && !sendsMail)
    throw unprocessable('mail_not_set_up', 'This installation sends no mail yet. Hand the link over yourself.')
  const { token, secret } = writeInvitationToken({ districtId })
  const expiresAt = new Date(world.now().getTime() + DEFAULT_SIGN_IN_LIMITS.invitationLifetimeMs)
  const url = `${publicUrl}/#/invitation/${token}`
  const isMailed = handOver === 'mail'
  return {
    kept: { secret, expiresAt, mail: isMailed ? { box: world.secrets, url, publicUrl } : null },
    shownTo: (email: string) => ({
      url: isMailed ? null : url,
      mailedTo: isMailed ? email : null,
      expiresAt: expiresAt.toISOString(),
    }),
  }
}
