/** The first half of a launch: the platform asks us to start, we send the browser back to it with state and nonce. */

import { judged, LtiRefusal } from './refusal.ts'
import type { Verdict } from './refusal.ts'
import { hashSecret, newSecret } from './secret.ts'
import { isOwnAddress } from './own-address.ts'
import { storageOf } from './platform-storage.ts'
import type { PlatformStorage } from './platform-storage.ts'
import type { Login, LtiWorld, Registration } from './world.ts'

/** Login parameters as they came, by query or form; a list where one came twice. */
export type Parameters = Readonly<Record<string, unknown>>

export interface StartedLogin {
  /** Where to send the browser (302). */
  readonly redirectTo: string
  /** Name of the cookie that binds the browser, one per login so that two frames don't overwrite each other. */
  readonly cookieName: string
  readonly cookieValue: string
  readonly lifetimeSeconds: number
  /** Where the platform keeps the same secret for a browser that keeps no cookie; null: it offers no place. */
  readonly storage: PlatformStorage | null
  /** Origins that may frame the page that puts it there. */
  readonly frameOrigins: readonly string[]
}

export interface ToolAddress {
  /** Origin and no more: `https://staffroom.example.org`. */
  readonly publicUrl: string
}

export const LOGIN_LIFETIME_SECONDS = 300
const PARAMETER_LENGTH_MAX = 4096

/**
 * Starts a login (OIDC third-party initiated login; 1EdTech Security Framework §5.1.1.1–5.1.1.2).
 * Hints go back to the platform unaltered. Refusals are values.
 */
export function startLogin(world: LtiWorld, tool: ToolAddress, parameters: Parameters): Promise<Verdict<StartedLogin>> {
  return judged(async () => {
    const request = readLogin(parameters)
    if (!isOwnAddress(request.targetLinkUri, tool.publicUrl)) throw new LtiRefusal('target_foreign')
    const registration = await chooseRegistration(world, request)
    if (world.waitSeconds(registration.id) > 0) throw new LtiRefusal('too_many')
    const secrets = { state: newSecret(), nonce: newSecret(), browser: newSecret() }
    const stateHash = hashSecret(secrets.state)
    const login: Login = {
      stateHash,
      nonceHash: hashSecret(secrets.nonce),
      browserHash: hashSecret(secrets.browser),
      registrationId: registration.id,
      targetLinkUri: request.targetLinkUri,
      loginHint: request.loginHint,
      messageHint: request.messageHint,
      deploymentHint: request.deploymentHint,
      storageTarget: request.storageTarget,
      expiresAt: new Date(world.now().getTime() + LOGIN_LIFETIME_SECONDS * 1000),
    }
    await world.saveLogin(login)
    return {
      redirectTo: authorisationUrl(registration, tool, { login, state: secrets.state, nonce: secrets.nonce }),
      cookieName: bindingCookieName(stateHash),
      cookieValue: secrets.browser,
      lifetimeSeconds: LOGIN_LIFETIME_SECONDS,
      storage: storageOf(login, registration),
      frameOrigins: registration.frameOrigins,
    }
  })
}

/** The binding cookie's name for a login: `__Host-` demands Secure, Path=/ and no Domain. */
export function bindingCookieName(stateHash: string): string {
  return `__Host-staffroom-login-${stateHash.slice(0, 16)}`
}

export interface RecalledLogin {
  readonly registration: Registration
  /** The path and query that start the same login again, for a window of its own. */
  readonly restartPath: string
  /** The same inside the same frame, where the platform's storage is. */
  readonly repeatPath: string
  /** Where the platform keeps the browser's secret; null: nowhere. */
  readonly storage: PlatformStorage | null
}

/** The login that a refused launch belongs to, to show its people a way on; null where there is none. */
export async function recallLogin(world: LtiWorld, form: Parameters): Promise<RecalledLogin | null> {
  const { state } = form
  const login = typeof state === 'string' ? await world.findLogin(hashSecret(state)) : null
  if (login === null) return null
  const { registration } = login
  const query = restartQuery(login, registration)
  const repeatPath = pathOf(query, { lti_storage_target: login.storageTarget })
  return { registration, restartPath: pathOf(query), repeatPath, storage: storageOf(login, registration) }
}

