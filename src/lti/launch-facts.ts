/** What a launch shows of how the platform is set up: for the check after an install, and for nothing else. */

import { CLAIM, isObject, readPerson } from './claim.ts'
import type { Claims } from './claim.ts'

export interface LaunchFacts {
  /** Somebody who administers the platform. It grants nothing: it shows them whether the connection works. */
  readonly isPlatformAdministrator: boolean
  readonly tellsName: boolean
  readonly tellsEmail: boolean
  /** `unresolved`: a variable that the platform left as it was. */
  readonly personId: 'sent' | 'unresolved' | 'missing'
  /** Scopes of services that the platform offers in this launch. */
  readonly scopes: readonly string[]
  /** Where Canvas shows the tool; null: not said. */
  readonly placement: string | null
}

const NAMES_AND_ROLES = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
const NAMES_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
const GRADES = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
const PLACEMENT = 'https://www.instructure.com/placement'
const ADMINISTRATOR =
  /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/(institution|system)\/person#(Administrator|SysAdmin|AccountAdmin)$/
const SCOPE = /^https:\/\/[\x21-\x7e]{1,200}$/

export function readLaunchFacts(claims: Claims): LaunchFacts {
  const roles: unknown = claims[CLAIM.roles]
  const { name, email, personId } = readPerson(claims)
  const placement = claims[PLACEMENT]
  return {
    isPlatformAdministrator: textsOf(roles).some((role) => ADMINISTRATOR.test(role)),
    tellsName: name !== null,
    tellsEmail: email !== null,
    personId: personId === null ? whyNoId(claims) : 'sent',
    scopes: scopesOf(claims),
    placement: typeof placement === 'string' && /^[a-z_]{1,60}$/.test(placement) ? placement : null,
  }
}

function whyNoId(claims: Claims): 'unresolved' | 'missing' {
  const [custom, lis] = [claims[CLAIM.custom], claims[CLAIM.lis]]
  const values = [...(isObject(custom) ? Object.values(custom) : []), ...(isObject(lis) ? Object.values(lis) : [])]
  return values.some((value) => typeof value === 'string' && /^\$(Person|Canvas\.user)\./.test(value))
    ? 'unresolved'
    : 'missing'
}

function scopesOf(claims: Claims): readonly string[] {
  const [names, grades] = [claims[NAMES_AND_ROLES], claims[GRADES]]
  const ofNames = isObject(names) && typeof names['context_memberships_url'] === 'string' ? [NAMES_SCOPE] : []
  const ofGrades = isObject(grades) ? textsOf(grades['scope']) : []
  return [...ofNames, ...ofGrades.filter((scope) => SCOPE.test(scope))]
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string') : []
}
