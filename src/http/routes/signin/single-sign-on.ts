/** Single sign-on in the browser: to the district's provider and back. What goes wrong ends at the sign-in page, in words. */

import type { Request } from 'express'
import type { SignIn } from '../../../signin/sign-in.ts'
import type { SsoRefusal } from '../../../signin/single-sign-on.ts'
import { SignInOffer, StartParams } from '../../contract/single-sign-on.ts'
import type { FloodLimit } from '../../flood-limit.ts'
import type { Log } from '../../log.ts'
import { cookieIn } from '../../page-cookie.ts'
import type { PageCookie } from '../../page-cookie.ts'
import type { Reply, RouteTable } from '../../route.ts'

export interface SsoRoutesOptions {
  readonly signIn: Pick<SignIn, 'startSso' | 'finishSso' | 'listSsoOffers' | 'listSupport' | 'endSession'>
  readonly cookie: PageCookie
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  readonly sendsMail: boolean
  readonly log: Log
  readonly flood: FloodLimit
}

const NO_STORE = { 'cache-control': 'no-store' } as const
const BROWSER_SECONDS = 600

/** Registers `GET /api/v1/sign-in`, `/sso/start/:districtId` and `/sso/callback`. */
export function addSsoRoutes(table: RouteTable, options: SsoRoutesOptions): void {
  const { signIn, publicUrl, sendsMail } = options
  table.add({
    method: 'get',
    path: '/api/v1/sign-in',
    access: { open: 'signin' },
    summary: 'What the sign-in page offers to everybody.',
    response: SignInOffer,
    handle: async () => {
      const [offers, support] = await Promise.all([signIn.listSsoOffers(), signIn.listSupport()])
      const providers = offers.map(({ districtId, label }) => ({ label, start: startPath(districtId) }))
      return { status: 200, body: { sendsMail, providers, support: [...support] }, headers: NO_STORE }
    },
  })
  table.add({
    method: 'get',
    path: '/sso/start/:districtId',
    access: { open: 'signin' },
    summary: 'Begins single sign-on at the provider of a district.',
    params: StartParams,
    handle: async ({ params, request }) => {
      const { districtId } = params
      if (options.flood.take(request.ip ?? '') > 0) return refuse(options, { reason: 'busy', districtId: null })
      const browser = browserOf(request, publicUrl)
      const started = await signIn.startSso({ districtId, browser, redirectUri: redirectUriOf(publicUrl) })
      if (!started.ok) return refuse(options, { reason: started.reason, districtId: null })
      const headers = { ...NO_STORE, 'set-cookie': browserCookie(started.browser, publicUrl) }
      return { status: 303, redirect: started.redirectTo, headers }
    },
  })
  addCallback(table, options)
}

function addCallback(table: RouteTable, options: SsoRoutesOptions): void {
  const { signIn, cookie, publicUrl } = options
  table.add({
    method: 'get',
    path: '/sso/callback',
    access: { open: 'signin' },
    summary: 'Takes up what a provider of single sign-on has sent the browser back with.',
    handle: async ({ request }) => {
      const current = new URL(request.originalUrl, publicUrl)
      const finished = await signIn.finishSso({ current, browser: browserOf(request, publicUrl) })
      if (!finished.ok) return refuse(options, finished)
      const earlier = cookie.peek(request)
      if (earlier !== null) await signIn.endSession(earlier)
      const headers = { ...NO_STORE, 'set-cookie': cookie.write(finished.session.token) }
      return { status: 303, redirect: `${publicUrl}/`, headers }
    },
  })
}

/** To the sign-in page, which says why. */
function refuse(
  { publicUrl, log }: SsoRoutesOptions,
  { reason, districtId }: { readonly reason: SsoRefusal | 'busy'; readonly districtId: string | null },
): Reply<undefined> {
  log.info('sso.refused', { reason, ...(districtId === null ? {} : { districtId }) })
  return { status: 303, redirect: `${publicUrl}/#/sign-in/${reason}`, headers: NO_STORE }
}

export function redirectUriOf(publicUrl: string): string {
  return `${publicUrl}/sso/callback`
}

/** Where people of a district begin. */
export function startPath(districtId: string): string {
  return `/sso/start/${encodeURIComponent(districtId)}`
}

/** The secret by which a login belongs to this browser; it comes back with a top-level navigation from the provider. */
function browserCookie(secret: string, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${nameIn(publicUrl)}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${BROWSER_SECONDS}${secure}`
}

function browserOf(request: Request, publicUrl: string): string | null {
  return cookieIn(request, nameIn(publicUrl))
}

function nameIn(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-staffroom-sso' : 'staffroom-sso'
}
