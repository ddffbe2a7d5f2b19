/**
 * Dynamic registration (LTI Dynamic Registration 1.0): a one-time link opens it, the platform's configuration is read
 * and believed for its own host only, and one registration is made on both sides, or none.
 */

import { isObject } from './claim.ts'
import type { Claims } from './claim.ts'
import { readPlatformDocument } from './platform-document.ts'
import type { PlatformDocument } from './platform-document.ts'
import { REGISTRATION_REFUSALS, RegistrationRefusal } from './registration-refusal.ts'
import type { RegistrationRefusalCode } from './registration-refusal.ts'
import {
  CANVAS_MESSAGES,
  CANVAS_PLACEMENTS,
  customFieldsFor,
  SCOPES,
  TOOL_DESCRIPTION,
  TOOL_NAME,
} from './tool-configuration.ts'
import type { ToolUrls } from './tool-configuration.ts'

/** A guarded request: https, no redirects, no private address. Throws an error with a `code` where there is no answer. */
export type Ask = (
  url: string,
  request: {
    readonly method?: 'GET' | 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
    readonly deadlineMs: number
    readonly bytesMax: number
  },
) => Promise<{ readonly status: number; readonly body: Buffer }>

/** A registration that the platform has made. */
export interface MadeRegistration extends Omit<PlatformDocument, 'registrationUrl' | 'scopes' | 'messages'> {
  readonly clientId: string
  /** Null: the platform makes its deployments later. */
  readonly deploymentId: string | null
}

/** State-keeping, handed in. */
export interface DynamicRegistrationWorld {
  readonly ask: Ask
  /** Takes the link, for exactly one of those who come by it. */
  takeLink(token: string): Promise<LinkTaken | 'link_unknown' | 'link_expired' | 'link_used'>
  /** The link may be used again. */
  releaseLink(link: LinkTaken): Promise<void>
  /** Keeps the registration and uses the link up, in one step. Null: it is registered already. */
  keep(link: LinkTaken, made: MadeRegistration): Promise<{ readonly registrationId: string } | null>
}

export interface LinkTaken {
  readonly districtId: string
  readonly id: string
}

export interface RegistrationRequest {
  /** Of the link. */
  readonly linkToken: string
  /** As the platform sent it; undefined: it sent none. */
  readonly openidConfiguration: unknown
  readonly registrationToken: unknown
}

export type RegistrationVerdict =
  | {
      readonly ok: true
      readonly registrationId: string
      readonly made: MadeRegistration
      /** Of what was asked for, what the platform's answer no longer has. */
      readonly withheldScopes: readonly string[]
    }
  | { readonly ok: false; readonly code: RegistrationRefusalCode; readonly cause?: unknown }

export const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const CANVAS = 'https://canvas.instructure.com/lti'
const DEADLINE_MS = 10_000
const BYTES_MAX = 262_144
const TOKEN = /^[\x21-\x7e]{1,8192}$/

/**
 * Registers us with the platform. Whatever goes wrong leaves nothing behind here; the link stays good only where the
 * platform can't have made anything either.
 */
export async function registerDynamically(
  world: DynamicRegistrationWorld,
  urls: ToolUrls,
  request: RegistrationRequest,
): Promise<RegistrationVerdict> {
  const { openidConfiguration: address, registrationToken: token } = request
  if (typeof address !== 'string' || address === '') return { ok: false, code: 'configuration_missing' }
  if (token !== undefined && (typeof token !== 'string' || !TOKEN.test(token)))
    return { ok: false, code: 'token_invalid' }
  const link = await world.takeLink(request.linkToken)
  if (typeof link === 'string') return { ok: false, code: link }
  try {
    const platform = await readConfiguration(world, address, token)
    const wanted = platform.scopes === null ? SCOPES : SCOPES.filter((scope) => platform.scopes?.includes(scope))
    const body = registrationBody(urls, platform, wanted)
    const { made, granted } = await postRegistration(world, platform, { body, token })
    const kept = await world.keep(link, made)
    if (kept === null) return { ok: false, code: 'registration_taken' }
    return { ok: true, ...kept, made, withheldScopes: granted === null ? [] : wanted.filter((s) => !granted.has(s)) }
  } catch (error) {
    if (!(error instanceof RegistrationRefusal)) throw error
    if (REGISTRATION_REFUSALS[error.code].linkStays) await world.releaseLink(link)
    return { ok: false, code: error.code, cause: error.cause }
  }
}

/** The platform's configuration, with its own token: Canvas tells it to nobody else. */
async function readConfiguration(
  { ask }: DynamicRegistrationWorld,
  address: string,
  token: string | undefined,
): Promise<PlatformDocument> {
  const url = URL.parse(address)
  if (url === null) throw new RegistrationRefusal('platform_address_refused')
  const answer = await ask(address, { headers: headersFor(token), ...LIMITS }).catch((cause: unknown) => {
    throw new RegistrationRefusal(codeOfFailure(cause), { cause })
  })
  if (answer.status !== 200) throw new RegistrationRefusal('configuration_refused')
  return readPlatformDocument(parse(answer.body), url)
}

