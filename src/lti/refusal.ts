/** Every way in which a login or a launch is refused: a closed list, each with what it means and who mends it. */

interface Explanation {
  /** HTTP status of the page. */
  readonly status: 400 | 401 | 403 | 429 | 503
  /** What happened, for whoever looks the code up. */
  readonly meaning: string
  /** What to do, for the people who run the LMS or Staffroom. */
  readonly remedy: string
}

const RETRY = 'Open the tool again from the course page.'
const PLATFORM = 'The LMS sent a token that breaks LTI 1.3. Report the code to its vendor.'
const FORGED = 'Nothing to mend if this was a test. If people report it, check the registration against the LMS’s page.'
const REGISTER =
  'Compare issuer and client id in the LMS with `staffroom lti list`; register with `staffroom lti register`.'
const TARGET = 'Set the tool’s launch URL (and every target link URI) in the LMS to an address of this installation.'

export const REFUSALS = {
  login_parameter_missing: {
    status: 400,
    meaning: 'The login came without iss, login_hint or target_link_uri.',
    remedy: 'Check that the LMS uses /lti/login as the login URL.',
  },
  login_parameter_invalid: { status: 400, meaning: 'A login parameter came twice or is too long.', remedy: PLATFORM },
  registration_unknown: { status: 403, meaning: 'No registration has this issuer and client id.', remedy: REGISTER },
  registration_ambiguous: {
    status: 403,
    meaning: 'Several registrations have this issuer and the login names no client id.',
    remedy: 'Have the LMS send client_id with the login.',
  },
  too_many: {
    status: 429,
    meaning: 'More logins and launches came from one network address than Staffroom takes of one registration.',
    remedy:
      'Nothing where a whole district opens Staffroom at once: each page tries again by itself. If it stays, look in the log of the web process for where they come from.',
  },
  target_foreign: {
    status: 400,
    meaning: 'The target_link_uri is not an address of this installation.',
    remedy: TARGET,
  },
  platform_refused: {
    status: 401,
    meaning: 'The LMS answered the login with an error instead of a token.',
    remedy: 'Sign in to the LMS again, then open the tool again.',
  },
  state_missing: {
    status: 400,
    meaning: 'The launch came without state.',
    remedy: 'Launches begin at /lti/login, never at /lti/launch: check the URLs in the LMS.',
  },
  state_unknown: { status: 401, meaning: 'This launch belongs to no login that was started here.', remedy: RETRY },
  state_expired: { status: 401, meaning: 'The login was started more than five minutes ago.', remedy: RETRY },
  launch_replayed: { status: 401, meaning: 'This launch was used already; each works once.', remedy: RETRY },
  browser_unbound: {
    status: 401,
    meaning: 'The browser kept no cookie of the login, so it can’t be shown that it started it.',
    remedy: 'Open the tool in a new window (the page offers it), or allow partitioned cookies.',
  },
  browser_mismatch: { status: 401, meaning: 'The launch came from another browser than the login.', remedy: RETRY },
  token_missing: { status: 400, meaning: 'The launch came without id_token.', remedy: PLATFORM },
  token_format: {
    status: 400,
    meaning: 'The id_token is not a signed token (three parts, JSON inside, no critical extensions).',
    remedy: PLATFORM,
  },
  key_in_header: {
    status: 401,
    meaning: 'The token brings or points to its own key (jwk, jku, x5u, x5c). Keys come from the registration only.',
    remedy: FORGED,
  },
  kid_missing: { status: 401, meaning: 'The token’s header has no key id.', remedy: PLATFORM },
  alg_refused: {
    status: 401,
    meaning: 'The token is not signed with RS256.',
    remedy: 'Set the LMS’s signing algorithm to RS256.',
  },
  issuer_unknown: { status: 401, meaning: 'The token’s issuer is not registered.', remedy: REGISTER },
  audience_missing: { status: 401, meaning: 'The token has no audience.', remedy: PLATFORM },
  audience_unknown: {
    status: 401,
    meaning: 'The token is for another tool: its audience is no client id of this issuer.',
    remedy: REGISTER,
  },
  audience_foreign: { status: 401, meaning: 'The token is also for an audience that is not ours.', remedy: PLATFORM },
  azp_missing: { status: 401, meaning: 'The token has several audiences and no azp.', remedy: PLATFORM },
  azp_wrong: { status: 401, meaning: 'The token’s azp is not its audience.', remedy: PLATFORM },
  registration_mixup: {
    status: 401,
    meaning: 'The login was started with another registration than the token’s.',
    remedy: FORGED,
  },
  keys_unreachable: {
    status: 503,
    meaning: 'The LMS’s key set can’t be read and none is remembered.',
    remedy:
      'Open the registration’s JWKS URL from this server: it must answer by https within ten seconds, without a redirect.',
  },
  kid_unknown: {
    status: 401,
    meaning: 'The LMS’s key set has no key of this id.',
    remedy: 'If the LMS has just changed its keys, try again in five minutes. Check the JWKS URL of the registration.',
  },
  key_unsuitable: {
    status: 401,
    meaning: 'The key is not an RSA signing key of at least 2048 bits.',
    remedy: PLATFORM,
  },
  signature_wrong: { status: 401, meaning: 'The token’s signature doesn’t fit its content.', remedy: FORGED },
  exp_missing: { status: 401, meaning: 'The token has no expiry.', remedy: PLATFORM },
  exp_passed: {
    status: 401,
    meaning: 'The token has expired.',
    remedy: `${RETRY} If it happens to everybody, compare the clocks of both servers.`,
  },
  iat_missing: { status: 401, meaning: 'The token doesn’t say when it was issued.', remedy: PLATFORM },
  iat_future: {
    status: 401,
    meaning: 'The token was issued in the future.',
    remedy: 'Compare the clocks of both servers: more than 60 s apart is refused.',
  },
  iat_old: {
    status: 401,
    meaning: 'The token was issued more than five minutes ago.',
    remedy: `${RETRY} If it happens to everybody, compare the clocks of both servers.`,
  },
  nonce_missing: { status: 401, meaning: 'The token has no nonce.', remedy: PLATFORM },
  nonce_wrong: { status: 401, meaning: 'The token’s nonce is not the one of this login.', remedy: FORGED },
  version_wrong: {
    status: 400,
    meaning: 'The message is not LTI 1.3.0.',
    remedy: 'Install the tool as LTI 1.3 in the LMS.',
  },
  message_type_unknown: {
    status: 400,
    meaning: 'The message is neither a resource link nor deep linking.',
    remedy: 'Place the tool as a resource link or as deep linking.',
  },
  deployment_missing: { status: 400, meaning: 'The token names no deployment.', remedy: PLATFORM },
  deployment_unknown: {
    status: 403,
    meaning: 'This deployment was not seen before. It is noted now and waits to be bound to a district.',
    remedy: 'Bind it: `staffroom lti register` with --deployment and --district.',
  },
  deployment_pending: {
    status: 403,
    meaning: 'This deployment waits to be bound to a district.',
    remedy: 'Bind it: `staffroom lti register` with --deployment and --district.',
  },
  deployment_inactive: {
    status: 403,
    meaning: 'This deployment was switched off.',
    remedy: 'Ask the administrator of the district in Staffroom.',
  },
  target_missing: { status: 400, meaning: 'The token has no target_link_uri.', remedy: PLATFORM },
  target_changed: { status: 401, meaning: 'The token’s target_link_uri is not the one of the login.', remedy: TARGET },
  roles_invalid: { status: 400, meaning: 'The roles are not a list of texts.', remedy: PLATFORM },
  resource_link_missing: { status: 400, meaning: 'The resource link has no id.', remedy: PLATFORM },
  id_too_long: { status: 400, meaning: 'An id is longer than 255 characters.', remedy: PLATFORM },
  claim_invalid: { status: 400, meaning: 'A claim has the wrong type.', remedy: PLATFORM },
  deep_linking_settings_missing: {
    status: 400,
    meaning: 'The deep linking message has no settings with a return address.',
    remedy: PLATFORM,
  },
  deep_linking_return_foreign: {
    status: 403,
    meaning: 'The deep linking answer is wanted at an address that isn’t one of the LMS’s.',
    remedy: 'Compare the addresses of the registration with the LMS; name its pages with --frame-origin.',
  },
  deep_linking_type_unknown: {
    status: 400,
    meaning: 'The LMS takes no LTI links at this place, and Staffroom has nothing else to place.',
    remedy: 'Add Staffroom where the LMS takes external tools.',
  },
} as const satisfies Record<string, Explanation>

export type LtiRefusalCode = keyof typeof REFUSALS

/** Thrown by a step and caught by the list of steps: outside of this room a refusal is a value. */
export class LtiRefusal extends Error {
  override readonly name = 'LtiRefusal'
  readonly code: LtiRefusalCode
  constructor(code: LtiRefusalCode) {
    super(REFUSALS[code].meaning)
    this.code = code
  }
}

export type Verdict<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: LtiRefusalCode }

/** Runs the steps; a step's refusal becomes a value, anything else it throws is a defect and goes on up. */
export async function judged<T>(steps: () => Promise<T>): Promise<Verdict<T>> {
  try {
    return { ok: true, value: await steps() }
  } catch (error) {
    if (error instanceof LtiRefusal) return { ok: false, code: error.code }
    throw error
  }
}
