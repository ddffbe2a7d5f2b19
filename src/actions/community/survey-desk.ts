/** Schedules and codes of surveys from the command line, for somebody who may change them; the audit log says it was `cli`. */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import type { CycleChange, CycleChangeFault, SurveyDefault } from '../../community/survey-plan.ts'
import { Failure } from '../../roster/failure.ts'
import { listSetChoices } from '../../store/community/question-set.ts'
import { listCycles } from '../../store/community/survey.ts'
import { findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf, inGrant } from '../../store/world.ts'
import type { ClassOutcome } from './class-desk.ts'
import { changeSurveySchedules, setSurveyDefault } from './plan-surveys.ts'
import { SCHEDULE_REFUSALS } from './schedule-refusals.ts'
import { renewClassCode, setClassLocks } from './set-class-settings.ts'
import { changeSurveyCycle } from './set-survey-schedule.ts'

interface Asked {
  readonly districtId: string
  /** Who may: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}

/**
 * Binds the changes to an installation.
 * @throws Failure PERSON_UNKNOWN, SURVEY_CLOSED, SURVEY_UNKNOWN, SCHEDULE_REFUSED
 */
export function openSurveyChanges(world: DomainWorld) {
  return {
    /** The cycle's class is found by it, among those whose schedule they may change. */
    change: (asked: Asked & { readonly change: Exclude<CycleChange, { readonly kind: 'add' }> }) =>
      within(world, asked, async (principal) => changeKnown(world, principal, asked.change)),
    add: (asked: Asked & { readonly classId: string; readonly cycle: AddedCycle }) =>
      within(world, asked, async (principal) => {
        const questionSet = asked.cycle.questionSet ?? (await defaultSetOf(world, principal))
        const change = { kind: 'add', cycle: { ...asked.cycle, questionSet } } as const
        return changeClass(world, principal, { classId: asked.classId, change })
      }),
    setDefault: (asked: Asked & { readonly communityId: string; readonly plan: AskedDefault | null }) =>
      within(world, asked, async (principal) => {
        const questionSet = asked.plan?.questionSet ?? (await defaultSetOf(world, principal))
        const plan = asked.plan === null ? null : { ...asked.plan, questionSet }
        const order = { communityId: asked.communityId, plan }
        const outcome = await setSurveyDefault(world, authorise(principal, 'edit:community'), order)
        if ('problems' in outcome) throw unfit(outcome.problems)
        if (!('problem' in outcome)) return
        if (outcome.problem === 'question_set_unknown') throw refused(SET_UNKNOWN)
        throw outcome.problem === 'community_archived' ? refused('The community is archived.') : unknown('community')
      }),
    /** All cycles under way of a community’s classes; `apply` false: only says what it would do. */
    extendAll: (
      asked: Asked & {
        readonly communityId: string
        readonly classIds: readonly string[]
        readonly endsOn: string | null
        readonly extendedTo: string | null
        readonly apply: boolean
      },
    ) =>
      within(world, asked, async (principal) => {
        const { communityId, classIds, endsOn, extendedTo, apply } = asked
        const change = { planned: null, running: { endsOn, extendedTo } }
        const grant = authorise(principal, 'edit:class_settings')
        const outcome = await changeSurveySchedules(world, grant, { communityId, classIds, change, apply })
        if ('problem' in outcome) throw unknown('community with these classes')
        return outcome.lines.map(({ codes, ...line }) => ({ ...line, reasons: codes.map((c) => SCHEDULE_REFUSALS[c]) }))
      }),
    lockCode: (asked: Asked & { readonly classId: string; readonly locked: boolean }) =>
      within(world, asked, async (principal) =>
        done(await setClassLocks(world, principal, { classId: asked.classId, codeLocked: asked.locked })),
      ),
    renewCode: (asked: Asked & { readonly classId: string }) =>
      within(world, asked, async (principal) => done(await renewClassCode(world, principal, asked.classId))),
  }
}

async function defaultSetOf(world: DomainWorld, principal: Principal): Promise<string> {
  const { questionSets } = world.settings
  const choices = await inDistrictOf(world, principal, (tx) => listSetChoices(tx, principal.districtId, questionSets))
  return choices[0].id
}

/** Without a question set: the district's default. */
interface AddedCycle {
  readonly questionSet: string | null
  readonly startsOn: string
  readonly endsOn: string
  readonly extendedTo: string | null
}
interface AskedDefault extends Omit<SurveyDefault, 'questionSet'> {
  readonly questionSet: string | null
}

const SET_UNKNOWN = 'There is no such question set, or it was retired. Leave --set out for the district’s default.'
const SAYS: Readonly<Record<Exclude<CycleChangeFault, 'cycle_unknown'>, string>> = {
  not_under_way: 'The cycle is not under way: one that has not begun is removed, one that is over stays as it is.',
  not_longer: 'A cycle can only get longer this way. "staffroom survey close" ends it today.',
  begun_cycle_removed: SCHEDULE_REFUSALS.begun_cycle_removed,
}

async function changeKnown(
  world: DomainWorld,
  principal: Principal,
  change: Exclude<CycleChange, { readonly kind: 'add' }>,
): Promise<readonly ChangedCycle[]> {
  const grant = authorise(principal, 'edit:class_survey_schedule')
  const cycles = await inGrant(world, grant, (tx) => listCycles(tx, grant, { classId: null, now: world.now() }))
  const found = cycles.find(({ id }) => id === change.id)
  if (found === undefined) throw unknown('cycle')
  return changeClass(world, principal, { classId: found.classId, change })
}

interface ChangedCycle {
  readonly id: string
  readonly startsOn: string
  readonly endsOn: string
  readonly extendedTo: string | null
  readonly questionSet: string
}

async function changeClass(
  world: DomainWorld,
  principal: Principal,
  order: { readonly classId: string; readonly change: CycleChange },
): Promise<readonly ChangedCycle[]> {
  const outcome = await changeSurveyCycle(world, authorise(principal, 'edit:class_survey_schedule'), order)
  if ('problems' in outcome) throw unfit(outcome.problems)
  if ('problem' in outcome) {
    const { problem } = outcome
    if (problem === 'class_unknown') throw unknown('class')
    if (problem === 'cycle_unknown') throw unknown('cycle')
    throw refused(problem === 'question_set_unknown' ? SET_UNKNOWN : SAYS[problem])
  }
  return outcome.cycles.map(({ id, startsOn, endsOn, extendedTo, questionSet }) => {
    return { id, startsOn, endsOn, extendedTo, questionSet }
  })
}

function done(outcome: ClassOutcome<null>): void {
  if ('problem' in outcome) throw unknown('class')
}

/** With the roles that they hold now. What is closed to them is said as what it is: a refusal, and no fault of the program. */
async function within<T>(world: DomainWorld, asked: Asked, work: (principal: Principal) => Promise<T>): Promise<T> {
  const principal = await findOperatorAs(world.database, asked.districtId, asked.as)
  try {
    return await work(principal)
  } catch (error) {
    if (error instanceof Refusal)
      throw new Failure('SURVEY_CLOSED', 'operator', 'This is closed to whoever is named with --as.')
    throw error
  }
}

function unfit(problems: readonly { readonly code: keyof typeof SCHEDULE_REFUSALS }[]): Failure {
  return refused([...new Set(problems.map(({ code }) => SCHEDULE_REFUSALS[code]))].join(' '))
}

function unknown(what: string): Failure {
  const says = `There is no ${what} of that number whose surveys whoever is named with --as plans.`
  return new Failure('SURVEY_UNKNOWN', 'operator', says)
}

function refused(says: string): Failure {
  return new Failure('SCHEDULE_REFUSED', 'operator', says)
}
