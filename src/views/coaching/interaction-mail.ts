/** What was mailed of an interaction, to whom and when. For its author. */

import type { Grant } from '../../access/grant.ts'
import { findOwnInteraction } from '../../store/coaching/coaching.ts'
import type { PersonRow } from '../../store/page.ts'
import { listCopies } from '../../store/coaching/interaction-mail.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf, inGrant } from '../../store/world.ts'

export interface CopyView {
  readonly educator: PersonRow
  readonly version: number
  /** ISO 8601, UTC. */
  readonly askedAt: string
  readonly sentAt: string | null
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly subject: string
  readonly paragraphs: readonly string[]
}

/** The latest first; null where the reader wrote no such interaction. */
export function viewCopies(
  world: DomainWorld,
  grant: Grant<'edit:interaction'>,
  interactionId: string,
): Promise<readonly CopyView[] | null> {
  const { districtId, personId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    const row = await findOwnInteraction(tx, { districtId, coachId: personId ?? '0' }, interactionId)
    if (row === null) return null
    const copies = await listCopies(tx, world.secrets, { districtId, interactionId })
    return copies.map(({ askedAt, sentAt, failureCode, ...copy }) => ({
      ...copy,
      askedAt: askedAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      state: stateOf(sentAt, failureCode),
    }))
  })
}

/** The interaction that somebody wants to mail, as the policy knows it; null where they wrote no such one. */
export async function findShareable(
  world: DomainWorld,
  principal: Parameters<typeof inDistrictOf>[1],
  interactionId: string,
): Promise<{ readonly ownerId: string; readonly aboutIds: readonly string[] } | null> {
  const { districtId, personId } = principal
  if (personId === null) return null
  const row = await inDistrictOf(world, principal, (tx) =>
    findOwnInteraction(tx, { districtId, coachId: personId }, interactionId),
  )
  return row && { ownerId: row.coach.id, aboutIds: row.educators.map(({ id }) => id) }
}

function stateOf(sentAt: Date | null, failureCode: string | null): CopyView['state'] {
  if (sentAt !== null) return 'sent'
  return failureCode === null ? 'waiting' : 'failed'
}
