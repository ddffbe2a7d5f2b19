/** What a page may ask the worker for: a run, and decisions about runs. The worker carries it out within seconds. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable } from './shapes.ts'

/** `POST /api/v1/sources/{sourceId}/runs`. */
export const StartRunBody = exactly({
  preview: Type.Boolean({ description: 'true: show what it would do, change nothing.' }),
})
export type StartRunBody = Static<typeof StartRunBody>
export const SourceParams = exactly({ sourceId: Type.String({ minLength: 1, maxLength: 63 }) })

/** `POST /api/v1/runs/{runId}/decision`, of a held run. */
export const DecisionBody = exactly({
  decision: Type.Union([
    Type.Literal('approve'),
    Type.Literal('approve_additions'),
    Type.Literal('approve_match'),
    Type.Literal('discard'),
  ]),
})
export type DecisionBody = Static<typeof DecisionBody>

/** `POST /api/v1/runs/{runId}/undo`, of an applied run. */
export const UndoBody = exactly({ preview: Type.Boolean() })
export type UndoBody = Static<typeof UndoBody>

/** `202`: given, not yet carried out. */
export const OrderGiven = exactly({ orderId: Id })
export type OrderGiven = Static<typeof OrderGiven>

/** The newest order of a source or about a run; null: there is none. */
export const Order = exactly({
  id: Id,
  kind: Type.String(),
  runId: nullable(Id),
  madeRunId: nullable(Id),
  requestedAt: DateTime,
  isTaken: Type.Boolean(),
  isDone: Type.Boolean(),
  failureCode: nullable(Type.String({ description: 'Why it came to nothing.' })),
})
export type Order = Static<typeof Order>
/** `GET /api/v1/runs/{runId}/order`, `GET /api/v1/sources/{sourceId}/order`. */
export const LastOrder = exactly({ order: nullable(Order) })
export type LastOrder = Static<typeof LastOrder>
