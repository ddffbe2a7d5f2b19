/** Placing things of Staffroom in an LMS (Deep Linking 2.0): what the platform asks for, and the answer that we sign. */

import { randomUUID } from 'node:crypto'
import { CLAIM, isObject } from './claim.ts'
import type { Claims } from './claim.ts'
import { isPlatformAddress } from './platform-origin.ts'
import type { OriginsOfRegistration } from './platform-origin.ts'
import { LtiRefusal } from './refusal.ts'
import type { Sign } from './sign.ts'
import type { Registration } from './world.ts'

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const RESPONSE_SECONDS = 300
const TYPES_MAX = 50
const DATA_LENGTH_MAX = 16_384
/** The one kind of item that we have: a link that launches us. */
const LINK_TYPE = 'ltiResourceLink'

export interface DeepLinking {
  /** Where the browser posts the answer; at an origin of the platform. */
  readonly returnUrl: string
  /** Given back as it came. */
  readonly data: string | null
  /** Whether several things may be placed at once. */
  readonly acceptsMultiple: boolean
}

/** Reads the settings of a request (§4.4.1). Throws LtiRefusal where no link may be placed, or the answer would leak. */
export function readDeepLinking(claims: Claims, registration: OriginsOfRegistration): DeepLinking {
  const settings = claims[CLAIM.deepLinkingSettings]
  if (!isObject(settings)) throw new LtiRefusal('deep_linking_settings_missing')
  const { deep_link_return_url: returnUrl, accept_types: types, accept_multiple: multiple, data } = settings
  if (typeof returnUrl !== 'string') throw new LtiRefusal('deep_linking_settings_missing')
  if (!isPlatformAddress(registration, returnUrl)) throw new LtiRefusal('deep_linking_return_foreign')
  if (!Array.isArray(types) || types.length > TYPES_MAX || !types.includes(LINK_TYPE)) {
    throw new LtiRefusal('deep_linking_type_unknown')
  }
  if (data !== undefined && (typeof data !== 'string' || data.length > DATA_LENGTH_MAX)) {
    throw new LtiRefusal('claim_invalid')
  }
  return { returnUrl, data: data ?? null, acceptsMultiple: multiple === true }
}

export interface LinkItem {
  readonly title: string
  /** What the launch opens: an address of our own. */
  readonly url: string
}

export interface DeepLinkingAnswer {
  readonly registration: Pick<Registration, 'issuer' | 'clientId'>
  readonly deploymentId: string
  readonly data: string | null
  /** None: whoever chose has chosen nothing. */
  readonly items: readonly LinkItem[]
}

/** The signed answer (§4.5): for this platform, for minutes, used once by its nonce. */
export function signDeepLinking(sign: Sign, answer: DeepLinkingAnswer, now: Date): Promise<string> {
  const { registration, deploymentId, data, items } = answer
  const iat = Math.floor(now.getTime() / 1000)
  return sign({
    iss: registration.clientId,
    aud: registration.issuer,
    iat,
    exp: iat + RESPONSE_SECONDS,
    nonce: randomUUID(),
    [CLAIM.messageType]: 'LtiDeepLinkingResponse',
    [CLAIM.version]: '1.3.0',
    [CLAIM.deploymentId]: deploymentId,
    [`${DL}/content_items`]: items.map(({ title, url }) => ({ type: LINK_TYPE, title, url })),
    ...(data === null ? {} : { [`${DL}/data`]: data }),
  })
}
