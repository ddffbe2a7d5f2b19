/** Who may use the routes of imports of staff, students and classes. */

import type { PersonName } from '../school-district.ts'

const IMPORTERS: readonly PersonName[] = ['districtAdmin', 'schoolAdmin', 'teacher', 'otherTeacher', 'southTeacher']

export const ROSTER_IMPORT_ROWS: Readonly<Record<string, readonly PersonName[]>> = {
  'get /api/v1/roster-imports': IMPORTERS,
  'get /api/v1/roster-imports/templates/:kind': IMPORTERS,
  'post /api/v1/roster-import-previews': IMPORTERS,
  'post /api/v1/roster-imports': IMPORTERS,
  'delete /api/v1/roster-imports/:rosterImportId': IMPORTERS,
}
