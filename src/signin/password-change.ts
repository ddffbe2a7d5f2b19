/** Setting a password anew: by a link that was mailed, or by who knows the old one. Both end everything else that is open. */

import { Failure } from '../roster/failure.ts'
import { queueAccountLetter } from '../store/signin/account-letter.ts'
import { inDistrict } from '../store/database.ts'
import {
  changePassword,
  findDistrictOfCustomer,
  findPassword,
  findResetHolder,
  savePasswordReset,
} from '../store/signin/password.ts'
import type { AccountHolder, ResetPlace, StoredPassword } from '../store/signin/password.ts'
import type { SecretBox } from '../store/secret.ts'
import { findSession } from '../store/signin/session.ts'
import { takeAttempt } from '../store/signin/sign-in-attempt.ts'
import { appendSignInAudit } from '../store/signin/sign-in-audit.ts'
import { findActiveAccounts } from './active-accounts.ts'
import { beginAttempt } from './attempts.ts'
import { readInvitationToken, writeInvitationToken } from './invitation-token.ts'
import { hashPassword, isPassword } from './password.ts'
import { findPasswordFault } from './password-rule.ts'
import type { PasswordFault, PasswordRule } from './password-rule.ts'
import type { SessionWorld } from './session.ts'

type Client = Parameters<Parameters<typeof inDistrict>[2]>[0]

export interface PasswordWorld extends SessionWorld {
  readonly passwordRule: PasswordRule
  /** Seals what is mailed until it is sent. */
  readonly box: SecretBox
}

/** Where the link leads: origin of this installation, without a slash at its end. */
export interface ResetRequest {
  readonly email: string
  readonly publicUrl: string
}

/**
 * Mails a link for a new password to every account of the address. It is over after the same time whether there is one,
 * and says nothing of it.
 */
export async function askReset(world: PasswordWorld, request: ResetRequest): Promise<void> {
  const answer = new Promise((resolve) => {
    setTimeout(resolve, world.limits.resetAnswerMs)
  })
  const email = request.email.trim()
  const key = `reset ${email.toLowerCase()}`
  if (await takeAttempt(world.db, key, { ...world.limits.resets, now: world.now() }))
    for (const account of await findActiveAccounts(world, email)) await mailReset(world, request, account)
  await answer
}

async function mailReset(world: PasswordWorld, { publicUrl }: ResetRequest, holder: AccountHolder): Promise<void> {
  const { districtId } = holder
  const now = world.now()
  const expiresAt = new Date(now.getTime() + world.limits.resetLifetimeMs)
  const place = holder.customerId === null ? { districtId } : { customerId: holder.customerId }
  const { token, secret } = writeInvitationToken(place)
  await inDistrict(world.db, { districtId, actor: 'system' }, async (client) => {
    const found = await findPassword(client, holder)
    if (found === null) return
    await savePasswordReset(client, holder, { token: secret, now, expiresAt })
    await appendSignInAudit(client, districtId, { action: 'password.ask_reset', object: nameOf(holder) })
    const url = `${publicUrl}/#/reset/${token}`
    await queueLetter(client, world, { holder, found, publicUrl, letter: { kind: 'password_reset', url, expiresAt } })
  })
}

interface AccountMail {
  readonly holder: AccountHolder
  readonly found: StoredPassword
  readonly publicUrl: string
  readonly letter:
    | { readonly kind: 'password_reset'; readonly url: string; readonly expiresAt: Date }
    | { readonly kind: 'password_changed' }
}

/** What the worker makes a letter of. */
function queueLetter(client: Client, world: PasswordWorld, mail: AccountMail): Promise<void> {
  const { holder, found, publicUrl, letter } = mail
  const { districtId } = holder
  const { districtName, email: recipient } = found
  return queueAccountLetter(client, world.box, {
    districtId,
    districtName,
    recipient,
    publicUrl,
    letter,
    now: world.now(),
  })
}

export type ChangeOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'gone' | 'wrong' | 'none' }
  | { readonly ok: false; readonly reason: 'too_many'; readonly waitMs: number }
  | { readonly ok: false; readonly reason: 'weak'; readonly fault: PasswordFault }

/** Uses a mailed link up and sets the password. `gone`: it is unknown, expired or used. A weak password leaves it good. */
export async function useReset(
  world: PasswordWorld,
  given: { readonly token: string; readonly password: string; readonly address: string; readonly publicUrl: string },
): Promise<ChangeOutcome> {
  const key = readInvitationToken(given.token)
  const place = key === null ? null : await placeOf(world, key)
  if (key === null || place === null) return { ok: false, reason: 'gone' }
  const link = { token: key.secret, now: world.now() }
  const context = { districtId: place.districtId, actor: 'system' }
  const found = await inDistrict(world.db, context, async (client) => {
    const holder = await findResetHolder(client, place, { ...link, use: false })
    return holder && findPassword(client, holder)
  })
  if (found === null) return { ok: false, reason: 'gone' }
  const fault = findPasswordFault(given.password, world.passwordRule, found.names)
  if (fault !== null) return { ok: false, reason: 'weak', fault }
  const hash = await hashPassword(given.password)
  const isSet = await inDistrict(world.db, context, async (client) => {
    const holder = await findResetHolder(client, place, { ...link, use: true })
    if (holder === null) return false
    await setPassword(client, world, {
      holder,
      found,
      publicUrl: given.publicUrl,
      hash,
      action: 'password.reset',
      keptToken: null,
    })
    return true
  })
  if (!isSet) return { ok: false, reason: 'gone' }
  // Whoever reads the account's mail is its owner: guesses of others don't keep them out any longer.
  const begun = await beginAttempt(world, { account: found.email, address: given.address })
  if (begun.allowed) await begun.succeed()
  return { ok: true }
}

