/** The token of a one-time link: whose invitation it is, so that it can be found, and a secret. */

import { newSecret } from './secret.ts'

/** Exactly one of the two places. */
export type InvitationPlace =
  | { readonly districtId: string; readonly customerId?: never }
  | { readonly customerId: string; readonly districtId?: never }

// A customer's token starts with a sign that no id may contain.
const FORM = /^(~?)([a-z0-9][a-z0-9-]{0,62})\.([A-Za-z0-9_-]{43})$/

/** `<district>.<secret>` or `~<customer>.<secret>`. */
export function writeInvitationToken(place: InvitationPlace): { readonly token: string; readonly secret: string } {
  const secret = newSecret()
  const prefix = place.districtId ?? `~${place.customerId}`
  return { token: `${prefix}.${secret}`, secret }
}

/** Null for a text that is no such token. */
export function readInvitationToken(token: string): (InvitationPlace & { readonly secret: string }) | null {
  const [, sign, id, secret] = FORM.exec(token) ?? []
  if (id === undefined || secret === undefined) return null
  return sign === '~' ? { customerId: id, secret } : { districtId: id, secret }
}
