/** What a coach was typing when a page went away. */

import type { Grant } from '../../access/grant.ts'
import type { InteractionDraft } from '../../coaching/interaction.ts'
import { listDrafts } from '../../store/coaching/interaction-draft.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export interface DraftView {
  readonly id: string
  readonly draft: InteractionDraft
  /** ISO 8601, UTC. */
  readonly savedAt: string
}

/** The drafts of whoever asks, newest first. */
export async function viewDrafts(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
): Promise<readonly DraftView[]> {
  const { districtId, personId } = grant.principal
  if (personId === null) return []
  const rows = await inGrant(world, grant, (tx) => listDrafts(tx, world.secrets, { districtId, coachId: personId }))
  return rows.map(({ id, draft, savedAt }) => ({ id, draft, savedAt: savedAt.toISOString() }))
}
