/** A lead of a community plans surveys: what classes get that join it, and one change for the schedules of several. */

import type { Grant } from '../../access/grant.ts'
import type { ScheduleProblem } from '../../community/survey-cycle.ts'
import {
  type BulkChange,
  type BulkProblemCode,
  changeSchedule,
  checkDefault,
  type SurveyDefault,
} from '../../community/survey-plan.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { namesToChoose } from '../../store/community/question-set.ts'
import { writeCycles } from '../../store/community/survey.ts'
import { listCommunityCycles, lockCommunityClass, writeSurveyDefault } from '../../store/community/survey-plan.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { atCommunityDesk, type CommunityOutcome, placeOf } from './community-desk.ts'

export type DefaultOutcome =
  | CommunityOutcome<null>
  | { readonly problem: 'question_set_unknown' }
  | { readonly problems: readonly ScheduleProblem[] }

/** Sets what classes get that join the community without a schedule of their own; null: nothing. With an audit entry. */
export async function setSurveyDefault(
  world: DomainWorld,
  grant: Grant<'edit:community'>,
  { communityId, plan }: { readonly communityId: string; readonly plan: SurveyDefault | null },
): Promise<DefaultOutcome> {
  if (plan !== null) {
    const { districtId } = grant.principal
    const sets = await inGrant(world, grant, (tx) => namesToChoose(tx, districtId, world.settings.questionSets))
    if (!sets.has(plan.questionSet)) return { problem: 'question_set_unknown' }
    const problems = checkDefault(plan)
    if (problems.length > 0) return { problems }
  }
  return atCommunityDesk(world, grant, { communityId }, async (desk) => {
    await writeSurveyDefault(desk.tx, placeOf(desk), plan)
    await appendAudit(desk.tx, desk.districtId, {
      action: 'survey.default',
      object: `community:${communityId}`,
      detail: { plan: plan === null ? 'none' : `${plan.startsOn}/${plan.endsOn} ${plan.everyWeeks}w ${plan.cycles}x` },
    })
    return null
  })
}

export interface BulkLine {
  readonly id: string
  readonly title: string
  readonly outcome: 'same' | 'changes' | 'refused'
  readonly codes: readonly BulkProblemCode[]
  /** As the schedule is then. */
  readonly cycles: readonly {
    readonly startsOn: string
    readonly endsOn: string
    readonly extendedTo: string | null
  }[]
}

export type BulkAnswer =
  | { readonly lines: readonly BulkLine[] }
  | { readonly problem: 'class_unknown' | 'question_set_unknown' }

interface BulkOrder {
  readonly communityId: string
  readonly classIds: readonly string[]
  readonly change: BulkChange
  /** false: only say what it would do. */
  readonly apply: boolean
}

/**
 * Changes the schedules of several classes of a community that whoever asks leads. A class where it can't be done stays
 * as it is, and the answer says why. Each class that changes gets an audit entry.
 */
export function changeSurveySchedules(
  world: DomainWorld,
  grant: Grant<'edit:class_settings'>,
  order: BulkOrder,
): Promise<BulkAnswer> {
  const { communityId, classIds, change, apply } = order
  const now = world.now()
  return inGrant(world, grant, async (tx): Promise<BulkAnswer> => {
    const sets = await namesToChoose(tx, grant.principal.districtId, world.settings.questionSets)
    const there = await listCommunityCycles(tx, grant, communityId)
    if (classIds.some((id) => there.every((one) => one.id !== id))) return { problem: 'class_unknown' }
    if (change.planned?.some(({ questionSet }) => !sets.has(questionSet)) === true)
      return { problem: 'question_set_unknown' }
    const lines: BulkLine[] = []
    const wanted = new Set(classIds)
    // In the order of their ids, so that two who do this at once don't wait for each other.
    for (const { id, title } of there
      .filter((one) => wanted.has(one.id))
      .toSorted((a, b) => Number(a.id) - Number(b.id))) {
      const line = await changeOne(tx, { grant, id, change, apply, communityId, now })
      if (line === null) return { problem: 'class_unknown' }
      lines.push({ id, title, ...line })
    }
    return { lines: lines.toSorted((a, b) => a.title.localeCompare(b.title)) }
  })
}

async function changeOne(
  tx: PrismaTransaction,
  o: Omit<BulkOrder, 'classIds'> & {
    readonly grant: Grant<'edit:class_settings'>
    readonly id: string
    readonly now: Date
  },
): Promise<Omit<BulkLine, 'id' | 'title'> | null> {
  const { grant, id: classId, now } = o
  const found = await lockCommunityClass(tx, grant, { communityId: o.communityId, classId, now })
  if (found === null) return null
  const made = changeSchedule(found.known, o.change, found.today)
  if (made.outcome !== 'changes')
    return { outcome: made.outcome, codes: made.outcome === 'refused' ? made.codes : [], cycles: found.known }
  if (o.apply) {
    await writeCycles(tx, grant, { classId, cycles: made.cycles, now })
    await appendAudit(tx, grant.principal.districtId, {
      action: 'survey.schedule',
      object: `class:${classId}`,
      detail: {
        by: `community:${o.communityId}`,
        cycles: made.cycles.map(({ startsOn, endsOn, extendedTo }) => `${startsOn}/${endsOn}/${extendedTo ?? ''}`),
      },
    })
  }
  return { outcome: 'changes', codes: [], cycles: made.cycles }
}
