/** What a coach was typing when the page went away. */

import type { Grant } from '../access/grant.ts'
import type { InteractionDraft } from '../coaching/interaction.ts'
import { readDraft } from '../store/coaching.ts'
import type { DomainWorld } from '../store/world.ts'
import { inGrant } from '../store/world.ts'

export interface DraftView {
  readonly draft: InteractionDraft | null
  /** ISO 8601, UTC. */
  readonly savedAt: string | null
}

/** The draft of whoever asks; null and null where there is none. */
export async function viewDraft(world: DomainWorld, grant: Grant<'create:interaction'>): Promise<DraftView> {
  const { districtId, personId } = grant.principal
  if (personId === null) return { draft: null, savedAt: null }
  const row = await inGrant(world, grant, (tx) => readDraft(tx, world.secrets, { districtId, coachId: personId }))
  return { draft: row?.draft ?? null, savedAt: row?.savedAt.toISOString() ?? null }
}
