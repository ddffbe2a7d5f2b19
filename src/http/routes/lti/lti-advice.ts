/** What a person reads when a launch did not work, for every code: what happened and what they can do. */

import { REFUSALS } from '../../../lti/refusal.ts'
import type { LtiRefusalCode } from '../../../lti/refusal.ts'

/** What is refused after the protocol was satisfied. */
export const AFTERWARDS = {
  person_inactive: {
    status: 403,
    meaning: 'The person has retired from the roster, or was disabled.',
    remedy:
      'Nothing where that is right. Else mend it in the student information system: after the next sync it works.',
  },
  account_suspended: {
    status: 403,
    meaning: 'The person is in the roster, and an administrator has switched their account off.',
    remedy:
      'Nothing where that is right. Else an administrator of the school or district activates the account under _Staff_; the next launch works.',
  },
  failed: {
    status: 503,
    meaning: 'Something of Staffroom failed, its database for example. Nobody was let in.',
    remedy: 'Look at `/readyz`, and for the request’s number in the log. Launches work again by themselves.',
  },
} as const

/** Every code that a page of a login or a launch may show. */
export type PageCode = LtiRefusalCode | keyof typeof AFTERWARDS

export interface Advice {
  readonly title: string
  readonly text: string
}

const AGAIN: Advice = {
  title: 'Please open Staffroom again',
  text: 'That took too long, or the same page was opened twice. Go back to your course page and open Staffroom from there.',
}
const WINDOW: Advice = {
  title: 'One more click',
  text: 'Your browser keeps Staffroom’s cookie from working inside this page. In a window of its own it works.',
}
const NOT_SET_UP: Advice = {
  title: 'Staffroom isn’t set up here yet',
  text: 'Whoever looks after your LMS has to finish connecting it. Send them this page.',
}
const SIGNED_OUT: Advice = {
  title: 'Your LMS didn’t sign you in',
  text: 'Sign in to your LMS again, then open Staffroom from your course page.',
}
const LATER: Advice = {
  title: 'Your LMS doesn’t answer Staffroom',
  text: 'Try again in a few minutes. If it stays, send this page to whoever looks after your LMS.',
}
const BUSY: Advice = {
  title: 'One moment, please',
  text: 'Very many people are opening Staffroom from your network just now. You need do nothing: this page tries again by itself in a few seconds.',
}
const FAILED: Advice = {
  title: 'Staffroom can’t open just now',
  text: 'Something went wrong on our side. Wait a moment, then open Staffroom again from your course page. If it stays, send this page to whoever looks after your LMS.',
}
const INACTIVE: Advice = {
  title: 'Your access has ended',
  text: 'Your district’s records say that you no longer work or learn here. If that is wrong, your school office can put it right; it then works again by itself.',
}
const SUSPENDED: Advice = {
  title: 'Your account is switched off',
  text: 'An administrator of your school or district has switched it off, and can switch it on again. What you did before is kept.',
}
const PLACING: Advice = {
  title: 'Staffroom can’t be added here',
  text: 'This place of your LMS takes no external tools. Add Staffroom where external tools are added.',
}
const NOT_PROVEN: Advice = {
  title: 'Staffroom couldn’t be opened',
  text: 'What your LMS sent couldn’t be proven to come from it. Open Staffroom again from your course page. If this stays, send this page to whoever looks after your LMS.',
}

const ADVICE: Readonly<Record<PageCode, Advice>> = {
  login_parameter_missing: NOT_SET_UP,
  login_parameter_invalid: NOT_PROVEN,
  too_many: BUSY,
  registration_unknown: NOT_SET_UP,
  registration_ambiguous: NOT_SET_UP,
  target_foreign: NOT_SET_UP,
  platform_refused: SIGNED_OUT,
  state_missing: NOT_PROVEN,
  state_unknown: AGAIN,
  state_expired: AGAIN,
  launch_replayed: AGAIN,
  browser_unbound: WINDOW,
  browser_mismatch: WINDOW,
  token_missing: NOT_PROVEN,
  token_format: NOT_PROVEN,
  key_in_header: NOT_PROVEN,
  kid_missing: NOT_PROVEN,
  alg_refused: NOT_PROVEN,
  issuer_unknown: NOT_SET_UP,
  audience_missing: NOT_PROVEN,
  audience_unknown: NOT_SET_UP,
  audience_foreign: NOT_PROVEN,
  azp_missing: NOT_PROVEN,
  azp_wrong: NOT_PROVEN,
  registration_mixup: NOT_PROVEN,
  keys_unreachable: LATER,
  kid_unknown: NOT_PROVEN,
  key_unsuitable: NOT_PROVEN,
  signature_wrong: NOT_PROVEN,
  exp_missing: NOT_PROVEN,
  exp_passed: AGAIN,
  iat_missing: NOT_PROVEN,
  iat_future: NOT_PROVEN,
  iat_old: AGAIN,
  nonce_missing: NOT_PROVEN,
  nonce_wrong: NOT_PROVEN,
  version_wrong: NOT_SET_UP,
  message_type_unknown: NOT_SET_UP,
  deployment_missing: NOT_PROVEN,
  deployment_unknown: NOT_SET_UP,
  deployment_pending: NOT_SET_UP,
  deployment_inactive: NOT_SET_UP,
  target_missing: NOT_PROVEN,
  target_changed: NOT_PROVEN,
  roles_invalid: NOT_PROVEN,
  resource_link_missing: NOT_PROVEN,
  id_too_long: NOT_PROVEN,
  claim_invalid: NOT_PROVEN,
  deep_linking_settings_missing: NOT_PROVEN,
  deep_linking_return_foreign: NOT_SET_UP,
  deep_linking_type_unknown: PLACING,
  person_inactive: INACTIVE,
  account_suspended: SUSPENDED,
  failed: FAILED,
}

export interface PageExplanation {
  readonly status: number
  /** What happened, for IT. */
  readonly meaning: string
  /** What IT does. */
  readonly remedy: string
  /** What the person reads. */
  readonly advice: Advice
}

/** Everything that is known of a code. */
export function explain(code: PageCode): PageExplanation {
  return { ...(isAfterwards(code) ? AFTERWARDS[code] : REFUSALS[code]), advice: ADVICE[code] }
}

/** Every code with its explanation, those of the protocol first, in its order. */
export function explainAll(): readonly (PageExplanation & { readonly code: PageCode })[] {
  return Object.keys(ADVICE).map((name) => {
    const code = name as PageCode
    return { code, ...explain(code) }
  })
}

function isAfterwards(code: PageCode): code is keyof typeof AFTERWARDS {
  return Object.hasOwn(AFTERWARDS, code)
}
