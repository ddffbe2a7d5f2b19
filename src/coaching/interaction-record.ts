/** An interaction as it stood between two edits, and what differs between two of them. Pure. */

import type { InteractionInput } from './interaction.ts'

export interface InteractionRecord extends InteractionInput {
  /** YYYY-MM-DD, or null: not done. */
  readonly nextStepDoneOn: string | null
}

export const RECORD_FIELDS = [
  'date',
  'minutes',
  'typeId',
  'schoolId',
  'otherSchoolIds',
  'educatorIds',
  'tagIds',
  'notes',
  'nextStep',
  'nextStepDoneOn',
] as const satisfies readonly (keyof InteractionRecord)[]

export type RecordField = (typeof RECORD_FIELDS)[number]

/** Names of what differs; the order in a list is no difference. */
export function changedFields(before: InteractionRecord, after: InteractionRecord): readonly RecordField[] {
  return RECORD_FIELDS.filter((field) => !isSame(before[field], after[field]))
}

/** Whether two lists have the same words, in whatever order. */
export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((word) => b.includes(word))
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return isSameList(a, b)
  return JSON.stringify(a) === JSON.stringify(b)
}
