/** Support access: who of the installation has looked into the district, letting them in, and ending it. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageQuery, sortQuery } from './shapes.ts'

const Opener = [Type.Literal('operator'), Type.Literal('person'), Type.Literal('customer_admin')] as const

export const SupportAccess = exactly({
  id: Id,
  reason: Type.String(),
  who: Type.String({ description: 'Who came in, as whoever opened it said.' }),
  openedBy: Type.Union([...Opener], { description: '`operator`: at the command line of the installation.' }),
  openedByName: nullable(Type.String()),
  openedAt: DateTime,
  expiresAt: DateTime,
  begunAt: nullable({ ...DateTime, description: 'Null: its link has not been opened.' }),
  endedAt: nullable({ ...DateTime, description: 'Null: it is open.' }),
  endedBy: nullable(
    Type.Union([...Opener, Type.Literal('support'), Type.Literal('time')], {
      description: '`time`: nobody ended it before its time was over.',
    }),
  ),
  endedByName: nullable(Type.String()),
  requests: Type.Integer({ minimum: 0, description: 'How often something was asked for; each is on the audit log.' }),
})
export type SupportAccess = Static<typeof SupportAccess>

/** `GET /api/v1/support-accesses`. */
export const SupportQuery = exactly({
  ...pageQuery,
  ...sortQuery('openedAt', 'expiresAt'),
  open: Type.Optional(Type.Literal('true', { description: 'Only those that are open now.' })),
})
export type SupportQuery = Static<typeof SupportQuery>
export const SupportPage = exactly({
  items: Type.Array(SupportAccess),
  total: Type.Integer({ minimum: 0 }),
  page: Type.Integer({ minimum: 1 }),
  pageSize: Type.Integer({ minimum: 1 }),
  limits: exactly({
    minutesDefault: Type.Integer({ minimum: 1 }),
    minutesMax: Type.Integer({ minimum: 1 }),
    linkMinutes: Type.Integer({ minimum: 1, description: 'How long a link waits to be opened.' }),
  }),
})
export type SupportPage = Static<typeof SupportPage>

/** `POST /api/v1/support-accesses`. */
export const LetSupportInBody = exactly({
  reason: Type.String({ minLength: 1, maxLength: 500 }),
  who: Type.String({ minLength: 1, maxLength: 120 }),
  minutes: Type.Integer({ minimum: 1, maximum: 100_000 }),
})
export type LetSupportInBody = Static<typeof LetSupportInBody>
export const SupportLink = exactly({
  id: Id,
  url: Type.String({ description: 'Works once. It is not kept and can’t be shown again.' }),
  expiresAt: DateTime,
})
export type SupportLink = Static<typeof SupportLink>

export const SupportParams = exactly({ accessId: Id })

/** `POST /api/v1/support-sessions`: begins the session of a one-time link. */
export const BeginSupportBody = exactly({
  token: Type.String({ minLength: 1, maxLength: 512 }),
  cookie: Type.Optional(Type.Literal(true)),
})
export type BeginSupportBody = Static<typeof BeginSupportBody>
