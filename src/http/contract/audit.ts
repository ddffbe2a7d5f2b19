/** The audit log: who did what to what, the newest first. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

const Word = (says: string) => Type.Optional(Type.String({ maxLength: 100, description: says }))

const filter = {
  actor: Word('Who, as the log names them: `person:17`, `cli`.'),
  action: Word('How the action begins: `lti.`, `session.end`.'),
  object: Word('What it was done to: `person:17`, `setting:guard`.'),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'From this moment on.' })),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'Before this moment.' })),
}

export const AuditFilterQuery = exactly(filter)
export type AuditFilterQuery = Static<typeof AuditFilterQuery>
/** `GET /api/v1/audit` and `GET /api/v1/audit/sync`. */
export const AuditQuery = exactly({ ...filter, ...pageQuery, ...sortQuery('at') })
export type AuditQuery = Static<typeof AuditQuery>

export const AuditEntry = exactly({
  id: Id,
  at: DateTime,
  actor: Type.String({ description: '`person:17`, `customer_admin:4`, `run:4`, `cli`, `system`.' }),
  actorName: nullable(Type.String()),
  action: Type.String(),
  object: Type.String(),
  objectName: nullable(Type.String({ description: 'Of a person, a class or a school.' })),
  detail: Type.Record(Type.String(), Type.Unknown(), { description: 'Ids, codes and counts.' }),
})
export type AuditEntry = Static<typeof AuditEntry>
export const AuditPage = pageOf(AuditEntry)
export type AuditPage = Static<typeof AuditPage>
