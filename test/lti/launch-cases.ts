/** Launches that must be refused, each with its code, and launches that must be accepted: as data. */

import { STORED_FIELD } from '../../src/lti/platform-storage.ts'
import type { LtiRefusalCode } from '../../src/lti/refusal.ts'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'
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

function withHeader(token: string, changes: Readonly<Record<string, unknown>>): string {
  const [head = '', ...rest] = token.split('.')
  const read = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>
  return [Buffer.from(JSON.stringify({ ...read, ...changes })).toString('base64url'), ...rest].join('.')
}

function withBody(token: string, body: string): string {
  const [head = '', , tail = ''] = token.split('.')
  return [head, Buffer.from(body).toString('base64url'), tail].join('.')
}

/** Signs this text in the place of exp, which no JavaScript number could write. */
function raw(text: string) {
  return (draft: TokenDraft): void => {
    draft.claims['exp'] = 4711
    draft.write = (json) => json.replace('"exp":4711', text)
  }
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
  { name: 'exp as a text', code: 'exp_missing', tamper: claims({ exp: 'soon' }) },
  { name: 'exp beyond every number', code: 'exp_missing', tamper: raw('"exp":1e999') },
  { name: 'an expired token', code: 'exp_passed', tamper: timed({ iat: -200, exp: -61 }) },
  {
    name: 'a foreign second audience',
    code: 'audience_foreign',
    tamper: claims({ aud: ['client-1', 'somebody-else'], azp: 'client-1' }),
  },
  { name: 'several audiences without azp', code: 'azp_missing', tamper: claims({ aud: ['client-1', 'client-1'] }) },
  { name: 'an azp that is not the audience', code: 'azp_wrong', tamper: claims({ azp: 'somebody-else' }) },
  { name: 'a wrong audience', code: 'audience_unknown', tamper: claims({ aud: 'somebody-else' }) },
  { name: 'an empty list of audiences', code: 'audience_missing', tamper: claims({ aud: [] }) },
  { name: 'an audience that is no text', code: 'audience_missing', tamper: claims({ aud: 7 }) },
  { name: 'no issuer', code: 'issuer_unknown', tamper: claims({ iss: undefined }) },
  { name: 'no audience', code: 'audience_missing', tamper: claims({ aud: undefined }) },
  { name: 'a wrong issuer', code: 'issuer_unknown', tamper: claims({ iss: 'https://lms.example' }) },
  { name: 'alg none', code: 'alg_refused', tamper: signedBy('none') },
  { name: 'HS256 keyed with the public key', code: 'alg_refused', tamper: signedBy('hs256') },
  { name: 'no alg', code: 'alg_refused', tamper: spoilt((token) => withHeader(token, { alg: undefined })) },
  { name: 'RS512', code: 'alg_refused', tamper: signedBy('rs512') },
  { name: 'ES256', code: 'alg_refused', tamper: signedBy('es256') },
  { name: 'an unknown kid', code: 'kid_unknown', tamper: header({ kid: 'no-such-key' }) },
  { name: 'no kid', code: 'kid_missing', tamper: header({ kid: undefined }) },
  { name: 'a kid that is no text', code: 'kid_missing', tamper: spoilt((token) => withHeader(token, { kid: 7 })) },
  {
    name: 'a header that demands what we don’t know',
    code: 'token_format',
    tamper: spoilt((token) => withHeader(token, { crit: ['exp'] })),
  },
  {
    name: 'a certificate in the header',
    code: 'key_in_header',
    tamper: header({ x5c: ['MIIB'] }),
  },
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
  { name: 'an encrypted token', code: 'token_format', tamper: spoilt((token) => `${token}.aaaa.bbbb`) },
  { name: 'a list instead of claims', code: 'token_format', tamper: spoilt((token) => withBody(token, '[]')) },
  { name: 'no signature at all', code: 'signature_wrong', tamper: spoilt((token) => token.replace(/[^.]+$/, '')) },
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
  {
    name: 'deep linking that wants its answer at another site',
    code: 'deep_linking_return_foreign',
    tamper: claims({
      [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
      [DEEP_LINKING]: { deep_link_return_url: 'https://evil.example/return', accept_types: ['ltiResourceLink'] },
    }),
  },
  {
    name: 'deep linking that takes no LTI links',
    code: 'deep_linking_type_unknown',
    tamper: (draft) =>
      claims({
        [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
        [DEEP_LINKING]: { deep_link_return_url: `${String(draft.claims['iss'])}/return`, accept_types: ['file'] },
      })(draft),
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
    tamper: (draft) =>
      claims({
        [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
        [`${LTI}resource_link`]: undefined,
        [DEEP_LINKING]: {
          deep_link_return_url: `${String(draft.claims['iss'])}/return`,
          accept_types: ['ltiResourceLink'],
        },
      })(draft),
  },
]

/** Launches that were prepared beside the one that is altered. */
export interface OtherLaunches {
  /** Another login of the same platform. */
  readonly other: LaunchRequest
  /** A login of another platform, of another district. */
  readonly foreign: LaunchRequest
}

/** What is wrong with the request rather than with its token. */
export interface RefusedRequest {
  readonly name: string
  readonly code: LtiRefusalCode
  readonly tamper?: (draft: TokenDraft, others: OtherLaunches) => void
  readonly alter?: (own: LaunchRequest, others: OtherLaunches) => LaunchRequest
  /** Posted so long after the login. */
  readonly laterMs?: number
  /** Posted once before, with success. */
  readonly isReplay?: true
}

function form(changes: (others: OtherLaunches) => Readonly<Record<string, unknown>>) {
  return (own: LaunchRequest, others: OtherLaunches): LaunchRequest => ({
    cookies: { ...others.other.cookies, ...others.foreign.cookies, ...own.cookies },
    form: { ...own.form, ...changes(others) },
  })
}

function nonceOf({ form: { id_token: token } }: LaunchRequest): unknown {
  const body = Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()
  return (JSON.parse(body) as { nonce?: unknown }).nonce
}

const only = (values: Readonly<Record<string, string | undefined>>): string => Object.values(values)[0] ?? ''

export const REFUSED_REQUESTS: readonly RefusedRequest[] = [
  { name: 'no state', code: 'state_missing', alter: form(() => ({ state: undefined })) },
  { name: 'two states', code: 'state_missing', alter: form(() => ({ state: ['a', 'b'] })) },
  { name: 'a state that was never issued', code: 'state_unknown', alter: form(() => ({ state: 'made-up' })) },
  { name: 'a state that has expired', code: 'state_expired', laterMs: 300_000 },
  { name: 'no token', code: 'token_missing', alter: form(() => ({ id_token: undefined })) },
  { name: 'two tokens', code: 'token_missing', alter: form(() => ({ id_token: ['a', 'b'] })) },
  {
    name: 'an error of the platform',
    code: 'platform_refused',
    alter: form(() => ({ id_token: undefined, error: 'login_required' })),
  },
  {
    name: 'the nonce of another login',
    code: 'nonce_wrong',
    tamper: (draft, { other }) => Object.assign(draft.claims, { nonce: nonceOf(other) }),
  },
  {
    name: 'a token under the state of another login',
    code: 'nonce_wrong',
    alter: form(({ other }) => ({ state: other.form['state'] })),
  },
  {
    name: 'a token of one platform under the state of another',
    code: 'registration_mixup',
    alter: form(({ foreign }) => ({ state: foreign.form['state'] })),
  },
  {
    name: 'the same platform’s state with another’s token',
    code: 'registration_mixup',
    alter: form(({ foreign }) => ({ id_token: foreign.form['id_token'] })),
  },
  { name: 'a replay', code: 'launch_replayed', isReplay: true },
  {
    name: 'a browser without a cookie',
    code: 'browser_unbound',
    alter: ({ form: own }) => ({ form: own, cookies: {} }),
  },
  {
    name: 'a browser that started another login: an attacker’s launch in a victim’s browser',
    code: 'browser_unbound',
    alter: ({ form: own }, { other }) => ({ form: own, cookies: other.cookies }),
  },
  {
    name: 'the cookie’s name with another login’s value',
    code: 'browser_mismatch',
    alter: ({ form: own, cookies }, { other }) => ({
      form: own,
      cookies: Object.fromEntries(Object.keys(cookies).map((name) => [name, only(other.cookies)])),
    }),
  },
  {
    name: 'a stored secret where the login named no storage',
    code: 'browser_unbound',
    alter: ({ form: own, cookies }) => ({ form: { ...own, [STORED_FIELD]: only(cookies) }, cookies: {} }),
  },
]

/** The same for a platform that keeps data for tools: what its storage gave back, and the browser's cookie. */
export interface StoredCase {
  readonly name: string
  readonly outcome: 'accepted' | LtiRefusalCode
  readonly bring: (secret: string, otherSecret: string) => { readonly stored?: unknown; readonly cookie?: string }
}

export const STORED: readonly StoredCase[] = [
  { name: 'the stored secret and no cookie', outcome: 'accepted', bring: (secret) => ({ stored: secret }) },
  { name: 'the cookie and nothing stored', outcome: 'accepted', bring: (secret) => ({ cookie: secret }) },
  {
    name: 'the cookie, and a storage that failed',
    outcome: 'accepted',
    bring: (secret) => ({ cookie: secret, stored: '' }),
  },
  { name: 'neither', outcome: 'browser_unbound', bring: () => ({}) },
  { name: 'an empty stored secret', outcome: 'browser_unbound', bring: () => ({ stored: '' }) },
  { name: 'two stored secrets', outcome: 'browser_unbound', bring: (secret) => ({ stored: [secret, secret] }) },
  { name: 'a made-up stored secret', outcome: 'browser_mismatch', bring: () => ({ stored: 'x'.repeat(43) }) },
  { name: 'another login’s stored secret', outcome: 'browser_mismatch', bring: (_own, other) => ({ stored: other }) },
  {
    name: 'a wrong cookie beside the right stored secret',
    outcome: 'browser_mismatch',
    bring: (secret, other) => ({ cookie: other, stored: secret }),
  },
]
