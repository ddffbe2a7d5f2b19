/** The survey schedule of a class becomes another: by its leads, or by a lead of a community that it stands in. */

import type { Grant } from '../../access/grant.ts'
import type { ScheduleProblem, WantedCycle } from '../../community/survey-cycle.ts'
import { checkSchedule } from '../../community/survey-cycle.ts'
import { changeCycle, type CycleChange, type CycleChangeFault } from '../../community/survey-plan.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { namesToChoose } from '../../store/community/question-set.ts'
import type { CycleRow } from '../../store/community/survey.ts'
import { listCycles, lockSurveyClass, writeCycles } from '../../store/community/survey.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type ScheduleGrant = Grant<'edit:class_survey_schedule'>

export type ScheduleOutcome =
  | { readonly cycles: readonly CycleRow[] }
  | { readonly problem: 'class_unknown' }
  | { readonly problem: 'question_set_unknown'; readonly at: number }
  | { readonly problems: readonly ScheduleProblem[] }

/** Everything that is wrong with it at once, or the schedule as it stands then, with an audit entry. */
export function setSurveySchedule(
  world: DomainWorld,
  grant: ScheduleGrant,
  schedule: { readonly classId: string; readonly cycles: readonly WantedCycle[] },
): Promise<ScheduleOutcome> {
  return inGrant(world, grant, (tx) => setScheduleIn(tx, world, { grant, ...schedule }))
}

export type CycleOutcome = ScheduleOutcome | { readonly problem: CycleChangeFault }

/** One cycle is added, made longer, ended today or taken out; what others change meanwhile stays. */
export function changeSurveyCycle(
  world: DomainWorld,
  grant: ScheduleGrant,
  { classId, change }: { readonly classId: string; readonly change: CycleChange },
): Promise<CycleOutcome> {
  return inGrant(world, grant, async (tx): Promise<CycleOutcome> => {
    const found = await lockSurveyClass(tx, grant, { classId, now: world.now() })
    if (found === null) return { problem: 'class_unknown' }
    const cycles = changeCycle(found.known, change, found.today)
    return typeof cycles === 'string' ? { problem: cycles } : setScheduleIn(tx, world, { grant, classId, cycles })
  })
}

async function setScheduleIn(
  tx: PrismaTransaction,
  world: DomainWorld,
  change: { readonly grant: ScheduleGrant; readonly classId: string; readonly cycles: readonly WantedCycle[] },
): Promise<ScheduleOutcome> {
  const { grant, classId, cycles } = change
  const now = world.now()
  const found = await lockSurveyClass(tx, grant, { classId, now })
  if (found === null) return { problem: 'class_unknown' }
  const sets = await namesToChoose(tx, grant.principal.districtId, world.settings.questionSets)
  // What a cycle had asked before the district dropped a question set hinders no change of the others.
  const before = new Map(found.known.map(({ id, questionSet }) => [id, questionSet]))
  const at = cycles.findIndex(
    ({ id, questionSet }) => !sets.has(questionSet) && (id === null || before.get(id) !== questionSet),
  )
  if (at !== -1) return { problem: 'question_set_unknown', at }
  const named = new Set(found.known.map(({ id }) => id))
  // A cycle of another class, or one that somebody has removed meanwhile, comes as a new one.
  const wanted = cycles.map((cycle) => (cycle.id !== null && named.has(cycle.id) ? cycle : { ...cycle, id: null }))
  const problems = checkSchedule(found.known, wanted, found.today)
  if (problems.length > 0) return { problems }
  await writeCycles(tx, grant, { classId, cycles: wanted, now })
  await appendAudit(tx, grant.principal.districtId, {
    action: 'survey.schedule',
    object: `class:${classId}`,
    detail: { cycles: wanted.map(({ startsOn, endsOn, extendedTo }) => `${startsOn}/${endsOn}/${extendedTo ?? ''}`) },
  })
  return { cycles: await listCycles(tx, grant, { classId, now }) }
}
