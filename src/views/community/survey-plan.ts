/** What a community plans for its classes, for its leads. */

import type { Grant } from '../../access/grant.ts'
import { type CycleState, cycleStateOn } from '../../community/survey-cycle.ts'
import type { SurveyDefault } from '../../community/survey-plan.ts'
import { listCommunities } from '../../store/community/community.ts'
import { listSetChoices, type SetChoice } from '../../store/community/question-set.ts'
import { type ClassCycles, listCommunityCycles, readSurveyDefault } from '../../store/community/survey-plan.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export interface CommunityPlan {
  readonly name: string
  readonly plan: SurveyDefault | null
  /** Those to choose of, the default first; then those that cannot be chosen any more. */
  readonly questionSets: readonly Omit<SetChoice, 'minutes'>[]
  readonly classes: readonly {
    readonly id: string
    readonly title: string
    readonly cycles: readonly {
      readonly startsOn: string
      readonly endsOn: string
      readonly extendedTo: string | null
      readonly state: CycleState
    }[]
  }[]
}

/** `settings`: the same person's Grant for the classes; null: they lead a community without any. Null: no such community. */
export function viewCommunityPlan(
  world: DomainWorld,
  grants: { readonly community: Grant<'edit:community'>; readonly settings: Grant<'edit:class_settings'> | null },
  communityId: string,
): Promise<CommunityPlan | null> {
  const { community: grant, settings } = grants
  return inGrant(world, grant, async (tx) => {
    const [found] = await listCommunities(tx, grant, communityId)
    if (found === undefined) return null
    const at = { districtId: grant.principal.districtId, communityId }
    const { today, plan } = await readSurveyDefault(tx, at, world.now())
    const classes = settings === null ? [] : await listCommunityCycles(tx, settings, communityId)
    const sets = await listSetChoices(tx, at.districtId, world.settings.questionSets)
    return {
      name: found.name,
      plan,
      questionSets: sets.map(({ id, title, retired }) => ({ id, title, retired })),
      classes: classes.map((one) => shownClass(one, today)),
    }
  })
}

function shownClass({ id, title, cycles }: ClassCycles, today: string) {
  return {
    id,
    title,
    cycles: cycles.map(({ startsOn, endsOn, extendedTo }) => {
      const days = { startsOn, endsOn, extendedTo }
      return { ...days, state: cycleStateOn(days, today) }
    }),
  }
}
