/** Sessions: begin with a launch's code or a password, look at one's own, and end it. */

import type { IssuedSession } from '../../../signin/session.ts'
import type { SignIn } from '../../../signin/sign-in.ts'
import { CreateSessionBody, PageSession, Session } from '../../contract/session.ts'
import { HttpError } from '../../errors.ts'
import type { FloodLimit } from '../../flood-limit.ts'
import { markOf } from '../../page-cookie.ts'
import type { PageCookie } from '../../page-cookie.ts'
import type { Reply, RouteTable } from '../../route.ts'
import { stopFlood, tooMany } from './passwords.ts'

export interface SessionRoutesOptions {
  readonly signIn: Pick<SignIn, 'exchangeCode' | 'signInWithPassword' | 'findSessionEnd' | 'endSession'>
  readonly cookie: PageCookie
  readonly flood: FloodLimit
}

const NO_STORE = { 'cache-control': 'no-store' } as const

/** Registers `POST`, `GET` and `DELETE /api/v1/session`. */
export function addSessionRoutes(table: RouteTable, { signIn, cookie, flood }: SessionRoutesOptions): void {
  table.add({
    method: 'post',
    path: '/api/v1/session',
    access: { open: 'signin' },
    summary: 'Begins a session with the single-use code of a launch, or with e-mail and password.',
    body: CreateSessionBody,
    response: Session,
    handle: async ({ body, request }) => {
      if ('code' in body) return sessionReply(await byCode(signIn, body.code), null)
      stopFlood(flood, request.ip)
      const { cookie: _kept, ...credentials } = body
      const session = await byPassword(signIn, { ...credentials, address: request.ip ?? '' })
      // Whoever was signed in at this browser is so no more.
      const earlier = cookie.read(request)
      if (body.cookie === true && earlier !== null) await signIn.endSession(earlier)
      return sessionReply(session, body.cookie === true ? cookie : null)
    },
  })
  addOwnSessionRoutes(table, { signIn, cookie })
}

function addOwnSessionRoutes(table: RouteTable, { signIn, cookie }: Omit<SessionRoutesOptions, 'flood'>): void {
  table.add({
    method: 'get',
    path: '/api/v1/session',
    access: { open: 'session' },
    summary: 'When my session ends, and how a page of ours names it.',
    response: PageSession,
    handle: async ({ token }) => {
      const expiresAt = await signIn.findSessionEnd(token)
      if (expiresAt === null) throw new HttpError(401, 'session_over', 'You are signed out. Sign in again.')
      return { status: 200, body: { mark: markOf(token), expiresAt: expiresAt.toISOString() }, headers: NO_STORE }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/session',
    access: { open: 'session' },
    summary: 'Ends my session.',
    bySupport: true,
    status: 204,
    handle: async ({ token, request }) => {
      await signIn.endSession(token)
      if (request.get('authorization') !== undefined) return { status: 204 }
      return { status: 204, headers: { 'set-cookie': cookie.clear() } }
    },
  })
}

/** Answers with a new session: its token, or the cookie of a page of ours. */
export function sessionReply(
  { token, expiresAt }: IssuedSession,
  cookie: PageCookie | null,
  status = 200,
): Reply<Session> {
  const end = { expiresAt: expiresAt.toISOString() }
  if (cookie === null) return { status, body: { token, ...end }, headers: NO_STORE }
  return { status, body: { mark: markOf(token), ...end }, headers: { ...NO_STORE, 'set-cookie': cookie.write(token) } }
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
  attempt: Parameters<SignIn['signInWithPassword']>[0],
): Promise<IssuedSession> {
  const outcome = await signInWithPassword(attempt)
  if (outcome.ok) return outcome.session
  if (outcome.reason === 'too_many') throw tooMany(outcome.waitMs)
  if (outcome.reason === 'second_factor')
    throw new HttpError(401, 'second_factor_needed', 'Enter the code that your authenticator app shows.')
  if (outcome.reason === 'wrong_code')
    throw new HttpError(
      401,
      'second_factor_wrong',
      'The code is not right. Each works once; enter the one that the app shows now.',
    )
  throw new HttpError(
    401,
    'sign_in_failed',
    'E-mail address and password don’t fit together. Check both and try again.',
  )
}
