/** Keeps or forgets what a coach is typing. Private to its author and gone when logged, so it isn't audited. */

import type { Grant } from '../access/grant.ts'
import type { InteractionDraft } from '../coaching/interaction.ts'
import { Failure } from '../roster/failure.ts'
import { deleteDraft, writeDraft } from '../store/coaching.ts'
import type { DomainWorld } from '../store/world.ts'
import { inGrant } from '../store/world.ts'

/** Keeps the draft instead of the one before; answers when it was kept (ISO 8601, UTC). */
export async function keepDraft(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  draft: InteractionDraft,
): Promise<{ readonly draft: InteractionDraft; readonly savedAt: string }> {
  const place = placeOf(grant)
  const at = world.now()
  await inGrant(world, grant, (tx) => writeDraft(tx, world.secrets, { ...place, draft, at }))
  return { draft, savedAt: at.toISOString() }
}

/** Forgets the draft; nothing happens where there is none. */
export async function discardDraft(world: DomainWorld, grant: Grant<'create:interaction'>): Promise<void> {
  const place = placeOf(grant)
  await inGrant(world, grant, (tx) => deleteDraft(tx, place))
}

function placeOf(grant: Grant<'create:interaction'>): { readonly districtId: string; readonly coachId: string } {
  const { districtId, personId } = grant.principal
  if (personId !== null) return { districtId, coachId: personId }
  throw new Failure('COACH_WITHOUT_PERSON', 'bug', 'Somebody who is no person of the roster was granted coaching.')
}
