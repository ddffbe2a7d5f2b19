/** What the API does about what is kept of one person, as the pages call it. */

import type * as kept from '../http/contract/kept.ts'
import type { PrivacyStatement } from '../http/contract/privacy.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface KeptOperations {
  'GET /api/v1/privacy-statement': Read<PrivacyStatement>
  'GET /api/v1/people/{personId}/kept': Read<kept.Kept>
  'GET /api/v1/people/{personId}/record': Read<kept.PersonRecord>
  'GET /api/v1/people/{personId}/hold': Read<kept.Holds>
  'POST /api/v1/people/{personId}/hold': Write<kept.HoldBody, kept.Holds>
  'DELETE /api/v1/people/{personId}/hold': Write<null, kept.Holds>
  'GET /api/v1/people/{personId}/erasure': Read<kept.PersonErasure>
  'POST /api/v1/people/{personId}/erasure': Write<kept.EraseBody, null>
  'GET /api/v1/kept-people': Read<kept.KeptPage, kept.KeptQuery>
  'GET /api/v1/legal-holds': Read<kept.HeldPage, kept.HeldQuery>
}
