/** Letters to one person about their own account. What they say is sealed in the outbox: a link in it opens the account. */

import { accountLetterPlace } from '../../store/notices/outbox.ts'
import type { SecretBox } from '../../store/secret.ts'
import { type CommunityLetterKind, writeCommunityLetter } from './community-letter.ts'
import { writeLetter } from './letter.ts'
import type { Letter } from './letter.ts'

/** What sign-in has sealed. */
interface AccountWords {
  readonly kind:
    | 'password_reset'
    | 'password_changed'
    | 'support_opened'
    | 'second_factor_reset'
    | 'invitation'
    | CommunityLetterKind
  readonly district: string
  readonly publicUrl: string
  /** Of a link. */
  readonly url?: string
  readonly expiresAt?: string
  /** Of support access: who comes in, what for, until when. */
  readonly who?: string
  readonly reason?: string
  readonly until?: string
  /** What somebody is invited to. */
  readonly community?: string
}

/**
 * The letter; null where its link is over, and with it the letter.
 * @throws Failure SECRET_UNREADABLE, SECRET_KEY_UNKNOWN
 */
export function openAccountLetter(
  box: SecretBox,
  sealed: string,
  at: { readonly districtId: string; readonly now: Date },
): Letter | null {
  const words = JSON.parse(box.open(sealed, accountLetterPlace(at.districtId))) as AccountWords
  const { kind, district, publicUrl, url = publicUrl, expiresAt } = words
  if (expiresAt !== undefined && Date.parse(expiresAt) <= at.now.getTime()) return null
  if (kind === 'community_invitation' || kind === 'community_welcome')
    return writeCommunityLetter({ ...words, kind, url })
  const footer = `You get this because you have an account in Staffroom for ${district}.`
  if (kind === 'support_opened') return supportLetter(words)
  if (kind === 'invitation') return invitationLetter(district, url)
  if (kind === 'second_factor_reset')
    return writeLetter({
      subject: 'The second factor of your Staffroom account was taken off',
      paragraphs: [
        `An administrator took the second factor of your Staffroom account for ${district} off, and whatever was open was signed out. From now on your password alone signs you in, until you set up another one.`,
        'If you did not ask for it, tell your district’s administrators at once.',
      ],
      link: { url, label: 'Open Staffroom' },
      footer,
    })
  if (kind === 'password_changed')
    return writeLetter({
      subject: 'Your Staffroom password was changed',
      paragraphs: [
        `The password of your Staffroom account for ${district} was set anew. Whatever was open with the old one is signed out.`,
        'If it was not you, set another one at once: choose "Forgotten your password?" where you sign in, and tell your district’s administrators.',
      ],
      link: { url, label: 'Open Staffroom' },
      footer,
    })
  return writeLetter({
    subject: 'Set a new Staffroom password',
    paragraphs: [
      `Somebody, most likely you, asked for a new password of your Staffroom account for ${district}. The link works once, for half an hour.`,
      'If it was not you, do nothing: your password stays as it is.',
    ],
    link: { url, label: 'Set a new password' },
    footer,
  })
}

/** To everybody who administers the district, the moment that somebody of the installation may look into it. */
function supportLetter({ district, publicUrl, who = '', reason = '', until = '' }: AccountWords): Letter {
  return writeLetter({
    subject: `${district}: support access to Staffroom was opened`,
    paragraphs: [
      `${who} may look into Staffroom for ${district} until ${until.slice(0, 16).replace('T', ' ')} UTC. The reason given: ${reason}`,
      'Support reads how syncs, licences and records of the roster stand. It sees nothing of coaching and changes nothing, and every request of it is on your audit log.',
      'You can end it at once on the page of support access.',
    ],
    link: { url: `${publicUrl}/#/support-access`, label: 'See it, or end it' },
    footer: `You get this because you administer Staffroom for ${district}.`,
  })
}

function invitationLetter(district: string, url: string): Letter {
  return writeLetter({
    subject: `You are invited to Staffroom for ${district}`,
    paragraphs: [
      `An administrator of ${district} has made an account in Staffroom for you. Set a password by the link, and you are in. It works once, for a week.`,
      'If you don’t know what this is about, do nothing, or ask your district: nobody comes in by it unless they have this letter.',
    ],
    link: { url, label: 'Set a password' },
    footer: `You get this because somebody at ${district} entered your address in Staffroom.`,
  })
}
