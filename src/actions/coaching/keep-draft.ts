/** Keeps or forgets what a coach is typing. Private to its author and gone when logged, so it isn't audited. */

import type { Grant } from '../../access/grant.ts'
import type { InteractionDraft } from '../../coaching/interaction.ts'
import { deleteDraft, writeDraft } from '../../store/coaching/interaction-draft.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { coachOf } from './interaction-facts.ts'

/** Of one coach. */
export const DRAFTS_MAX = 20

export interface KeptDraft {
  readonly id: string
  readonly draft: InteractionDraft
  /** ISO 8601, UTC. */
  readonly savedAt: string
}

/** Keeps the draft instead of the one of that id before; null where the coach has too many. */
export async function keepDraft(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  { id, draft }: { readonly id: string; readonly draft: InteractionDraft },
): Promise<KeptDraft | null> {
  const { districtId } = grant.principal
  const at = world.now()
  const entry = { districtId, coachId: coachOf(grant), id, draft, at, othersMax: DRAFTS_MAX - 1 }
  const isKept = await inGrant(world, grant, (tx) => writeDraft(tx, world.secrets, entry))
  return isKept ? { id, draft, savedAt: at.toISOString() } : null
}

/** Forgets the draft; false where the coach has none of that id. */
export async function discardDraft(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  id: string,
): Promise<boolean> {
  const { districtId } = grant.principal
  return inGrant(world, grant, (tx) => deleteDraft(tx, { districtId, coachId: coachOf(grant), id }))
}
