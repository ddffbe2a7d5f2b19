/** Sessions: begin with a launch's code or a password, and end. */

import type { IssuedSession } from '../../signin/session.ts'
import type { SignIn } from '../../signin/sign-in.ts'
import { CreateSessionBody, Session } from '../contract/session.ts'
import { HttpError } from '../errors.ts'
import type { RouteTable } from '../route.ts'

export interface SessionRoutesOptions {
  readonly signIn: Pick<SignIn, 'exchangeCode' | 'signInWithPassword' | 'endSession'>
}

const NO_STORE = { 'cache-control': 'no-store' } as const

/** Registers `POST` and `DELETE /api/v1/session`. */
export function addSessionRoutes(table: RouteTable, { signIn }: SessionRoutesOptions): void {
  table.add({
    method: 'post',
    path: '/api/v1/session',
    access: { open: 'signin' },
    summary: 'Begins a session with the single-use code of a launch, or with e-mail and password.',
    body: CreateSessionBody,
    response: Session,
    handle: async ({ body, request }) => {
      const session =
        'code' in body
          ? await byCode(signIn, body.code)
          : await byPassword(signIn, { ...body, address: request.ip ?? '' })
      return { status: 200, body: presentSession(session), headers: NO_STORE }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/session',
    access: { open: 'session' },
    summary: 'Ends the bearer’s session.',
    status: 204,
    handle: async ({ token }) => {
      await signIn.endSession(token)
      return { status: 204 }
    },
  })
}

/** What the API shows of a session. */
export function presentSession({ token, expiresAt }: IssuedSession): Session {
  return { token, expiresAt: expiresAt.toISOString() }
}

async function byCode({ exchangeCode }: Pick<SignIn, 'exchangeCode'>, code: string): Promise<IssuedSession> {
  const session = await exchangeCode(code)
  if (session !== null) return session
  throw new HttpError(
    401,
    'code_used',
    'This page was opened before, or too long ago. Open Staffroom again from the LMS.',
  )
}

async function byPassword(
  { signInWithPassword }: Pick<SignIn, 'signInWithPassword'>,
  attempt: { readonly email: string; readonly password: string; readonly address: string },
): Promise<IssuedSession> {
  const outcome = await signInWithPassword(attempt)
  if (outcome.ok) return outcome.session
  if (outcome.reason === 'too_many') {
    throw new HttpError(429, 'too_many_attempts', 'Too many attempts failed. Try again in a quarter of an hour.')
  }
  throw new HttpError(
    401,
    'sign_in_failed',
    'E-mail address and password don’t fit together. Check both and try again.',
  )
}
