/** The tables of a roster in the order in which they build upon one another, as every list of them is shown. */
import type { RunTables } from '../../../http/contract/sync.ts'

export const TABLE_ORDER = [
  'orgs',
  'terms',
  'courses',
  'classes',
  'people',
  'enrolments',
] as const satisfies readonly (keyof RunTables)[]
