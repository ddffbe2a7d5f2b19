/** A platform's OpenID configuration: what of it is believed, by whose address it came from. */

import { isObject } from './claim.ts'
import type { Claims } from './claim.ts'
import { RegistrationRefusal } from './registration-refusal.ts'

/** What a registration needs to know of a platform. */
export interface PlatformDocument {
  readonly issuer: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly jwksUrl: string
  readonly registrationUrl: string
  /** What a service token is asked for; null: the token address. */
  readonly tokenAudience: string | null
  readonly product: 'canvas' | 'schoology' | 'moodle' | null
  /** Null: it does not say. */
  readonly scopes: readonly string[] | null
  /** Types of messages that it may send a tool; null: it does not say. */
  readonly messages: readonly string[] | null
}

export const PLATFORM_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-platform-configuration'

const URL_LENGTH_MAX = 2048
const PRODUCTS = ['canvas', 'schoology', 'moodle'] as const

/** Hosts of platforms that many districts share: their parts live at several names of one owner. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  'https://canvas.instructure.com': /^(sso\.canvaslms\.com|[a-z0-9-]+\.instructure\.com)$/,
  'https://canvas.beta.instructure.com': /^(sso\.beta\.canvaslms\.com|[a-z0-9-]+\.beta\.instructure\.com)$/,
  'https://canvas.test.instructure.com': /^(sso\.test\.canvaslms\.com|[a-z0-9-]+\.test\.instructure\.com)$/,
}

/**
 * Reads the document that lay at `address` (LTI Dynamic Registration §3.4). The issuer has to be of the host that the
 * document came from, and so has every address in it: it is where secrets are sent and keys are read.
 * @throws RegistrationRefusal
 */
export function readPlatformDocument(document: unknown, address: URL): PlatformDocument {
  if (!isObject(document)) throw new RegistrationRefusal('configuration_invalid')
  const issuer = readAddress(document, 'issuer')
  if (!isOf(issuer, address)) throw new RegistrationRefusal('issuer_foreign')
  const own = (name: string): string => {
    const url = readAddress(document, name)
    if (url.protocol !== address.protocol || !isOf(issuer, url)) throw new RegistrationRefusal('endpoint_foreign')
    return url.href
  }
  const messages = checkOffers(document)
  const platform = document[PLATFORM_CONFIGURATION]
  const family = isObject(platform) ? platform['product_family_code'] : undefined
  const audience = document['authorization_server']
  return {
    issuer: textOf(document, 'issuer'),
    authUrl: own('authorization_endpoint'),
    tokenUrl: own('token_endpoint'),
    jwksUrl: own('jwks_uri'),
    registrationUrl: own('registration_endpoint'),
    tokenAudience: typeof audience === 'string' && audience !== '' && audience.length <= 255 ? audience : null,
    product: PRODUCTS.find((one) => typeof family === 'string' && family.toLowerCase() === one) ?? null,
    scopes: textsOf(document['scopes_supported']),
    messages,
  }
}

/** Whether an address belongs to an issuer: the same host and port, or the same family of hosts. */
function isOf(issuer: URL, url: URL): boolean {
  if (issuer.host === url.host && issuer.protocol === url.protocol) return true
  return url.protocol === 'https:' && FAMILIES[issuer.origin]?.test(url.host) === true
}

function textOf(document: Claims, name: string): string {
  const value = document[name]
  if (typeof value !== 'string' || value === '' || value.length > URL_LENGTH_MAX)
    throw new RegistrationRefusal('configuration_invalid')
  return value
}

function readAddress(document: Claims, name: string): URL {
  const url = URL.parse(textOf(document, name))
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (url === null || !isWeb || url.username !== '' || url.password !== '' || url.hash !== '')
    throw new RegistrationRefusal('configuration_invalid')
  return url
}

/**
 * What it says it offers must take in what we need; what it doesn't say is tried.
 * @returns the types of its messages; null: it does not say
 */
function checkOffers(document: Claims): readonly string[] | null {
  const algorithms = textsOf(document['id_token_signing_alg_values_supported'])
  if (algorithms !== null && !algorithms.includes('RS256')) throw new RegistrationRefusal('platform_unsuitable')
  const platform = document[PLATFORM_CONFIGURATION]
  const messages: unknown = isObject(platform) ? platform['messages_supported'] : undefined
  if (!Array.isArray(messages)) return null
  // Older platforms list names, newer ones objects with a type.
  const types = textsOf(messages.map((message: unknown) => (isObject(message) ? message['type'] : message))) ?? []
  if (!types.includes('LtiResourceLinkRequest')) throw new RegistrationRefusal('platform_unsuitable')
  return types
}

function textsOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string') : null
}
