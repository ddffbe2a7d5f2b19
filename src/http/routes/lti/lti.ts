/** The LTI endpoints: login, launch and our key set. Protocol is lti's, who it is is signin's; here they meet the browser. */

import { randomInt } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import type { Request } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'
import { frameOriginsOf } from '../../../lti/platforms.ts'
import { recallLogin, repeatLogin, startLogin } from '../../../lti/login.ts'
import type { Parameters, RecalledLogin, ToolAddress } from '../../../lti/login.ts'
import { STORED_FIELD } from '../../../lti/platform-storage.ts'
import type { LtiRefusalCode } from '../../../lti/refusal.ts'
import { verifyLaunch } from '../../../lti/verify-launch.ts'
import type { VerifiedLaunch } from '../../../lti/verify-launch.ts'
import type { LtiWorld } from '../../../lti/world.ts'
import type { SignIn } from '../../../signin/sign-in.ts'
import type { FloodLimit } from '../../flood-limit.ts'
import type { Log } from '../../log.ts'
import type { Reply, RouteTable } from '../../route.ts'
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
  /** By registration and network address together: a whole school shares one address. */
  readonly flood: FloodLimit
  /** Gets the code of every refusal, so that IT finds what a person read out to them. */
  readonly log: Log
}

// A platform may send what it likes; lti reads it with its own limits.
const AnyParameters = Type.Object({}, { additionalProperties: true })
const KeySet = Type.Object({ keys: Type.Array(Type.Object({}, { additionalProperties: true })) })
const NO_STORE = { 'cache-control': 'no-store' } as const
// By these a person knows that the launch has to be tried again in a window of its own.
const UNBOUND: ReadonlySet<LtiRefusalCode> = new Set(['browser_unbound', 'browser_mismatch'])
// Nobody's: no registration has them, so they are counted by themselves and never against anybody who may come in.
const STRANGE: ReadonlySet<PageCode> = new Set(['registration_unknown', 'state_unknown', 'state_missing'])
// Pages that try again by themselves don't do it at the same moment.
const SPREAD_SECONDS = 5

interface Visit {
  readonly parameters: Parameters
  readonly cookieHeader: string
  readonly nonce: string
  readonly requestId: string
  /** Network address of the browser, as the proxy settings have it; a network of it where it is IPv6. */
  readonly address: string
}

interface Called {
  readonly request: Request
  readonly nonce: string
  readonly requestId: string
}
const visitOf = (parameters: Parameters, { request, nonce, requestId }: Called): Visit => ({
  parameters,
  cookieHeader: request.headers.cookie ?? '',
  nonce,
  requestId,
  address: ipKeyGenerator(request.ip ?? ''),
})

