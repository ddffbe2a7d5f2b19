/**
 * The demo LMS's desk for dynamic registration (LTI Dynamic Registration 1.0): its OpenID configuration, handed out for a
 * registration token only, and the endpoint that makes a tool of what is posted. A test may have it misbehave.
 */

import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export type RegisteringProduct = 'canvas' | 'moodle'

/** A tool as it was posted. */
export interface PostedTool {
  readonly clientId: string
  readonly deploymentId: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** What a test may have it do otherwise. */
export interface Misbehaviour {
  /** Changes the configuration before it is sent. */
  document?: (document: Record<string, unknown>) => unknown
  /** Sends the configuration with this status, or as a redirect to this address. */
  documentStatus?: number
  documentRedirect?: string
  /** Changes the answer to a registration before it is sent. */
  answer?: (answer: Record<string, unknown>) => unknown
  answerStatus?: number
  answerRedirect?: string
  /** Breaks the connection off after the tool was made. */
  breaksOff?: true
}

export interface RegistrationDesk {
  /** The tools that were made, in order. */
  readonly tools: PostedTool[]
  /** How often each endpoint was asked, refused or not. */
  readonly asked: { configuration: number; registration: number }
  misbehaviour: Misbehaviour
  /** Where an administrator's browser is sent who has entered the tool's registration URL. */
  startRegistration: (toolUrl: string) => string
  /** Answers what is the desk's; false: the request is somebody else's. */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
}

export interface RegistrationDeskOptions {
  /** Origin of the LMS, known once it listens. */
  readonly origin: () => string
  readonly product: RegisteringProduct
  /** The ids that a tool gets; made up anew where it is left out. */
  readonly clientId?: string
  readonly deploymentId?: string
  /** Where the platform's own endpoints are. */
  readonly paths?: { readonly authorise: string; readonly token: string; readonly keys: string }
  /** Gets every tool that is made. */
  readonly keep?: (tool: PostedTool) => void
}

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const CONFIGURATION_PATH = '/registration/openid-configuration'
const REGISTRATION_PATH = '/registration/tools'
const SCOPES = [
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
]

/** Opens the desk; it listens nowhere by itself. */
export function openRegistrationDesk(options: RegistrationDeskOptions): RegistrationDesk {
  const tokens = new Set<string>()
  const desk: RegistrationDesk = {
    tools: [],
    asked: { configuration: 0, registration: 0 },
    misbehaviour: {},
    startRegistration: (toolUrl) => {
      const token = randomBytes(24).toString('base64url')
      tokens.add(token)
      const url = new URL(toolUrl)
      url.searchParams.set('openid_configuration', `${options.origin()}${CONFIGURATION_PATH}`)
      url.searchParams.set('registration_token', token)
      return url.href
    },
    answer: async (request, response) => {
      const { pathname } = new URL(request.url ?? '/', options.origin())
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
      if (pathname === CONFIGURATION_PATH) {
        desk.asked.configuration += 1
        sendConfiguration(response, { options, desk, isKnown: tokens.has(token) })
        return true
      }
      if (pathname !== REGISTRATION_PATH) return false
      desk.asked.registration += 1
      const body = await readJson(request)
      // A token makes one tool.
      await makeTool(response, { options, desk, body: tokens.delete(token) ? body : null })
      return true
    },
  }
  return desk
}

interface Asked {
  readonly options: RegistrationDeskOptions
  readonly desk: RegistrationDesk
}

function sendConfiguration(response: ServerResponse, { options, desk, isKnown }: Asked & { isKnown: boolean }): void {
  const { document: change, documentStatus: status, documentRedirect: redirect } = desk.misbehaviour
  if (redirect !== undefined) {
    response.writeHead(302, { location: redirect }).end()
    return
  }
  if (!isKnown) {
    send(response, 401, { error: 'invalid_token' })
    return
  }
  const document = configurationOf(options)
  send(response, status ?? 200, change === undefined ? document : change(document))
}

const PATHS = { authorise: '/auth', token: '/token', keys: '/jwks.json' } as const

function configurationOf({ origin, product, paths = PATHS }: RegistrationDeskOptions): Record<string, unknown> {
  const url = origin()
  const placements = ['account_navigation', 'course_navigation', 'user_navigation', 'link_selection']
  const messages =
    product === 'canvas'
      ? [
          { type: 'LtiResourceLinkRequest', placements },
          { type: 'LtiDeepLinkingRequest', placements: ['link_selection'] },
        ]
      : [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] }]
  return {
    issuer: url,
    authorization_endpoint: `${url}${paths.authorise}`,
    token_endpoint: `${url}${paths.token}`,
    jwks_uri: `${url}${paths.keys}`,
    registration_endpoint: `${url}${REGISTRATION_PATH}`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    scopes_supported: SCOPES,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: product,
      version: 'demo',
      messages_supported: messages,
      variables: ['Person.sourcedId', 'CourseSection.sourcedId'],
    },
  }
}

