/** What a district says of its single sign-on (OpenID Connect), and what is wrong with it. */

/** Fields of the roster that a claim may name a person by. */
export const SSO_FIELDS = ['sourcedId', 'identifier', 'userIds', 'email'] as const
export type SsoField = (typeof SSO_FIELDS)[number]

export interface SsoSettings {
  readonly issuer: string
  readonly clientId: string
  /** What people see on the button. */
  readonly label: string
  /** Which claim of the ID token names a person. */
  readonly claim: string
  readonly field: SsoField
  /** What else an ID token must say, where the provider serves more than this district. */
  readonly required: { readonly claim: string; readonly value: string } | null
  readonly isOn: boolean
  /** Its button stands on the sign-in page of the installation, for everybody to see. */
  readonly isListed: boolean
}

export interface SsoProblem {
  readonly field: 'issuer' | 'clientId' | 'label' | 'claim' | 'required'
  readonly code: string
  readonly message: string
}

/** Claims that people can set themselves, or that name more than one: no proof of who somebody is. */
const SELF_SET = new Set([
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'phone_number',
  'address',
  'locale',
  'hd',
  'aud',
  'iss',
])
/** Providers that everybody has an account at. */
const OPEN_TO_ALL = new Set(['https://accounts.google.com'])
const CLAIM = /^[A-Za-z0-9_:./-]{1,120}$/

/** Everything that is wrong with the settings, at once; empty: nothing. */
export function findSsoProblems(settings: SsoSettings): readonly SsoProblem[] {
  return [
    ...issuerProblems(settings),
    ...textProblems(settings),
    ...claimProblems(settings),
    ...requiredProblems(settings),
  ]
}

function issuerProblems({ issuer }: SsoSettings): readonly SsoProblem[] {
  const url = URL.parse(issuer)
  const isAddress = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  if (isAddress && url.search === '' && url.hash === '' && url.username === '' && issuer.length <= 500) return []
  return [
    {
      field: 'issuer',
      code: 'issuer_form',
      message:
        'Give the address that the provider calls its issuer, as https://login.district.org, nothing behind ? or #.',
    },
  ]
}

function textProblems({ clientId, label }: SsoSettings): readonly SsoProblem[] {
  const problems: SsoProblem[] = []
  if (clientId.trim() === '' || clientId.length > 300)
    problems.push({ field: 'clientId', code: 'client_id_form', message: 'Give the client id that the provider shows.' })
  if (label.trim() === '' || label.length > 60)
    problems.push({ field: 'label', code: 'label_form', message: 'Give the button a name of at most 60 characters.' })
  return problems
}

function claimProblems({ claim, field }: SsoSettings): readonly SsoProblem[] {
  if (!CLAIM.test(claim)) return wrong('claim', 'claim_form', 'Name one claim of the ID token, as employee_id.')
  if (SELF_SET.has(claim))
    return wrong(
      'claim',
      'claim_self_set',
      `People may set ${claim} themselves. Choose a claim that only the district writes.`,
    )
  if (field === 'email' && claim !== 'email')
    return wrong(
      'claim',
      'claim_email',
      'An address is believed only from the claim email, which the provider says it has verified.',
    )
  return []
}

function requiredProblems({ issuer, required }: SsoSettings): readonly SsoProblem[] {
  if (required === null)
    return OPEN_TO_ALL.has(issuer)
      ? wrong(
          'required',
          'required_missing',
          'Everybody can have an account there. Demand the claim hd with your domain.',
        )
      : []
  const { claim, value } = required
  if (CLAIM.test(claim) && value !== '' && value.length <= 300) return []
  return wrong('required', 'required_form', 'Name a claim and the value it must have.')
}

function wrong(field: SsoProblem['field'], code: string, message: string): readonly SsoProblem[] {
  return [{ field, code, message }]
}
