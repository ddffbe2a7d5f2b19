/** Sign-in with e-mail and password: the same answer and the same work whoever asks, and a limit that no school hits. */

import type { PasswordAccount } from '../store/signin/account.ts'
import type { SecretBox } from '../store/secret.ts'
import { findActiveAccounts } from './active-accounts.ts'
import { beginAttempt } from './attempts.ts'
import { isPassword, pretendToCheck } from './password.ts'
import { checkFactor } from './second-factor.ts'
import { openOwnSession } from './session.ts'
import type { IssuedSession, SessionWorld } from './session.ts'

export interface PasswordAttempt {
  readonly email: string
  readonly password: string
  /** A code of the second factor, where the account has one. */
  readonly secondFactor?: string
  /** Network address of the browser, as the proxy settings have it. */
  readonly address: string
}

export type PasswordOutcome =
  | { readonly ok: true; readonly session: IssuedSession }
  /** `second_factor`: the password is right and a code is needed; `wrong_code`: another than this one. */
  | { readonly ok: false; readonly reason: 'wrong' | 'second_factor' | 'wrong_code' }
  | { readonly ok: false; readonly reason: 'too_many'; readonly waitMs: number }

/**
 * Opens a session for the first account of the address whose password this is (districts by id, then customers).
 * Wrong address and wrong password can't be told apart.
 */
export async function signInWithPassword(
  world: SessionWorld & { readonly box: SecretBox },
  attempt: PasswordAttempt,
): Promise<PasswordOutcome> {
  const email = attempt.email.trim()
  const begun = await beginAttempt(world, { account: email, address: attempt.address })
  if (!begun.allowed) return { ok: false, reason: 'too_many', waitMs: begun.waitMs }
  const account = await findByPassword(world, email, attempt.password)
  if (account === null) return { ok: false, reason: 'wrong' }
  const factor = await checkFactor(world, { holder: account, code: attempt.secondFactor ?? null })
  if (factor === 'needed') {
    await begun.undo()
    return { ok: false, reason: 'second_factor' }
  }
  if (factor === 'wrong') return { ok: false, reason: 'wrong_code' }
  await begun.succeed()
  return { ok: true, session: await openOwnSession(world, account, 'password') }
}

async function findByPassword(world: SessionWorld, email: string, password: string): Promise<PasswordAccount | null> {
  const accounts = await findActiveAccounts(world, email)
  if (accounts.length === 0) await pretendToCheck(password)
  for (const account of accounts) if (await isPassword(password, account.passwordHash)) return account
  return null
}
