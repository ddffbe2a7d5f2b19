/** Letters that invite somebody to a community: to who is of the district, and to who comes from outside. */

import { writeLetter } from './letter.ts'
import type { Letter } from './letter.ts'

/** `community_invitation`: the roster knows them; `community_welcome`: the link makes an account. */
export type CommunityLetterKind = 'community_invitation' | 'community_welcome'

export function writeCommunityLetter(words: {
  readonly kind: CommunityLetterKind
  readonly district: string
  readonly community?: string
  readonly url: string
}): Letter {
  const { kind, district, community = '', url } = words
  const parts = {
    subject: `You are invited to ${community}`,
    footer: `You get this because a lead of this community at ${district} invited you. Nobody writes to you again about it.`,
  }
  if (kind === 'community_invitation')
    return writeLetter({
      ...parts,
      paragraphs: [
        `You are invited to the community ${community} at ${district}.`,
        'Open Staffroom, from your LMS as always or by signing in: the invitation waits among your communities for two weeks, and there you join or decline.',
      ],
      link: { url, label: 'Open Staffroom' },
    })
  return writeLetter({
    ...parts,
    paragraphs: [
      `You are invited to the community ${community} at ${district}. As its member you see its members, its classes by name, and its community report.`,
      'The link works once, for two weeks. Whoever opens it makes the account, so do not hand it on. If you did not expect it, do nothing.',
    ],
    link: { url, label: 'Join the community' },
  })
}
