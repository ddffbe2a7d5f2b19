/** The roster to be taken along. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { exactly } from './shapes.ts'

/** `GET /api/v1/roster-export`. */
export const RosterExportQuery = exactly({
  all: Type.Optional(Type.Boolean({ description: 'Retired rows as well. Default: no.' })),
})
export type RosterExportQuery = Static<typeof RosterExportQuery>
