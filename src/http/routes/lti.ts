/** The LTI endpoints: login, launch and our key set. Protocol is lti's, who it is is signin's; here they meet the browser. */

import { Type } from '@sinclair/typebox'
import { frameOriginsOf } from '../../lti/platforms.ts'
import { recallLogin, startLogin } from '../../lti/login.ts'
import type { Parameters, RecalledLogin, ToolAddress } from '../../lti/login.ts'
import { STORED_FIELD } from '../../lti/platform-storage.ts'
import type { LtiRefusalCode } from '../../lti/refusal.ts'
import { verifyLaunch } from '../../lti/verify-launch.ts'
import type { VerifiedLaunch } from '../../lti/verify-launch.ts'
import type { SignIn } from '../../signin/sign-in.ts'
import type { Log } from '../log.ts'
import type { Reply, RouteTable } from '../route.ts'
import { explain } from './lti-advice.ts'
import type { PageCode } from './lti-advice.ts'
import { renderRefusal } from './lti-page.ts'
import { checkLaunch, layOver } from './lti-preflight.ts'
import type { PreflightPlace } from './lti-preflight.ts'
import { renderFetchingPage, renderKeepingPage } from './lti-storage-page.ts'

export interface LtiRoutesOptions {
  readonly signIn: Pick<SignIn, 'ltiWorld' | 'admitLaunch' | 'publishedKeys'>
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  /** The app's page, with the single-use code in its head. */
  readonly renderShell: (options: { readonly nonce: string; readonly launchCode: string }) => string
  /** The check after an install. */
  readonly preflight: PreflightPlace
  /** Gets the code of every refusal, so that IT finds what a person read out to them. */
  readonly log: Log
}

// A platform may send what it likes; lti reads it with its own limits.
const AnyParameters = Type.Object({}, { additionalProperties: true })
const KeySet = Type.Object({ keys: Type.Array(Type.Object({}, { additionalProperties: true })) })
const NO_STORE = { 'cache-control': 'no-store' } as const
// By these a person knows that the launch has to be tried again in a window of its own.
const UNBOUND: ReadonlySet<LtiRefusalCode> = new Set(['browser_unbound', 'browser_mismatch'])

interface Visit {
  readonly parameters: Parameters
  readonly cookieHeader: string
  readonly nonce: string
  readonly requestId: string
}

/** Registers `/lti/login` (GET and POST), `/lti/launch` and `/lti/jwks.json`. */
export function addLtiRoutes(table: RouteTable, options: LtiRoutesOptions): void {
  table.add({
    method: 'get',
    path: '/lti/login',
    access: { open: 'launch' },
    summary: 'Starts an LTI 1.3 launch (third-party initiated login).',
    query: AnyParameters,
    status: 302,
    handle: ({ query, request, nonce, requestId }) =>
      login(options, { parameters: query, cookieHeader: request.headers.cookie ?? '', nonce, requestId }),
  })
  table.add({
    method: 'post',
    path: '/lti/login',
    access: { open: 'launch' },
    summary: 'Starts an LTI 1.3 launch; the parameters come as a form.',
    body: AnyParameters,
    accepts: 'form',
    status: 302,
    handle: ({ body, request, nonce, requestId }) =>
      login(options, { parameters: body, cookieHeader: request.headers.cookie ?? '', nonce, requestId }),
  })
  table.add({
    method: 'post',
    path: '/lti/launch',
    access: { open: 'launch' },
    summary: 'Takes the platform’s signed launch and answers with the app’s page.',
    body: AnyParameters,
    accepts: 'form',
    handle: ({ body, request, nonce, requestId }) =>
      launch(options, { parameters: body, cookieHeader: request.headers.cookie ?? '', nonce, requestId }),
  })
  table.add({
    method: 'get',
    path: '/lti/jwks.json',
    access: { open: 'launch' },
    summary: 'The public keys that Staffroom signs with.',
    response: KeySet,
    handle: async () => {
      const { keys } = await options.signIn.publishedKeys()
      return { status: 200, body: { keys: [...keys] }, headers: { 'cache-control': 'public, max-age=300' } }
    },
  })
}

