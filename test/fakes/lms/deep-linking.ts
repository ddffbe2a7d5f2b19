/** Deep linking of the demo LMS: sends people to the tool to choose, checks the signed answer, and keeps what was placed. */

import { createLocalJWKSet, jwtVerify } from 'jose'
import type { JSONWebKeySet, JWTPayload } from 'jose'
import { readParameters, sendProblem } from './answers.ts'
import { startLaunch } from './launch.ts'
import type { LmsPart, Platform } from './platform.ts'

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
export const DEEP_LINKING = 'LtiDeepLinkingRequest'
/** What has to come back as it went. */
const DATA = 'csrf=7&kept="as it is"'

export interface Placing {
  /** Answers that were in order, as they came. */
  readonly answers: JWTPayload[]
  /** What else the settings of a request say, or no longer say. */
  settings: Readonly<Record<string, unknown>>
}

const desks = new WeakMap<Platform, Placing>()

export function placingOf(platform: Platform): Placing {
  const known = desks.get(platform)
  if (known !== undefined) return known
  const desk: Placing = { answers: [], settings: {} }
  desks.set(platform, desk)
  return desk
}

export const deepLinking: LmsPart = {
  claims: (platform, { start }) =>
    start.messageType === DEEP_LINKING
      ? {
          [`${DL}/deep_linking_settings`]: {
            deep_link_return_url: `${platform.url}/deep-linking/return?course=101`,
            accept_types: ['link', 'ltiResourceLink'],
            accept_presentation_document_targets: ['iframe', 'window'],
            accept_multiple: true,
            data: DATA,
            ...placingOf(platform).settings,
          },
        }
      : {},
  async answer(platform, { request, response, url }) {
    if (url.pathname === '/deep-linking/begin') {
      const address = startLaunch(platform, url.searchParams.get('as') ?? '', { messageType: DEEP_LINKING })
      response.writeHead(302, { location: address, 'cache-control': 'no-store' }).end()
      return true
    }
    if (url.pathname !== '/deep-linking/return') return false
    const problem = await take(platform, (await readParameters(request, url)).get('JWT') ?? '')
    if (problem === null) {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('Placed.')
    } else sendProblem(response, 400, problem)
    return true
  },
}

/** Keeps an answer that is in order (Deep Linking §4.5); else says what is wrong with it. */
async function take(platform: Platform, jwt: string): Promise<string | null> {
  for (const tool of platform.tools.values()) {
    try {
      const keys = (await (await fetch(tool.jwksUrl)).json()) as JSONWebKeySet
      const { payload } = await jwtVerify(jwt, createLocalJWKSet(keys), {
        algorithms: ['RS256'],
        issuer: tool.clientId,
        audience: platform.issuer,
        requiredClaims: ['exp', 'iat', 'nonce'],
        currentDate: platform.now(),
      })
      const inOrder =
        payload[`${LTI}/message_type`] === 'LtiDeepLinkingResponse' &&
        payload[`${LTI}/version`] === '1.3.0' &&
        tool.deploymentIds.includes(String(payload[`${LTI}/deployment_id`])) &&
        payload[`${DL}/data`] === DATA &&
        Array.isArray(payload[`${DL}/content_items`])
      if (!inOrder) return 'The answer is signed, but not in order.'
      placingOf(platform).answers.push(payload)
      return null
    } catch {
      // Not this tool's, or no answer at all.
    }
  }
  return 'No tool that is installed here has signed this.'
}
