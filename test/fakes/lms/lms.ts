/**
 * The demo LMS: a small, honest LTI 1.3 platform on an origin of its own. It has keys, an OIDC authorisation
 * endpoint that checks what it is asked, and a course page that frames the tool. Shared by `demo` and the tests;
 * only tests have a hand in its tokens.
 */

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { renderCoursePage, renderForm, renderProblem } from './pages.ts'
import { DEMO_PEOPLE } from './people.ts'
import type { LmsPerson } from './people.ts'
import { createPlatformKey, signDraft } from './token.ts'
import type { PlatformKey, TokenDraft } from './token.ts'

export interface LmsOptions {
  readonly port: number
  readonly toolUrl: string
  readonly clientId: string
  readonly deploymentId: string
  readonly people?: readonly LmsPerson[]
  /** Default 127.0.0.1: another site than localhost. */
  readonly host?: string
  /** The clock that tokens are dated by. */
  readonly now?: () => Date
}

/** The fields that the LMS posts to the tool's redirect URI. */
export type LaunchForm = Record<string, string>

export interface Lms {
  /** Origin; also the issuer. */
  readonly url: string
  readonly registration: {
    readonly issuer: string
    readonly clientId: string
    readonly authUrl: string
    readonly tokenUrl: string
    readonly jwksUrl: string
  }
  /** The address in the tool at which a launch of this person begins. */
  readonly startLaunch: (key: string, targetLinkUri?: string) => string
  /** What the authorisation endpoint would post for this request; a test may change the token before it is signed. */
  readonly authorise: (address: string, tamper?: (draft: TokenDraft) => void) => Promise<LaunchForm>
  /** Another signing key; the one before is no longer published. */
  readonly rotateKey: () => Promise<void>
  /** How often the key set was read, and whether it can be. */
  readonly keySet: { reads: number; isDown: boolean }
  readonly stop: () => Promise<void>
}

interface Ticket {
  readonly person: LmsPerson
  readonly targetLinkUri: string
}

interface State {
  readonly options: LmsOptions & { readonly people: readonly LmsPerson[] }
  key: PlatformKey
  /** Launches under way, by the message hint that only this LMS gave out. */
  readonly tickets: Map<string, Ticket>
  readonly keySet: { reads: number; isDown: boolean }
  url: string
}

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/'
const TICKETS_MAX = 10_000

/** Starts the LMS and listens. */
export async function startLms(options: LmsOptions): Promise<Lms> {
  const state: State = {
    options: { ...options, people: options.people ?? DEMO_PEOPLE },
    key: await createPlatformKey('demo-lms-1'),
    tickets: new Map(),
    keySet: { reads: 0, isDown: false },
    url: '',
  }
  const server = createServer((request, response) => {
    answer(state, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error('The demo LMS failed.'))
    })
  })
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  state.url = `http://${host}:${(server.address() as AddressInfo).port}`
  return {
    url: state.url,
    registration: {
      issuer: state.url,
      clientId: options.clientId,
      authUrl: `${state.url}/auth`,
      tokenUrl: `${state.url}/token`,
      jwksUrl: `${state.url}/jwks.json`,
    },
    startLaunch: (key, targetLinkUri) => startLaunch(state, key, targetLinkUri),
    authorise: async (address, tamper) => {
      const outcome = await authorise(state, new URL(address).searchParams, tamper)
      if ('problem' in outcome) throw new Error(`The demo LMS refused: ${outcome.problem}`)
      return outcome.form
    },
    rotateKey: async () => {
      state.key = await createPlatformKey(`demo-lms-${randomBytes(4).toString('hex')}`)
    },
    keySet: state.keySet,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', state.url)
  const nonce = randomBytes(16).toString('base64url')
  if (url.pathname === '/') {
    const person = state.options.people.find(({ key }) => key === url.searchParams.get('as')) ?? null
    const page = renderCoursePage({ people: state.options.people, person, nonce, toolUrl: state.options.toolUrl })
    sendPage(response, page, policy(nonce, `frame-src 'self' ${state.options.toolUrl}`))
  } else if (url.pathname === '/launch') {
    const key = url.searchParams.get('as') ?? ''
    const known = state.options.people.some((person) => person.key === key)
    if (known) response.writeHead(302, { location: startLaunch(state, key), 'cache-control': 'no-store' }).end()
    else sendProblem(response, 404, 'There is nobody of this name here.')
  } else if (url.pathname === '/auth') {
    await answerAuth(state, await readParameters(request, url), { response, nonce })
  } else if (url.pathname === '/jwks.json') {
    state.keySet.reads += 1
    if (state.keySet.isDown) sendJson(response, 503, {})
    else sendJson(response, 200, { keys: [state.key.publicJwk] })
  } else if (url.pathname === '/token') {
    sendJson(response, 400, { error: 'unsupported_grant_type' })
  } else sendProblem(response, 404, 'There is no such page.')
}

