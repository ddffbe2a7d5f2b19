/** Files attached to interactions: handing one over, opening one, taking one away. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id } from './shapes.ts'

/** Never in a list of interactions: a name can say as much as a note. */
export const Attachment = exactly({
  id: Id,
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  addedAt: DateTime,
})
export type Attachment = Static<typeof Attachment>

/** `POST /api/v1/coaching/interactions/{interactionId}/attachments` answers 201 with an Attachment. */
export const AttachBody = exactly({
  name: Type.String({
    maxLength: 1000,
    description: 'As the device calls the file. It is kept without folders and odd signs.',
  }),
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'The file, its bytes in base64.' }),
})
export type AttachBody = Static<typeof AttachBody>

/** `DELETE /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}` */
export const AttachmentParams = exactly({ interactionId: Id, attachmentId: Id })
export type AttachmentParams = Static<typeof AttachmentParams>

/** `POST …/attachments/{attachmentId}/content` answers with the file itself. */
export const OpenAttachmentBody = exactly({
  reason: Type.Optional(Type.String({ maxLength: 500, description: 'Why another’s is opened; of one’s own none.' })),
})
export type OpenAttachmentBody = Static<typeof OpenAttachmentBody>

/** `GET /api/v1/coaching/attachment-limits` */
export const AttachmentLimits = exactly({
  bytesMax: Type.Integer({ description: 'Of one file.' }),
  perInteractionMax: Type.Integer(),
  kinds: Type.String({ description: 'What is taken, in words.' }),
})
export type AttachmentLimits = Static<typeof AttachmentLimits>
