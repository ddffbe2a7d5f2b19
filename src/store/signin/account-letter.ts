/** Letters about accounts and access on their way out: what they say is sealed in the outbox until the worker writes them. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { hastenChore } from '../chores.ts'
import { accountLetterPlace, queueMessage } from '../notices/outbox.ts'
import type { SecretBox } from '../secret.ts'

export type AccountLetter =
  | { readonly kind: 'password_reset' | 'invitation'; readonly url: string; readonly expiresAt: Date }
  | { readonly kind: 'password_changed' }
  | { readonly kind: 'support_opened'; readonly who: string; readonly reason: string; readonly until: string }
  | { readonly kind: 'second_factor_reset' }

export interface AccountMail {
  readonly districtId: string
  readonly districtName: string
  readonly recipient: string
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  readonly letter: AccountLetter
  readonly now: Date
}

/** Puts the letter into the outbox and has it sent. In the district's transaction. */
export async function queueAccountLetter(client: pg.ClientBase, box: SecretBox, mail: AccountMail): Promise<void> {
  const { districtId, districtName, recipient, publicUrl, letter, now } = mail
  const words = JSON.stringify({ ...letter, district: districtName, publicUrl })
  const id = randomUUID()
  await queueMessage(client, {
    districtId,
    channel: 'mail',
    event: `${letter.kind}:${id}`,
    recipient,
    messageId: `<${id}@${URL.parse(publicUrl)?.hostname ?? 'localhost'}>`,
    message: { account: box.seal(words, accountLetterPlace(districtId)) },
    now,
  })
  await hastenChore(client, { districtId, kind: 'post', at: now })
}
