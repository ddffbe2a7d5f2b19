/** The lists of the district's coaching model: for whoever sets them, and what coaches choose from. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Choice } from '../../coaching/choice-list.ts'
import { type CoachingLists, readCoachingLists } from '../../store/coaching/coaching-choice.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** Every list with all that is in it. */
export function viewCoachingLists(
  world: DomainWorld,
  grant: Grant<'manage:coaching_settings'>,
): Promise<CoachingLists> {
  return inGrantDirect(world, grant, (client) => readCoachingLists(client, grant.principal.districtId))
}

export interface CoachingChoices {
  readonly phases: readonly Choice[]
  readonly focuses: readonly Choice[]
  readonly scales: readonly Choice[]
  /** Days after which a cycle's next interaction is expected. */
  readonly cadenceDays: number
}

/** What a new cycle may use: what is switched on, in its order. */
export function viewCoachingChoices(world: DomainWorld, grant: Grant<Capability>): Promise<CoachingChoices> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const lists = await readCoachingLists(client, districtId)
    const active = (list: keyof CoachingLists) => lists[list].items.filter((one) => one.active).map(asChoice)
    const cadenceDays = Number(await readDistrictRule(client, districtId, 'coachingCadenceDays'))
    return { phases: active('phases'), focuses: active('focuses'), scales: active('scales'), cadenceDays }
  })
}

function asChoice({ id, name, active, levels }: Choice): Choice {
  return { id, name, active, levels }
}
