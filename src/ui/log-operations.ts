/** The operations of older logs: what goes in and what comes out, by the shapes of the contract. */
import type * as logs from '../http/contract/log-imports.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface LogOperations {
  'GET /api/v1/coaching/log-imports': Read<logs.LogImports>
  'GET /api/v1/coaching/log-imports/template': Read<string>
  'GET /api/v1/coaching/log': Read<string>
  'POST /api/v1/coaching/log-import-previews': Write<logs.LogPreviewBody, logs.LogPreview>
  'POST /api/v1/coaching/log-imports': Write<logs.ImportLogBody, logs.LogImported>
  'DELETE /api/v1/coaching/log-imports/{logImportId}': Write<null, logs.LogUndone>
}
