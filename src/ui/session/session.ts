/**
 * Who is using the app. After a launch the token lives in memory only, because a frame's cookies can't be relied on; a
 * page that stands alone has its session in a cookie that no script reads, and finds it again when it is loaded anew.
 */
import type {
  AcceptInvitationBody,
  CreateSessionBody,
  Invitation,
  Me,
  Session as SessionAnswer,
} from '../../http/contract/session.ts'
import type { SessionLaunch } from '../../http/contract/launch.ts'
import type { UseResetBody } from '../../http/contract/passwords.ts'
import type { SignInOffer } from '../../http/contract/single-sign-on.ts'
import { ApiFailure } from '../api-failure.ts'
import type { AnswerOf, Given, Operation } from '../operations.ts'
import { t } from '../translate.ts'
import { request, STARTING } from './request.ts'
import type { Credential } from './request.ts'
import { createSights } from './sights.ts'
import type { Sights } from './sights.ts'
import { createUnanswered } from './unanswered.ts'
import type { Unanswered } from './unanswered.ts'

/** Carries out an operation as the person of the session. Throws `ApiFailure`; a 401 ends the session. */
export type Send = <Name extends Operation>(name: Name, given: Given<Name>) => Promise<AnswerOf<Name>>

/** How this session came about: from an LMS (it can't be renewed here), or signed in on its own page. */
export type Origin = 'launch' | 'alone'

/** `unconfirmed`: left, but the server has not heard of it. */
export type ClosedWhy = 'new' | 'ended' | 'left' | 'unconfirmed'

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'closed'; readonly why: ClosedWhy }
  | { readonly kind: 'failed'; readonly failure: unknown }
  | {
      readonly kind: 'open'
      readonly me: Me
      /** What the launch said; null: signed in without one. */
      readonly launch: SessionLaunch | null
      readonly expiresAt: string
    }

export interface Session {
  readonly origin: Origin
  readonly state: () => SessionState
  readonly subscribe: (changed: () => void) => () => void
  /** Exchanges the launch code, or takes up the browser's session, if there is one. Never throws: the outcome is the state. */
  readonly start: () => Promise<void>
  /** Throws `ApiFailure` when the e-mail or the password is refused. */
  readonly signIn: (credentials: Omit<PasswordBody, 'cookie'>) => Promise<void>
  /** What a one-time link is for. Throws `ApiFailure` when it is unknown, used or too old. */
  readonly lookAtInvitation: (token: string) => Promise<Invitation>
  /** Sets the password and opens the session. Throws `ApiFailure`. */
  readonly acceptInvitation: (acceptance: Omit<AcceptInvitationBody, 'cookie'>) => Promise<void>
  /** Begins the session of a support access. Throws `ApiFailure`. */
  readonly beginSupport: (token: string) => Promise<void>
  /** Begins a student’s session by the code of their start card. Throws `ApiFailure`. */
  readonly beginByCard: (code: string) => Promise<void>
  /** What the sign-in page offers. Throws `ApiFailure`. */
  readonly lookAtOffer: () => Promise<SignInOffer>
  /** Asks for a mail with a link for a new password. Throws `ApiFailure`. */
  readonly askReset: (email: string) => Promise<void>
  /** Sets a new password by such a link; the reader then signs in. Throws `ApiFailure`. */
  readonly setByLink: (given: UseResetBody) => Promise<void>
  /** Asks anew who the reader is and what they may do. */
  readonly reread: () => Promise<void>
  readonly send: Send
  /** Over what a form that opens now is filled in: give it with the edit as `seen`. */
  readonly holdSight: Sights['hold']
  /** Ends the session here at once, and on the server as soon as it hears of it. */
  readonly leave: () => Promise<void>
}

interface Memory {
  state: SessionState
  /** Never leaves this closure but in a header. */
  credential: Credential | null
  readonly listeners: Set<() => void>
  readonly sights: Sights
  readonly unanswered: Unanswered
}

type PasswordBody = Exclude<CreateSessionBody, { readonly code: string }>

export interface SessionOptions {
  /** Single use, from the page itself; empty where there was no launch. */
  readonly launchCode: string
  /** Inside an LMS. */
  readonly framed: boolean
  /** The browser has a session's cookie; what it opens is still to be asked. */
  readonly hasCookie: boolean
}

function newMemory(): Memory {
  return {
    state: { kind: 'starting' },
    credential: null,
    listeners: new Set(),
    sights: createSights(),
    unanswered: createUnanswered(),
  }
}

