/** The checks that depend on what kind of LTI message it is. */

import { CLAIM, isObject, MESSAGE_TYPES } from './claim.ts'
import type { Claims, MessageType } from './claim.ts'
import { isOwnAddress } from './own-address.ts'
import { LtiRefusal } from './refusal.ts'

/** Ids that a platform gives: deployments, links, contexts, subjects. */
export const ID_LENGTH_MAX = 255
const ROLES_MAX = 200

/** Version 1.3.0 and a message type we serve (LTI core §5.3.1–5.3.2). */
export function checkMessageType(claims: Claims): MessageType {
  if (claims[CLAIM.version] !== '1.3.0') throw new LtiRefusal('version_wrong')
  const type = MESSAGE_TYPES.find((known) => known === claims[CLAIM.messageType])
  if (type === undefined) throw new LtiRefusal('message_type_unknown')
  return type
}

/** target_link_uri: the login's, and on our own origin (§5.3.4). Deep linking messages may leave it out. */
export function checkTarget(claims: Claims, ofLogin: string, publicUrl: string): void {
  const target = claims[CLAIM.targetLinkUri]
  if (target === undefined && claims[CLAIM.messageType] === 'LtiDeepLinkingRequest') return
  if (typeof target !== 'string') throw new LtiRefusal('target_missing')
  if (target !== ofLogin) throw new LtiRefusal('target_changed')
  if (!isOwnAddress(target, publicUrl)) throw new LtiRefusal('target_foreign')
}

/** Subject, roles and what the message type requires (§5.3.5–5.3.7; Deep Linking §4.4.1). */
export function checkMessage(
  claims: Claims,
  type: MessageType,
): { readonly subject: string | null; readonly roles: readonly string[] } {
  const subject = readSubject(claims)
  const roles = readRoles(claims)
  const context = claims[CLAIM.context]
  if (context !== undefined && context !== null) {
    if (!isObject(context) || typeof context['id'] !== 'string') throw new LtiRefusal('claim_invalid')
    checkIds([context['id']])
  }
  if (type === 'LtiResourceLinkRequest') checkResourceLink(claims)
  else checkDeepLinking(claims)
  return { subject, roles }
}

/** Ids are at most 255 characters. */
export function checkIds(ids: readonly string[]): void {
  if (ids.some((id) => id.length > ID_LENGTH_MAX)) throw new LtiRefusal('id_too_long')
}

function readSubject(claims: Claims): string | null {
  const subject = claims['sub']
  // Platforms leave it out, or empty, in an anonymous launch.
  if (subject === undefined || subject === null || subject === '') return null
  if (typeof subject !== 'string') throw new LtiRefusal('claim_invalid')
  checkIds([subject])
  return subject
}

function readRoles(claims: Claims): readonly string[] {
  const roles: unknown = claims[CLAIM.roles]
  if (!Array.isArray(roles) || roles.length > ROLES_MAX) throw new LtiRefusal('roles_invalid')
  return roles.map((role: unknown) => {
    if (typeof role !== 'string') throw new LtiRefusal('roles_invalid')
    return role
  })
}

function checkResourceLink(claims: Claims): void {
  const link = claims[CLAIM.resourceLink]
  if (!isObject(link) || typeof link['id'] !== 'string' || link['id'] === '') {
    throw new LtiRefusal('resource_link_missing')
  }
  checkIds([link['id']])
}

function checkDeepLinking(claims: Claims): void {
  const settings = claims[CLAIM.deepLinkingSettings]
  if (!isObject(settings) || typeof settings['deep_link_return_url'] !== 'string') {
    throw new LtiRefusal('deep_linking_settings_missing')
  }
}
