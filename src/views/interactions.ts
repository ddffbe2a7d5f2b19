/** Interactions: the list, and one of them with its notes. */

import type { Grant } from '../access/grant.ts'
import type { InteractionType } from '../coaching/interaction-type.ts'
import { nameType } from '../coaching/interaction-type.ts'
import { appendAudit } from '../store/audit.ts'
import type { InteractionRow, InteractionWords } from '../store/coaching.ts'
import { findInteraction, listInteractions, openWords, readInteractionTypes } from '../store/coaching.ts'
import type { PageRequest } from '../store/page.ts'
import type { DomainWorld } from '../store/world.ts'
import { inGrant } from '../store/world.ts'
import type { PageView } from './educators.ts'

export type InteractionView = Omit<InteractionRow, 'typeId'> & { readonly type: InteractionType }
export type InteractionNotesView = InteractionView & InteractionWords

export interface InteractionQuery extends PageRequest {
  /** `me`: those I logged; `all`: all that I may see. */
  readonly by: 'me' | 'all'
}

/** One page, newest first, never with notes. */
export async function viewInteractions(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  query: InteractionQuery,
): Promise<PageView<InteractionView>> {
  const { page, pageSize } = query
  const { districtId, personId } = grant.principal
  // '0' is nobody's id: an administrator who is no person of the roster has logged nothing.
  const coachId = query.by === 'me' ? (personId ?? '0') : null
  return inGrant(world, grant, async (tx) => {
    const types = await readInteractionTypes(tx, world, districtId)
    const found = await listInteractions(tx, grant, { ...query, coachId })
    return { items: found.items.map((row) => presentInteraction(row, types)), total: found.total, page, pageSize }
  })
}

/**
 * The interaction with its notes, or null where there is none in scope. When somebody else than its author opens
 * what they wrote, that goes on the audit log in the same transaction (product.md §4.4).
 */
export async function viewInteraction(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  interactionId: string,
): Promise<InteractionNotesView | null> {
  const { districtId, personId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const row = await findInteraction(tx, grant, interactionId)
    if (row === null) return null
    const words = await openWords(tx, world.secrets, { districtId, interactionId })
    const isSilent = words.notes === null && words.nextStepText === null
    if (!isSilent && row.coach.id !== personId)
      await appendAudit(tx, districtId, { action: 'interaction.open_notes', object: `interaction:${interactionId}` })
    const types = await readInteractionTypes(tx, world, districtId)
    return { ...presentInteraction(row, types), ...words }
  })
}

export function presentInteraction(row: InteractionRow, types: readonly InteractionType[]): InteractionView {
  const { typeId, ...rest } = row
  return { ...rest, type: nameType(types, typeId) }
}
