/** Somebody opens what another coach wrote: with a reason, on the audit log, and for its author to see (product.md §4.4). */

import { scopeOfColleagues } from '../access/colleagues.ts'
import type { Grant } from '../access/grant.ts'
import { actorOf } from '../access/principal.ts'
import { appendAudit } from '../store/audit.ts'
import { findInteraction, type InteractionWords, openWords } from '../store/coaching.ts'
import { insertNoteOpening } from '../store/note-opening.ts'
import { readRuleIn } from '../store/rule-in.ts'
import type { DomainWorld } from '../store/world.ts'
import { inGrant } from '../store/world.ts'

export type OpeningOutcome =
  | { readonly words: InteractionWords }
  | { readonly problem: 'notes_private' | 'reason_short' }

/** Fewer say nothing to whom it concerns. */
export const REASON_LENGTH_MIN = 10

/** Null: there is no such interaction in scope. One's own opens without leaving a trace, as ever. */
export async function openNotes(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  asked: { readonly interactionId: string; readonly reason: string },
): Promise<OpeningOutcome | null> {
  const { interactionId } = asked
  const { districtId, personId } = grant.principal
  const reason = asked.reason.trim()
  return inGrant(world, grant, async (tx) => {
    const colleagues = scopeOfColleagues(grant, await readRuleIn(tx, districtId, 'coachesSeeEachOther'))
    const row = await findInteraction(tx, grant, interactionId, colleagues)
    if (row === null) return null
    const isOwn = row.coach.id === personId
    if (!isOwn && (await readRuleIn(tx, districtId, 'privateNotes')) === true) return { problem: 'notes_private' }
    if (!isOwn && reason.length < REASON_LENGTH_MIN) return { problem: 'reason_short' }
    const words = await openWords(tx, world.secrets, { districtId, interactionId })
    if (!isOwn) {
      const by = actorOf(grant.principal)
      await insertNoteOpening(tx, world.secrets, { districtId, interactionId, by, reason, at: world.now() })
      await appendAudit(tx, districtId, { action: 'interaction.open_notes', object: `interaction:${interactionId}` })
    }
    return { words }
  })
}
