/** Where the sealed parts of an interaction belong: an envelope of one opens nowhere else. */

/** Whose number the envelopes carry: see `interaction.sealed_for`. */
export interface SealPlace {
  readonly districtId: string
  readonly sealedFor: string
}

export function notesContext({ districtId, sealedFor }: SealPlace): string {
  return `interaction.notes ${districtId} ${sealedFor}`
}

export function nextStepContext({ districtId, sealedFor }: SealPlace): string {
  return `interaction.next_step ${districtId} ${sealedFor}`
}

export function draftContext({ districtId, sealedFor }: SealPlace): string {
  return `interaction_draft.draft ${districtId} ${sealedFor}`
}

/** `what`: its name, or its content. */
export function attachmentContext(
  what: 'name' | 'content',
  of: { readonly districtId: string; readonly interactionId: string; readonly key: string },
): string {
  return `interaction_attachment.${what} ${of.districtId} ${of.interactionId} ${of.key}`
}

export function copyContext(of: { readonly districtId: string; readonly interactionId: string }): string {
  return `interaction_mail.letter ${of.districtId} ${of.interactionId}`
}

export function versionContext(of: { readonly districtId: string; readonly interactionId: string }): string {
  return `interaction_version.record ${of.districtId} ${of.interactionId}`
}