async function makeTool(
  response: ServerResponse,
  { options, desk, body }: Asked & { readonly body: Record<string, unknown> | null },
): Promise<void> {
  const { answer: change, answerStatus: status, answerRedirect: redirect, breaksOff } = desk.misbehaviour
  if (body === null) {
    send(response, 401, { error: 'invalid_token' })
    return
  }
  const problem = problemOf(body)
  if (problem !== null || (status !== undefined && status >= 400 && status < 500)) {
    send(response, status ?? 400, { error: 'invalid_client_metadata', error_description: problem })
    return
  }
  // Canvas makes the deployment when the administrator installs what was registered.
  const made =
    options.product === 'moodle' ? { deploymentId: options.deploymentId ?? randomId() } : { deploymentId: null }
  const tool = { clientId: options.clientId ?? randomId(), ...made, body }
  desk.tools.push(tool)
  options.keep?.(tool)
  if (breaksOff === true) {
    response.destroy()
    return
  }
  if (redirect !== undefined) {
    response.writeHead(302, { location: redirect }).end()
    return
  }
  const configuration = body[TOOL_CONFIGURATION] as object
  const answer = {
    ...body,
    client_id: tool.clientId,
    [TOOL_CONFIGURATION]: {
      ...configuration,
      ...(made.deploymentId === null ? {} : { deployment_id: made.deploymentId }),
    },
  }
  send(response, status ?? 200, change === undefined ? answer : change(answer))
}

/** What the specification requires of a client (§3.5.1), and Canvas besides. */
function problemOf(body: Readonly<Record<string, unknown>>): string | null {
  const configuration = body[TOOL_CONFIGURATION]
  const texts = ['initiate_login_uri', 'client_name', 'jwks_uri', 'scope']
  const missing = texts.find((name) => typeof body[name] !== 'string')
  if (missing !== undefined) return `${missing} is missing`
  if (body['application_type'] !== 'web') return 'application_type is not web'
  if (body['token_endpoint_auth_method'] !== 'private_key_jwt')
    return 'token_endpoint_auth_method is not private_key_jwt'
  if (!isListWith(body['grant_types'], 'client_credentials', 'implicit')) return 'grant_types are incomplete'
  if (!isListWith(body['response_types'], 'id_token')) return 'response_types are incomplete'
  if (!Array.isArray(body['redirect_uris']) || body['redirect_uris'].length === 0) return 'redirect_uris are missing'
  if (typeof configuration !== 'object' || configuration === null) return 'the tool configuration is missing'
  const { domain, target_link_uri: target, messages, claims } = configuration as Record<string, unknown>
  if (typeof domain !== 'string' || typeof target !== 'string') return 'domain or target_link_uri is missing'
  return Array.isArray(messages) && Array.isArray(claims) ? null : 'messages or claims are missing'
}

function isListWith(value: unknown, ...words: readonly string[]): boolean {
  return Array.isArray(value) && words.every((word) => value.includes(word))
}

function randomId(): string {
  return randomBytes(8).toString('hex')
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json' }).end(text)
}