const LIMITS = { deadlineMs: DEADLINE_MS, bytesMax: BYTES_MAX } as const

function headersFor(token: string | undefined): Readonly<Record<string, string>> {
  return { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
}

const REACH_CODES: Readonly<Record<string, RegistrationRefusalCode>> = {
  url_invalid: 'platform_address_refused',
  scheme_refused: 'platform_address_refused',
  address_refused: 'platform_address_refused',
  redirect_refused: 'platform_redirected',
  too_large: 'configuration_invalid',
  encoding_refused: 'configuration_invalid',
}

function codeOfFailure(cause: unknown): RegistrationRefusalCode {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return REACH_CODES[code] ?? 'platform_unreachable'
}

interface Posted {
  readonly made: MadeRegistration
  /** Null: the answer doesn't say. */
  readonly granted: ReadonlySet<string> | null
}

/** From the moment this is sent on the platform may have made something, but where it says clearly that it hasn't. */
async function postRegistration(
  { ask }: DynamicRegistrationWorld,
  platform: PlatformDocument,
  { body, token }: { readonly body: object; readonly token: string | undefined },
): Promise<Posted> {
  const answer = await ask(platform.registrationUrl, {
    method: 'POST',
    headers: { ...headersFor(token), 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...LIMITS,
  }).catch((cause: unknown) => {
    // Refused before anything was sent: the address was not to be asked.
    const isUnsent = codeOfFailure(cause) === 'platform_address_refused'
    throw new RegistrationRefusal(isUnsent ? 'platform_address_refused' : 'registration_uncertain', { cause })
  })
  if (answer.status >= 400 && answer.status < 500) throw new RegistrationRefusal('registration_refused')
  if (answer.status !== 200 && answer.status !== 201) throw new RegistrationRefusal('registration_uncertain')
  return readAnswer(answer.body, platform)
}

function readAnswer(body: Buffer, platform: PlatformDocument): Posted {
  const answer = parse(body)
  const clientId = isObject(answer) ? answer['client_id'] : undefined
  if (!isObject(answer) || typeof clientId !== 'string' || clientId === '' || clientId.length > 255)
    throw new RegistrationRefusal('answer_invalid')
  const configuration = answer[TOOL_CONFIGURATION]
  const { issuer, authUrl, tokenUrl, jwksUrl, tokenAudience, product } = platform
  const scope = answer['scope']
  return {
    made: {
      issuer,
      authUrl,
      tokenUrl,
      jwksUrl,
      tokenAudience,
      product,
      clientId,
      deploymentId: isObject(configuration) ? deploymentOf(configuration) : null,
    },
    granted: typeof scope === 'string' ? new Set(scope.split(/\s+/)) : null,
  }
}

function deploymentOf({ deployment_id: id }: Claims): string | null {
  return typeof id === 'string' && id !== '' && id.length <= 255 ? id : null
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return null
  }
}

/** What we ask the platform for (§3.5; Canvas: LTI Registration schema). */
function registrationBody(urls: ToolUrls, platform: PlatformDocument, scopes: readonly string[]): object {
  const { product } = platform
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['client_credentials', 'implicit'],
    initiate_login_uri: urls.loginUrl,
    redirect_uris: [urls.launchUrl],
    client_name: TOOL_NAME,
    jwks_uri: urls.jwksUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: scopes.join(' '),
    [TOOL_CONFIGURATION]: {
      domain: urls.domain,
      description: TOOL_DESCRIPTION,
      target_link_uri: urls.launchUrl,
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'],
      custom_parameters: customFieldsFor(product),
      messages: messagesFor(urls, platform),
      // Without it Canvas tells neither who it is nor their id of the roster.
      ...(product === 'canvas' ? { [`${CANVAS}/privacy_level`]: 'public', [`${CANVAS}/tool_id`]: 'staffroom' } : {}),
    },
  }
}

/** What it may send us: deep linking only where it offers that, or doesn't say what it offers. */
function messagesFor({ launchUrl }: ToolUrls, { product, messages }: PlatformDocument): readonly object[] {
  const types = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'] as const
  const offered = types.filter((type) => messages === null || messages.includes(type))
  // Moodle and the specification: each message once, wherever the platform shows it.
  if (product !== 'canvas') return offered.map((type) => ({ type, target_link_uri: launchUrl, label: TOOL_NAME }))
  return CANVAS_PLACEMENTS.filter((placement) => offered.includes(CANVAS_MESSAGES[placement])).map((placement) => ({
    type: CANVAS_MESSAGES[placement],
    target_link_uri: launchUrl,
    label: TOOL_NAME,
    placements: [placement],
  }))
}
