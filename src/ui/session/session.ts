/** Who is using the app: exchanges a launch code or a password for a token that lives in memory only. */
import type {
  AcceptInvitationBody,
  CreateSessionBody,
  Invitation,
  Me,
  Session as SessionAnswer,
} from '../../http/contract/session.ts'
import type { SessionLaunch } from '../../http/contract/launch.ts'
import { ApiFailure } from '../api-failure.ts'
import type { AnswerOf, Given, Operation } from '../operations.ts'
import { t } from '../translate.ts'
import { request } from './request.ts'

/** Carries out an operation as the person of the session. Throws `ApiFailure`; a 401 ends the session. */
export type Send = <Name extends Operation>(name: Name, given: Given<Name>) => Promise<AnswerOf<Name>>

/** How this session came about: from an LMS (it can't be renewed here), or signed in on its own page. */
export type Origin = 'launch' | 'alone'

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'closed'; readonly why: 'new' | 'ended' | 'left' }
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
  /** Exchanges the launch code, if there is one. Never throws: the outcome is the state. */
  readonly start: () => Promise<void>
  /** Throws `ApiFailure` when the e-mail or the password is refused. */
  readonly signIn: (credentials: { readonly email: string; readonly password: string }) => Promise<void>
  /** What a one-time link is for. Throws `ApiFailure` when it is unknown, used or too old. */
  readonly lookAtInvitation: (token: string) => Promise<Invitation>
  /** Sets the password and opens the session. Throws `ApiFailure`. */
  readonly acceptInvitation: (acceptance: AcceptInvitationBody) => Promise<void>
  readonly send: Send
  /** Ends the session here at once, and on the server as soon as it hears of it. */
  readonly leave: () => Promise<void>
}

interface Memory {
  state: SessionState
  /** Never leaves this closure but in an `Authorization` header. */
  token: string | null
  readonly listeners: Set<() => void>
}

/** `launchCode`: single use, from the page itself; empty where there was no launch. `framed`: inside an LMS. */
export function openSession(o: { readonly launchCode: string; readonly framed: boolean }): Session {
  const memory: Memory = { state: { kind: 'starting' }, token: null, listeners: new Set() }
  return {
    origin: o.launchCode !== '' || o.framed ? 'launch' : 'alone',
    state: () => memory.state,
    subscribe(changed) {
      memory.listeners.add(changed)
      return () => memory.listeners.delete(changed)
    },
    async start() {
      if (o.launchCode === '') {
        close(memory, o.framed ? 'ended' : 'new')
        return
      }
      try {
        await exchange(memory, { code: o.launchCode })
      } catch (failure) {
        become(memory, { kind: 'failed', failure })
      }
    },
    signIn: (credentials) => exchange(memory, credentials),
    lookAtInvitation,
    async acceptInvitation(body) {
      await adopt(memory, await request('POST /api/v1/invitations/accept', { body }, null), false)
    },
    send: (name, given) => sendAs(memory, name, given),
    leave: () => leave(memory),
  }
}

function become(memory: Memory, state: SessionState): void {
  memory.state = state
  for (const changed of memory.listeners) changed()
}

function close(memory: Memory, why: 'new' | 'ended' | 'left'): void {
  memory.token = null
  become(memory, { kind: 'closed', why })
}

async function exchange(memory: Memory, body: CreateSessionBody): Promise<void> {
  await adopt(memory, await request('POST /api/v1/session', { body }, null), 'code' in body)
}

async function adopt(memory: Memory, answer: SessionAnswer, launched: boolean): Promise<void> {
  const { token, expiresAt } = answer
  memory.token = token
  const [me, launch] = await Promise.all([
    request('GET /api/v1/me', {}, token),
    launched ? request('GET /api/v1/session/launch', {}, token) : null,
  ])
  become(memory, { kind: 'open', me, launch, expiresAt })
}

function lookAtInvitation(token: string): Promise<Invitation> {
  return request('POST /api/v1/invitations/look', { body: { token } }, null)
}

async function sendAs<Name extends Operation>(memory: Memory, name: Name, given: Given<Name>): Promise<AnswerOf<Name>> {
  const { token } = memory
  if (token === null) throw new ApiFailure({ status: 401, code: 'SESSION_ENDED', message: t('session.ended') })
  try {
    return await request(name, given, token)
  } catch (failure) {
    const ended = failure instanceof ApiFailure && failure.status === 401
    // A late answer to an earlier session must not end the one that followed it.
    if (ended && memory.token === token) close(memory, 'ended')
    throw failure
  }
}

async function leave(memory: Memory): Promise<void> {
  const { token } = memory
  close(memory, 'left')
  await request('DELETE /api/v1/session', {}, token).catch(() => null)
}
