/** A second factor beside the password: set up at the page with the password, asked for at every sign-in, taken off again. */

import { inDistrict } from '../store/database.ts'
import {
  factorPlace,
  beginFactor,
  confirmFactor,
  findFactor,
  removeFactor,
  useRecoveryCode,
  useStep,
} from '../store/signin/second-factor.ts'
import type { StoredFactor } from '../store/signin/second-factor.ts'
import type { AccountHolder } from '../store/signin/password.ts'
import { appendSignInAudit } from '../store/signin/sign-in-audit.ts'
import { beginAttempt } from './attempts.ts'
import { demandedFrom } from './factor-rule.ts'
import { findOwnAccount, nameOf } from './password-change.ts'
import type { PasswordWorld } from './password-change.ts'
import { isPassword } from './password.ts'
import { qrOf } from './qr.ts'
import type { Qr } from './qr.ts'
import { newRecoveryCodes, newTotpSecret, otpauthUrl, readRecoveryCode, stepOfCode } from './totp.ts'

type Client = Parameters<Parameters<typeof inDistrict>[2]>[0]
type FactorWorld = Pick<PasswordWorld, 'db' | 'box' | 'now'>

/** `impossible`: the account has no password. */
export interface FactorState {
  readonly state: 'impossible' | 'off' | 'on'
  readonly codesLeft: number
}

/** `demanded`: their district wants administrators to have one. */
export type FactorFault = 'impossible' | 'on_already' | 'not_begun' | 'wrong_password' | 'wrong_code' | 'demanded'

export type FactorRefusal =
  | { readonly ok: false; readonly reason: FactorFault }
  | { readonly ok: false; readonly reason: 'too_many'; readonly waitMs: number }

export interface FactorRequest {
  /** Of the session. */
  readonly token: string
  readonly password: string
  /** Network address of the browser. */
  readonly address: string
}

/** Whether the account of a session has a second factor. */
export async function viewFactor(world: PasswordWorld, token: string): Promise<FactorState> {
  const holder = await holderOf(world, token)
  if (holder === null) return { state: 'impossible', codesLeft: 0 }
  const found = await inDistrict(world.db, { districtId: holder.districtId, actor: 'system' }, (client) =>
    findFactor(client, holder),
  )
  return isOn(found) ? { state: 'on', codesLeft: found.codesLeft } : { state: 'off', codesLeft: 0 }
}

/** Makes a secret for somebody's app; it counts once a code of it has proven that it is there. */
export async function enrolFactor(
  world: PasswordWorld,
  request: FactorRequest,
): Promise<{ readonly ok: true; readonly secret: string; readonly url: string; readonly qr: Qr } | FactorRefusal> {
  const proven = await prove(world, request)
  if (!proven.ok) return proven
  const { holder, email, districtName } = proven
  const secret = newTotpSecret()
  const sealed = world.box.seal(secret, factorPlace(holder))
  const isNew = await inDistrict(world.db, contextOf(holder), (client) =>
    beginFactor(client, holder, { sealed, now: world.now() }),
  )
  if (!isNew) return { ok: false, reason: 'on_already' }
  const url = otpauthUrl(secret, { account: email, issuer: `Staffroom ${districtName}` })
  return { ok: true, secret, url, qr: qrOf(url) }
}

/** Proves the secret with a code of it; from now on every sign-in with the password wants one. */
export async function confirmOwnFactor(
  world: PasswordWorld,
  given: { readonly token: string; readonly code: string },
): Promise<{ readonly ok: true; readonly recoveryCodes: readonly string[] } | FactorRefusal> {
  const holder = await holderOf(world, given.token)
  if (holder === null) return { ok: false, reason: 'impossible' }
  const recoveryCodes = newRecoveryCodes()
  const now = world.now()
  return inDistrict(world.db, contextOf(holder), async (client) => {
    const found = await findFactor(client, holder)
    if (found === null) return { ok: false, reason: 'not_begun' }
    if (found.confirmedAt !== null) return { ok: false, reason: 'on_already' }
    const step = stepOfCode(world.box.open(found.sealed, factorPlace(holder)), given.code, now)
    if (step === null || !(await useStep(client, holder, step))) return { ok: false, reason: 'wrong_code' }
    await confirmFactor(client, holder, { codes: recoveryCodes, now })
    await appendSignInAudit(client, holder.districtId, {
      action: 'second_factor.set',
      object: nameOf(holder),
    })
    return { ok: true, recoveryCodes }
  })
}

