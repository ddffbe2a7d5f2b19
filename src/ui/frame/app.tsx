/** Chooses what is shown: a page of the open session, or what stands in its place. */
import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Waiting } from '../parts/notes.tsx'
import { paymentReturnIn } from '../paths.ts'
import type { OneTimeLink } from '../paths.ts'
import { ReaderProvider, useSession, useSessionState } from '../session/context.tsx'
import type { ClosedWhy } from '../session/session.ts'
import { t } from '../translate.ts'
import { FaultBoundary } from './fault-boundary.tsx'
import { Frame } from './frame.tsx'
import { LaunchAgain, LaunchFailed, Letter } from './letters.tsx'
import { Pages } from './pages.tsx'

const loadSignIn = async () => ({ default: (await import('../pages/sign-in.tsx')).SignIn })
const SignIn = lazy(loadSignIn)
const ResetPassword = lazy(async () => ({ default: (await import('../pages/reset-password.tsx')).ResetPassword }))
const Portal = lazy(async () => ({ default: (await import('../pages/parents/portal.tsx')).Portal }))
const TakePart = lazy(async () => ({ default: (await import('../pages/take-part/take-part.tsx')).TakePart }))
const SupportBegin = lazy(async () => ({ default: (await import('../pages/support-begin.tsx')).SupportBegin }))
const CardEntry = lazy(async () => ({ default: (await import('../pages/card-entry.tsx')).CardEntry }))
const FactorFirst = lazy(async () => ({ default: (await import('../pages/factor-first.tsx')).FactorFirst }))
const PaymentReturn = lazy(async () => ({ default: (await import('../pages/payment-return.tsx')).PaymentReturn }))
const Invite = lazy(async () => ({ default: (await import('../pages/invite.tsx')).Invite }))

interface AppProps {
  /** The one-time link that the page was opened by, else null. */
  readonly link: OneTimeLink | null
  /** Why single sign-on let nobody in, else null. */
  readonly problem: string | null
  /** The district whose parent portal was opened, else null. */
  readonly portal: string | null
  /** What the page for a class's code was opened with, empty without a code; else null. */
  readonly code: string | null
}

export function App({ link, problem, portal, code }: AppProps) {
  return (
    <FaultBoundary>
      <QueryErrorResetBoundary>
        <Suspense fallback={<Starting />}>
          {code === null && portal === null ? <Content link={link} problem={problem} /> : null}
          {portal === null ? null : <Portal districtId={portal} />}
          {code === null ? null : <TakePart code={code} />}
        </Suspense>
      </QueryErrorResetBoundary>
    </FaultBoundary>
  )
}

function Content({ link, problem }: Omit<AppProps, 'portal' | 'code'>) {
  const session = useSession()
  const state = useSessionState()
  useEffect(() => {
    // Whoever signs out without a connection is still told what became of it.
    if (session.origin === 'alone') loadSignIn().catch(() => null)
  }, [session])
  if (state.kind === 'open') {
    return (
      <ReaderProvider me={state.me} launch={state.launch}>
        {state.me.secondFactor?.isDue === true ? (
          <FactorFirst />
        ) : (
          <Frame me={state.me} expiresAt={state.expiresAt}>
            <Pages me={state.me} />
          </Frame>
        )}
      </ReaderProvider>
    )
  }
  if (state.kind === 'failed') {
    const retry = session.origin === 'alone' ? () => void session.start() : null
    return <LaunchFailed failure={state.failure} retry={retry} />
  }
  if (state.kind === 'closed' && session.origin === 'launch') return <LaunchAgain why={state.why} />
  if (state.kind === 'closed') return <Closed why={state.why} problem={state.why === 'new' ? problem : null} />
  if (link === null) return <Starting />
  if (link.kind === 'card') return <CardEntry code={link.secret} />
  if (link.kind === 'support') return <SupportBegin token={link.secret} />
  return link.kind === 'reset' ? <ResetPassword token={link.secret} /> : <Invite token={link.secret} />
}

/** Whoever paid at the provider's is told so before they are asked to sign in: most have their session in the LMS. */
function Closed({ why, problem }: { readonly why: ClosedWhy; readonly problem: string | null }) {
  const [came, setCame] = useState(() => paymentReturnIn(window.location.hash))
  if (came !== null && (why === 'new' || why === 'ended'))
    return <PaymentReturn came={came} signIn={() => setCame(null)} />
  return <SignIn why={why} problem={problem} />
}

function Starting() {
  return (
    <Letter>
      <Waiting lines={4} label={t('starting')} />
    </Letter>
  )
}
