/** Hands the session and what it knows of the reader to every page. */
import { createContext, use, useMemo, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { SessionLaunch } from '../../http/contract/launch.ts'
import type { Me } from '../../http/contract/session.ts'
import type { Operation } from '../operations.ts'
import type { Send, Session, SessionState } from './session.ts'

interface Reader {
  readonly me: Me
  /** What the launch said; null: signed in without one. */
  readonly launch: SessionLaunch | null
  readonly send: Send
}

interface ReaderProviderProps extends Pick<Reader, 'me' | 'launch'> {
  readonly children: ReactNode
}

const SessionContext = createContext<Session | null>(null)
const ReaderContext = createContext<Reader | null>(null)

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** The session this app runs in. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('A page was shown outside SessionProvider.')
  return session
}

/** The session's state; renders again when it changes. */
export function useSessionState(): SessionState {
  const session = useSession()
  return useSyncExternalStore(session.subscribe, session.state)
}

export function ReaderProvider({ me, launch, children }: ReaderProviderProps) {
  const { send } = useSession()
  const reader = useMemo(() => ({ me, launch, send }), [me, launch, send])
  return <ReaderContext value={reader}>{children}</ReaderContext>
}

/** Who is signed in, and operations as that person. Only inside pages of an open session. */
export function useReader(): Reader {
  const reader = use(ReaderContext)
  if (reader === null) throw new Error('A page was shown outside ReaderProvider.')
  return reader
}

/** Over what a form was opened, to be sent as `seen` with its edit: somebody else's change meanwhile is then not undone. */
export function useSight(edit: Operation, params?: Readonly<Record<string, string>>): () => string | null {
  const { holdSight } = useSession()
  const [sight] = useState(() => holdSight(edit, params))
  return sight
}
