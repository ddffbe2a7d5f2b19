/** Taking somebody's second factor off for them: what is open ends, and they are told by mail. In the district's transaction. */

import type pg from 'pg'
import { queueAccountLetter } from './account-letter.ts'
import { type AccountHolder, endSessionsOf, findPassword } from './password.ts'
import type { SecretBox } from '../secret.ts'
import { removeFactor } from './second-factor.ts'
import { appendSignInAudit } from './sign-in-audit.ts'

/** False: there is none. */
export async function resetFactor(
  client: pg.ClientBase,
  box: SecretBox,
  reset: { readonly holder: AccountHolder; readonly publicUrl: string; readonly now: Date },
): Promise<boolean> {
  const { holder, publicUrl, now } = reset
  if (!(await removeFactor(client, holder))) return false
  await endSessionsOf(client, holder, now)
  const { districtId, personId, customerAdminId } = holder
  const object = personId === null ? `customer_admin:${customerAdminId}` : `person:${personId}`
  await appendSignInAudit(client, districtId, { action: 'second_factor.reset', object })
  const found = await findPassword(client, holder)
  // Nobody is told who may not come in anyway.
  if (found === null) return true
  const { email: recipient, districtName } = found
  const letter = { kind: 'second_factor_reset' } as const
  await queueAccountLetter(client, box, { districtId, districtName, recipient, publicUrl, letter, now })
  return true
}
