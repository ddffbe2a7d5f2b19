/** What a run's report says of manual edits: where the feed differs, and what of the plan they superseded. */

import type { FieldPlace } from '../store/sync/sticky-overlay.ts'
import type { FieldCount } from './report.ts'

const FIELDS_MAX = 100

export interface StickyFindings {
  readonly conflicts: FieldCount
  readonly superseded: FieldCount
}

export function reportSticky(found: {
  readonly conflicts: readonly FieldPlace[]
  readonly superseded: readonly FieldPlace[]
}): StickyFindings {
  return { conflicts: countFields(found.conflicts), superseded: countFields(found.superseded) }
}

function countFields(fields: readonly FieldPlace[]): FieldCount {
  return { count: fields.length, fields: fields.slice(0, FIELDS_MAX) }
}
