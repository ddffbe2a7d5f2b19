/** A coach attaches a file to an interaction of their own, or takes one away. */

import { randomBytes } from 'node:crypto'
import type { Grant } from '../../access/grant.ts'
import type { AttachmentProblem } from '../../coaching/attachment.ts'
import { checkFile, checkRoom, kindOfFile, safeName } from '../../coaching/attachment.ts'
import { auditInteraction } from '../../store/coaching/attachment-audit.ts'
import type { InteractionAt, ShownAttachment } from '../../store/coaching/attachment.ts'
import {
  addAttachment,
  countAttachments,
  deleteAttachment,
  lockOwnInteraction,
} from '../../store/coaching/attachment.ts'
import { noteObject } from '../../store/coaching/attachment-object.ts'
import { attachmentContext } from '../../store/coaching/interaction-seal.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { coachOf } from './interaction-facts.ts'

export { KINDS_SAID } from '../../coaching/attachment.ts'

export type AttachOutcome =
  | { readonly attachment: ShownAttachment }
  | { readonly problem: AttachmentProblem | 'interaction_unknown' | 'store_away' }

type Client = Parameters<Parameters<typeof inGrantDirect>[2]>[0]

interface HandedOver {
  readonly interactionId: string
  /** As the coach's device calls it. */
  readonly name: string
  /** In base64. */
  readonly content: string
}

interface Prepared extends InteractionAt {
  readonly coachId: string
  readonly bytes: number
}

/** Keeps the file sealed, in the store of objects where there is one; whole or not at all. */
export async function attachFile(
  world: DomainWorld,
  grant: Grant<'edit:interaction'>,
  { interactionId, name, content }: HandedOver,
): Promise<AttachOutcome> {
  const { districtId } = grant.principal
  const { objects = null, secrets } = world
  const limits = world.settings.attachments
  const file = Buffer.from(content, 'base64')
  const asked = { districtId, interactionId, coachId: coachOf(grant), bytes: file.length }
  // What is somebody else's is not there, whatever is wrong with the file.
  const early = await inGrantDirect(world, grant, (client) => problemOf(client, world, asked))
  if (early === 'interaction_unknown') return { problem: early }
  const problem = file.toString('base64').length === content.length ? checkFile(file, limits) : 'not_whole'
  const kind = kindOfFile(file)
  if (problem !== null || early !== null || kind === null) return { problem: problem ?? early ?? 'kind_refused' }
  const at = world.now()
  const key = randomBytes(16).toString('hex')
  const sealed = secrets.sealBytes(file, attachmentContext('content', { districtId, interactionId, key }))
  if (objects !== null) {
    await inGrantDirect(world, grant, (client) => noteObject(client, { districtId, key, at }))
    const isKept = await objects.put(key, sealed).then(
      () => true,
      () => false,
    )
    if (!isKept) return { problem: 'store_away' }
  }
  const { mediaType } = kind
  const place = objects === null ? 'database' : 'objects'
  const one = { key, name: safeName(name, kind), mediaType, bytes: file.length, place } as const
  return inGrantDirect(world, grant, async (client): Promise<AttachOutcome> => {
    // Once more: meanwhile others were added, or the interaction was deleted.
    const late = await problemOf(client, world, asked)
    if (late !== null) return { problem: late }
    const id = await addAttachment(client, secrets, { districtId, interactionId, ...one, sealed, at })
    await auditInteraction(client, asked, {
      action: 'interaction.attach',
      detail: { attachmentId: id, mediaType, bytes: file.length },
    })
    return { attachment: { id, name: one.name, mediaType, bytes: file.length, addedAt: at.toISOString() } }
  })
}

async function problemOf(
  client: Client,
  { settings }: DomainWorld,
  { bytes, coachId, ...at }: Prepared,
): Promise<AttachmentProblem | 'interaction_unknown' | null> {
  if (!(await lockOwnInteraction(client, { ...at, coachId }))) return 'interaction_unknown'
  return checkRoom(await countAttachments(client, at), { bytes, limits: settings.attachments })
}

/** Takes a file away for good; false where there is none such of theirs. */
export function detachFile(
  world: DomainWorld,
  grant: Grant<'edit:interaction'>,
  { interactionId, attachmentId }: { readonly interactionId: string; readonly attachmentId: string },
): Promise<boolean> {
  const at = { districtId: grant.principal.districtId, interactionId }
  return inGrantDirect(world, grant, async (client) => {
    if (!(await lockOwnInteraction(client, { ...at, coachId: coachOf(grant) }))) return false
    const bytes = await deleteAttachment(client, { ...at, attachmentId })
    if (bytes === null) return false
    await auditInteraction(client, at, { action: 'interaction.detach', detail: { attachmentId, bytes } })
    return true
  })
}
