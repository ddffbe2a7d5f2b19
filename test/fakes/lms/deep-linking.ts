/** Deep linking of the demo LMS: sends people to the tool to choose, checks the signed answer, and keeps what was placed. */

import { createLocalJWKSet, jwtVerify } from 'jose'
import type { JSONWebKeySet, JWTPayload } from 'jose'
import { renderPlaced, renderToolFrame } from './administration-pages.ts'
import { policy, readParameters, sendPage, sendProblem } from './answers.ts'
import { startLaunch } from './launch.ts'
import type { Exchange, LmsPart, Platform } from './platform.ts'

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
export const DEEP_LINKING = 'LtiDeepLinkingRequest'
/** What has to come back as it went. */
const DATA = 'csrf=7&kept="as it is"'

export interface Placing {
  /** Answers that were in order, as they came. */
  readonly answers: JWTPayload[]
  /** The links that stand in the course since. */
  readonly links: { readonly title: string; readonly url: string; readonly clientId: string }[]
  /** What else the settings of a request say, or no longer say. */
  settings: Readonly<Record<string, unknown>>
}

const desks = new WeakMap<Platform, Placing>()

export function placingOf(platform: Platform): Placing {
  const known = desks.get(platform)
  if (known !== undefined) return known
  const desk: Placing = { answers: [], links: [], settings: {} }
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
  async answer(platform, exchange) {
    const { request, response, url, nonce } = exchange
    if (url.pathname === '/deep-linking/return') {
      const problem = await take(platform, (await readParameters(request, url)).get('JWT') ?? '')
      if (problem === null) sendPage(response, renderPlaced(nonce), policy(nonce, "frame-ancestors 'self'"))
      else sendProblem(response, 400, problem)
      return true
    }
    if (!url.pathname.startsWith('/deep-linking/')) return false
    return show(platform, exchange)
  },
}

/** The dialogue in which somebody chooses, and a link that was placed, opened: both have the tool in a frame. */
function show(platform: Platform, { response, url, nonce }: Exchange): boolean {
  const person = url.searchParams.get('as') ?? ''
  const clientId = url.searchParams.get('client_id')
  const link = placingOf(platform).links[Number(url.searchParams.get('link'))]
  const start = clientId === null ? {} : { clientId }
  let address: string
  if (url.pathname === '/deep-linking/choose') {
    address = startLaunch(platform, person, { ...start, messageType: DEEP_LINKING })
  } else if (url.pathname === '/deep-linking/open' && link !== undefined) {
    address = startLaunch(platform, person, { clientId: link.clientId, targetLinkUri: link.url })
  } else return false
  sendPage(
    response,
    renderToolFrame(address, nonce),
    policy(nonce, `frame-src 'self' ${platform.url} ${new URL(address).origin}`),
  )
  return true
}

/** Keeps an answer that is in order (Deep Linking §4.5); else says what is wrong with it. */
async function take(platform: Platform, jwt: string): Promise<string | null> {
  for (const tool of platform.tools.values()) {
    try {
      const keys = (await (await fetch(tool.jwksUrl)).json()) as JSONWebKeySet
      const { payload } = await jwtVerify(jwt, createLocalJWKSet(keys), {
        algorithms: ['RS256'],
        issuer: tool.clientId,
        audience: tool.issuer ?? platform.issuer,
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
      const items = payload[`${DL}/content_items`] as readonly { readonly title: string; readonly url: string }[]
      const links = items.map(({ title, url }) => ({ title, url, clientId: tool.clientId }))
      placingOf(platform).links.push(...links)
      return null
    } catch {
      // Not this tool's, or no answer at all.
    }
  }
  return 'No tool that is installed here has signed this.'
}
