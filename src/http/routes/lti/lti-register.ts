/** Dynamic registration at `/lti/register/…`, and the JSON of a Canvas developer key: for platforms, not for the app. */

import { Type } from '@sinclair/typebox'
import { registerDynamically } from '../../../lti/dynamic-registration.ts'
import type { Ask, MadeRegistration } from '../../../lti/dynamic-registration.ts'
import { frameOriginsOf } from '../../../lti/platforms.ts'
import { REGISTRATION_REFUSALS } from '../../../lti/registration-refusal.ts'
import type { RegistrationRefusalCode } from '../../../lti/registration-refusal.ts'
import { canvasConfiguration, toolUrlsOf } from '../../../lti/tool-configuration.ts'
import { createLinkWorld, lookRegistrationLink } from '../../../signin/registration-link.ts'
import type { RegistrationLinkWorld } from '../../../signin/registration-link.ts'
import type { Log } from '../../log.ts'
import type { Reply, RouteTable } from '../../route.ts'
import { escapeHtml, renderLtiDocument } from './lti-document.ts'

export interface LtiRegisterOptions {
  readonly db: RegistrationLinkWorld['db']
  readonly now: () => Date
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  /** The guarded fetch. */
  readonly ask: Ask
  readonly log: Log
}

// A platform may send what it likes; lti reads it with its own limits.
const AnyParameters = Type.Object({}, { additionalProperties: true })
const AnyDocument = Type.Object({}, { additionalProperties: true })
const NO_STORE = { 'cache-control': 'no-store' } as const

interface Visit {
  readonly token: string
  readonly query: Readonly<Record<string, unknown>>
  readonly nonce: string
  readonly requestId: string
}

/** Registers `/lti/register/:token` and `/lti/canvas.json`. */
export function addLtiRegisterRoutes(table: RouteTable, options: LtiRegisterOptions): void {
  table.add({
    method: 'get',
    path: '/lti/register/:token',
    access: { open: 'launch' },
    summary: 'Registers the platform that opens this one-time link (LTI Dynamic Registration).',
    params: Type.Object({ token: Type.String({ maxLength: 200 }) }),
    query: AnyParameters,
    handle: ({ params, query, nonce, requestId }) => register(options, { ...params, query, nonce, requestId }),
  })
  table.add({
    method: 'get',
    path: '/lti/canvas.json',
    access: { open: 'launch' },
    summary: 'The configuration of a Canvas developer key.',
    response: AnyDocument,
    handle: () => ({
      status: 200,
      body: { ...canvasConfiguration(toolUrlsOf(options.publicUrl)) },
      headers: { 'cache-control': 'public, max-age=300' },
    }),
  })
}

async function register(options: LtiRegisterOptions, visit: Visit): Promise<Reply<undefined>> {
  const { db, now, publicUrl, ask, log } = options
  const world = { db, now, frameOriginsOf }
  const { openid_configuration: openidConfiguration, registration_token: registrationToken } = visit.query
  if (openidConfiguration === undefined) {
    // Somebody looks at the link in a browser: it says whether it is good, and stays so.
    const state = await lookRegistrationLink(world, visit.token)
    return refuse(options, visit, state === 'open' ? 'configuration_missing' : state)
  }
  const verdict = await registerDynamically({ ...createLinkWorld(world), ask }, toolUrlsOf(publicUrl), {
    linkToken: visit.token,
    openidConfiguration,
    registrationToken,
  })
  if (!verdict.ok) return refuse(options, visit, verdict.code, verdict.cause)
  const { made, registrationId, withheldScopes } = verdict
  log.info('lti.registered', { registrationId, requestId: visit.requestId })
  return {
    status: 200,
    html: renderDone(visit, made, withheldScopes),
    frameAncestors: frameOriginsOf(made.issuer, made.authUrl),
    headers: NO_STORE,
  }
}

function refuse({ log }: LtiRegisterOptions, visit: Visit, code: RegistrationRefusalCode, cause?: unknown) {
  const { status, meaning, remedy } = REGISTRATION_REFUSALS[code]
  const { nonce, requestId } = visit
  log.warn('lti.registration_refused', { code, requestId, ...(cause instanceof Error ? { error: cause } : {}) })
  const body = `<h1>Staffroom was not registered</h1>
<p>${escapeHtml(meaning)}</p>
<p>${escapeHtml(remedy)}</p>
${linkLine(code)}
<dl>
<dt>Code</dt><dd><code id="code">${escapeHtml(code)}</code></dd>
<dt>Request</dt><dd><code>${escapeHtml(requestId)}</code></dd>
</dl>`
  const html = renderLtiDocument({ title: 'Staffroom was not registered', body, nonce })
  return { status, html, frameAncestors: framedBy(visit.query['openid_configuration']), headers: NO_STORE }
}

function linkLine(code: RegistrationRefusalCode): string {
  return REGISTRATION_REFUSALS[code].linkStays ? '<p>Nothing was made, and the link still works.</p>' : ''
}

/** The page of a refusal offers nothing to click: the platform that opened it may show it. */
function framedBy(address: unknown): readonly string[] {
  const origin = typeof address === 'string' ? URL.parse(address)?.origin : undefined
  return origin === undefined || origin === 'null' ? [] : frameOriginsOf(origin, origin)
}

const NEXT = {
  canvas:
    'Canvas now shows a summary. Leave the privacy level at “Public” and the scopes switched on, then install and enable the app. Its deployment shows up in Staffroom with the first launch.',
  moodle:
    'Moodle keeps the tool as “pending”: press Activate on its card in “Manage tools”, then show it in the activity chooser.',
  schoology: 'Install the app for your school in Schoology, then open Staffroom from a course.',
} as const
const BINDING =
  'Last, on Staffroom’s page “LMS connections”, bind the deployment to your district: until then nobody gets in.'
const NEXT_ELSEWHERE = 'Enable the tool in your LMS, then open Staffroom from a course.'

function renderDone({ nonce, requestId }: Visit, made: MadeRegistration, withheld: readonly string[]): string {
  const next = made.product === null ? NEXT_ELSEWHERE : NEXT[made.product]
  const scopes =
    withheld.length === 0
      ? ''
      : `<p>The LMS did not grant: ${escapeHtml(withheld.join(', '))}. Launches work; what these are for does not.</p>`
  const bound =
    made.deploymentId === null ? 'made by the LMS later' : `${escapeHtml(made.deploymentId)}, waits to be bound`
  const body = `<h1>Staffroom is registered</h1>
<p>${escapeHtml(next)}</p>
<p>${escapeHtml(BINDING)}</p>
${scopes}
<p><button type="button" id="close" autofocus>Finish</button></p>
<dl>
<dt>Issuer</dt><dd>${escapeHtml(made.issuer)}</dd>
<dt>Client id</dt><dd>${escapeHtml(made.clientId)}</dd>
<dt>Deployment</dt><dd>${bound}</dd>
<dt>Request</dt><dd><code>${escapeHtml(requestId)}</code></dd>
</dl>
<script nonce="${escapeHtml(nonce)}">
document.getElementById('close').addEventListener('click', () => {
  // Nothing secret is in it, and who the LMS's own page is, is not known here: the specification sends it to everybody.
  (window.opener ?? window.parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*')
})
</script>`
  return renderLtiDocument({ title: 'Staffroom is registered', body, nonce })
}
