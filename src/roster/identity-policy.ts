/** When several records of the feeds are one person: a choice of the district, off until it is made. Pure. */

/**
 * By which field records are known to be of one person; names must agree in any case, however they are written.
 * - off: every record is a person of its own.
 * - identifier: the number that the district gave the person (`identifier` in users.csv).
 * - email: the address.
 */
const IDENTITY_MATCHES = ['off', 'identifier', 'email'] as const
export type IdentityMatch = (typeof IDENTITY_MATCHES)[number]

export interface IdentityPolicy {
  readonly match: IdentityMatch
}

export const NO_MATCHING: IdentityPolicy = { match: 'off' }

/** The policy as it was set; anything that is none is no matching. */
export function readIdentityPolicy(stored: unknown): IdentityPolicy {
  if (typeof stored !== 'object' || stored === null || !('match' in stored)) return NO_MATCHING
  const match = IDENTITY_MATCHES.find((one) => one === stored.match)
  return match === undefined ? NO_MATCHING : { match }
}
