/** Sign-in with e-mail and password: the same answer and the same work whoever asks, and a limit that no school hits. */

import {
  countSignInFailures,
  findAccount,
  findAccountDistricts,
  findCustomerAccounts,
  forgetSignInFailures,
  recordSignInFailure,
} from '../store/account.ts'
import type { PasswordAccount } from '../store/account.ts'
import { inDistrict } from '../store/database.ts'
import { isPassword, pretendToCheck } from './password.ts'
import { openPasswordSession } from './session.ts'
import type { IssuedSession, SessionWorld } from './session.ts'

export interface PasswordAttempt {
  readonly email: string
  readonly password: string
  /** Network address of the browser, as the proxy settings have it. */
  readonly address: string
}

export type PasswordOutcome =
  | { readonly ok: true; readonly session: IssuedSession }
  | { readonly ok: false; readonly reason: 'wrong' | 'too_many' }

// An address can have accounts in several districts; more than this would let one request do too much work.
const ACCOUNTS_TRIED_MAX = 5

/**
 * Opens a session for the first account of the address whose password this is (districts by id, then customers).
 * Wrong address and wrong password can't be told apart. The limits count account and address together, and a
 * higher one the account alone; never the network address alone, which a whole school shares.
 */
export async function signInWithPassword(world: SessionWorld, attempt: PasswordAttempt): Promise<PasswordOutcome> {
  const email = attempt.email.trim()
  const keys = limitKeys(email, attempt.address)
  if (await isOverLimit(world, keys)) return { ok: false, reason: 'too_many' }
  const account = await findByPassword(world, email, attempt.password)
  if (account === null) {
    await recordFailure(world, keys)
    return { ok: false, reason: 'wrong' }
  }
  await forgetSignInFailures(world.db, keys.here)
  return { ok: true, session: await openPasswordSession(world, account) }
}

interface LimitKeys {
  readonly here: string
  readonly anywhere: string
}

function limitKeys(email: string, address: string): LimitKeys {
  const account = email.toLowerCase()
  return { here: `${account} from ${address}`, anywhere: account }
}

async function isOverLimit({ db, limits, now }: SessionWorld, keys: LimitKeys): Promise<boolean> {
  const here = await countSignInFailures(db, keys.here, now())
  if (here >= limits.failuresPerAddressMax) return true
  return (await countSignInFailures(db, keys.anywhere, now())) >= limits.failuresPerAccountMax
}

async function recordFailure({ db, limits, now }: SessionWorld, keys: LimitKeys): Promise<void> {
  const started = now()
  const window = { now: started, endsAt: new Date(started.getTime() + limits.failureWindowMs) }
  await recordSignInFailure(db, keys.here, window)
  await recordSignInFailure(db, keys.anywhere, window)
}

async function findByPassword(world: SessionWorld, email: string, password: string): Promise<PasswordAccount | null> {
  const accounts = await findAccounts(world, email)
  if (accounts.length === 0) await pretendToCheck(password)
  for (const account of accounts) if (await isPassword(password, account.passwordHash)) return account
  return null
}

async function findAccounts({ db }: SessionWorld, email: string): Promise<readonly PasswordAccount[]> {
  const accounts: PasswordAccount[] = []
  for (const districtId of await findAccountDistricts(db, email)) {
    const account = await inDistrict(db, { districtId, actor: 'system' }, (client) =>
      findAccount(client, districtId, email),
    )
    if (account?.active === true) accounts.push(account)
  }
  return [...accounts, ...(await findCustomerAccounts(db, email))].slice(0, ACCOUNTS_TRIED_MAX)
}
