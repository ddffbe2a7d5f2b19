/** Starts the app in the page the server sent: reads the launch code and the nonce, then draws. */
import './styles/mantine.css'
import './styles/frame.css'
import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiFailure, mayPass } from './api-failure.ts'
import { App } from './frame/app.tsx'
import { followHeight } from './frame/frame-height.ts'
import { codeIn, oneTimeLinkIn, parentsIn, signInProblemIn } from './paths.ts'
import type { OneTimeLink } from './paths.ts'
import { SessionProvider } from './session/context.tsx'
import { openSession } from './session/session.ts'
import { readableColours, systemColorScheme, theme } from './theme.ts'

const RETRIES = 2

/** Takes a value out of the page: it is used once and then gone from the document. */
function take(name: string): string {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)
  const content = meta?.content ?? ''
  meta?.remove()
  return content
}

/** The secret of a one-time link comes behind `#`, which no server sees; it leaves the address bar at once. */
function takeLink(): OneTimeLink | null {
  const found = oneTimeLinkIn(window.location.hash)
  if (found !== null) window.history.replaceState(null, '', '/')
  return found
}

/** Why single sign-on let nobody in; said once. */
function takeProblem(): string | null {
  const problem = signInProblemIn(window.location.hash)
  if (problem !== null) window.history.replaceState(null, '', '/')
  return problem
}

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
const framed = window.self !== window.top
const session = openSession({
  launchCode: take('staffroom-launch-code'),
  hasCookie: take('staffroom-session') !== '',
  framed,
})
const link = takeLink()
const portal = parentsIn(window.location.hash)
const code = codeIn(window.location.hash)
const problem = takeProblem()
const queries: QueryClient = new QueryClient({
  // Whoever was second sees at once what the first has made of it.
  mutationCache: new MutationCache({
    onError: (failure) => {
      if (failure instanceof ApiFailure && failure.status === 412) void queries.invalidateQueries()
    },
  }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failed, failure) => failed < RETRIES && mayPass(failure) },
    mutations: { retry: false },
  },
})
// What one person read is never shown to the next one at this screen.
session.subscribe(() => {
  if (session.state().kind !== 'open') queries.clear()
})
// After a launch the address is the LMS's POST; reloading that would replay it, so the app's own address stands there.
if (link === null && window.location.pathname !== '/') window.history.replaceState(null, '', `/${window.location.hash}`)

// A link that is opened where the app already runs changes only what stands behind `#`.
window.addEventListener('hashchange', () => {
  const standsAlone = [oneTimeLinkIn, parentsIn, codeIn].some((read) => read(window.location.hash) !== null)
  // From a page that stands alone into the app as well: no session was begun for it.
  if (standsAlone || portal !== null || code !== null) window.location.reload()
})

const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no element "root".')
if (framed) {
  document.documentElement.dataset['framed'] = ''
  followHeight(root, window.parent)
}
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableColours}
      colorSchemeManager={systemColorScheme}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        <SessionProvider session={session}>
          <App link={link} problem={problem} portal={portal} code={code} />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
if (link === null && portal === null && code === null) void session.start()
