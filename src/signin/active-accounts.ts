/** The accounts of an e-mail address that somebody may sign in to. */

import { findAccount, findAccountDistricts, findCustomerAccounts } from '../store/signin/account.ts'
import type { PasswordAccount } from '../store/signin/account.ts'
import { inDistrict } from '../store/database.ts'
import type { SessionWorld } from './session.ts'

// An address can have accounts in several districts; more than this would let one request do too much work.
const ACCOUNTS_TRIED_MAX = 5

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
