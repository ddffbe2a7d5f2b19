/** The administrators of a customer, as one of them sees the others. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable } from './shapes.ts'

/** `GET /api/v1/customer/administrators`. */
export const CustomerAdmins = exactly({
  administrators: Type.Array(
    exactly({
      id: Id,
      name: nullable(Type.String({ description: 'Null: they have not come yet.' })),
      email: Type.String(),
      status: Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('suspended')]),
      since: { ...DateTime, description: 'When they were invited first.' },
      hasSecondFactor: Type.Boolean(),
      isYou: Type.Boolean(),
    }),
    { description: 'By name; none for who administers no customer.' },
  ),
})
export type CustomerAdmins = Static<typeof CustomerAdmins>

export const CustomerAdminParams = exactly({ customerAdminId: Id })
