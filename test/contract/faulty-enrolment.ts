/** An enrolment that is wrong in every field that a reader checks, as a feed with named values has it. */

import type { FaultyFeed } from './connector-suite.ts'

export const FAULTY_VALUES = {
  classSourcedId: 'not an id',
  userSourcedId: '',
  role: 'captain',
  primary: 'perhaps',
  beginDate: '03/04/2026',
  endDate: '2026-02-30',
} as const

/** Whose it is, and what a reader finds wrong with it. */
export const FAULTY_ENROLMENT: Pick<FaultyFeed, 'table' | 'sourcedId' | 'faults'> = {
  table: 'enrolments',
  sourcedId: 'e-0004',
  faults: [
    { code: 'value_id', field: 'classSourcedId' },
    { code: 'value_missing', field: 'userSourcedId' },
    { code: 'value_enum', field: 'role' },
    { code: 'value_boolean', field: 'primary' },
    { code: 'value_date', field: 'beginDate' },
    { code: 'value_date', field: 'endDate' },
  ],
}
