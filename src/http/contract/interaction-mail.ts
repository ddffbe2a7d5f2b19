/** Copies of interactions by mail: who gets what, mailing them, and what was mailed. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, nullable, PersonName } from './shapes.ts'

const letter = { subject: Type.String(), paragraphs: Type.Array(Type.String()) }

/** `POST /api/v1/coaching/interaction-mail-preview`: what goes to whom if these values are logged with `share`. */
export const SharePreview = exactly({
  ...letter,
  footer: Type.String(),
  to: Type.Array(PersonName),
  withoutAddress: Type.Array(PersonName, { description: 'They get nothing: no address of theirs is known.' }),
})
export type SharePreview = Static<typeof SharePreview>

/** `POST /api/v1/coaching/interactions/{interactionId}/mail`: the box, ticked for this one. */
export const ShareBody = exactly({
  share: Type.Literal(true),
  version: Type.String({ pattern: '^[1-9][0-9]{0,9}$', description: 'The version that was seen; or send If-Match.' }),
})
export type ShareBody = Static<typeof ShareBody>

/** `GET /api/v1/coaching/interactions/{interactionId}/mail`: what was mailed, the latest first. */
export const InteractionMail = exactly({
  copies: Type.Array(
    exactly({
      educator: PersonName,
      version: Type.Integer({ description: 'Of the interaction, as it was sent.' }),
      askedAt: DateTime,
      sentAt: nullable(DateTime),
      state: Type.Union([Type.Literal('waiting'), Type.Literal('sent'), Type.Literal('failed')]),
      ...letter,
    }),
  ),
})
export type InteractionMail = Static<typeof InteractionMail>
