/** One-time links: what an invitation is for, and accepting it. */

import { Failure } from '../../roster/failure.ts'
import type { SignIn } from '../../signin/sign-in.ts'
import { AcceptInvitationBody, Invitation, LookInvitationBody, Session } from '../contract/session.ts'
import { HttpError } from '../errors.ts'
import type { RouteTable } from '../route.ts'
import { presentSession } from './session.ts'

export interface InvitationRoutesOptions {
  readonly signIn: Pick<SignIn, 'lookInvitation' | 'acceptInvitation'>
}

const NO_STORE = { 'cache-control': 'no-store' } as const

/** Registers `POST /api/v1/invitations/look` and `POST /api/v1/invitations/accept`. */
export function addInvitationRoutes(table: RouteTable, { signIn }: InvitationRoutesOptions): void {
  table.add({
    method: 'post',
    path: '/api/v1/invitations/look',
    access: { open: 'signin' },
    summary: 'Says what a one-time link is for; the link stays good.',
    body: LookInvitationBody,
    response: Invitation,
    handle: async ({ body }) => {
      const found = await signIn.lookInvitation(body.token)
      if (found === null) throw invitationGone()
      const { email, role, districtName, expiresAt } = found
      return {
        status: 200,
        body: { email, role, districtName, expiresAt: expiresAt.toISOString() },
        headers: NO_STORE,
      }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/invitations/accept',
    access: { open: 'signin' },
    summary: 'Uses a one-time link: sets the password and begins a session.',
    body: AcceptInvitationBody,
    response: Session,
    status: 201,
    handle: async ({ body }) => {
      const session = await signIn.acceptInvitation(body).catch(conflict)
      if (session === null) throw invitationGone()
      return { status: 201, body: presentSession(session), headers: NO_STORE }
    },
  })
}

/** What an administrator has to settle first; the link stays good. */
function conflict(thrown: unknown): never {
  if (thrown instanceof Failure && thrown.disposition === 'operator') {
    throw new HttpError(409, thrown.code.toLowerCase(), thrown.message)
  }
  throw thrown
}

function invitationGone(): HttpError {
  return new HttpError(
    410,
    'invitation_gone',
    'This link was used already, has expired, or is not whole. Ask whoever invited you for another.',
  )
}
