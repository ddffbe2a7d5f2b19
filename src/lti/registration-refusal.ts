/** Why a dynamic registration did not come about: a closed list, each with what to do. */

interface Explanation {
  readonly status: number
  /** What happened. */
  readonly meaning: string
  readonly remedy: string
  /** Whether the platform has made nothing, so that the link may be used again. */
  readonly linkStays: boolean
}

const NEW_LINK = 'Make a new link on Staffroom’s page “LMS connections” and enter that one in the LMS.'
const BY_HAND = 'Register by hand instead: Staffroom’s page “LMS connections” shows what to enter.'
const LMS_SIDE = 'Look into the LMS: its address has to be reachable from Staffroom by https, without a redirect.'
const TIDY =
  'Look into the LMS whether it has made a tool “Staffroom”, and delete it there. Then make a new link on Staffroom’s page “LMS connections”.'

export const REGISTRATION_REFUSALS = {
  link_unknown: {
    status: 404,
    meaning: 'This link is not known: it was cut short, or taken back.',
    remedy: NEW_LINK,
    linkStays: false,
  },
  link_expired: { status: 410, meaning: 'This link is too old.', remedy: NEW_LINK, linkStays: false },
  link_used: { status: 410, meaning: 'This link has been used. It works once.', remedy: NEW_LINK, linkStays: false },
  configuration_missing: {
    status: 400,
    meaning: 'The link was opened in a browser and not by an LMS: it names no configuration.',
    remedy: 'Enter the link in the LMS where it asks for the tool’s registration URL.',
    linkStays: true,
  },
  token_invalid: {
    status: 400,
    meaning: 'The registration token that the LMS sent is none that can be sent back.',
    remedy: 'Start again in the LMS. If it stays, register by hand.',
    linkStays: true,
  },
  platform_address_refused: {
    status: 400,
    meaning: 'The address of the LMS’s configuration is not one that may be asked: no https, or a private address.',
    remedy: LMS_SIDE,
    linkStays: true,
  },
  platform_redirected: {
    status: 502,
    meaning: 'The LMS answered with a redirect to somewhere else, which is not followed.',
    remedy: LMS_SIDE,
    linkStays: true,
  },
  platform_unreachable: {
    status: 502,
    meaning: 'The LMS could not be reached, or did not answer in time.',
    remedy: `${LMS_SIDE} Then start again there.`,
    linkStays: true,
  },
  configuration_refused: {
    status: 502,
    meaning: 'The LMS did not hand out its configuration: it may no longer believe its own registration token.',
    remedy: 'Start again in the LMS with the same link.',
    linkStays: true,
  },
  configuration_invalid: {
    status: 502,
    meaning:
      'What the LMS sent is no configuration of an LTI platform: something required is missing, or it is too large.',
    remedy: BY_HAND,
    linkStays: true,
  },
  issuer_foreign: {
    status: 400,
    meaning: 'The configuration speaks for another issuer than the one whose address it came from.',
    remedy: BY_HAND,
    linkStays: true,
  },
  endpoint_foreign: {
    status: 400,
    meaning: 'The configuration names an address that is not the LMS’s own.',
    remedy: BY_HAND,
    linkStays: true,
  },
  platform_unsuitable: {
    status: 400,
    meaning: 'The LMS does not offer what Staffroom needs: launches by LtiResourceLinkRequest, signed with RS256.',
    remedy: 'Update the LMS, or ask whoever makes it.',
    linkStays: true,
  },
  registration_refused: {
    status: 502,
    meaning: 'The LMS refused to make the registration.',
    remedy: 'Start again in the LMS with the same link. If it stays, register by hand.',
    linkStays: true,
  },
  registration_uncertain: {
    status: 502,
    meaning: 'The LMS broke off while it was making the registration: it may have made it or not.',
    remedy: TIDY,
    linkStays: false,
  },
  answer_invalid: {
    status: 502,
    meaning: 'The LMS made a registration and did not say under which client id.',
    remedy: TIDY,
    linkStays: false,
  },
  registration_taken: {
    status: 409,
    meaning: 'The client id that the LMS gave is registered in Staffroom already.',
    remedy: TIDY,
    linkStays: false,
  },
} as const satisfies Record<string, Explanation>

export type RegistrationRefusalCode = keyof typeof REGISTRATION_REFUSALS

/** Thrown by a step and caught by the list of steps: outside of this room a refusal is a value. */
export class RegistrationRefusal extends Error {
  override readonly name = 'RegistrationRefusal'
  readonly code: RegistrationRefusalCode
  constructor(code: RegistrationRefusalCode, options?: { cause?: unknown }) {
    super(REGISTRATION_REFUSALS[code].meaning, options)
    this.code = code
  }
}
