/** What a district may set for its syncs: guard limits, complete exports, retention, dates on which nothing starts. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, exactly, nullable } from './shapes.ts'

const standard = Type.Number({ description: 'What the installation has.' })

const Limit = exactly({
  name: Type.String(),
  kind: Type.Union([Type.Literal('rows'), Type.Literal('share'), Type.Literal('switch')]),
  says: Type.String(),
  value: Type.Number(),
  isOwn: Type.Boolean(),
  standard,
  max: Type.Number(),
})
const Time = exactly({
  name: Type.String(),
  says: Type.String(),
  value: Type.Number(),
  isOwn: Type.Boolean(),
  standard,
})

const Version = Type.String({
  maxLength: 40,
  description: 'Send it along with a change of this part: it says what you saw.',
})

export const BlackoutRange = exactly({ from: DateOnly, to: DateOnly })
export type BlackoutRange = Static<typeof BlackoutRange>

/** `GET /api/v1/settings`, and the answer of every change. */
export const DistrictSettings = exactly({
  guard: exactly({ limits: Type.Array(Limit), version: Version }),
  fullComparison: exactly({
    version: Version,
    value: Type.Number(),
    isOwn: Type.Boolean(),
    standard,
    min: Type.Number(),
    max: Type.Number(),
  }),
  retention: nullable(
    exactly({ times: Type.Array(Time), daysMin: Type.Number(), daysMax: Type.Number(), version: Version }),
  ),
  sources: Type.Array(
    exactly({
      sourceId: Type.String(),
      schedule: nullable(Type.String()),
      blackouts: Type.Array(BlackoutRange, { description: 'Both days belong to it.' }),
      version: Version,
    }),
  ),
})
export type DistrictSettings = Static<typeof DistrictSettings>

const Values = Type.Record(Type.String({ maxLength: 40 }), Type.Number())

/** `PUT /api/v1/settings/guard`: the district's own, in place of those before. */
export const GuardBody = exactly({ limits: Values, version: Version })
export type GuardBody = Static<typeof GuardBody>
/** `PUT /api/v1/settings/retention`, in days. */
export const RetentionBody = exactly({ times: Values, version: Version })
export type RetentionBody = Static<typeof RetentionBody>
/** `PUT /api/v1/settings/full-comparison`; null: as the installation has it. */
export const FullComparisonBody = exactly({ days: nullable(Type.Number()), version: Version })
export type FullComparisonBody = Static<typeof FullComparisonBody>
/** `PUT /api/v1/sources/{sourceId}/blackouts`: all of them, in place of those before. */
export const BlackoutsBody = exactly({ blackouts: Type.Array(BlackoutRange, { maxItems: 50 }), version: Version })
export type BlackoutsBody = Static<typeof BlackoutsBody>
