/** How one person signs in. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id } from './shapes.ts'

export const PersonSignInParams = exactly({ personId: Id })

/** `GET /api/v1/people/{personId}/sign-in`. */
export const PersonSignIn = exactly({
  hasPassword: Type.Boolean(),
  hasFactor: Type.Boolean({ description: 'A second factor beside the password.' }),
  links: Type.Array(exactly({ since: DateTime, seenAt: DateTime }), {
    description: 'Accounts at the provider of single sign-on that are this person’s.',
  }),
})
export type PersonSignIn = Static<typeof PersonSignIn>
