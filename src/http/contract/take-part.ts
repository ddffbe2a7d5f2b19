/** Taking part by a class's code, for everybody: the code, who one is, and the survey on this device. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly } from './shapes.ts'

const Code = Type.String({ minLength: 1, maxLength: 40, description: 'As it was given, with or without its hyphen.' })

/** `POST /api/v1/participation/codes`, for everybody. */
export const LookAtCodeBody = exactly({ code: Code })
export type LookAtCodeBody = Static<typeof LookAtCodeBody>
export const ClassOfCode = exactly({ classTitle: Type.String() })
export type ClassOfCode = Static<typeof ClassOfCode>

/** `POST /api/v1/participation/devices` answers 204 and gives the device its cookie. */
export const EnterByCodeBody = exactly({
  code: Code,
  name: Type.String({
    minLength: 1,
    maxLength: 120,
    pattern: '\\S',
    description: 'A name, student number, user name or e-mail address.',
  }),
  joins: Type.Boolean({ description: 'They aren’t on the class’s list and take part all the same.' }),
})
export type EnterByCodeBody = Static<typeof EnterByCodeBody>
