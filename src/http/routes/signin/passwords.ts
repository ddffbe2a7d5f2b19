/** Passwords: a link for a new one by mail, and changing one's own. */

import type { PasswordFault } from '../../../signin/password-rule.ts'
import type { ChangeOutcome } from '../../../signin/password-change.ts'
import type { SignIn } from '../../../signin/sign-in.ts'
import { AskResetBody, ChangePasswordBody, OwnPassword, UseResetBody } from '../../contract/passwords.ts'
import { HttpError, unprocessable } from '../../errors.ts'
import type { FloodLimit } from '../../flood-limit.ts'
import type { RouteTable } from '../../route.ts'

export interface PasswordRoutesOptions {
  readonly signIn: Pick<SignIn, 'askReset' | 'useReset' | 'changeOwnPassword' | 'hasPassword'>
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
  /** Whether this installation sends mail. */
  readonly sendsMail: boolean
  readonly flood: FloodLimit
}

/** Registers everything under `/api/v1/password-resets`, and `/api/v1/session/password`. */
export function addPasswordRoutes(table: RouteTable, options: PasswordRoutesOptions): void {
  addResetRoutes(table, options)
  addOwnPasswordRoutes(table, options)
}

function addResetRoutes(table: RouteTable, { signIn, publicUrl, sendsMail, flood }: PasswordRoutesOptions): void {
  table.add({
    method: 'post',
    path: '/api/v1/password-resets',
    access: { open: 'signin' },
    summary:
      'Mails a link for a new password, where the address has an account; the answer is the same for every address.',
    body: AskResetBody,
    status: 204,
    handle: async ({ body, request }) => {
      stopFlood(flood, request.ip)
      if (!sendsMail) throw noMail()
      await signIn.askReset({ email: body.email, publicUrl })
      return { status: 204 }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/password-resets/use',
    access: { open: 'signin' },
    summary: 'Sets a new password by a mailed link; the link is used up and everything that was open is signed out.',
    body: UseResetBody,
    status: 204,
    handle: async ({ body, request }) => {
      const outcome = await signIn.useReset({ ...body, address: request.ip ?? '', publicUrl })
      if (!outcome.ok) throw refusalOf(outcome, 'password')
      return { status: 204 }
    },
  })
}

function addOwnPasswordRoutes(table: RouteTable, { signIn, publicUrl }: PasswordRoutesOptions): void {
  const access = { open: 'session' } as const
  table.add({
    method: 'get',
    path: '/api/v1/session/password',
    access,
    summary: 'Whether my account has a password.',
    response: OwnPassword,
    handle: async ({ token }) => ({ status: 200, body: { isSet: await signIn.hasPassword(token) } }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/session/password',
    access,
    summary: 'Changes my password; whatever else I have open is signed out.',
    body: ChangePasswordBody,
    status: 204,
    handle: async ({ body, token, request }) => {
      const outcome = await signIn.changeOwnPassword({ ...body, token, address: request.ip ?? '', publicUrl })
      if (!outcome.ok) throw refusalOf(outcome, 'newPassword')
      return { status: 204 }
    },
  })
}

function refusalOf(outcome: Extract<ChangeOutcome, { ok: false }>, field: string): HttpError {
  switch (outcome.reason) {
    case 'gone':
      return new HttpError(
        410,
        'reset_gone',
        'This link was used already, is older than half an hour, or is not whole. Ask for another where you sign in.',
      )
    case 'none':
      return new HttpError(409, 'no_password', 'Your account has no password. Sign in as you did just now.')
    case 'wrong':
      return unprocessable('old_password', 'The old password is not right.', [
        { field: 'oldPassword', code: 'wrong', message: 'This is not your password.' },
      ])
    case 'too_many':
      return tooMany(outcome.waitMs)
    case 'weak':
      return weakPassword(outcome.fault, field)
  }
}

const SAYS: Readonly<Record<PasswordFault, string>> = {
  short: 'Use at least 12 characters.',
  common:
    'Many people use this one, or a word with digits around it: it is among the first that are tried. A few words in a row are better.',
  repeated: 'This is one piece again and again. A few words in a row are better.',
  personal: 'This is made of your name, your address or your district’s. A few words in a row are better.',
}

/** What the rule has against a password. */
export function weakPassword(fault: PasswordFault, field: string): HttpError {
  const message = SAYS[fault]
  return unprocessable('password_weak', 'This password would be guessed. Choose another.', [
    { field, code: fault, message },
  ])
}

/** @throws HttpError 429 where more comes from one address than any school sends */
export function stopFlood(flood: FloodLimit, address: string | undefined): void {
  const seconds = flood.take(address ?? '')
  if (seconds > 0) throw tooMany(seconds * 1000)
}

/** Guesses have used up what there is for now. */
export function tooMany(waitMs: number): HttpError {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000))
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  return new HttpError(429, 'too_many_attempts', `Too many attempts failed. Try again in ${wait}.`)
}

function noMail(): HttpError {
  return new HttpError(
    409,
    'no_mail',
    'This installation sends no mail. Ask an administrator of your district for a new invitation.',
  )
}
