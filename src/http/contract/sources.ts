/** Setting sources up: connectors with the form of their configuration, a source without its secrets, what may be changed. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly, nullable } from './shapes.ts'

const SourceId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  description: 'Small letters, digits and hyphens. It stays for good.',
})
const ConnectorName = Type.String({ minLength: 1, maxLength: 63 })
/** What is in it is for the connector's own schema to say. */
const Config = Type.Record(Type.String(), Type.Unknown(), {
  description:
    'As the schema of the connector has it. A secret that is shown as dots is left as it is by sending the dots.',
})
const Schedule = nullable(
  Type.String({
    minLength: 1,
    maxLength: 120,
    description: 'Five fields of cron on the clock of the district; null: only when told to.',
  }),
)
const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'HH:MM on the district’s clock.' })

/** `GET /api/v1/connectors`. */
export const Connectors = exactly({
  connectors: Type.Array(
    exactly({
      name: Type.String(),
      title: Type.String(),
      schema: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema of a configuration.' }),
    }),
  ),
})
export type Connectors = Static<typeof Connectors>

/** `GET /api/v1/sources/{sourceId}`. */
export const SourceSetup = exactly({
  id: Type.String(),
  connector: Type.String(),
  config: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Secrets are dots, or the name of the variable of the server that they come from.',
  }),
  schedule: nullable(Type.String()),
  timezone: Type.String(),
  paused: Type.Boolean(),
  pausedBecause: nullable(Type.Union([Type.Literal('person'), Type.Literal('undo')])),
  windowEnd: nullable(Type.String({ description: 'Until when a failed night is tried again; null: the standard.' })),
  windowEndStandard: Type.String(),
})
export type SourceSetup = Static<typeof SourceSetup>

/** `POST /api/v1/sources`. */
export const AddSourceBody = exactly({ id: SourceId, connector: ConnectorName, config: Config, schedule: Schedule })
export type AddSourceBody = Static<typeof AddSourceBody>

/** `PUT /api/v1/sources/{sourceId}`: what is left out stays. */
export const ChangeSourceBody = exactly({
  config: Type.Optional(Config),
  schedule: Type.Optional(Schedule),
  windowEnd: Type.Optional(nullable(Time)),
})
export type ChangeSourceBody = Static<typeof ChangeSourceBody>

/** `PUT /api/v1/sources/{sourceId}/paused`. */
export const PauseSourceBody = exactly({ paused: Type.Boolean() })
export type PauseSourceBody = Static<typeof PauseSourceBody>

/** `POST /api/v1/source-trials`. */
export const TrySourceBody = exactly({
  sourceId: nullable(SourceId),
  connector: ConnectorName,
  config: Config,
})
export type TrySourceBody = Static<typeof TrySourceBody>

/** What came of a try: nothing of the feed is stored. */
export const SourceTrial = exactly({
  works: Type.Boolean({ description: 'Everything that the source needs.' }),
  lines: Type.Array(
    exactly({ what: Type.String(), ok: Type.Boolean(), isOptional: Type.Boolean(), says: Type.String() }),
  ),
})
export type SourceTrial = Static<typeof SourceTrial>