export function openSession(o: SessionOptions): Session {
  const memory = newMemory()
  return {
    origin: o.launchCode !== '' || o.framed ? 'launch' : 'alone',
    state: () => memory.state,
    subscribe(changed) {
      memory.listeners.add(changed)
      return () => memory.listeners.delete(changed)
    },
    async start() {
      try {
        if (o.launchCode !== '') await exchange(memory, { code: o.launchCode })
        else if (o.framed) close(memory, 'ended')
        else if (o.hasCookie) await takeUp(memory)
        else close(memory, 'new')
      } catch (failure) {
        become(memory, { kind: 'failed', failure })
      }
    },
    signIn: (credentials) => exchange(memory, { ...credentials, cookie: true }),
    lookAtInvitation,
    async acceptInvitation(acceptance) {
      const body = { ...acceptance, cookie: true } as const
      await adoptKept(memory, await request('POST /api/v1/invitations/accept', { body }, STARTING))
    },
    async beginSupport(token) {
      const body = { token, cookie: true } as const
      await adoptKept(memory, await request('POST /api/v1/support-sessions', { body }, STARTING))
    },
    async beginByCard(code) {
      const body = { code, cookie: true } as const
      await adoptKept(memory, await request('POST /api/v1/card-sessions', { body }, STARTING))
    },
    lookAtOffer: () => request('GET /api/v1/sign-in', {}, null),
    async askReset(email) {
      await request('POST /api/v1/password-resets', { body: { email } }, null)
    },
    async setByLink(body) {
      await request('POST /api/v1/password-resets/use', { body }, null)
    },
    async reread() {
      const me = await sendAs(memory, 'GET /api/v1/me', {})
      const { state } = memory
      if (state.kind === 'open') become(memory, { ...state, me })
    },
    send: (name, given) => sendAs(memory, name, given),
    holdSight: memory.sights.hold,
    leave: () => leave(memory),
  }
}

function become(memory: Memory, state: SessionState): void {
  memory.state = state
  for (const changed of memory.listeners) changed()
}

function close(memory: Memory, why: ClosedWhy): void {
  memory.credential = null
  memory.sights.clear()
  memory.unanswered.clear()
  become(memory, { kind: 'closed', why })
}

async function exchange(memory: Memory, body: CreateSessionBody): Promise<void> {
  if ('code' in body) await adopt(memory, await request('POST /api/v1/session', { body }, null), true)
  else await adoptKept(memory, await request('POST /api/v1/session', { body }, STARTING))
}

/** Adopts a session that the browser should have kept just now. */
async function adoptKept(memory: Memory, answer: SessionAnswer): Promise<void> {
  try {
    await adopt(memory, answer, false)
  } catch (cause) {
    if (!isOver(cause)) throw cause
    throw new ApiFailure({ status: 400, code: 'COOKIES_OFF', message: t('sign-in.cookies'), cause })
  }
}

/** Goes on with the session of the browser's cookie, if it is still one. */
async function takeUp(memory: Memory): Promise<void> {
  try {
    await adopt(memory, await request('GET /api/v1/session', {}, STARTING), false)
  } catch (failure) {
    if (!isOver(failure)) throw failure
    close(memory, 'ended')
  }
}

async function adopt(memory: Memory, answer: SessionAnswer, launched: boolean): Promise<void> {
  const credential = 'token' in answer ? { token: answer.token } : { mark: answer.mark }
  memory.credential = credential
  const [me, launch] = await Promise.all([
    request('GET /api/v1/me', {}, credential),
    launched ? request('GET /api/v1/session/launch', {}, credential) : null,
  ])
  become(memory, { kind: 'open', me, launch, expiresAt: answer.expiresAt })
}

function isOver(failure: unknown): boolean {
  return failure instanceof ApiFailure && failure.status === 401
}

function lookAtInvitation(token: string): Promise<Invitation> {
  return request('POST /api/v1/invitations/look', { body: { token } }, null)
}

async function sendAs<Name extends Operation>(memory: Memory, name: Name, given: Given<Name>): Promise<AnswerOf<Name>> {
  const { credential } = memory
  if (credential === null) throw new ApiFailure({ status: 401, code: 'SESSION_ENDED', message: t('session.ended') })
  try {
    return await request(name, given, credential, memory)
  } catch (failure) {
    // A late answer to an earlier session must not end the one that followed it.
    if (isOver(failure) && memory.credential === credential) close(memory, 'ended')
    throw failure
  }
}

async function leave(memory: Memory): Promise<void> {
  const { credential } = memory
  close(memory, 'left')
  try {
    await request('DELETE /api/v1/session', {}, credential)
  } catch (failure) {
    // A token is forgotten with this page; a cookie stays in the browser until the server hears of it.
    if (credential !== null && 'mark' in credential && !isOver(failure)) close(memory, 'unconfirmed')
  }
}
