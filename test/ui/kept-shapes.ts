/** What the contract says of the pages of what is kept of people: bodies and answers by operation. */

import type { TSchema } from '@sinclair/typebox'
import * as kept from '../../src/http/contract/kept.ts'
import { PrivacyStatement } from '../../src/http/contract/privacy.ts'

const shape = (body: TSchema | null, answer: TSchema | null) => ({ body, answer })

export const keptShapes = {
  'GET /api/v1/privacy-statement': shape(null, PrivacyStatement),
  'GET /api/v1/kept-people': shape(null, kept.KeptPage),
  'GET /api/v1/legal-holds': shape(null, kept.HeldPage),
  'GET /api/v1/people/{personId}/kept': shape(null, kept.Kept),
  'GET /api/v1/people/{personId}/record': shape(null, kept.PersonRecord),
  'GET /api/v1/people/{personId}/hold': shape(null, kept.Holds),
  'POST /api/v1/people/{personId}/hold': shape(kept.HoldBody, kept.Holds),
  'DELETE /api/v1/people/{personId}/hold': shape(null, kept.Holds),
  'GET /api/v1/people/{personId}/erasure': shape(null, kept.PersonErasure),
  'POST /api/v1/people/{personId}/erasure': shape(kept.EraseBody, null),
}
