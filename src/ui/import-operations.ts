/** The operations of imports of staff, students and classes: what goes in and what comes out, by the shapes of the contract. */
import type * as imports from '../http/contract/roster-imports.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface ImportOperations {
  'GET /api/v1/roster-imports': Read<imports.RosterImports>
  'GET /api/v1/roster-imports/templates/{kind}': Read<string>
  'POST /api/v1/roster-import-previews': Write<imports.RosterPreviewBody, imports.RosterPreview>
  'POST /api/v1/roster-imports': Write<imports.ImportRosterBody, imports.RosterImported>
  'DELETE /api/v1/roster-imports/{rosterImportId}': Write<null, imports.RosterUndone>
}
