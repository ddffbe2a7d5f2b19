/** One-time links: what an invitation is for, and accepting it. */

import { Failure } from '../../../roster/failure.ts'
import type { PasswordFault } from '../../../signin/password-rule.ts'
import type { SignIn } from '../../../signin/sign-in.ts'
import { AcceptInvitationBody, Invitation, LookInvitationBody, Session } from '../../contract/session.ts'
import { HttpError } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { PageCookie } from '../../page-cookie.ts'
import { weakPassword } from './passwords.ts'
import { sessionReply } from './session.ts'

export interface InvitationRoutesOptions {
  readonly signIn: Pick<SignIn, 'lookInvitation' | 'acceptInvitation'>
  readonly cookie: PageCookie
}

const NO_STORE = { 'cache-control': 'no-store' } as const

/** Registers `POST /api/v1/invitations/look` and `POST /api/v1/invitations/accept`. */
export function addInvitationRoutes(table: RouteTable, { signIn, cookie }: InvitationRoutesOptions): void {
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
      return sessionReply(session, body.cookie === true ? cookie : null, 201)
    },
  })
}

const WEAK: ReadonlyMap<string, PasswordFault> = new Map([
  ['PASSWORD_SHORT', 'short'],
  ['PASSWORD_COMMON', 'common'],
  ['PASSWORD_REPEATED', 'repeated'],
  ['PASSWORD_PERSONAL', 'personal'],
])

/** What an administrator has to settle first; the link stays good. */
function conflict(thrown: unknown): never {
  const fault = thrown instanceof Failure ? WEAK.get(thrown.code) : undefined
  if (fault !== undefined) throw weakPassword(fault, 'password')
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
