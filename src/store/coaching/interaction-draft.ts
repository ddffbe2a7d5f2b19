/** What coaches were typing when a page went away: several of one coach, sealed whole. */

import type { InteractionDraft } from '../../coaching/interaction.ts'
import type { PrismaTransaction } from '../database.ts'
import { draftContext } from './interaction-seal.ts'
import type { SecretBox } from '../secret.ts'

/** Whose drafts. */
export interface DraftOwner {
  readonly districtId: string
  readonly coachId: string
}

export interface DraftRow {
  readonly id: string
  readonly draft: InteractionDraft
  readonly savedAt: Date
}

/** Newest first. */
export async function listDrafts(
  tx: PrismaTransaction,
  secrets: SecretBox,
  { districtId, coachId }: DraftOwner,
): Promise<readonly DraftRow[]> {
  const rows = await tx.interactionDraft.findMany({
    where: { districtId, personId: BigInt(coachId) },
    orderBy: [{ savedAt: 'desc' }, { id: 'asc' }],
  })
  return rows.map(({ id, draftSealed, sealedFor, savedAt }) => {
    const place = { districtId, sealedFor: String(sealedFor ?? coachId) }
    // The envelope proves that it is what `writeDraft` sealed.
    const draft = JSON.parse(secrets.open(draftSealed, draftContext(place))) as InteractionDraft
    return { id, draft, savedAt }
  })
}

/**
 * Keeps it instead of the one of that id before. False, and nothing is kept, where the coach has more than `othersMax` others.
 */
export async function writeDraft(
  tx: PrismaTransaction,
  secrets: SecretBox,
  entry: DraftOwner & {
    readonly id: string
    readonly draft: InteractionDraft
    readonly at: Date
    readonly othersMax: number
  },
): Promise<boolean> {
  const { districtId, coachId, id, draft, at } = entry
  const personId = BigInt(coachId)
  const others = await tx.interactionDraft.count({ where: { districtId, personId, id: { not: id } } })
  if (others > entry.othersMax) return false
  const draftSealed = secrets.seal(JSON.stringify(draft), draftContext({ districtId, sealedFor: coachId }))
  const kept = { draftSealed, sealedFor: personId, savedAt: at }
  await tx.interactionDraft.upsert({
    where: { districtId_personId_id: { districtId, personId, id } },
    create: { districtId, personId, id, ...kept },
    update: kept,
  })
  return true
}

/** False where the coach has none of that id. */
export async function deleteDraft(
  tx: PrismaTransaction,
  { districtId, coachId, id }: DraftOwner & { readonly id: string },
): Promise<boolean> {
  const { count } = await tx.interactionDraft.deleteMany({ where: { districtId, personId: BigInt(coachId), id } })
  return count > 0
}
