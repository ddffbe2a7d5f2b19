/** Start cards: printed codes by which one student each opens their own first page. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageQuery, sortQuery } from './shapes.ts'

const rules = {
  isOn: Type.Boolean({ description: 'The district has start cards (rule `startCards`).' }),
  days: Type.Integer({ minimum: 1, description: 'How many days one holds that is printed now.' }),
}

export const StartCard = exactly({
  id: Id,
  studentId: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  number: Type.String({ description: 'The first part of its code, which is no secret: it stands on the card.' }),
  classTitle: nullable(Type.String({ description: 'The class that it was printed for; null: for the student alone.' })),
  schoolName: Type.String(),
  printedAt: DateTime,
  printedByName: nullable(
    Type.String({ description: 'Null: neither a person of this roster nor an administrator of its customer.' }),
  ),
  expiresAt: DateTime,
  usedAt: nullable({ ...DateTime, description: 'When it was used last; null: never.' }),
})
export type StartCard = Static<typeof StartCard>

/** `GET /api/v1/start-cards`: those in force, the newest first. */
export const StartCardsQuery = exactly({
  classId: Type.Optional(Id),
  ...pageQuery,
  ...sortQuery('name', 'printedAt', 'expiresAt', 'usedAt'),
})
export type StartCardsQuery = Static<typeof StartCardsQuery>
export const StartCards = exactly({
  items: Type.Array(StartCard),
  total: Type.Integer({ minimum: 0 }),
  page: Type.Integer({ minimum: 1 }),
  pageSize: Type.Integer({ minimum: 1 }),
  ...rules,
})
export type StartCards = Static<typeof StartCards>

/** `GET /api/v1/start-cards/classes`. */
export const CardClasses = exactly({
  classes: Type.Array(
    exactly({ id: Id, title: Type.String(), schoolId: nullable(Id), schoolName: nullable(Type.String()) }),
    {
      description: 'By title; five hundred at most.',
    },
  ),
})
export type CardClasses = Static<typeof CardClasses>

export const CardClassParams = exactly({ classId: Id })
/** `GET /api/v1/start-cards/classes/{classId}`. */
export const ClassCards = exactly({
  class: exactly({ id: Id, title: Type.String(), schoolName: Type.String() }),
  students: Type.Array(
    exactly({
      id: Id,
      givenName: Type.String(),
      familyName: Type.String(),
      mayHave: Type.Boolean({ description: 'An active student, and nobody of the staff.' }),
      cardId: nullable({ ...Id, description: 'The card in force; null: none.' }),
    }),
    { description: 'By name; 201 at most.' },
  ),
  ...rules,
})
export type ClassCards = Static<typeof ClassCards>

/** `GET /api/v1/students/{studentId}/start-card`. */
export const StudentCard = exactly({
  mayPrint: Type.Boolean(),
  card: nullable(StartCard),
  ...rules,
})
export type StudentCard = Static<typeof StudentCard>

/** `POST /api/v1/start-cards/classes/{classId}/print` answers with a PDF. */
export const PrintCardsBody = exactly({
  studentIds: Type.Optional(
    Type.Array(Id, { minItems: 1, maxItems: 200, description: 'Of the class; where it isn’t said, everybody in it.' }),
  ),
})
export type PrintCardsBody = Static<typeof PrintCardsBody>

/** `POST /api/v1/start-cards/revocation`. */
export const RevokeCardsBody = exactly({ cardIds: Type.Array(Id, { minItems: 1, maxItems: 200 }) })
export type RevokeCardsBody = Static<typeof RevokeCardsBody>
export const RevokedCards = exactly({ revoked: Type.Integer({ minimum: 0 }) })
export type RevokedCards = Static<typeof RevokedCards>

/** `POST /api/v1/card-sessions` answers 201 with a Session. */
export const BeginByCardBody = exactly({
  code: Type.String({ minLength: 1, maxLength: 60, description: 'As it stands on the card, with or without hyphens.' }),
  cookie: Type.Optional(
    Type.Literal(true, {
      description:
        'For the app’s own pages: the session goes into a cookie that no script reads, and no token is answered.',
    }),
  ),
})
export type BeginByCardBody = Static<typeof BeginByCardBody>
