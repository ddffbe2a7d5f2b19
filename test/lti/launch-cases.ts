/** Launches that must be refused, each with its code, and launches that must be accepted: as data. */

import type { LtiRefusalCode } from '../../src/lti/refusal.ts'
import type { TokenDraft } from '../fakes/lms/token.ts'

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/'
const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings'

export interface RefusedToken {
  readonly name: string
  readonly code: LtiRefusalCode
  readonly tamper: (draft: TokenDraft) => void
}

export interface AcceptedToken {
  readonly name: string
  readonly tamper: (draft: TokenDraft) => void
}

/** Sets claims; `undefined` takes one away. */
function claims(changes: Readonly<Record<string, unknown>>) {
  return (draft: TokenDraft): void => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete draft.claims[name]
      else draft.claims[name] = value
    }
  }
}

function header(changes: Readonly<Record<string, unknown>>) {
  return (draft: TokenDraft): void => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete draft.header[name]
      else draft.header[name] = value
    }
  }
}

function signedBy(signer: TokenDraft['signer']) {
  return (draft: TokenDraft): void => {
    draft.signer = signer
  }
}

/** Sets iat and exp to so many seconds from now, which is what the honest token has as iat. */
function timed(changes: { readonly iat?: number; readonly exp?: number }) {
  return (draft: TokenDraft): void => {
    const seconds = Number(draft.claims['iat'])
    for (const [name, offset] of Object.entries(changes)) draft.claims[name] = seconds + offset
  }
}

function spoilt(spoil: TokenDraft['spoil']) {
  return (draft: TokenDraft): void => {
    draft.spoil = spoil
  }
}

function withPayload(token: string, change: (payload: Record<string, unknown>) => void): string {
  const [head = '', body = '', tail = ''] = token.split('.')
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
  change(payload)
  return [head, Buffer.from(JSON.stringify(payload)).toString('base64url'), tail].join('.')
}

const LONG = 'x'.repeat(256)
const ownKey = { kty: 'RSA', n: 'AQAB', e: 'AQAB' }

