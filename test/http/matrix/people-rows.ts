/** Who gets past the door of the routes of people that fill files of their own. */

import type { PersonName } from '../school-district.ts'
import { ROSTER_IMPORT_ROWS } from './roster-import-rows.ts'
import { CARD_ROWS, STUDENT_ROWS } from './student-rows.ts'

/** Those of a district see none of the customer's; the routes themselves look whose peer somebody is. */
const CUSTOMER_ROWS: Readonly<Record<string, readonly PersonName[]>> = {
  'get /api/v1/customer/administrators': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/customer/administrators/:customerAdminId/suspension': ['districtAdmin', 'schoolAdmin'],
  'post /api/v1/customer/administrators/:customerAdminId/activation': ['districtAdmin', 'schoolAdmin'],
}

export const PEOPLE_ROWS = { ...ROSTER_IMPORT_ROWS, ...STUDENT_ROWS, ...CARD_ROWS, ...CUSTOMER_ROWS }
