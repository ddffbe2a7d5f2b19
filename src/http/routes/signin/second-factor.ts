/** A second factor beside the password: one's own, and taking somebody else's off. */

import { resetSecondFactor } from '../../../actions/signin/reset-second-factor.ts'
import type { FactorRefusal } from '../../../signin/second-factor.ts'
import type { SignIn } from '../../../signin/sign-in.ts'
import {
  ConfirmBody,
  EnrolBody,
  Enrolment,
  RecoveryCodes,
  RemoveBody,
  ResetParams,
  SecondFactor,
} from '../../contract/second-factor.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { tooMany } from './passwords.ts'

export interface SecondFactorOptions {
  readonly signIn: Pick<SignIn, 'viewFactor' | 'enrolFactor' | 'confirmFactor' | 'removeFactor'>
  readonly world: DomainWorld
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
}

const NO_STORE = { 'cache-control': 'no-store' } as const
const PATH = '/api/v1/session/second-factor'

/** Registers everything under `/api/v1/session/second-factor`, and its reset by an administrator. */
export function addSecondFactorRoutes(table: RouteTable, options: SecondFactorOptions): void {
  addEnrolment(table, options)
  const { signIn, world, publicUrl } = options
  table.add({
    method: 'post',
    path: `${PATH}/removal`,
    access: { open: 'session' },
    summary: 'Takes my second factor off, with my password and a code.',
    body: RemoveBody,
    status: 204,
    handle: async ({ body, token, request }) => {
      const removed = await signIn.removeFactor({ ...body, token, address: request.ip ?? '' })
      if (!removed.ok) throw refusalOf(removed)
      return { status: 204 }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/people/:personId/second-factor/reset',
    access: { capability: 'revoke:session' },
    summary: 'Takes somebody else’s second factor off, when their phone and their codes are lost; they are signed out.',
    params: ResetParams,
    status: 204,
    handle: async ({ grant, params }) => {
      if (!(await resetSecondFactor(world, grant, { ...params, publicUrl }))) throw notFound()
      return { status: 204 }
    },
  })
}

function addEnrolment(table: RouteTable, { signIn }: SecondFactorOptions): void {
  const access = { open: 'session' } as const
  table.add({
    method: 'get',
    path: PATH,
    access,
    summary: 'Whether my account has a second factor.',
    response: SecondFactor,
    handle: async ({ token }) => ({ status: 200, body: await signIn.viewFactor(token) }),
  })
  table.add({
    method: 'post',
    path: `${PATH}/enrolment`,
    access,
    summary: 'Makes a secret for my app; it counts once a code of it has been given.',
    body: EnrolBody,
    response: Enrolment,
    handle: async ({ body, token, request }) => {
      const begun = await signIn.enrolFactor({ ...body, token, address: request.ip ?? '' })
      if (!begun.ok) throw refusalOf(begun)
      const { secret, url, qr } = begun
      return { status: 200, body: { secret, url, qr }, headers: NO_STORE }
    },
  })
  table.add({
    method: 'post',
    path: `${PATH}/confirmation`,
    access,
    summary: 'Proves the secret with a code; answers with codes for the day the phone is lost.',
    body: ConfirmBody,
    response: RecoveryCodes,
    handle: async ({ body, token }) => {
      const confirmed = await signIn.confirmFactor({ ...body, token })
      if (!confirmed.ok) throw refusalOf(confirmed)
      return { status: 200, body: { recoveryCodes: [...confirmed.recoveryCodes] }, headers: NO_STORE }
    },
  })
}

function refusalOf(refusal: FactorRefusal): HttpError {
  switch (refusal.reason) {
    case 'too_many':
      return tooMany(refusal.waitMs)
    case 'wrong_password':
      return unprocessable('old_password', 'The password is not right.', [
        { field: 'password', code: 'wrong', message: 'This is not your password.' },
      ])
    case 'wrong_code':
      return unprocessable('second_factor_wrong', 'The code is not right.', [
        { field: 'code', code: 'wrong', message: 'Enter the code that the app shows now; each works once.' },
      ])
    case 'on_already':
      return new HttpError(409, 'second_factor_on', 'Your account has a second factor already. Open the page anew.')
    case 'demanded':
      return new HttpError(
        409,
        'second_factor_demanded',
        'Your district wants its administrators to have a second factor. It stays.',
      )
    case 'not_begun':
      return new HttpError(409, 'second_factor_none', 'Nothing was begun. Open the page anew.')
    case 'impossible':
      return new HttpError(409, 'no_password', 'Your account has no password here, so it needs no second factor here.')
  }
}