export const REFUSED: readonly RefusedToken[] = [
  { name: 'a nonce that was never issued', code: 'nonce_wrong', tamper: claims({ nonce: 'made-up' }) },
  { name: 'no nonce', code: 'nonce_missing', tamper: claims({ nonce: undefined }) },
  { name: 'an empty nonce', code: 'nonce_missing', tamper: claims({ nonce: '' }) },
  { name: 'an unknown deployment', code: 'deployment_unknown', tamper: claims({ [`${LTI}deployment_id`]: 'another' }) },
  { name: 'no deployment', code: 'deployment_missing', tamper: claims({ [`${LTI}deployment_id`]: undefined }) },
  {
    name: 'an inactive deployment',
    code: 'deployment_inactive',
    tamper: claims({ [`${LTI}deployment_id`]: 'switched-off' }),
  },
  {
    name: 'a pending deployment',
    code: 'deployment_pending',
    tamper: claims({ [`${LTI}deployment_id`]: 'not-bound' }),
  },
  { name: 'a deployment id over 255', code: 'id_too_long', tamper: claims({ [`${LTI}deployment_id`]: LONG }) },
  {
    name: 'a changed target_link_uri',
    code: 'target_changed',
    tamper: claims({ [`${LTI}target_link_uri`]: 'http://localhost:3000/other' }),
  },
  { name: 'no target_link_uri', code: 'target_missing', tamper: claims({ [`${LTI}target_link_uri`]: undefined }) },
  { name: 'iat in the future', code: 'iat_future', tamper: timed({ iat: 61, exp: 300 }) },
  { name: 'iat too old', code: 'iat_old', tamper: timed({ iat: -361, exp: 300 }) },
  { name: 'no iat', code: 'iat_missing', tamper: claims({ iat: undefined }) },
  { name: 'iat as a text', code: 'iat_missing', tamper: claims({ iat: 'now' }) },
  { name: 'no exp', code: 'exp_missing', tamper: claims({ exp: undefined }) },
  { name: 'an expired token', code: 'exp_passed', tamper: timed({ iat: -200, exp: -61 }) },
  {
    name: 'a foreign second audience',
    code: 'audience_foreign',
    tamper: claims({ aud: ['client-1', 'somebody-else'], azp: 'client-1' }),
  },
  { name: 'several audiences without azp', code: 'azp_missing', tamper: claims({ aud: ['client-1', 'client-1'] }) },
  { name: 'an azp that is not the audience', code: 'azp_wrong', tamper: claims({ azp: 'somebody-else' }) },
  { name: 'a wrong audience', code: 'audience_unknown', tamper: claims({ aud: 'somebody-else' }) },
  { name: 'no audience', code: 'audience_missing', tamper: claims({ aud: undefined }) },
  { name: 'a wrong issuer', code: 'issuer_unknown', tamper: claims({ iss: 'https://lms.example' }) },
  { name: 'alg none', code: 'alg_refused', tamper: signedBy('none') },
  { name: 'HS256 keyed with the public key', code: 'alg_refused', tamper: signedBy('hs256') },
  { name: 'RS512', code: 'alg_refused', tamper: signedBy('rs512') },
  { name: 'ES256', code: 'alg_refused', tamper: signedBy('es256') },
  { name: 'an unknown kid', code: 'kid_unknown', tamper: header({ kid: 'no-such-key' }) },
  { name: 'no kid', code: 'kid_missing', tamper: header({ kid: undefined }) },
  { name: 'a key in the header', code: 'key_in_header', tamper: header({ jwk: ownKey }) },
  {
    name: 'a key set named in the header',
    code: 'key_in_header',
    tamper: header({ jku: 'https://attacker.example/jwks' }),
  },
  {
    name: 'a certificate named in the header',
    code: 'key_in_header',
    tamper: header({ x5u: 'https://attacker.example/pem' }),
  },
  { name: 'another key under our platform’s kid', code: 'signature_wrong', tamper: signedBy('stranger') },
  {
    name: 'a tampered payload',
    code: 'signature_wrong',
    tamper: spoilt((token) => withPayload(token, (payload) => Object.assign(payload, { sub: 'somebody-else' }))),
  },
  {
    name: 'a token cut in two parts',
    code: 'token_format',
    tamper: spoilt((token) => token.split('.').slice(0, 2).join('.')),
  },
  { name: 'no JSON inside', code: 'token_format', tamper: spoilt(() => 'aaaa.bbbb.cccc') },
  { name: 'roles as a text', code: 'roles_invalid', tamper: claims({ [`${LTI}roles`]: 'Instructor' }) },
  { name: 'no roles', code: 'roles_invalid', tamper: claims({ [`${LTI}roles`]: undefined }) },
  { name: 'a role that is no text', code: 'roles_invalid', tamper: claims({ [`${LTI}roles`]: [7] }) },
  {
    name: 'a resource link without id',
    code: 'resource_link_missing',
    tamper: claims({ [`${LTI}resource_link`]: { title: 'x' } }),
  },
  { name: 'no resource link', code: 'resource_link_missing', tamper: claims({ [`${LTI}resource_link`]: undefined }) },
  {
    name: 'a resource link id over 255',
    code: 'id_too_long',
    tamper: claims({ [`${LTI}resource_link`]: { id: LONG } }),
  },
  { name: 'a sub over 255', code: 'id_too_long', tamper: claims({ sub: LONG }) },
  { name: 'a sub that is no text', code: 'claim_invalid', tamper: claims({ sub: 7 }) },
  { name: 'a context id over 255', code: 'id_too_long', tamper: claims({ [`${LTI}context`]: { id: LONG } }) },
  { name: 'a wrong version', code: 'version_wrong', tamper: claims({ [`${LTI}version`]: '1.1.0' }) },
  {
    name: 'an unknown message type',
    code: 'message_type_unknown',
    tamper: claims({ [`${LTI}message_type`]: 'LtiOther' }),
  },
  {
    name: 'deep linking without settings',
    code: 'deep_linking_settings_missing',
    tamper: claims({ [`${LTI}message_type`]: 'LtiDeepLinkingRequest' }),
  },
]

export const ACCEPTED: readonly AcceptedToken[] = [
  { name: 'an ordinary launch', tamper: () => undefined },
  {
    name: 'no name and no e-mail',
    tamper: claims({ name: undefined, given_name: undefined, family_name: undefined, email: undefined }),
  },
  { name: 'no sub (anonymous)', tamper: claims({ sub: undefined }) },
  { name: 'no roles in the list', tamper: claims({ [`${LTI}roles`]: [] }) },
  { name: 'a short role', tamper: claims({ [`${LTI}roles`]: ['Instructor'] }) },
  {
    name: 'unknown and custom roles',
    tamper: claims({ [`${LTI}roles`]: ['urn:x:wizard', 'https://lms.example/role#Dean'] }),
  },
  { name: 'extra claims', tamper: claims({ 'https://lms.example/claim': { anything: [1, 2, 3] } }) },
  { name: 'the audience as a list of one', tamper: claims({ aud: ['client-1'] }) },
  { name: 'azp beside a single audience', tamper: claims({ azp: 'client-1' }) },
  { name: 'a platform’s clock 59 s ahead', tamper: timed({ iat: 59, exp: 359 }) },
  { name: 'a platform’s clock 59 s behind', tamper: timed({ iat: -359, exp: -59 }) },
  { name: 'no context', tamper: claims({ [`${LTI}context`]: undefined }) },
  {
    name: 'deep linking with settings',
    tamper: claims({
      [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
      [`${LTI}resource_link`]: undefined,
      [DEEP_LINKING]: { deep_link_return_url: 'https://lms.example/return', accept_types: ['ltiResourceLink'] },
    }),
  },
]
