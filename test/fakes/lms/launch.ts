/** A launch from the platform's side: begin a login, check the authorisation request, draft and sign the token. */

import { randomBytes } from 'node:crypto'
import type { InstalledTool, LaunchStart, Platform, Tamper, Ticket } from './platform.ts'
import { resolveCustom } from './profiles.ts'
import { signDraft } from './token.ts'
import type { TokenDraft } from './token.ts'

/** The fields that the LMS posts to the tool's redirect URI. */
export type LaunchForm = Record<string, string>

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/'
const TICKETS_MAX = 10_000

/**
 * The address in the tool at which a launch of this person begins, with its parameters as the query.
 * @throws Error where there is no such person or tool here
 */
export function startLaunch(platform: Platform, personKey: string, start: LaunchStart = {}): string {
  const person = platform.people.find(({ key }) => key === personKey)
  if (person === undefined) throw new Error(`The demo LMS has no person ${personKey}.`)
  const tool = toolOf(platform, start.clientId)
  if (start.messageType === 'LtiDeepLinkingRequest' && !tool.deepLinking) {
    throw new Error('The tool was not installed for deep linking.')
  }
  if (platform.tickets.size >= TICKETS_MAX) platform.tickets.clear()
  const hint = randomBytes(24).toString('base64url')
  const deploymentId = start.deploymentId ?? tool.deploymentIds[0] ?? ''
  const targetLinkUri = start.targetLinkUri ?? tool.targetLinkUri
  const [first = null] = platform.courses
  const course =
    start.courseId === undefined ? first : (platform.courses.find(({ id }) => id === start.courseId) ?? null)
  platform.tickets.set(hint, { person, tool, deploymentId, targetLinkUri, course, start })
  const { login, storageTarget } = platform.profile
  const address = new URL(tool.loginUrl)
  address.search = new URLSearchParams({
    iss: tool.issuer ?? platform.issuer,
    login_hint: person.sub,
    target_link_uri: targetLinkUri,
    lti_message_hint: hint,
    client_id: tool.clientId,
    [login.deploymentParameter]: deploymentId,
    ...(storageTarget === null || platform.storage.mode === 'withheld' ? {} : { lti_storage_target: storageTarget }),
  }).toString()
  return address.href
}

function toolOf(platform: Platform, clientId: string | undefined): InstalledTool {
  const tool = clientId === undefined ? [...platform.tools.values()][0] : platform.tools.get(clientId)
  if (tool === undefined) throw new Error('The demo LMS has no such tool installed.')
  if (!tool.on) throw new Error('The tool is installed, but not switched on.')
  return tool
}

/** `problem`: the request is not from a tool we know, so nothing may be posted anywhere. */
export type AuthOutcome = { readonly problem: string } | { readonly form: LaunchForm; readonly action: string }

/** Checks the request as a platform must (Security Framework §5.1.1.3), then answers it. */
export async function authorise(platform: Platform, query: URLSearchParams, tamper?: Tamper): Promise<AuthOutcome> {
  const tool = platform.tools.get(query.get('client_id') ?? '')
  if (tool === undefined) return { problem: 'The tool’s client_id is not registered.' }
  const action = query.get('redirect_uri') ?? ''
  if (!tool.redirectUris.includes(action)) return { problem: 'This redirect_uri is not registered.' }
  const state = query.get('state') ?? ''
  const error = problemOf(query)
  if (error !== null) return { form: { error, state }, action }
  const ticket = platform.tickets.get(query.get('lti_message_hint') ?? '')
  if (ticket === undefined || ticket.tool !== tool || ticket.person.sub !== query.get('login_hint')) {
    return { form: { error: 'login_required', state }, action }
  }
  const draft = draftToken(platform, ticket, query.get('nonce') ?? '')
  tamper?.(draft)
  return { form: { id_token: await signDraft(draft, platform.key), state }, action }
}

function problemOf(query: URLSearchParams): string | null {
  const expected = { response_type: 'id_token', response_mode: 'form_post', prompt: 'none', scope: 'openid' }
  for (const [name, value] of Object.entries(expected)) if (query.get(name) !== value) return 'invalid_request'
  return query.has('state') && query.has('nonce') ? null : 'invalid_request'
}

function draftToken(platform: Platform, ticket: Ticket, nonce: string): TokenDraft {
  const seconds = Math.floor(platform.now().getTime() / 1000)
  return {
    header: { alg: 'RS256', typ: 'JWT', kid: platform.key.kid },
    signer: 'platform',
    spoil: (token) => token,
    claims: {
      iss: ticket.tool.issuer ?? platform.issuer,
      aud: ticket.tool.clientId,
      iat: seconds,
      exp: seconds + 300,
      nonce,
      ...claimsOfPerson(platform, ticket),
      ...claimsOfMessage(platform, ticket),
      ...claimsOfParts(platform, ticket),
      ...ticket.start.claims,
    },
  }
}

function claimsOfParts(platform: Platform, ticket: Ticket): Record<string, unknown> {
  const claims = platform.parts.flatMap((part) => Object.entries(part.claims?.(platform, ticket) ?? {}))
  return Object.fromEntries(claims)
}

function claimsOfPerson(platform: Platform, { person, tool, course }: Ticket): Record<string, unknown> {
  if (tool.privacy === 'anonymous') return { sub: person.sub }
  const [givenName = '', familyName = ''] = person.name.split(' ')
  const lis = platform.profile.lis({ person, course })
  return {
    sub: person.sub,
    name: person.name,
    given_name: givenName,
    family_name: familyName,
    email: person.email,
    ...(lis === null ? {} : { [`${LTI}lis`]: lis }),
  }
}

function claimsOfMessage(platform: Platform, ticket: Ticket): Record<string, unknown> {
  const { person, course, deploymentId, targetLinkUri, start } = ticket
  const messageType = start.messageType ?? 'LtiResourceLinkRequest'
  const custom = customOf(platform, ticket)
  return {
    [`${LTI}message_type`]: messageType,
    [`${LTI}version`]: '1.3.0',
    [`${LTI}deployment_id`]: deploymentId,
    [`${LTI}target_link_uri`]: targetLinkUri,
    ...(messageType === 'LtiResourceLinkRequest'
      ? { [`${LTI}resource_link`]: { id: `${course?.id ?? 'account'}-link-1`, title: 'Staffroom' } }
      : {}),
    [`${LTI}roles`]: [...person.roles],
    ...(course === null ? {} : { [`${LTI}context`]: { id: course.id, title: course.title, type: ['CourseSection'] } }),
    [`${LTI}tool_platform`]: platform.profile.platformClaim,
    ...(Object.keys(custom).length === 0 ? {} : { [`${LTI}custom`]: custom }),
  }
}

function customOf({ profile }: Platform, { tool, start, person, course }: Ticket): Readonly<Record<string, string>> {
  const fields = profile.customFields === 'always' ? { ...tool.custom, ...start.custom } : (start.custom ?? {})
  return resolveCustom(profile, fields, { person, course })
}
