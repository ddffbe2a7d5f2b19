/** Somebody opens what another coach wrote about a cycle: with a reason, on the audit log, and for its author to see (product.md §4.4). */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { CycleTexts } from '../../coaching/cycle.ts'
import { auditCycle, findCycle, openCycleTexts } from '../../store/coaching/cycle.ts'
import { insertNoteOpeningDirect } from '../../store/coaching/note-opening.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { REASON_LENGTH_MIN } from './open-notes.ts'

type TextsOutcome = { readonly texts: CycleTexts } | { readonly problem: 'notes_private' | 'reason_short' } | null

/** Null: there is no such cycle in scope. One's own open without leaving a trace; where notes are private, no others do. */
export function openTexts(
  world: DomainWorld,
  grant: Grant<'view:interaction'>,
  { cycleId, ...asked }: { readonly cycleId: string; readonly reason: string },
): Promise<TextsOutcome> {
  const { districtId, personId } = grant.principal
  const reason = asked.reason.trim()
  return inGrantDirect(world, grant, async (client): Promise<TextsOutcome> => {
    const row = await findCycle(client, grant, cycleId)
    if (row === null) return null
    const at = { districtId, cycleId }
    if (row.coach.id === personId) return { texts: await openCycleTexts(client, world.secrets, at) }
    if ((await readDistrictRule(client, districtId, 'privateNotes')) === true) return { problem: 'notes_private' }
    if (reason.length < REASON_LENGTH_MIN) return { problem: 'reason_short' }
    if (row.hasTexts) {
      const opening = { ...at, interactionId: null, by: actorOf(grant.principal), reason, at: world.now() }
      await insertNoteOpeningDirect(client, world.secrets, opening)
      await auditCycle(client, at, { action: 'coaching_cycle.open_texts' })
    }
    return { texts: await openCycleTexts(client, world.secrets, at) }
  })
}
