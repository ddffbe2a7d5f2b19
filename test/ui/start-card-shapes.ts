/** What operations of start cards take and answer. */

import { type TSchema, Type } from '@sinclair/typebox'
import { Session } from '../../src/http/contract/session.ts'
import * as cards from '../../src/http/contract/start-cards.ts'

interface Shapes {
  readonly body: TSchema | null
  readonly answer: TSchema | null
}
const shape = (body: TSchema | null, answer: TSchema | null): Shapes => ({ body, answer })

export const startCardShapes = {
  'POST /api/v1/card-sessions': shape(cards.BeginByCardBody, Session),
  'GET /api/v1/start-cards': shape(null, cards.StartCards),
  'GET /api/v1/start-cards/classes': shape(null, cards.CardClasses),
  'GET /api/v1/start-cards/classes/{classId}': shape(null, cards.ClassCards),
  'POST /api/v1/start-cards/classes/{classId}/print': shape(cards.PrintCardsBody, Type.Any()),
  'POST /api/v1/start-cards/revocation': shape(cards.RevokeCardsBody, cards.RevokedCards),
  'GET /api/v1/students/{studentId}/start-card': shape(null, cards.StudentCard),
  'POST /api/v1/students/{studentId}/start-card': shape(null, Type.Any()),
}
