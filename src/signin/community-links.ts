/** What leads into a community: the one-time link of a letter, and the link that a lead hands around. */

import { randomUUID } from 'node:crypto'
import { writeInvitationToken } from './invitation-token.ts'
import { newSecret } from './secret.ts'

/** What a letter leads to, of which only a hash is kept. */
export function newCommunityMail(districtId: string, publicUrl: string) {
  const { token, secret } = writeInvitationToken({ districtId })
  const host = URL.parse(publicUrl)?.hostname ?? 'localhost'
  return { secret, publicUrl, url: `${publicUrl}/#/invitation/${token}`, messageId: `<${randomUUID()}@${host}>` }
}

/** A link by which people who work in the district join; it is shown once. */
export function newCommunityLink(publicUrl: string): { readonly secret: string; readonly url: string } {
  const secret = newSecret()
  return { secret, url: `${publicUrl}/#/join/${secret}` }
}