/** Takes it off, with password and a code. */
export async function removeOwnFactor(
  world: PasswordWorld,
  request: FactorRequest & { readonly code: string },
): Promise<{ readonly ok: true } | FactorRefusal> {
  const proven = await prove(world, request)
  if (!proven.ok) return proven
  const { holder, email } = proven
  if ((await demandedFrom(world.db, holder)) !== null) return { ok: false, reason: 'demanded' }
  // Counted apart: a right password, here or elsewhere, must not make wrong codes forgotten.
  const begun = await beginAttempt(world, { account: `code ${email} ${holder.districtId}`, address: request.address })
  if (!begun.allowed) return { ok: false, reason: 'too_many', waitMs: begun.waitMs }
  const isRemoved = await inDistrict(world.db, contextOf(holder), async (client) => {
    if (!(await isRightCode(client, world, { holder, code: request.code }))) return false
    await removeFactor(client, holder)
    await appendSignInAudit(client, holder.districtId, {
      action: 'second_factor.remove',
      object: nameOf(holder),
    })
    return true
  })
  if (!isRemoved) return { ok: false, reason: 'wrong_code' }
  await begun.succeed()
  return { ok: true }
}

/** What a sign-in with the right password still needs: nothing, a code, or another code than the one that was given. */
export function checkFactor(
  world: FactorWorld,
  { holder, code }: { readonly holder: AccountHolder; readonly code: string | null },
): Promise<'passed' | 'needed' | 'wrong'> {
  return inDistrict(world.db, { districtId: holder.districtId, actor: 'system' }, async (client) => {
    const found = await findFactor(client, holder)
    if (!isOn(found)) return 'passed'
    if (code === null) return 'needed'
    return (await isRightCode(client, world, { holder, code })) ? 'passed' : 'wrong'
  })
}

/** A code of the app, or one of the recovery codes; either is used up. */
async function isRightCode(
  client: Client,
  { box, now }: FactorWorld,
  { holder, code }: { readonly holder: AccountHolder; readonly code: string },
): Promise<boolean> {
  const found = await findFactor(client, holder)
  if (!isOn(found)) return false
  const step = stepOfCode(box.open(found.sealed, factorPlace(holder)), code.replaceAll(/\s/g, ''), now())
  if (step !== null) return useStep(client, holder, step)
  const recovery = readRecoveryCode(code)
  if (recovery === null || !(await useRecoveryCode(client, holder, { code: recovery, now: now() }))) return false
  const object = nameOf(holder)
  await appendSignInAudit(client, holder.districtId, { action: 'second_factor.recovery_code', object })
  return true
}

function isOn(found: StoredFactor | null): found is StoredFactor {
  return (found?.confirmedAt ?? null) !== null
}

async function holderOf(world: PasswordWorld, token: string): Promise<AccountHolder | null> {
  return (await findOwnAccount(world, token))?.holder ?? null
}

interface Proven {
  readonly ok: true
  readonly holder: AccountHolder
  readonly email: string
  readonly districtName: string
}

/** The password once more: an open session alone changes nothing of how one signs in. */
async function prove(
  world: PasswordWorld,
  { token, password, address }: FactorRequest,
): Promise<Proven | FactorRefusal> {
  const account = await findOwnAccount(world, token)
  if (account === null) return { ok: false, reason: 'impossible' }
  const { holder, found } = account
  const key = `change ${found.email} ${holder.districtId}`
  const begun = await beginAttempt(world, { account: key, address })
  if (!begun.allowed) return { ok: false, reason: 'too_many', waitMs: begun.waitMs }
  if (!(await isPassword(password, found.hash))) return { ok: false, reason: 'wrong_password' }
  await begun.succeed()
  return { ok: true, holder, email: found.email, districtName: found.districtName }
}

function contextOf(holder: AccountHolder): { readonly districtId: string; readonly actor: string } {
  return { districtId: holder.districtId, actor: nameOf(holder) }
}