async function placeOf(
  world: PasswordWorld,
  key: NonNullable<ReturnType<typeof readInvitationToken>>,
): Promise<ResetPlace | null> {
  if (key.customerId === undefined) return { districtId: key.districtId, customerId: null }
  const districtId = await findDistrictOfCustomer(world.db, key.customerId)
  return districtId === null ? null : { districtId, customerId: key.customerId }
}

/** Changes the password of a session's own account. `none`: it has none. Guesses of the old one are limited as at sign-in. */
export async function changeOwnPassword(
  world: PasswordWorld,
  given: {
    readonly token: string
    readonly oldPassword: string
    readonly newPassword: string
    readonly address: string
    readonly publicUrl: string
  },
): Promise<ChangeOutcome> {
  const account = await findOwnAccount(world, given.token)
  if (account === null) return { ok: false, reason: 'none' }
  const { holder, found } = account
  const begun = await beginAttempt(world, {
    account: `change ${found.email} ${holder.districtId}`,
    address: given.address,
  })
  if (!begun.allowed) return { ok: false, reason: 'too_many', waitMs: begun.waitMs }
  if (!(await isPassword(given.oldPassword, found.hash))) return { ok: false, reason: 'wrong' }
  await begun.succeed()
  const fault = findPasswordFault(given.newPassword, world.passwordRule, found.names)
  if (fault !== null) return { ok: false, reason: 'weak', fault }
  const hash = await hashPassword(given.newPassword)
  const { publicUrl, token: keptToken } = given
  await inDistrict(world.db, { districtId: holder.districtId, actor: nameOf(holder) }, (client) =>
    setPassword(client, world, { holder, found, publicUrl, hash, action: 'password.change', keptToken }),
  )
  return { ok: true }
}

/** Whether the account of a session has a password. */
export async function hasPassword(world: SessionWorld, token: string): Promise<boolean> {
  return (await findOwnAccount(world, token)) !== null
}

/** The account of a session, if it has a password. */
export async function findOwnAccount(
  world: SessionWorld,
  token: string,
): Promise<{ readonly holder: AccountHolder; readonly found: StoredPassword } | null> {
  const session = await findSession(world.db, token, world.now())
  const holder = session && holderOf(session)
  if (holder === null) return null
  const { districtId } = holder
  const found = await inDistrict(world.db, { districtId, actor: 'system' }, (client) => findPassword(client, holder))
  return found && { holder, found }
}

function holderOf(session: NonNullable<Awaited<ReturnType<typeof findSession>>>): AccountHolder | null {
  const { districtId, personId, customerId, customerAdminId } = session
  if (personId !== null) return { districtId, personId, customerId: null, customerAdminId: null }
  if (customerId === null || customerAdminId === null) return null
  return { districtId, personId: null, customerId, customerAdminId }
}

interface NewPassword extends Omit<AccountMail, 'letter'> {
  readonly hash: string
  readonly action: 'password.reset' | 'password.change'
  readonly keptToken: string | null
}

async function setPassword(client: Client, world: PasswordWorld, set: NewPassword): Promise<void> {
  const { holder, hash, action, keptToken } = set
  await changePassword(client, holder, { hash, now: world.now(), keptToken })
  await appendSignInAudit(client, holder.districtId, { action, object: nameOf(holder) })
  await queueLetter(client, world, { ...set, letter: { kind: 'password_changed' } })
}

/** @throws Failure PASSWORD_SHORT, PASSWORD_COMMON, PASSWORD_REPEATED, PASSWORD_PERSONAL where the rule refuses it */
export function requireStrong(rule: PasswordRule, password: string, names: readonly string[]): void {
  const fault = findPasswordFault(password, rule, names)
  if (fault !== null) throw new Failure(WEAK[fault], 'operator', 'This password would be guessed. Choose another.')
}

const WEAK = {
  short: 'PASSWORD_SHORT',
  common: 'PASSWORD_COMMON',
  repeated: 'PASSWORD_REPEATED',
  personal: 'PASSWORD_PERSONAL',
} as const satisfies Record<PasswordFault, string>

/** Whose account it is, as the audit log names it, and them when they act. */
export function nameOf(holder: AccountHolder): string {
  return holder.personId === null ? `customer_admin:${holder.customerAdminId}` : `person:${holder.personId}`
}
