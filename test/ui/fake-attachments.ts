/** Files of interactions for the fake backend. Failures come by the name of a file. */

import type { InteractionWithNotes } from '../../src/http/contract/coaching.ts'
import type { Persona } from './personas.ts'
import { found, Refused } from './fake-answers.ts'

/** A name that the fake refuses the first time. */
export const SHAKY_NAME = 'shaky.pdf'

interface Asked {
  readonly backend: { readonly interactions: Map<Persona, InteractionWithNotes[]>; readonly refused: Set<string> }
  readonly who: Persona
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export const attachmentHandlers = {
  'GET /api/v1/coaching/attachment-limits': () => ({
    bytesMax: 2_097_152,
    perInteractionMax: 10,
    kinds: 'PDF, Word, pictures, text',
  }),
  'POST /api/v1/coaching/interactions/{interactionId}/attachments': (asked: Asked) => {
    const name = String(asked.body['name'])
    const { refused } = asked.backend
    if (name === SHAKY_NAME && !refused.has(name)) {
      refused.add(name)
      throw new Refused(503, 'store_away', 'The place where attachments are kept does not answer.')
    }
    const bytes = Buffer.from(String(asked.body['content']), 'base64').length
    const id = String(7000 + refused.size + bytes)
    const attachment = { id, name, mediaType: 'application/pdf', bytes, addedAt: '2026-11-22T10:00:00Z' }
    change(asked, (one) => ({ ...one, attachments: [...one.attachments, attachment] }))
    return attachment
  },
  'DELETE /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}': (asked: Asked) => {
    const { attachmentId } = asked.params
    change(asked, (one) => ({ ...one, attachments: one.attachments.filter(({ id }) => id !== attachmentId) }))
    return null
  },
  'POST /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}/content': () =>
    new Blob(['%PDF-1.7 of the fake'], { type: 'application/pdf' }),
}

function change(
  { backend, who, params }: Asked,
  how: (one: InteractionWithNotes) => InteractionWithNotes,
): InteractionWithNotes {
  const all = backend.interactions.get(who) ?? []
  const before = found(all.find(({ id }) => id === params['interactionId']))
  const made = how(before)
  const after = { ...made, attachmentCount: made.attachments.length }
  backend.interactions.set(
    who,
    all.map((one) => (one.id === after.id ? after : one)),
  )
  return after
}