/** Registers `/lti/login` (GET and POST), `/lti/launch` and `/lti/jwks.json`. */
export function addLtiRoutes(table: RouteTable, options: LtiRoutesOptions): void {
  table.add({
    method: 'get',
    path: '/lti/login',
    access: { open: 'launch' },
    summary: 'Starts an LTI 1.3 launch (third-party initiated login).',
    query: AnyParameters,
    status: 302,
    handle: (called) => answered(options, visitOf(called.query, called), login),
  })
  table.add({
    method: 'post',
    path: '/lti/login',
    access: { open: 'launch' },
    summary: 'Starts an LTI 1.3 launch; the parameters come as a form.',
    body: AnyParameters,
    accepts: 'form',
    status: 302,
    handle: (called) => answered(options, visitOf(called.body, called), login),
  })
  table.add({
    method: 'post',
    path: '/lti/launch',
    access: { open: 'launch' },
    summary: 'Takes the platform’s signed launch and answers with the app’s page.',
    body: AnyParameters,
    accepts: 'form',
    handle: (called) => answered(options, visitOf(called.body, called), launch),
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

type Answer = (options: LtiRoutesOptions, visit: Visit) => Promise<Reply<undefined>>

/** What fails on our side is a page, too: people see it in the frame of their LMS, where JSON tells them nothing. */
async function answered(options: LtiRoutesOptions, visit: Visit, answer: Answer): Promise<Reply<undefined>> {
  try {
    return await answer(options, visit)
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error('Something that is no error was thrown.')
    options.log.error('lti.failed', { requestId: visit.requestId, error })
    const recalled = await recallLogin(options.signIn.ltiWorld, visit.parameters).catch(() => null)
    const frameAncestors = recalled?.registration.frameOrigins ?? framedByIssuer(visit.parameters['iss'])
    return refuse(options, 'failed', { visit, frameAncestors, registrationId: recalled?.registration.id ?? null })
  }
}

async function login(options: LtiRoutesOptions, visit: Visit): Promise<Reply<undefined>> {
  const tool: ToolAddress = { publicUrl: options.publicUrl }
  const { world, waited } = limited(options, visit)
  const started = await startLogin(world, tool, visit.parameters)
  if (!started.ok) {
    const { iss } = visit.parameters
    const repeat = { path: repeatLogin(visit.parameters), seconds: waited() }
    return refuse(options, started.code, { visit, frameAncestors: framedByIssuer(iss), registrationId: null, repeat })
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
  const { world, waited } = limited(options, visit)
  const verdict = await verifyLaunch(world, { publicUrl }, { form: visit.parameters, cookies })
  if (verdict.ok) return admit(options, visit, verdict.value)
  const recalled = await recallLogin(signIn.ltiWorld, visit.parameters)
  const fetching = verdict.code === 'browser_unbound' && recalled !== null ? fetchStored(visit, recalled) : null
  if (fetching !== null) return fetching
  return refuse(options, verdict.code, {
    visit,
    frameAncestors: recalled?.registration.frameOrigins ?? [],
    registrationId: recalled?.registration.id ?? null,
    ...(recalled === null ? {} : { repeat: { path: recalled.repeatPath, seconds: waited() } }),
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
  if (!admission.admitted) return refuse(options, admission.reason, { ...page, writeTo: admission.writeTo })
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

/** The protocol's world for one visit, with the limit of the place that it comes from; and what it had to wait. */
function limited({ signIn, flood }: LtiRoutesOptions, { address }: Visit): { world: LtiWorld; waited: () => number } {
  let waited = 0
  const waitSeconds = (registrationId: string): number => {
    waited = flood.take(`${registrationId} ${address}`)
    return waited
  }
  return { world: { ...signIn.ltiWorld, waitSeconds }, waited: () => waited }
}

interface Refused {
  readonly visit: Visit
  readonly frameAncestors: readonly string[]
  readonly registrationId: string | null
  readonly restartPath?: string
  /** Whom the person may write to. */
  readonly writeTo?: readonly string[]
  /** The same once more, and how long the limit wants it to wait. */
  readonly repeat?: { readonly path: string; readonly seconds: number }
}

function refuse({ log, flood }: LtiRoutesOptions, found: PageCode, page: Refused): Reply<undefined> {
  const { nonce, requestId, address } = page.visit
  const strange = STRANGE.has(found) ? flood.take(`strange ${address}`) : 0
  const code = strange > 0 ? 'too_many' : found
  log.warn('lti.refused', { code, requestId, registrationId: page.registrationId })
  const seconds = Math.max(strange, page.repeat?.seconds ?? 0) + randomInt(1, SPREAD_SECONDS + 1)
  const isFlood = code === 'too_many'
  const repeat = isFlood && page.repeat !== undefined ? { ...page.repeat, seconds } : null
  return {
    status: explain(code).status,
    html: renderRefusal({
      code,
      nonce,
      requestId,
      restartPath: page.restartPath ?? null,
      writeTo: page.writeTo ?? [],
      repeat,
    }),
    frameAncestors: page.frameAncestors,
    headers: isFlood ? { ...NO_STORE, 'retry-after': `${seconds}` } : NO_STORE,
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