async function login(options: LtiRoutesOptions, visit: Visit): Promise<Reply<undefined>> {
  const tool: ToolAddress = { publicUrl: options.publicUrl }
  const started = await startLogin(options.signIn.ltiWorld, tool, visit.parameters)
  if (!started.ok) {
    const { iss } = visit.parameters
    return refuse(options, started.code, { visit, frameAncestors: framedByIssuer(iss), registrationId: null })
  }
  const { redirectTo, cookieName, cookieValue, lifetimeSeconds, storage, frameOrigins } = started.value
  const headers = { ...NO_STORE, 'set-cookie': bindingCookie(cookieName, cookieValue, lifetimeSeconds) }
  if (storage === null) return { status: 302, redirect: redirectTo, headers }
  const { nonce } = visit
  const html = renderKeepingPage({ storage, secret: cookieValue, next: redirectTo, nonce })
  return { status: 200, html, frameAncestors: frameOrigins, headers }
}

async function launch(options: LtiRoutesOptions, visit: Visit): Promise<Reply<undefined>> {
  const { signIn, publicUrl } = options
  const cookies = readCookies(visit.cookieHeader)
  const verdict = await verifyLaunch(signIn.ltiWorld, { publicUrl }, { form: visit.parameters, cookies })
  if (verdict.ok) return admit(options, visit, verdict.value)
  const recalled = await recallLogin(signIn.ltiWorld, visit.parameters)
  const fetching = verdict.code === 'browser_unbound' && recalled !== null ? fetchStored(visit, recalled) : null
  if (fetching !== null) return fetching
  return refuse(options, verdict.code, {
    visit,
    frameAncestors: recalled?.registration.frameOrigins ?? [],
    registrationId: recalled?.registration.id ?? null,
    ...(recalled !== null && UNBOUND.has(verdict.code) ? { restartPath: recalled.restartPath } : {}),
  })
}

/** The page that asks the platform's storage, where there is one and it was not asked yet. Nothing is decided by it. */
function fetchStored({ parameters, nonce }: Visit, { storage, registration }: RecalledLogin): Reply<undefined> | null {
  const { id_token: token, state, [STORED_FIELD]: stored } = parameters
  if (storage === null || stored !== undefined || typeof token !== 'string' || typeof state !== 'string') return null
  const html = renderFetchingPage({ storage, form: { id_token: token, state }, nonce })
  return { status: 200, html, frameAncestors: registration.frameOrigins, headers: NO_STORE }
}

async function admit(options: LtiRoutesOptions, visit: Visit, verified: VerifiedLaunch): Promise<Reply<undefined>> {
  const { id: registrationId, frameOrigins: frameAncestors } = verified.registration
  const page = { visit, frameAncestors, registrationId }
  const admission = await options.signIn.admitLaunch(verified)
  if (!admission.admitted) return refuse(options, admission.reason, page)
  const shell = options.renderShell({ nonce: visit.nonce, launchCode: admission.code })
  const { preflight: place } = options
  const binding = visit.cookieHeader.includes(verified.bindingCookieName) ? 'cookie' : 'storage'
  const findings = await checkLaunch(place, verified, { admission, binding })
  return {
    status: 200,
    html: findings === null ? shell : layOver(shell, findings, { launch: verified, place, nonce: visit.nonce }),
    frameAncestors,
    // The answer to a deep linking request is a form that the browser takes back.
    formAction: verified.deepLinking === null ? [] : [new URL(verified.deepLinking.returnUrl).origin],
    headers: { ...NO_STORE, 'set-cookie': bindingCookie(verified.bindingCookieName, '', 0) },
  }
}

interface Refused {
  readonly visit: Visit
  readonly frameAncestors: readonly string[]
  readonly registrationId: string | null
  readonly restartPath?: string
}

function refuse({ log }: LtiRoutesOptions, code: PageCode, page: Refused): Reply<undefined> {
  const { status } = explain(code)
  const { nonce, requestId } = page.visit
  log.warn('lti.refused', { code, requestId, registrationId: page.registrationId })
  return {
    status,
    html: renderRefusal({ code, nonce, requestId, restartPath: page.restartPath ?? null }),
    frameAncestors: page.frameAncestors,
    headers: NO_STORE,
  }
}

/**
 * A login that is refused has no registration to ask who may frame its page. The page offers nothing to click, so
 * the issuer that the request names may show it: its people then see why, instead of an empty frame.
 */
function framedByIssuer(issuer: unknown): readonly string[] {
  return typeof issuer === 'string' ? frameOriginsOf(issuer, issuer) : []
}

/** Sent back from inside the platform's frame, and by no other site's: `Partitioned` gives each its own jar. */
function bindingCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned`
}

function readCookies(header: string): Readonly<Record<string, string | undefined>> {
  const pairs = header.split(';').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const
  })
  return Object.fromEntries(pairs)
}