async function answerAuth(
  state: State,
  query: URLSearchParams,
  { response, nonce }: { readonly response: ServerResponse; readonly nonce: string },
): Promise<void> {
  const outcome = await authorise(state, query)
  if ('problem' in outcome) sendProblem(response, 400, outcome.problem)
  else {
    const page = renderForm({ action: redirectUri(state), fields: outcome.form, nonce })
    sendPage(response, page, policy(nonce, `form-action ${state.options.toolUrl}`))
  }
}

function startLaunch(state: State, key: string, target?: string): string {
  const { toolUrl, clientId, deploymentId, people } = state.options
  const person = people.find((candidate) => candidate.key === key)
  if (person === undefined) throw new Error(`The demo LMS has no person ${key}.`)
  if (state.tickets.size >= TICKETS_MAX) state.tickets.clear()
  const ticket = randomBytes(24).toString('base64url')
  const targetLinkUri = target ?? redirectUri(state)
  state.tickets.set(ticket, { person, targetLinkUri })
  const login = new URL('/lti/login', toolUrl)
  login.search = new URLSearchParams({
    iss: state.url,
    login_hint: person.sub,
    target_link_uri: targetLinkUri,
    lti_message_hint: ticket,
    client_id: clientId,
    lti_deployment_id: deploymentId,
  }).toString()
  return login.href
}

type AuthOutcome = { readonly problem: string } | { readonly form: LaunchForm }

/** Checks the request as a platform must (Security Framework §5.1.1.3), then answers it. */
async function authorise(
  state: State,
  query: URLSearchParams,
  tamper?: (draft: TokenDraft) => void,
): Promise<AuthOutcome> {
  if (query.get('client_id') !== state.options.clientId) return { problem: 'The tool’s client_id is not registered.' }
  if (query.get('redirect_uri') !== redirectUri(state)) return { problem: 'This redirect_uri is not registered.' }
  const stateParameter = query.get('state') ?? ''
  const error = problemOf(query)
  if (error !== null) return { form: { error, state: stateParameter } }
  const ticket = state.tickets.get(query.get('lti_message_hint') ?? '')
  if (ticket === undefined || ticket.person.sub !== query.get('login_hint')) {
    return { form: { error: 'login_required', state: stateParameter } }
  }
  const draft = draftToken(state, ticket, query.get('nonce') ?? '')
  tamper?.(draft)
  return { form: { id_token: await signDraft(draft, state.key), state: stateParameter } }
}

function problemOf(query: URLSearchParams): string | null {
  const expected = { response_type: 'id_token', response_mode: 'form_post', prompt: 'none', scope: 'openid' }
  for (const [name, value] of Object.entries(expected)) if (query.get(name) !== value) return 'invalid_request'
  return query.has('state') && query.has('nonce') ? null : 'invalid_request'
}

function draftToken(state: State, { person, targetLinkUri }: Ticket, nonce: string): TokenDraft {
  const { clientId, deploymentId, now = () => new Date() } = state.options
  const seconds = Math.floor(now().getTime() / 1000)
  const [givenName = '', familyName = ''] = person.name.split(' ')
  return {
    header: { alg: 'RS256', typ: 'JWT', kid: state.key.kid },
    signer: 'platform',
    spoil: (token) => token,
    claims: {
      iss: state.url,
      aud: clientId,
      sub: person.sub,
      iat: seconds,
      exp: seconds + 300,
      nonce,
      name: person.name,
      given_name: givenName,
      family_name: familyName,
      email: person.email,
      [`${LTI}message_type`]: 'LtiResourceLinkRequest',
      [`${LTI}version`]: '1.3.0',
      [`${LTI}deployment_id`]: deploymentId,
      [`${LTI}target_link_uri`]: targetLinkUri,
      [`${LTI}resource_link`]: { id: 'course-101-link-1', title: 'Staffroom' },
      [`${LTI}roles`]: [...person.roles],
      [`${LTI}context`]: { id: 'course-101', title: 'Grade 4 Mathematics', type: ['CourseSection'] },
      [`${LTI}tool_platform`]: { guid: 'demo-lms', name: 'Demo LMS' },
      ...(person.sourcedId === null ? {} : { [`${LTI}lis`]: { person_sourcedid: person.sourcedId } }),
    },
  }
}

function redirectUri({ options }: State): string {
  return new URL('/lti/launch', options.toolUrl).href
}

async function readParameters(request: IncomingMessage, url: URL): Promise<URLSearchParams> {
  if (request.method !== 'POST') return url.searchParams
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

function policy(nonce: string, more: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; ${more}`
}

function sendPage(response: ServerResponse, html: string, contentSecurityPolicy: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-store',
      // Trials on one machine run on two origins; the tool sees which one it is framed by.
      'referrer-policy': 'origin',
    })
    .end(html)
}

function sendProblem(response: ServerResponse, status: number, problem: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" })
    .end(renderProblem(problem))
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
