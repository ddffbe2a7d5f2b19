/** Passwords: asking for a new one, setting it, changing one's own. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly } from './shapes.ts'

const Password = Type.String({ minLength: 1, maxLength: 1024 })

/** `POST /api/v1/password-resets`. */
export const AskResetBody = exactly({ email: Type.String({ minLength: 3, maxLength: 254 }) })
export type AskResetBody = Static<typeof AskResetBody>

/** `POST /api/v1/password-resets/use`. */
export const UseResetBody = exactly({ token: Type.String({ minLength: 1, maxLength: 512 }), password: Password })
export type UseResetBody = Static<typeof UseResetBody>

/** `GET /api/v1/session/password`. */
export const OwnPassword = exactly({
  isSet: Type.Boolean({ description: 'Whether my account has a password; one that came from an LMS alone has none.' }),
})
export type OwnPassword = Static<typeof OwnPassword>

/** `PUT /api/v1/session/password`. */
export const ChangePasswordBody = exactly({ oldPassword: Password, newPassword: Password })
export type ChangePasswordBody = Static<typeof ChangePasswordBody>
