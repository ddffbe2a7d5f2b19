/** A second factor beside the password. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly } from './shapes.ts'

const Password = Type.String({ minLength: 1, maxLength: 1024 })
const Code = Type.String({ minLength: 6, maxLength: 20 })

/** `GET /api/v1/session/second-factor`. */
export const SecondFactor = exactly({
  state: Type.Union([Type.Literal('impossible'), Type.Literal('off'), Type.Literal('on')], {
    description: 'impossible: the account has no password here.',
  }),
  codesLeft: Type.Integer({ minimum: 0, description: 'Recovery codes that are not used.' }),
})
export type SecondFactor = Static<typeof SecondFactor>

/** `POST /api/v1/session/second-factor/enrolment`. */
export const EnrolBody = exactly({ password: Password })
export type EnrolBody = Static<typeof EnrolBody>
export const Enrolment = exactly({
  secret: Type.String({ description: 'For an app that takes no picture; shown once.' }),
  url: Type.String({ description: 'What the QR code says.' }),
  qr: exactly({
    size: Type.Integer({ minimum: 1 }),
    path: Type.String({ description: 'The dark squares, as an SVG path over size × size.' }),
  }),
})
export type Enrolment = Static<typeof Enrolment>

/** `POST /api/v1/session/second-factor/confirmation`. */
export const ConfirmBody = exactly({ code: Code })
export type ConfirmBody = Static<typeof ConfirmBody>
export const RecoveryCodes = exactly({ recoveryCodes: Type.Array(Type.String()) })
export type RecoveryCodes = Static<typeof RecoveryCodes>

/** `POST /api/v1/session/second-factor/removal`. */
export const RemoveBody = exactly({ password: Password, code: Code })
export type RemoveBody = Static<typeof RemoveBody>

/** `POST /api/v1/people/{personId}/second-factor/reset`. */
export const ResetParams = exactly({ personId: Type.String({ pattern: '^[1-9][0-9]{0,17}$' }) })
