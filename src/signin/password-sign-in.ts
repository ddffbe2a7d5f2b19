/** Sign-in with e-mail and password: the same answer and the same work whoever asks, and a limit that no school hits. */

import { findAccount, findAccountDistricts, findCustomerAccounts } from '../store/account.ts'
import type { PasswordAccount } from '../store/account.ts'
import { inDistrict } from '../store/database.ts'
import { beginAttempt } from './attempts.ts'
import { isPassword, pretendToCheck } from './password.ts'
import { openOwnSession } from './session.ts'
import type { IssuedSession, SessionWorld } from './session.ts'

export interface PasswordAttempt {
  readonly email: string
  readonly password: string
  /** Network address of the browser, as the proxy settings have it. */
  readonly address: string
}

export type PasswordOutcome =
  | { readonly ok: true; readonly session: IssuedSession }
  | { readonly ok: false; readonly reason: 'wrong' }
  | { readonly ok: false; readonly reason: 'too_many'; readonly waitMs: number }

// An address can have accounts in several districts; more than this would let one request do too much work.
const ACCOUNTS_TRIED_MAX = 5

/**
 * Opens a session for the first account of the address whose password this is (districts by id, then customers).
 * Wrong address and wrong password can't be told apart.
 */
export async function signInWithPassword(world: SessionWorld, attempt: PasswordAttempt): Promise<PasswordOutcome> {
  const email = attempt.email.trim()
  const begun = await beginAttempt(world, { account: email, address: attempt.address })
  if (!begun.allowed) return { ok: false, reason: 'too_many', waitMs: begun.waitMs }
  const account = await findByPassword(world, email, attempt.password)
  if (account === null) return { ok: false, reason: 'wrong' }
  await begun.succeed()
  return { ok: true, session: await openOwnSession(world, account, 'password') }
}

async function findByPassword(world: SessionWorld, email: string, password: string): Promise<PasswordAccount | null> {
  const accounts = await findActiveAccounts(world, email)
  if (accounts.length === 0) await pretendToCheck(password)
  for (const account of accounts) if (await isPassword(password, account.passwordHash)) return account
  return null
}

/** Accounts of the address whose holders may sign in: of districts, then of customers. */
export async function findActiveAccounts(
  { db }: Pick<SessionWorld, 'db'>,
  email: string,
): Promise<readonly PasswordAccount[]> {
  const accounts: PasswordAccount[] = []
  for (const districtId of await findAccountDistricts(db, email)) {
    const account = await inDistrict(db, { districtId, actor: 'system' }, (client) =>
      findAccount(client, districtId, email),
    )
    if (account?.active === true) accounts.push(account)
  }
  return [...accounts, ...(await findCustomerAccounts(db, email))].slice(0, ACCOUNTS_TRIED_MAX)
}
