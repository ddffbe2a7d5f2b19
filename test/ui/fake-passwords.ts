/** Passwords of the fake backend: failures come by what one types. */

import { qrOf } from '../../src/signin/qr.ts'
import type { Persona } from './personas.ts'
import type { ServerResponse } from 'node:http'
import { Refused } from './fake-answers.ts'

/** A password that is wrong; one that is too well known; the secret of a link that was used. */
export const WRONG_PASSWORD = 'wrong'
export const KNOWN_PASSWORD = 'password2026!'
export const USED_RESET = 'used-reset'

/** The code that the fake takes. */
export const RIGHT_CODE = '123456'

/** Keeps a page's session in the browser, or takes it back. */
export function setFakeCookie(name: string | null, body: unknown, response: ServerResponse): void {
  const mark = typeof body === 'object' && body !== null && 'mark' in body ? body.mark : null
  if (typeof mark === 'string')
    response.setHeader('set-cookie', `${mark.replace('mark-of-', 'staffroom=')}; Path=/; HttpOnly; SameSite=Lax`)
  if (name === 'DELETE /api/v1/session') response.setHeader('set-cookie', 'staffroom=; Path=/; HttpOnly; Max-Age=0')
}

interface Asked {
  readonly backend: { factor: 'off' | 'on' }
  readonly who: Persona
  readonly body: Readonly<Record<string, unknown>>
}

function refuseKnown(value: unknown, field: string): void {
  if (value !== KNOWN_PASSWORD) return
  throw new Refused(422, 'password_weak', 'This password would be guessed. Choose another.', [
    { field, code: 'common', message: 'Many people use this one.' },
  ])
}

function refuseWrong(code: unknown): void {
  if (code === RIGHT_CODE) return
  throw new Refused(422, 'second_factor_wrong', 'The code is not right.', [
    { field: 'code', code: 'wrong', message: 'Enter the code that the app shows now.' },
  ])
}

export const passwordHandlers = {
  'POST /api/v1/password-resets': () => null,
  'POST /api/v1/password-resets/use': ({ body }: Asked) => {
    if (body['token'] === USED_RESET) throw new Refused(410, 'reset_gone', 'This link was used already.')
    refuseKnown(body['password'], 'password')
    return null
  },
  'GET /api/v1/session/password': ({ who }: Asked) => ({ isSet: who === 'admin' }),
  'GET /api/v1/session/second-factor': ({ who, backend }: Asked) => ({
    state: who === 'admin' || who === 'admin-due' ? backend.factor : ('impossible' as const),
    codesLeft: backend.factor === 'on' ? 9 : 0,
  }),
  'POST /api/v1/session/second-factor/enrolment': () => {
    const url = 'otpauth://totp/Staffroom:pat?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    return { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', url, qr: qrOf(url) }
  },
  'POST /api/v1/session/second-factor/confirmation': ({ backend, body }: Asked) => {
    refuseWrong(body['code'])
    backend.factor = 'on'
    return { recoveryCodes: ['abcde-fghjk', 'mnpqr-stuvw'] }
  },
  'POST /api/v1/session/second-factor/removal': ({ backend, body }: Asked) => {
    refuseWrong(body['code'])
    backend.factor = 'off'
    return null
  },
  'PUT /api/v1/session/password': ({ body }: Asked) => {
    if (body['oldPassword'] === WRONG_PASSWORD)
      throw new Refused(422, 'old_password', 'The old password is not right.', [
        { field: 'oldPassword', code: 'wrong', message: 'This is not your password.' },
      ])
    refuseKnown(body['newPassword'], 'newPassword')
    return null
  },
}