const LOGIN_PARAMETERS = [
  'iss',
  'client_id',
  'login_hint',
  'target_link_uri',
  'lti_message_hint',
  'lti_deployment_id',
  'deployment_id',
  'lti_storage_target',
] as const

/** The path and query that bring the same login once more. */
export function repeatLogin(parameters: Parameters): string {
  const query = new URLSearchParams()
  for (const name of LOGIN_PARAMETERS) {
    const value = parameters[name]
    if (typeof value === 'string') query.set(name, value)
  }
  return pathOf(query)
}

function pathOf(query: URLSearchParams, more: Readonly<Record<string, string | null>> = {}): string {
  const all = new URLSearchParams(query)
  for (const [name, value] of Object.entries(more)) if (value !== null) all.set(name, value)
  return `/lti/login?${all}`
}

function restartQuery(login: Login, registration: Registration): URLSearchParams {
  const query = new URLSearchParams({
    iss: registration.issuer,
    client_id: registration.clientId,
    login_hint: login.loginHint,
    target_link_uri: login.targetLinkUri,
  })
  if (login.messageHint !== null) query.set('lti_message_hint', login.messageHint)
  if (login.deploymentHint !== null) query.set('lti_deployment_id', login.deploymentHint)
  return query
}

interface LoginRequest {
  readonly issuer: string
  readonly clientId: string | null
  readonly loginHint: string
  readonly targetLinkUri: string
  readonly messageHint: string | null
  readonly deploymentHint: string | null
  readonly storageTarget: string | null
}

function readLogin(parameters: Parameters): LoginRequest {
  return {
    issuer: required(parameters, 'iss'),
    clientId: optional(parameters, 'client_id'),
    loginHint: required(parameters, 'login_hint'),
    targetLinkUri: required(parameters, 'target_link_uri'),
    messageHint: optional(parameters, 'lti_message_hint'),
    // Canvas calls it deployment_id.
    deploymentHint: optional(parameters, 'lti_deployment_id') ?? optional(parameters, 'deployment_id'),
    storageTarget: optional(parameters, 'lti_storage_target'),
  }
}

function optional(parameters: Parameters, name: string): string | null {
  const value = parameters[name]
  if (value === undefined || value === '') return null
  if (typeof value !== 'string' || value.length > PARAMETER_LENGTH_MAX) throw new LtiRefusal('login_parameter_invalid')
  return value
}

function required(parameters: Parameters, name: string): string {
  const value = optional(parameters, name)
  if (value === null) throw new LtiRefusal('login_parameter_missing')
  return value
}

async function chooseRegistration(world: LtiWorld, request: LoginRequest): Promise<Registration> {
  const ofIssuer = await world.findRegistrations(request.issuer)
  const fitting =
    request.clientId === null ? ofIssuer : ofIssuer.filter(({ clientId }) => clientId === request.clientId)
  const [first, second] = fitting
  if (first === undefined) throw new LtiRefusal('registration_unknown')
  if (second !== undefined) throw new LtiRefusal('registration_ambiguous')
  return first
}

function authorisationUrl(
  registration: Registration,
  tool: ToolAddress,
  started: { readonly login: Login; readonly state: string; readonly nonce: string },
): string {
  const url = new URL(registration.authUrl)
  const answer = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: registration.clientId,
    redirect_uri: launchUrl(tool),
    state: started.state,
    nonce: started.nonce,
    login_hint: started.login.loginHint,
  }
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (started.login.messageHint !== null) url.searchParams.set('lti_message_hint', started.login.messageHint)
  return url.href
}

/** Where the platform posts the token: the one redirect URI to register. */
export function launchUrl(tool: ToolAddress): string {
  return `${tool.publicUrl}/lti/launch`
}
