/** Passwords of the fake backend: failures come by what one types. */

import type { Persona } from './personas.ts'
import { Refused } from './fake-answers.ts'

/** A password that is wrong; one that is too well known; the secret of a link that was used. */
export const WRONG_PASSWORD = 'wrong'
export const KNOWN_PASSWORD = 'password2026!'
export const USED_RESET = 'used-reset'

interface Asked {
  readonly who: Persona
  readonly body: Readonly<Record<string, unknown>>
}

function refuseKnown(value: unknown, field: string): void {
  if (value !== KNOWN_PASSWORD) return
  throw new Refused(422, 'password_weak', 'This password would be guessed. Choose another.', [
    { field, code: 'common', message: 'Many people use this one.' },
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
  'PUT /api/v1/session/password': ({ body }: Asked) => {
    if (body['oldPassword'] === WRONG_PASSWORD)
      throw new Refused(422, 'old_password', 'The old password is not right.', [
        { field: 'oldPassword', code: 'wrong', message: 'This is not your password.' },
      ])
    refuseKnown(body['newPassword'], 'newPassword')
    return null
  },
}
