/** Somebody opens what another coach wrote: with a reason, on the audit log, and for its author to see (product.md §4.4). */

import { scopeOfColleagues } from '../../access/colleagues.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { AttachmentRow, ShownAttachment } from '../../store/coaching/attachment.ts'
import { listAttachments, listShownAttachments, readContent } from '../../store/coaching/attachment.ts'
import { findInteraction, type InteractionWords, openWords } from '../../store/coaching/coaching.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { attachmentContext } from '../../store/coaching/interaction-seal.ts'
import { insertNoteOpening } from '../../store/coaching/note-opening.ts'
import { readRuleIn } from '../../store/rules/rule-in.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant, inGrantDirect } from '../../store/world.ts'

interface OpenedWords extends InteractionWords {
  readonly attachments: readonly ShownAttachment[]
}

interface Closed {
  readonly problem: 'notes_private' | 'reason_short'
}

export type OpeningOutcome = { readonly words: OpenedWords } | Closed

/** Fewer say nothing to whom it concerns. */
export const REASON_LENGTH_MIN = 10

interface Asked {
  readonly interactionId: string
  readonly reason: string
}

/** Null: there is no such interaction in scope. One's own opens without leaving a trace, as ever. */
export async function openNotes(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  asked: Asked,
): Promise<OpeningOutcome | null> {
  const { interactionId } = asked
  const { districtId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const may = await mayOpen(tx, grant, asked)
    if (may === null || 'problem' in may) return may
    const words = await openWords(tx, world.secrets, { districtId, interactionId })
    const attachments = await listShownAttachments(tx, world.secrets, { districtId, interactionId })
    if (!may.isOwn) await leaveTrace(tx, world, { grant, asked, action: 'interaction.open_notes' })
    return { words: { ...words, attachments } }
  })
}

export type FileOutcome =
  | { readonly file: { readonly name: string; readonly mediaType: string; readonly bytes: Buffer } }
  | Closed
  | { readonly problem: 'store_away' | 'file_lost' }

/** The content of a file, under the same terms as the notes beside it. Null: there is none such in scope. */
export async function openAttachment(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  { attachmentId, ...asked }: Asked & { readonly attachmentId: string },
): Promise<FileOutcome | null> {
  const { interactionId } = asked
  const { districtId } = grant.principal
  const found = await inGrant(world, grant, async (tx) => {
    const may = await mayOpen(tx, grant, asked)
    if (may === null || 'problem' in may) return may
    const [row] = await listAttachments(tx, world.secrets, { districtId, interactionId }, attachmentId)
    if (row === undefined) return null
    const detail = { attachmentId }
    if (!may.isOwn) await leaveTrace(tx, world, { grant, asked, action: 'interaction.open_attachment', detail })
    return row
  })
  if (found === null || 'problem' in found) return found
  const sealed = await readSealed(world, grant, found)
  if (sealed === 'store_away') return { problem: sealed }
  if (sealed === null) return { problem: 'file_lost' }
  const { key, name, mediaType } = found
  const context = attachmentContext('content', { districtId, interactionId, key })
  return { file: { name, mediaType, bytes: world.secrets.openBytes(sealed, context) } }
}

async function readSealed(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  { id, key, place }: AttachmentRow,
): Promise<Buffer | 'store_away' | null> {
  const { districtId } = grant.principal
  if (place === 'database')
    return inGrantDirect(world, grant, (client) => readContent(client, { districtId, attachmentId: id }))
  const { objects = null } = world
  if (objects === null) return 'store_away'
  return objects.get(key).catch(() => 'store_away' as const)
}

/** Whether they may have it opened, and whether it is their own. */
async function mayOpen(
  tx: PrismaTransaction,
  grant: Grant<'view:interaction'>,
  { interactionId, reason }: Asked,
): Promise<{ readonly isOwn: boolean } | Closed | null> {
  const { districtId, personId } = grant.principal
  const colleagues = scopeOfColleagues(grant, await readRuleIn(tx, districtId, 'coachesSeeEachOther'))
  const row = await findInteraction(tx, grant, interactionId, colleagues)
  if (row === null) return null
  if (row.coach.id === personId) return { isOwn: true }
  if ((await readRuleIn(tx, districtId, 'privateNotes')) === true) return { problem: 'notes_private' }
  return reason.trim().length < REASON_LENGTH_MIN ? { problem: 'reason_short' } : { isOwn: false }
}

interface Trace {
  readonly grant: Grant<'view:interaction'>
  readonly asked: Asked
  readonly action: string
  readonly detail?: Readonly<Record<string, string>>
}

async function leaveTrace(tx: PrismaTransaction, world: DomainWorld, trace: Trace): Promise<void> {
  const { grant, asked, action, detail } = trace
  const { interactionId } = asked
  const { districtId } = grant.principal
  const by = actorOf(grant.principal)
  const reason = asked.reason.trim()
  await insertNoteOpening(tx, world.secrets, { districtId, interactionId, cycleId: null, by, reason, at: world.now() })
  const object = `interaction:${interactionId}`
  await appendAudit(tx, districtId, { action, object, ...(detail === undefined ? {} : { detail }) })
}
