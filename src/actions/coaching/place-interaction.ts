/** A coach puts an interaction of theirs into a cycle, into another phase of it, or takes it out. */

import type { Grant } from '../../access/grant.ts'
import {
  auditCycle,
  CYCLE_INTERACTIONS_MAX,
  listCycleInteractions,
  lockOwnCycle,
  placeInteraction,
  takeOutInteraction,
} from '../../store/coaching/cycle.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { coachOfCycle } from './cycle-desk.ts'

/** Null: done. */
export type PlacingOutcome = 'cycle_unknown' | 'interaction_unknown' | 'phase_unknown' | 'cycle_full' | null

interface Placed {
  readonly cycleId: string
  readonly interactionId: string
}

/** Puts it there, out of any other cycle; `phaseId` null: the phase of its date. */
export function putIntoCycle(
  world: DomainWorld,
  grant: Grant<'create:coaching_cycle'>,
  o: Placed & { readonly phaseId: string | null },
): Promise<PlacingOutcome> {
  const { districtId } = grant.principal
  const { cycleId, interactionId, phaseId } = o
  const coachId = coachOfCycle(grant)
  return inGrantDirect(world, grant, async (client): Promise<PlacingOutcome> => {
    const cycle = await lockOwnCycle(client, { districtId, cycleId, coachId })
    if (cycle === null) return 'cycle_unknown'
    if (phaseId !== null && !cycle.phaseIds.includes(phaseId)) return 'phase_unknown'
    const inside = await listCycleInteractions(client, { districtId, cycleId }, null)
    if (inside.length >= CYCLE_INTERACTIONS_MAX && !inside.some(({ id }) => id === interactionId)) return 'cycle_full'
    if (!(await placeInteraction(client, { districtId, cycleId, coachId, interactionId, phaseId })))
      return 'interaction_unknown'
    const detail = { interactionId, phaseId: phaseId ?? '' }
    await auditCycle(client, { districtId, cycleId }, { action: 'coaching_cycle.place', detail })
    return null
  })
}

/** Takes it out of the cycle; the interaction itself stays as it is. */
export function takeOutOfCycle(
  world: DomainWorld,
  grant: Grant<'create:coaching_cycle'>,
  { cycleId, interactionId }: Placed,
): Promise<PlacingOutcome> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client): Promise<PlacingOutcome> => {
    const cycle = await lockOwnCycle(client, { districtId, cycleId, coachId: coachOfCycle(grant) })
    if (cycle === null) return 'cycle_unknown'
    if (!(await takeOutInteraction(client, { districtId, cycleId, interactionId }))) return 'interaction_unknown'
    await auditCycle(client, { districtId, cycleId }, { action: 'coaching_cycle.take_out', detail: { interactionId } })
    return null
  })
}
