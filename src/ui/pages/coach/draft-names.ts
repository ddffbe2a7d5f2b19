/** Names of drafts: those of the quick log have one of their own each, other forms the one of what they are about. */

const EDIT = 'edit-of-interaction-'
const CYCLE = 'form-of-cycle-'

/** Of an interaction that is put right. */
export const editDraft = (interactionId: string): string => `${EDIT}${interactionId}`
/** Of a cycle; null: of a new one. */
export const cycleDraft = (cycleId: string | null): string => `${CYCLE}${cycleId ?? 'new'}`

export type DraftOf = 'log' | 'edit' | { readonly cycleId: string | null }

/** Which form a draft is of. */
export function formOfDraft(draftId: string): DraftOf {
  if (draftId.startsWith(EDIT)) return 'edit'
  if (!draftId.startsWith(CYCLE)) return 'log'
  const id = draftId.slice(CYCLE.length)
  return { cycleId: id === 'new' ? null : id }
}
