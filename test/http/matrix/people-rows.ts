/** Who gets past the door of the routes of people that fill files of their own. */

import { ROSTER_IMPORT_ROWS } from './roster-import-rows.ts'
import { CARD_ROWS, STUDENT_ROWS } from './student-rows.ts'

export const PEOPLE_ROWS = { ...ROSTER_IMPORT_ROWS, ...STUDENT_ROWS, ...CARD_ROWS }
