/** A district administrator sets a list of the coaching model: phases, focuses or rating scales. */

import type { Grant } from '../../access/grant.ts'
import { type ChoiceList, type ChoiceProblem, type GivenChoice, planChoices } from '../../coaching/choice-list.ts'
import {
  type CoachingLists,
  lockCoachingLists,
  readCoachingLists,
  writeCoachingList,
} from '../../store/coaching/coaching-choice.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export type ListOutcome =
  | { readonly lists: CoachingLists }
  | { readonly problems: readonly ChoiceProblem[] }
  /** Somebody else has set it since whoever sets it saw it. */
  | { readonly problem: 'list_stale' }

/** Replaces the whole list; or answers with everything that is wrong with it and writes nothing. */
export function setCoachingList(
  world: DomainWorld,
  grant: Grant<'manage:coaching_settings'>,
  o: { readonly list: ChoiceList; readonly items: readonly GivenChoice[]; readonly version: string },
): Promise<ListOutcome> {
  const { districtId } = grant.principal
  const { list, items, version } = o
  return inGrantDirect(world, grant, async (client): Promise<ListOutcome> => {
    const kept = await lockCoachingLists(client, districtId)
    if (kept[list].version !== version) return { problem: 'list_stale' }
    const planned = planChoices(list, items, kept[list].items)
    if ('problems' in planned) return planned
    await writeCoachingList(
      client,
      { districtId, list, now: world.now() },
      { before: kept[list].items, after: planned.choices },
    )
    return { lists: await readCoachingLists(client, districtId) }
  })
}
