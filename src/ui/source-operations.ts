/** The operations of the API about setting sources up, and about taking along what they brought. */
import type { Read, Write } from './operation-shapes.ts'
import type { RosterExportQuery } from '../http/contract/roster-export.ts'
import type * as sources from '../http/contract/sources.ts'

export interface SourceOperations {
  'GET /api/v1/connectors': Read<sources.Connectors>
  'POST /api/v1/sources': Write<sources.AddSourceBody, sources.SourceSetup>
  'GET /api/v1/sources/{sourceId}': Read<sources.SourceSetup>
  'PUT /api/v1/sources/{sourceId}': Write<sources.ChangeSourceBody, sources.SourceSetup>
  'PUT /api/v1/sources/{sourceId}/paused': Write<sources.PauseSourceBody, sources.SourceSetup>
  'DELETE /api/v1/sources/{sourceId}': Write<null, null>
  'GET /api/v1/roster-export': Read<Blob, RosterExportQuery>
  'POST /api/v1/source-trials': Write<sources.TrySourceBody, sources.SourceTrial>
}
