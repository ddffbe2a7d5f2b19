/** Operations of start cards: what goes in and what comes out, by the shapes of the contract. */

import type { Session } from '../http/contract/session.ts'
import type * as cards from '../http/contract/start-cards.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface StartCardOperations {
  'POST /api/v1/card-sessions': Write<cards.BeginByCardBody, Session>
  'GET /api/v1/start-cards': Read<cards.StartCards, cards.StartCardsQuery>
  'GET /api/v1/start-cards/classes': Read<cards.CardClasses>
  'GET /api/v1/start-cards/classes/{classId}': Read<cards.ClassCards>
  'POST /api/v1/start-cards/classes/{classId}/print': Write<cards.PrintCardsBody, Blob>
  'POST /api/v1/start-cards/revocation': Write<cards.RevokeCardsBody, cards.RevokedCards>
  'GET /api/v1/students/{studentId}/start-card': Read<cards.StudentCard>
  'POST /api/v1/students/{studentId}/start-card': Write<null, Blob>
}
