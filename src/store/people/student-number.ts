/** Whether a student number is as the district's rules ask for (002). In the district's transaction. */

import type pg from 'pg'
import { fitsNumberRules, type NumberRules } from '../../roster/student-number.ts'
import { readDistrictRule } from '../rules/rules.ts'

/** `number`: without spaces around; empty: there is none. */
export async function isStudentNumber(client: pg.ClientBase, districtId: string, number: string): Promise<boolean> {
  return fitsNumberRules(number, await readNumberRules(client, districtId))
}

/** What the district asks of every number. */
export async function readNumberRules(client: pg.ClientBase, districtId: string): Promise<NumberRules> {
  return {
    required: (await readDistrictRule(client, districtId, 'studentNumberRequired')) === true,
    lengthMin: Number(await readDistrictRule(client, districtId, 'studentNumberMinLength')),
    numeric: (await readDistrictRule(client, districtId, 'studentNumberNumeric')) === true,
  }
}
