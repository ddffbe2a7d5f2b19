/**
 * The demo LMS's page for its administrator: tools are registered by a link (dynamic registration), by the address of a
 * configuration (Canvas) or by hand; switched on; cut down in what they are told; and opened as anybody.
 */

import { randomBytes } from 'node:crypto'
import { policy, readParameters, sendPage, sendProblem } from './answers.ts'
import { renderAdministration, renderRegistering, renderToolFrame } from './administration-pages.ts'
import { DEEP_LINKING, placingOf } from './deep-linking.ts'
import { startLaunch } from './launch.ts'
import type { Exchange, InstalledTool, LmsPart, Platform } from './platform.ts'
import { openRegistrationDesk } from './registration.ts'
import type { PostedTool, RegistrationDesk } from './registration.ts'

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const PRIVACY = 'https://canvas.instructure.com/lti/privacy_level'

const desks = new WeakMap<Platform, RegistrationDesk>()

/** One desk for each platform, opened when it is first asked. */
function deskOf(platform: Platform): RegistrationDesk {
  const known = desks.get(platform)
  if (known !== undefined) return known
  const desk = openRegistrationDesk({
    origin: () => platform.url,
    product: platform.profile.name === 'canvas' ? 'canvas' : 'moodle',
    paths: platform.profile.paths,
    keep: (tool) => platform.tools.set(tool.clientId, installed(platform, tool)),
  })
  desks.set(platform, desk)
  return desk
}

export const administration: LmsPart = {
  answer: async (platform, exchange) => {
    const { pathname } = exchange.url
    if (pathname.startsWith('/registration/')) return deskOf(platform).answer(exchange.request, exchange.response)
    if (!pathname.startsWith('/admin/')) return false
    await answerPage(platform, exchange)
    return true
  },
}

async function answerPage(platform: Platform, exchange: Exchange): Promise<void> {
  const { request, response, url, nonce } = exchange
  const given = await readParameters(request, url)
  const tool = platform.tools.get(given.get('client_id') ?? '')
  if (url.pathname === '/admin/register') {
    const address = deskOf(platform).startRegistration(given.get('url') ?? '')
    sendPage(response, renderRegistering(address, nonce), policy(nonce, `frame-src ${new URL(address).origin}`))
  } else if (url.pathname === '/admin/open' && tool !== undefined) {
    const address = startLaunch(platform, given.get('as') ?? '', { clientId: tool.clientId })
    sendPage(response, renderToolFrame(address, nonce), policy(nonce, `frame-src 'self' ${new URL(address).origin}`))
  } else if (request.method === 'POST') {
    const problem = await change(platform, url.pathname, { given, tool })
    if (problem === null) response.writeHead(303, { location: '/admin/tools' }).end()
    else sendProblem(response, 400, problem)
  } else
    sendPage(
      response,
      renderAdministration(platform, placingOf(platform).links, nonce),
      policy(nonce, "form-action 'self'"),
    )
}

interface Wanted {
  readonly given: URLSearchParams
  readonly tool: InstalledTool | undefined
}

/** Null: done. */
async function change(platform: Platform, path: string, { given, tool }: Wanted): Promise<string | null> {
  if (path === '/admin/by-hand') {
    add(platform, {
      loginUrl: given.get('login') ?? '',
      launchUrl: given.get('launch') ?? '',
      jwksUrl: given.get('jwks') ?? '',
      deepLinking: given.has('deep_linking'),
    })
    return null
  }
  if (path === '/admin/by-address') return addByAddress(platform, given.get('url') ?? '')
  if (tool === undefined) return 'There is no such tool.'
  if (path === '/admin/on') switchOn(tool)
  else if (path === '/admin/anonymous') tool.privacy = 'anonymous'
  else if (path === '/admin/public') tool.privacy = 'public'
  else if (path === '/admin/no-scopes') tool.scopes = []
  else return 'That can’t be done here.'
  return null
}

/** Canvas makes the deployment now; Moodle had one from the beginning. */
function switchOn(tool: InstalledTool): void {
  if (tool.deploymentIds.length === 0) tool.deploymentIds.push(`${randomBytes(2).readUInt16BE()}:${randomId()}`)
  tool.on = true
}

function installed(platform: Platform, { clientId, deploymentId, body }: PostedTool): InstalledTool {
  const configuration = body[TOOL_CONFIGURATION] as Readonly<Record<string, unknown>>
  const isPublic = platform.profile.name !== 'canvas' || configuration[PRIVACY] === 'public'
  return {
    clientId,
    issuer: platform.url,
    deploymentIds: deploymentId === null ? [] : [deploymentId],
    loginUrl: String(body['initiate_login_uri']),
    redirectUris: body['redirect_uris'] as readonly string[],
    targetLinkUri: String(configuration['target_link_uri']),
    jwksUrl: String(body['jwks_uri']),
    custom: (configuration['custom_parameters'] ?? {}) as Readonly<Record<string, string>>,
    privacy: isPublic ? 'public' : 'anonymous',
    scopes: String(body['scope']).split(' '),
    deepLinking: takesDeepLinking(configuration['messages']),
    on: false,
  }
}

interface ToolAddresses {
  readonly loginUrl: string
  readonly launchUrl: string
  readonly jwksUrl: string
  readonly custom?: Readonly<Record<string, string>>
  readonly scopes?: readonly string[]
  readonly deepLinking: boolean
}

function add(platform: Platform, tool: ToolAddresses): void {
  const { loginUrl, launchUrl, jwksUrl, custom = {}, scopes = [], deepLinking } = tool
  const clientId = randomId()
  platform.tools.set(clientId, {
    clientId,
    // What is entered by hand is on at once; Canvas installs a key by its client id.
    deploymentIds: platform.profile.name === 'canvas' ? [] : [`${clientId}-1`],
    loginUrl,
    redirectUris: [launchUrl],
    targetLinkUri: launchUrl,
    jwksUrl,
    custom,
    privacy: 'public',
    scopes,
    deepLinking,
    on: platform.profile.name !== 'canvas',
  })
}

async function addByAddress(platform: Platform, address: string): Promise<string | null> {
  const answer = await fetch(address).catch(() => null)
  if (answer?.ok !== true) return 'The configuration could not be read.'
  const read = (await answer.json()) as Readonly<Record<string, unknown>>
  add(platform, {
    loginUrl: String(read['oidc_initiation_url']),
    launchUrl: String(read['target_link_uri']),
    jwksUrl: String(read['public_jwk_url']),
    custom: (read['custom_fields'] ?? {}) as Readonly<Record<string, string>>,
    scopes: (read['scopes'] ?? []) as readonly string[],
    deepLinking: takesDeepLinking(placementsOf(read)),
  })
  return null
}

/** Of messages (dynamic registration) or placements (a developer key): whether one is for choosing what to place. */
function takesDeepLinking(listed: unknown): boolean {
  const list = Array.isArray(listed) ? (listed as readonly Readonly<Record<string, unknown>>[]) : []
  return list.some((one) => one['type'] === DEEP_LINKING || one['message_type'] === DEEP_LINKING)
}

function placementsOf(read: Readonly<Record<string, unknown>>): unknown {
  const [extension] = read['extensions'] as readonly { readonly settings?: { readonly placements?: unknown } }[]
  return extension?.settings?.placements
}

function randomId(): string {
  return randomBytes(6).toString('hex')
}
