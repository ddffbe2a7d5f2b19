/** Chooses what is shown: a page of the open session, or what stands in its place. */
import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Waiting } from '../parts/notes.tsx'
import { ReaderProvider, useSession, useSessionState } from '../session/context.tsx'
import { t } from '../translate.ts'
import { FaultBoundary } from './fault-boundary.tsx'
import { Frame } from './frame.tsx'
import { LaunchAgain, LaunchFailed, Letter } from './letters.tsx'
import { Pages } from './pages.tsx'

const SignIn = lazy(async () => ({ default: (await import('../pages/sign-in.tsx')).SignIn }))
const Invite = lazy(async () => ({ default: (await import('../pages/invite.tsx')).Invite }))

/** `invitation`: the secret of a one-time link when the page was opened by one, else null. */
export function App({ invitation }: { readonly invitation: string | null }) {
  return (
    <FaultBoundary>
      <QueryErrorResetBoundary>
        <Suspense fallback={<Starting />}>
          <Content invitation={invitation} />
        </Suspense>
      </QueryErrorResetBoundary>
    </FaultBoundary>
  )
}

function Content({ invitation }: { readonly invitation: string | null }) {
  const session = useSession()
  const state = useSessionState()
  if (state.kind === 'open') {
    return (
      <ReaderProvider me={state.me} launch={state.launch}>
        <Frame me={state.me} expiresAt={state.expiresAt}>
          <Pages me={state.me} />
        </Frame>
      </ReaderProvider>
    )
  }
  if (state.kind === 'failed') return <LaunchFailed failure={state.failure} />
  if (state.kind === 'closed' && session.origin === 'launch') return <LaunchAgain why={state.why} />
  if (state.kind === 'closed') return <SignIn why={state.why} />
  return invitation === null ? <Starting /> : <Invite token={invitation} />
}

function Starting() {
  return (
    <Letter>
      <Waiting lines={4} label={t('starting')} />
    </Letter>
  )
}
