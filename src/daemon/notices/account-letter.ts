/** Letters to one person about their own account. What they say is sealed in the outbox: a link in it opens the account. */

import { accountLetterPlace } from '../../store/outbox.ts'
import type { SecretBox } from '../../store/secret.ts'
import { writeLetter } from './letter.ts'
import type { Letter } from './letter.ts'

/** What sign-in has sealed. */
interface AccountWords {
  readonly kind: 'password_reset' | 'password_changed'
  readonly district: string
  readonly publicUrl: string
  /** Of a link. */
  readonly url?: string
  readonly expiresAt?: string
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
  const footer = `You get this because you have an account in Staffroom for ${district}.`
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
